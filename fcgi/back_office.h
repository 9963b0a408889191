// What happens after the reply: events become calls and deals, the spool is emptied into the
// journal, what a killed process left is taken up. One thread with a database connection of its
// own; the front never waits for it, unless it falls far behind.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "core/adapters/database.h"
#include "core/adapters/mysql_call_book.h"
#include "core/adapters/mysql_journal.h"
#include "core/adapters/seal.h"
#include "core/adapters/spool.h"
#include "core/adapters/turned_away.h"
#include "core/journal.h"
#include "core/tenant.h"

namespace novofon {

using Clock = std::function<TimePoint()>;

class BackOffice {
 public:
  BackOffice(DatabaseAddress address, const Seal& seal, Spool& spool, Clock clock);
  // Applies what it was given, if the database lets it within a few seconds, then ends.
  ~BackOffice();

  // Events that the journal has. Returns at once, or when the backlog is no longer absurd.
  void Apply(std::vector<JournalEntry> entries);
  // For the inspector; dropped when too many come at once (the log has them).
  void List(TurnedAway request);

 private:
  void Work(const std::stop_token& stop);
  bool Await(const std::stop_token& stop);
  void ApplyQueued();
  void ListQueued();
  void DrainSpool();
  void SweepJournal();
  void ApplyAll(std::vector<JournalEntry> entries);
  void ApplySome(const Tenant& tenant, std::span<const JournalEntry> entries);
  const Tenant* TenantOf(TenantId id);

  const Seal& seal_;
  Spool& spool_;
  Clock clock_;
  Database database_;
  MysqlJournal journal_;
  MysqlCallBook book_;
  std::vector<Tenant> tenants_;
  std::chrono::steady_clock::time_point tenants_at_;
  std::chrono::steady_clock::time_point began_;  // the last round with news
  std::chrono::steady_clock::time_point swept_at_;
  std::map<Identity, std::chrono::steady_clock::time_point> failed_;  // when to try again

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<JournalEntry> queue_;
  std::vector<TurnedAway> turned_away_;
  bool away_ = false;
  std::jthread thread_;  // last: starts when the rest is there
};

}  // namespace novofon
