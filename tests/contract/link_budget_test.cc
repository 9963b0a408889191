#include <deque>

#include "tests/contract/contract.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kAMinute = 100;

class LinkBudgetContract : public Contract {
 protected:
  std::optional<TimePoint> Spend(const std::string& account, TimePoint now) {
    return stores->recordings().budget().Spend(account, now);
  }
  void SpendAll(const std::string& account, TimePoint now) {
    for (std::size_t i = 0; i < kAMinute; ++i) ASSERT_EQ(Spend(account, now), std::nullopt);
  }

  const TimePoint noon = Moscow("12:00:00");
};

TEST_P(LinkBudgetContract, AHundredRequestsAMinuteAndNoMore) {
  SpendAll("key-1", noon);
  const auto when = Spend("key-1", noon + 1s);
  ASSERT_TRUE(when);
  EXPECT_GE(*when, noon + 60s);
  EXPECT_LE(*when, noon + 61s);
  stores->Reopen();
  EXPECT_EQ(Spend("key-1", *when - 1us), when) << "asking costs nothing";
  EXPECT_EQ(Spend("key-1", *when), std::nullopt);
}

TEST_P(LinkBudgetContract, TwoAccountsDoNotKnowOfEachOther) {
  SpendAll("key-1", noon);
  SpendAll("key-2", noon);
  SpendAll("KEY-1", noon);
  EXPECT_TRUE(Spend("key-1", noon));
}

TEST_P(LinkBudgetContract, InAnySixtySecondsThereAreAHundredAtMostAndNotMuchLess) {
  std::deque<TimePoint> last_minute;
  std::size_t granted = 0;
  for (auto passed = 0ms; passed < 200s; passed += 170ms) {
    const TimePoint now = noon + passed;
    if (Spend("key-1", now)) continue;
    ++granted;
    last_minute.push_back(now);
    while (last_minute.front() <= now - 60s) last_minute.pop_front();
    ASSERT_LE(last_minute.size(), kAMinute) << passed.count() << " ms after noon";
  }
  EXPECT_GE(granted, 3 * kAMinute);
}

TEST_P(LinkBudgetContract, RequestsThatWereSpreadComeFreeOneByOne) {
  for (std::size_t i = 0; i < kAMinute; ++i) {
    ASSERT_EQ(Spend("key-1", noon + 100ms * static_cast<int>(i)), std::nullopt);
  }
  const auto first = Spend("key-1", noon + 10s);
  ASSERT_TRUE(first);
  ASSERT_EQ(Spend("key-1", *first), std::nullopt);
  const auto second = Spend("key-1", *first);
  ASSERT_TRUE(second);
  EXPECT_EQ(*second - *first, 100ms);
}

NOVOFON_BOTH_STORES(LinkBudgetContract);

}  // namespace
}  // namespace novofon
