// Events of the journal become calls and deals: what was just kept, what waits in the spool, and
// what a killed process left.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "core/adapters/database.h"
#include "core/adapters/mysql_call_book.h"
#include "core/adapters/mysql_journal.h"
#include "core/adapters/seal.h"
#include "core/adapters/spool.h"
#include "core/journal.h"
#include "core/tenant.h"

namespace novofon {

using Clock = std::function<TimePoint()>;

class Applier {
 public:
  // All outlive this; `database` is used by the same thread only.
  Applier(Database& database, const Seal& seal, Clock clock);

  // Applies journalled events. One that can't be applied is logged and left for a person, and is
  // nobody else's harm. This and the two below throw Unavailable when the database is away.
  void ApplyAll(std::vector<JournalEntry> entries);
  // Journals what waits in the spool, and applies it.
  void DrainSpool(Spool& spool);
  // Applies what is in the journal for some seconds and was not applied: whoever was at it is dead.
  void SweepJournal();

 private:
  void ApplySome(const Tenant& tenant, std::span<const JournalEntry> entries);
  const Tenant* TenantOf(TenantId id);

  Database& database_;
  const Seal& seal_;
  Clock clock_;
  MysqlJournal journal_;
  MysqlCallBook book_;
  std::vector<Tenant> tenants_;
  std::chrono::steady_clock::time_point tenants_at_;
};

}  // namespace novofon
