#include "fcgi/deadline_thread.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace novofon {
namespace {

using namespace std::chrono_literals;

Patience In(std::chrono::milliseconds patience) {
  return Patience(std::chrono::steady_clock::now() + patience);
}

// Work of which nobody waits for the end, until it is let go.
struct GivenUp {
  explicit GivenUp(DeadlineThread& thread) {
    EXPECT_FALSE(thread.Run<bool>(
        [&begun = begun, gate = gate.get_future().share()] {
          begun = true;
          begun.notify_one();
          gate.wait();
          return true;
        },
        In(10ms)));
  }

  std::atomic<bool> begun = false;
  std::promise<void> gate;
};

TEST(DeadlineThread, GivesTheResultOrWhatWasThrown) {
  DeadlineThread thread;
  EXPECT_EQ(thread.Run<int>([] { return 7; }, In(10s)), 7);
  EXPECT_THROW(thread.Run<int>([]() -> int { throw std::runtime_error("x"); }, In(10s)),
               std::runtime_error);
  EXPECT_EQ(thread.Run<int>([] { return 8; }, In(10s)), 8);
}

TEST(DeadlineThread, WaitsForSlowWorkThatWasGivenUp) {
  DeadlineThread thread;
  GivenUp slow(thread);
  const std::jthread let_go([&] { slow.gate.set_value(); });
  EXPECT_EQ(thread.Run<int>([] { return 7; }, In(10s)), 7);
}

TEST(DeadlineThread, DoesNotWaitForHungWorkAgain) {
  DeadlineThread thread;
  GivenUp hung(thread);
  std::atomic<bool> ran = false;
  const auto run = [&] { return thread.Run<bool>([&] { return ran = true; }, In(1ms)); };
  EXPECT_FALSE(run());
  const auto before = std::chrono::steady_clock::now();
  for (int i = 0; i < 10'000; ++i) EXPECT_FALSE(run());
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);  // each waiting would take 10 s
  hung.gate.set_value();
  hung.begun.wait(false);
  EXPECT_FALSE(ran);
}

TEST(DeadlineThread, WaitsNoLongerThanIsDecentWhileOthersWait) {
  DeadlineThread thread;
  std::promise<void> gate;
  const auto now = std::chrono::steady_clock::now();
  std::atomic<int> asked = 0;
  const Patience decent(now + 20ms, now + 1h, [&] { return ++asked == 3; });
  EXPECT_FALSE(thread.Run<bool>(
      [gate = gate.get_future().share()] {
        gate.wait();
        return true;
      },
      decent));
  EXPECT_EQ(asked, 3);
  gate.set_value();
  EXPECT_EQ(thread.Run<int>([] { return 7; }, In(10s)), 7);
}

}  // namespace
}  // namespace novofon
