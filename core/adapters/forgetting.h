// A client who wants to be forgotten: everything that was kept of him is found, then erased.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "core/adapters/database.h"
#include "core/adapters/retention.h"
#include "core/tenant.h"

namespace novofon {

struct Traces {
  std::set<PhoneNumber> phones;  // of the client, all of them
  std::set<ClientId> clients;
  std::set<DealId> deals;
  std::set<CallId> calls;
  std::set<CallKey> call_keys;
  std::vector<RecordingKey> recordings;
  std::vector<std::string> audio_names;  // of all recordings, whether they were fetched or not
  std::vector<KeptAudio> audio;
};

Traces FindTraces(Database& database, TenantId tenant, const PhoneNumber& phone);

// Nobody takes the recordings any more, so that no file comes back after it was erased. False, and
// nothing is changed, while one of them is being worked at.
[[nodiscard]] bool TakeOutOfWork(Database& database, TenantId tenant, const Traces& traces,
                                 TimePoint now);

struct ErasedRows {
  std::uint64_t clients = 0;
  std::uint64_t deals = 0;
  std::uint64_t notes = 0;
  std::uint64_t callbacks = 0;
  std::uint64_t calls = 0;
  std::uint64_t recordings = 0;
  std::uint64_t transcripts = 0;
  std::uint64_t suggestions = 0;
  ErasedRows& operator+=(const ErasedRows& more);
};
// In one transaction. The files are the caller's, before that.
ErasedRows EraseRows(Database& database, TenantId tenant, const Traces& traces);

// Recordings whose copies the provider still has, of clients who were forgotten before.
std::vector<RecordingKey> FindProviderCopies(Database& database, TenantId tenant);
// They are all that is left of a recording's key, so that its copy can be deleted one day.
void RememberProviderCopy(Database& database, TenantId tenant, const RecordingKey& recording,
                          TimePoint now);
void ForgetProviderCopy(Database& database, TenantId tenant, const RecordingKey& recording);

// Takes the fields out of the journal's events that speak of the client or of one of his calls; the
// rows stay, so that a repeat is still recognised and a rebuild makes nothing of them. Looks at
// every event of the tenant: `progress` is told how many were, now and then. Returns how many were
// emptied.
std::uint64_t EraseJournal(Database& database, const Tenant& tenant, const Traces& traces,
                           const std::function<void(std::uint64_t)>& progress);

}  // namespace novofon
