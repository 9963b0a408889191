#include "fcgi/back_office.h"

#include <algorithm>

#include "core/adapters/log.h"
#include "core/adapters/tenant_store.h"

namespace novofon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr std::size_t kBatch = 1024;         // events folded in one transaction
constexpr std::size_t kMaxQueue = 4096;      // then the front waits
constexpr std::size_t kMaxTurnedAway = 200;  // per round; more are only logged
constexpr milliseconds kRound{500};          // without news
// While news keep coming rounds begin no closer together: the statements and the commit of a round
// cost the same for one event as for a hundred. After a pause the first is applied at once.
constexpr milliseconds kPace{200};
constexpr milliseconds kWhenAway{300};  // between attempts to reach the database
constexpr seconds kSweepEvery{1};
constexpr seconds kInFlight{3};  // younger events are somebody's who is at it
constexpr seconds kTenantsFor{1};
constexpr seconds kFailedFor{600};

}  // namespace

BackOffice::BackOffice(DatabaseAddress address, const Seal& seal, Spool& spool, Clock clock)
    : seal_(seal),
      spool_(spool),
      clock_(std::move(clock)),
      database_(std::move(address)),
      journal_(database_),
      book_(database_),
      thread_([this](const std::stop_token& stop) { Work(stop); }) {}

BackOffice::~BackOffice() {
  thread_.request_stop();
  thread_.join();
}

void BackOffice::Apply(std::vector<JournalEntry> entries) {
  std::unique_lock lock(mutex_);
  // When the database is away the queue is short: what is in the journal is found there again.
  changed_.wait_for(lock, seconds{1}, [&] { return queue_.size() < kMaxQueue || away_; });
  if (queue_.size() >= kMaxQueue) return;
  const bool first = queue_.empty();
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
      ApplyQueued();
      ListQueued();
      DrainSpool();
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
      queue_.clear();  // the journal has them; the sweep takes them up
      swept_at_ = {};
      changed_.notify_all();
    } catch (const std::exception& error) {
      Log(Level::kError, "apply_failed", "A round of applying failed; it is tried again",
          {{"why", error.what()}});
      const std::lock_guard lock(mutex_);
      queue_.clear();
      if (stop.stop_requested()) return;
    }
  }
}

void BackOffice::ApplyQueued() {
  for (bool more = true; more;) {
    std::vector<JournalEntry> entries;
    {
      const std::lock_guard lock(mutex_);
      const std::size_t count = std::min(queue_.size(), kBatch);
      if (count == 0) return;
      const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(count);
      std::move(queue_.begin(), end, std::back_inserter(entries));
      queue_.erase(queue_.begin(), end);
      more = queue_.size() >= kBatch;
      changed_.notify_all();
    }
    ApplyAll(std::move(entries));
  }
}

void BackOffice::ListQueued() {
  std::vector<TurnedAway> requests;
  {
    const std::lock_guard lock(mutex_);
    requests.swap(turned_away_);
  }
  ListTurnedAway(database_, requests);
}

void BackOffice::DrainSpool() {
  if (spool_.Empty()) return;
  const auto keep = [&](std::span<const JournalEntry> entries) {
    const auto kept = journal_.Keep(entries);
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (kept[i] == Kept::kRefused) spool_.PutAside(entries[i]);
    }
    ApplyAll({entries.begin(), entries.end()});
  };
  const auto bad = [](const std::string& file, const std::string& why) {
    Log(Level::kCritical, "spool_bad_file",
        "A spooled event can't be read; it was moved to bad/ and waits for a person",
        {{"file", file}, {"why", why}});
  };
  const std::size_t drained = spool_.Drain(kBatch, keep, bad);
  if (drained > 0) {
    Log(Level::kNotice, "spool_drained", "Spooled events are in the journal now",
        {{"events", std::to_string(drained)}});
  }
}

// What a killed process left behind: in the journal, but not applied.
void BackOffice::SweepJournal() {
  const auto now = steady_clock::now();
  if (now - swept_at_ < kSweepEvery) return;
  swept_at_ = now;
  ApplyAll(book_.Unapplied(clock_() - kInFlight, kBatch));
}

void BackOffice::ApplyAll(std::vector<JournalEntry> entries) {
  const auto now = steady_clock::now();
  std::erase_if(failed_, [&](const auto& entry) { return entry.second < now; });
  std::map<TenantId, std::vector<JournalEntry>> by_tenant;
  for (JournalEntry& entry : entries) {
    if (!failed_.contains(entry.identity)) by_tenant[entry.tenant].push_back(std::move(entry));
  }
  for (const auto& [id, of_tenant] : by_tenant) {
    const Tenant* const tenant = TenantOf(id);
    if (tenant != nullptr) ApplySome(*tenant, of_tenant);
  }
}

// On an event that can't be stored the batch is taken apart, so that it fails alone.
void BackOffice::ApplySome(const Tenant& tenant, std::span<const JournalEntry> entries) {
  std::string why;
  try {
    book_.Apply(tenant, entries, clock_());
    Log(Level::kInfo, "applied", "Events became calls and deals",
        {{"tenant", tenant.user_id}, {"events", std::to_string(entries.size())}});
    return;
  } catch (const BadEntry& error) {
    why = error.what();
  } catch (const Bug& error) {
    why = error.what();
  }
  if (entries.size() > 1) {
    const std::size_t half = entries.size() / 2;
    ApplySome(tenant, entries.first(half));
    ApplySome(tenant, entries.subspan(half));
    return;
  }
  failed_[entries.front().identity] = steady_clock::now() + kFailedFor;
  Log(Level::kError, "apply_failed",
      "An event of the journal could not be applied; look at it with novofonctl inspect, then "
      "replay",
      {{"event_identity", ToHex(entries.front().identity)}, {"why", why}});
}

const Tenant* BackOffice::TenantOf(TenantId id) {
  const auto find = [&] {
    return std::find_if(tenants_.begin(), tenants_.end(),
                        [&](const Tenant& tenant) { return tenant.id == id; });
  };
  const auto now = steady_clock::now();
  auto found = find();
  if (found == tenants_.end() || now - tenants_at_ > kTenantsFor) {
    tenants_ = LoadTenants(database_, seal_);
    tenants_at_ = now;
    found = find();
  }
  return found == tenants_.end() ? nullptr : &*found;
}

}  // namespace novofon
