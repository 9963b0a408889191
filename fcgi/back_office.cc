#include "fcgi/back_office.h"

#include <algorithm>

#include "core/adapters/log.h"
#include "fcgi/first_look.h"

namespace novofon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr std::size_t kBatch = 1024;                       // events folded in one transaction
constexpr std::size_t kMaxQueue = 4096;                    // then the front waits
constexpr std::size_t kMaxQueueBytes = 16U * 1024 * 1024;  // likewise
constexpr std::size_t kMaxBatchBytes = 4U * 1024 * 1024;   // besides one more event
constexpr std::size_t kMaxTurnedAway = 200;                // per round; more are only logged
constexpr milliseconds kRound{500};                        // without news
// While news keep coming rounds begin no closer together: the statements and the commit of a round
// cost the same for one event as for a hundred. After a pause the first is applied at once.
constexpr milliseconds kPace{200};
constexpr milliseconds kWhenAway{300};  // between attempts to reach the database
constexpr seconds kSweepEvery{1};

}  // namespace

BackOffice::BackOffice(DatabaseAddress address, const Seal& seal, Spool& spool, Clock clock,
                       bool look_first)
    : seal_(seal),
      spool_(spool),
      database_(std::move(address)),
      look_first_(look_first),
      applier_(database_, seal, std::move(clock)),
      thread_([this](const std::stop_token& stop) { Work(stop); }) {}

BackOffice::~BackOffice() {
  thread_.request_stop();
  thread_.join();
}

void BackOffice::Apply(std::vector<JournalEntry> entries) {
  std::unique_lock lock(mutex_);
  const auto full = [&] { return queue_.size() >= kMaxQueue || queue_bytes_ >= kMaxQueueBytes; };
  // When the database is away the queue is short: what is in the journal is found there again.
  changed_.wait_for(lock, seconds{1}, [&] { return !full() || away_; });
  if (full()) return;
  const bool first = queue_.empty();
  for (const JournalEntry& entry : entries) queue_bytes_ += SizeOf(entry);
  std::move(entries.begin(), entries.end(), std::back_inserter(queue_));
  if (first || queue_.size() >= kBatch) changed_.notify_all();
}

void BackOffice::List(TurnedAway request) {
  const std::lock_guard lock(mutex_);
  if (turned_away_.size() < kMaxTurnedAway) turned_away_.push_back(std::move(request));
  changed_.notify_all();
}

// Waits until there is something to do. False: told to end, and nothing is left that could be done.
bool BackOffice::Await(const std::stop_token& stop) {
  const auto news = [&] { return !queue_.empty() || !turned_away_.empty(); };
  const auto full = [&] { return queue_.size() >= kBatch; };
  std::unique_lock lock(mutex_);
  if (away_) {
    changed_.wait_for(lock, stop, kWhenAway, [] { return false; });
  } else {
    changed_.wait_for(lock, stop, kRound, news);
    changed_.wait_until(lock, stop, began_ + kPace, full);
  }
  if (news()) began_ = steady_clock::now();
  return !stop.stop_requested() || (!away_ && news());
}

void BackOffice::Work(const std::stop_token& stop) {
  while (Await(stop)) {
    try {
      if (look_first_ && !LooksGood()) return;
      ApplyQueued();
      ListQueued();
      if (!spool_.Empty()) applier_.DrainSpool(spool_);
      SweepJournal();
      if (away_) Log(Level::kNotice, "database_back", "The database answers again");
      const std::lock_guard lock(mutex_);
      away_ = false;
    } catch (const Unavailable& error) {
      if (!away_) {
        Log(Level::kError, "database_away",
            "The database does not answer; events go to the spool and are applied when it is back",
            {{"why", error.what()}});
      }
      const std::lock_guard lock(mutex_);
      away_ = true;
      DropQueue();
      swept_at_ = {};
      changed_.notify_all();
    } catch (const std::exception& error) {
      Log(Level::kError, "apply_failed", "A round of applying failed; it is tried again",
          {{"why", error.what()}});
      const std::lock_guard lock(mutex_);
      DropQueue();
      if (stop.stop_requested()) return;
    }
  }
}

std::optional<std::string> BackOffice::Problem() {
  const std::lock_guard lock(mutex_);
  return problem_;
}

bool BackOffice::LooksGood() {
  auto problem = LookAt(database_, seal_);
  look_first_ = false;
  const std::lock_guard lock(mutex_);
  problem_ = std::move(problem);
  return !problem_;
}

void BackOffice::ApplyQueued() {
  for (bool more = true; more;) {
    std::vector<JournalEntry> entries;
    {
      const std::lock_guard lock(mutex_);
      std::size_t bytes = 0;
      while (!queue_.empty() && entries.size() < kBatch && bytes < kMaxBatchBytes) {
        bytes += SizeOf(queue_.front());
        entries.push_back(std::move(queue_.front()));
        queue_.pop_front();
      }
      if (entries.empty()) return;
      queue_bytes_ -= bytes;
      more = queue_.size() >= kBatch || bytes >= kMaxBatchBytes;
      changed_.notify_all();
    }
    applier_.ApplyAll(std::move(entries));
  }
}

// The journal has them; the sweep takes them up.
void BackOffice::DropQueue() {
  queue_.clear();
  queue_bytes_ = 0;
}

void BackOffice::ListQueued() {
  std::vector<TurnedAway> requests;
  {
    const std::lock_guard lock(mutex_);
    requests.swap(turned_away_);
  }
  ListTurnedAway(database_, requests);
}

void BackOffice::SweepJournal() {
  const auto now = steady_clock::now();
  if (now - swept_at_ < kSweepEvery) return;
  swept_at_ = now;
  applier_.SweepJournal();
}

}  // namespace novofon
