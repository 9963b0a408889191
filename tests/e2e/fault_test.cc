// What breaks in production, broken on purpose under load.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/e2e/conservation.h"
#include "tests/e2e/load.h"

namespace novofon::e2e {
namespace {

constexpr int kThreads = 4;
constexpr auto kAway = 60s;
constexpr auto kFrozen = 10s;

class Fault : public testing::Test {
 protected:
  // The promise, after `load` has ended.
  static void ExpectNothingLost(Stack& stack, const Tenant& tenant, Load& load) {
    load.Stop();
    EXPECT_GT(load.Kept(), 0U);
    EXPECT_EQ(JournalProblems(stack, tenant, load.Acknowledged()), "");
    EXPECT_EQ(StateProblems(stack, tenant), "");
    EXPECT_EQ(stack.StopAndComplain(), "");
  }
  // Every request was answered, and with 200.
  static void ExpectOnly200(const Load& load) {
    const auto statuses = load.Statuses();
    EXPECT_EQ(statuses.size(), 1U) << nlohmann::json(statuses).dump();
    EXPECT_TRUE(statuses.contains(200)) << nlohmann::json(statuses).dump();
  }
  static void KeepUp(Load& load, std::chrono::seconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    EXPECT_TRUE(WaitUntil(
        time + 60s, [&] { return std::chrono::steady_clock::now() >= end && load.Kept() > 0; }));
  }
};

TEST_F(Fault, TheDatabaseIsKilledUnderLoadAndComesBack) {
  Stack stack;
  const auto tenant = stack.AddTenant();
  Load load(stack.nginx().http(), tenant, kThreads, CallOfLoad);
  ASSERT_TRUE(load.WaitForMore(200));
  for (int round = 0; round < 3; ++round) {
    stack.database().Kill();
    ASSERT_TRUE(load.WaitForMore(20)) << "nothing was kept while the database was away";
    stack.database().Start();
    ASSERT_TRUE(load.WaitForMore(100));
  }
  load.Stop();
  ExpectOnly200(load);
  ExpectNothingLost(stack, tenant, load);
}

TEST_F(Fault, TheDatabaseRefusesConnectionsForAMinute) {
  Stack stack;
  const auto tenant = stack.AddTenant();
  // One sender, so that what a minute leaves in the spool is taken up well within the test's limit.
  Load load(stack.nginx().http(), tenant, 1, CallOfLoad);
  ASSERT_TRUE(load.WaitForMore(100));
  stack.database().Kill();
  const auto before = load.Kept();
  KeepUp(load, kAway);
  EXPECT_GT(load.Kept(), before + 100) << "the spool took too little";
  EXPECT_GT(stack.Spooled(), 0U);
  stack.database().Start();
  ASSERT_TRUE(load.WaitForMore(100));
  load.Stop();
  ExpectOnly200(load);
  ExpectNothingLost(stack, tenant, load);
}

TEST_F(Fault, ThePoolStartsWhileTheDatabaseIsAway) {
  Stack stack;
  const auto tenant = stack.AddTenant();
  ASSERT_EQ(stack.Send(CallOfLoad(0)[0], tenant).status, 200);  // tenants are remembered
  stack.database().Kill();
  for (std::size_t i = 0; i < stack.pool().size(); ++i) stack.pool().Replace(i, SIGTERM);
  Load load(stack.nginx().http(), tenant, kThreads, CallOfLoad);
  ASSERT_TRUE(load.WaitForMore(50));
  stack.database().Start();
  ASSERT_TRUE(load.WaitForMore(50));
  load.Stop();
  ExpectOnly200(load);
  ExpectNothingLost(stack, tenant, load);
}

TEST_F(Fault, TheDatabaseHangs) {
  Stack stack;
  const auto tenant = stack.AddTenant();
  Load load(stack.nginx().http(), tenant, kThreads, CallOfLoad);
  ASSERT_TRUE(load.WaitForMore(100));
  stack.database().Freeze();
  const auto before = load.Kept();
  KeepUp(load, kFrozen);
  EXPECT_GT(load.Kept(), before) << "nothing was kept while the database hung";
  stack.database().Thaw();
  ASSERT_TRUE(load.WaitForMore(100));
  ExpectNothingLost(stack, tenant, load);
}

TEST_F(Fault, ARingingPhoneIsAnsweredInTimeWhileTheDatabaseHangs) {
  Stack stack({.processes = 1});
  const auto tenant = stack.AddTenant();
  ASSERT_EQ(stack.Send(CallScript{"in_before"}.End("no answer"), tenant).status, 200);
  constexpr int kRounds = 6;
  std::vector<std::chrono::microseconds> took;
  for (int round = 0; round < kRounds; ++round) {
    const CallScript call{"in_hung_" + std::to_string(round)};
    stack.database().Freeze();
    // One that has time may be at it already: the phone doesn't wait as long.
    std::jthread before([&] {
      const CallScript other{"in_other_" + std::to_string(round)};
      auto client = stack.NewClient();
      EXPECT_EQ(client.Send(Signed(other.End("busy"), tenant)).status, 200);
    });
    const auto reply = stack.Send(call.Start(), tenant);
    stack.database().Thaw();
    before.join();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "{}");
    took.push_back(reply.took);
    EXPECT_EQ(stack.Send(call.End("no answer"), tenant).status, 200);
    ASSERT_TRUE(stack.WaitUntilApplied());
  }
  // The machine may be slow, but not in every round; other notifications wait for over a second.
  EXPECT_LT(*std::min_element(took.begin(), took.end()), 200ms);
  EXPECT_LT(*std::max_element(took.begin(), took.end()), 1s);
  EXPECT_EQ(stack.ctl().List("calls", tenant.id).size(), 2 * kRounds + 1);
  EXPECT_EQ(stack.ctl().List("events", tenant.id).size(), 3 * kRounds + 1);
  EXPECT_EQ(stack.StopAndComplain(), "");
}

TEST_F(Fault, AProcessIsKilledBetweenJournalAndApply) {
  Stack stack;
  const auto tenant = stack.AddTenant();
  ASSERT_EQ(stack.Send(CallOfLoad(1)[0], tenant).status, 200);
  ASSERT_TRUE(stack.WaitUntilApplied());
  // Whoever applies must take this row first: it waits here, with the answer already given.
  auto holder = stack.database().Connect();
  holder.Execute("START TRANSACTION");
  holder.Query(
      "SELECT a.tenant_id FROM appliers a JOIN tenants t ON t.id = a.tenant_id"
      " WHERE t.user_id = '" +
      tenant.id + "' FOR UPDATE");
  const auto call = CallScript{"in_killed"};
  ASSERT_EQ(stack.Send(call.End("no answer"), tenant).status, 200);
  ASSERT_TRUE(WaitUntil(10s, [&] {
    return stack.database().Connect().Number(
               "SELECT COUNT(*) FROM events WHERE applied_at IS NULL") == 1;
  }));
  for (std::size_t i = 0; i < stack.pool().size(); ++i) stack.pool().Replace(i, SIGKILL);
  holder.Execute("ROLLBACK");
  EXPECT_TRUE(stack.WaitUntilApplied(60s)) << "nobody took what the killed process left";
  EXPECT_EQ(stack.ctl().List("deals", tenant.id).size(), 1U);
  EXPECT_EQ(stack.ctl().List("callbacks", tenant.id).size(), 1U);
  EXPECT_EQ(stack.StopAndComplain(), "");
}

TEST_F(Fault, ProcessesAreKilledUnderLoad) {
  Stack stack({.processes = 3});
  const auto tenant = stack.AddTenant();
  Load load(stack.nginx().http(), tenant, kThreads, CallOfLoad);
  for (std::size_t round = 0; round < 9; ++round) {
    ASSERT_TRUE(load.WaitForMore(40));
    stack.pool().Replace(round % 3, SIGKILL);
  }
  load.Stop();
  ExpectOnly200(load);
  ExpectNothingLost(stack, tenant, load);
}

TEST_F(Fault, ProcessesAreRestartedUnderLoad) {
  Stack stack({.processes = 3});
  const auto tenant = stack.AddTenant();
  Load load(stack.nginx().http(), tenant, kThreads, CallOfLoad);
  for (std::size_t round = 0; round < 12; ++round) {
    ASSERT_TRUE(load.WaitForMore(30));
    stack.pool().Replace(round % 3, SIGTERM);
  }
  load.Stop();
  ExpectOnly200(load);
  ExpectNothingLost(stack, tenant, load);
}

// The spool's own file system, as small as nothing: a real one where we may mount it, else the
// quota.
class SmallDisk {
 public:
  explicit SmallDisk(const std::filesystem::path& directory) : directory_(directory) {
    std::filesystem::create_directories(directory_);
    mounted_ = mount("none", directory_.c_str(), "tmpfs", 0, "size=8m,nr_inodes=120") == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount2(directory_.c_str(), MNT_DETACH);
  }
  Environment Settings() const {
    Environment settings{{"NOVOFON_STATE_DIR", directory_.string()}};
    if (!mounted_) settings["NOVOFON_SPOOL_MAX_BYTES"] = "65536";
    return settings;
  }

 private:
  std::filesystem::path directory_;
  bool mounted_ = false;
};

TEST_F(Fault, TheSpoolsDiskIsFull) {
  const ScratchDirectory scratch;
  const SmallDisk disk(scratch.path() / "state");
  Stack stack({.settings = disk.Settings()});
  const auto tenant = stack.AddTenant();
  Load load(stack.nginx().http(), tenant, kThreads, CallOfLoad);
  ASSERT_TRUE(load.WaitForMore(50));
  stack.database().Kill();
  EXPECT_TRUE(WaitUntil(60s, [&] { return load.Statuses().contains(503); }));
  stack.database().Start();
  ASSERT_TRUE(load.WaitForMore(50));
  load.Stop();
  auto statuses = load.Statuses();
  EXPECT_GT(statuses[503], 0);
  statuses.erase(200);
  statuses.erase(503);
  EXPECT_TRUE(statuses.empty()) << nlohmann::json(statuses).dump();
  ExpectNothingLost(stack, tenant, load);
}

}  // namespace
}  // namespace novofon::e2e
