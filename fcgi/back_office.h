// What happens after the reply: events become calls and deals, the spool is emptied into the
// journal, what a killed process left is taken up. One thread with a database connection of its
// own; the front never waits for it, unless it falls far behind.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/adapters/database.h"
#include "core/adapters/turned_away.h"
#include "fcgi/applier.h"

namespace novofon {

class BackOffice {
 public:
  // `look_first`: the database was away when the program began, so nobody knows it yet.
  BackOffice(DatabaseAddress address, const Seal& seal, Spool& spool, Clock clock, bool look_first);
  // Applies what it was given, if the database lets it within a few seconds, then ends.
  ~BackOffice();

  // Events that the journal has. Returns at once, or when the backlog is no longer absurd.
  void Apply(std::vector<JournalEntry> entries);
  // For the inspector; dropped when too many come at once (the log has them).
  void List(TurnedAway request);
  // What the database turned out to be that makes it pointless to go on (see LookAt); then nothing
  // is done any more, and the spool keeps what it has.
  std::optional<std::string> Problem();

 private:
  bool LooksGood();
  void Work(const std::stop_token& stop);
  bool Await(const std::stop_token& stop);
  void ApplyQueued();
  void DropQueue();
  void ListQueued();
  void SweepJournal();

  const Seal& seal_;
  Spool& spool_;
  Database database_;
  bool look_first_;
  Applier applier_;
  std::chrono::steady_clock::time_point began_;  // the last round with news
  std::chrono::steady_clock::time_point swept_at_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<JournalEntry> queue_;
  std::size_t queue_bytes_ = 0;  // SizeOf them together
  std::vector<TurnedAway> turned_away_;
  bool away_ = false;
  std::optional<std::string> problem_;
  std::jthread thread_;  // last: starts when the rest is there
};

}  // namespace novofon
