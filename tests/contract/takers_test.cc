// What only a real database can show: programs that take recordings and spend requests at once.
#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <mutex>
#include <set>
#include <thread>

#include "tests/contract/recording_contract.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

constexpr int kRecordings = 200;
constexpr int kTakers = 8;

class Takers : public testing::Test {
 protected:
  Takers() { tenant.id = stores.AddTenant(); }

  std::vector<JournalEntry> Records(int seconds) const {
    std::vector<JournalEntry> entries;
    for (int i = 0; i < kRecordings; ++i) {
      JournalEntry entry =
          Entry(Record("17." + std::to_string(i), {{"pbx_call_id", "in_" + std::to_string(i)}}),
                Moscow("12:00:00") + std::chrono::seconds(seconds));
      entries.push_back(std::move(entry));
    }
    return entries;
  }
  void Apply(Database& database, const std::vector<JournalEntry>& entries) const {
    MysqlCallBook(database).Apply(tenant, entries, due);
  }
  // Threads that begin together, each over a connection of its own.
  template <class Work>
  void AllAtOnce(int threads, Work work) const {
    std::barrier start(threads);
    std::vector<std::jthread> running;
    for (int i = 0; i < threads; ++i) {
      running.emplace_back([&, i] {
        Database database(stores.Address());
        database.Query(Sql() << "SELECT 1");
        start.arrive_and_wait();
        work(database, i);
      });
    }
  }
  static RunId RunOf(int i) { return RunId{{static_cast<std::uint8_t>(i + 1)}}; }

  MysqlStores stores;
  Tenant tenant;
  const TimePoint due = Moscow("12:00:40");
};

TEST_F(Takers, EachRecordingIsHandedOutOnce) {
  Apply(stores.database(), Records(0));
  std::mutex mutex;
  std::multiset<std::string> taken;
  AllAtOnce(kTakers, [&](Database& database, int i) {
    MysqlRecordingLeases leases(database);
    while (const auto job = leases.Take(RunOf(i), due, kLease)) {
      const std::lock_guard lock(mutex);
      taken.insert(job->recording.value);
    }
  });
  EXPECT_EQ(taken.size(), static_cast<std::size_t>(kRecordings));
  EXPECT_EQ(std::set(taken.begin(), taken.end()).size(), static_cast<std::size_t>(kRecordings));
}

TEST_F(Takers, NobodyGoesAwayWhileSomethingIsDue) {
  Apply(stores.database(), Records(0));
  AllAtOnce(kTakers, [&](Database& database, int i) {
    MysqlRecordingLeases leases(database);
    for (int own = 0; own < kRecordings / kTakers; ++own) {
      ASSERT_TRUE(leases.Take(RunOf(i), due, kLease)) << "taker " << i << " after " << own;
    }
  });
}

TEST_F(Takers, LeasesResultsAndRepeatedRecordsInOneAnothersWayLoseNothing) {
  Apply(stores.database(), Records(0));
  std::mutex mutex;
  std::multiset<std::string> finished;
  AllAtOnce(kTakers, [&](Database& database, int i) {
    if (i == 0) {
      for (int seconds = -1; seconds > -20; --seconds) Apply(database, Records(seconds));
      return;
    }
    MysqlRecordingLeases leases(database);
    MysqlRecordingBook book(database, "host-1");
    while (const auto job = leases.Take(RunOf(i), due, kLease)) {
      leases.KeepUp(RunOf(i), due, kLease);
      ASSERT_TRUE(book.Save(*job, AFile(), due));
      RecordingJob next = *job;
      next.stage = Stage::kFetched;
      ASSERT_TRUE(book.Save(next, Words(), due));
      next.stage = Stage::kTranscribed;
      ASSERT_TRUE(book.Save(next, Found{}, due));
      ASSERT_TRUE(book.Save(next, FillDeal{}, due));
      const std::lock_guard lock(mutex);
      finished.insert(job->recording.value);
    }
  });
  EXPECT_EQ(finished.size(), static_cast<std::size_t>(kRecordings));
  EXPECT_EQ(stores.Session().Number("SELECT COUNT(*) FROM recording_work WHERE stage='done' AND"
                                    " work_at IS NULL AND lease=1"),
            kRecordings);
}

TEST_F(Takers, OfAPausedStageOnlyOneOfManyIsHandedOut) {
  Apply(stores.database(), Records(0));
  const auto first = stores.recordings().leases().Take(kRun, due, kLease);
  ASSERT_TRUE(stores.recordings().book().Save(*first, StagePaused{"HTTP 401"}, due));
  std::atomic<int> probes = 0;
  AllAtOnce(kTakers, [&](Database& database, int i) {
    const auto job = MysqlRecordingLeases(database).Take(RunOf(i), due + 5min, kLease);
    if (!job) return;
    EXPECT_TRUE(job->probe);
    ++probes;
  });
  EXPECT_EQ(probes, 1);
}

TEST_F(Takers, AHundredRequestsAreAHundredForAllTogether) {
  constexpr int kEach = 30;
  for (const std::string account : {"key-1", "key-2"}) {
    std::atomic<int> granted = 0;
    std::atomic<int> refused = 0;
    AllAtOnce(kTakers, [&](Database& database, int) {
      MysqlLinkBudget budget(database);
      for (int i = 0; i < kEach; ++i) ++(budget.Spend(account, due) ? refused : granted);
    });
    EXPECT_EQ(granted, 100) << account;
    EXPECT_EQ(refused, kTakers * kEach - 100) << account;
  }
}

}  // namespace
}  // namespace novofon
