// The journal: every notification that was answered with 200, once.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/identity.h"
#include "core/values.h"

namespace novofon {

enum class Verdict { kAccepted, kIgnored };  // kIgnored: an unknown event, kept but never applied

struct JournalEntry {
  TenantId tenant;
  Identity identity;
  std::string event;  // the provider's name of it, for people; at most 64 bytes
  Verdict verdict = Verdict::kAccepted;
  Fields fields;
  TimePoint received_at;
  std::string request_id;
  bool operator==(const JournalEntry&) const = default;
};

enum class Kept { kNew, kRepeat };

class Journal {
 public:
  virtual ~Journal() = default;

  // One answer per entry, in order. When it returns all of them are durable; equal identities are
  // one event, also within `entries`. An entry that the database can't take (bad data) fails alone:
  // it throws BadEntry only if it stands alone. Throws Unavailable when nothing was kept or when
  // that isn't known; then calling again with the same entries is safe.
  [[nodiscard]] virtual std::vector<Kept> Keep(std::span<const JournalEntry> entries) = 0;
};

}  // namespace novofon
