// What was found in a call put into its deal, and taken back.
#pragma once

#include <cstdint>
#include <vector>

#include "core/adapters/database.h"
#include "core/fill.h"
#include "core/recording_work.h"

namespace novofon {

// Holds what was found in a recording against the deal of its call: see Fill. A client without a
// name gets the one that was filled in. Does nothing while the call has no deal. REQUIRES: a
// transaction is open
void FillDealOf(Database& database, TenantId tenant, const RecordingKey& recording,
                const FieldSet& by_itself);

// Recordings that were done before their call had a deal: its END came late. Those of the last week
// that have one now.
struct LateRecording {
  TenantId tenant;
  RecordingKey recording;
};
std::vector<LateRecording> FindLate(Database& database, TimePoint now);

enum class Decision { kAccept, kDismiss, kUndo };
enum class Decided {
  kYes,
  kNoSuchSuggestion,
  kNotInThisState,  // only what was suggested can be accepted, only what was filled in undone
  kDealGone,
  kFieldChanged,  // undo: a person has written over it meanwhile
};
// A person's word on a suggestion of the tenant, in a transaction of its own.
Decided DecideSuggestion(Database& database, TenantId tenant, std::uint64_t suggestion,
                         Decision decision, TimePoint now);

}  // namespace novofon
