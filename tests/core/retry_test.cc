#include "core/retry.h"

#include <gtest/gtest.h>

#include <numeric>
#include <string>

namespace novofon {
namespace {

using std::chrono::seconds;
using namespace std::chrono_literals;

struct DelayRow {
  std::string name;
  int failures;
  std::optional<seconds> delay;
};

std::string RowName(const testing::TestParamInfo<DelayRow>& info) { return info.param.name; }

class FetchDelay : public testing::TestWithParam<DelayRow> {};

TEST_P(FetchDelay, IsAsTheTableSays) {
  EXPECT_EQ(NextFetch(GetParam().failures, Jitter{0}), GetParam().delay);
}

INSTANTIATE_TEST_SUITE_P(Table, FetchDelay,
                         testing::Values(DelayRow{"After1FailureAMinute", 1, 60s},
                                         DelayRow{"After2Failures90Seconds", 2, 90s},
                                         DelayRow{"After3Failures2Minutes", 3, 2min},
                                         DelayRow{"After4Failures3Minutes", 4, 3min},
                                         DelayRow{"After5Failures5Minutes", 5, 5min},
                                         DelayRow{"After6Failures10Minutes", 6, 10min},
                                         DelayRow{"After7Failures20Minutes", 7, 20min},
                                         DelayRow{"After8Failures30Minutes", 8, 30min},
                                         DelayRow{"After9FailuresAnHour", 9, 1h},
                                         DelayRow{"After10Failures2Hours", 10, 2h},
                                         DelayRow{"After11Failures4Hours", 11, 4h},
                                         DelayRow{"After12Failures6Hours", 12, 6h},
                                         DelayRow{"After13Failures9Hours45", 13, 9h + 45min},
                                         DelayRow{"After14FailuresNoMore", 14, std::nullopt}),
                         RowName);

class CallDelay : public testing::TestWithParam<DelayRow> {};

TEST_P(CallDelay, IsAsTheTableSays) {
  EXPECT_EQ(NextCall(GetParam().failures, Jitter{0}, std::nullopt), GetParam().delay);
}

INSTANTIATE_TEST_SUITE_P(Table, CallDelay,
                         testing::Values(DelayRow{"After1Failure30Seconds", 1, 30s},
                                         DelayRow{"After2FailuresAMinute", 2, 1min},
                                         DelayRow{"After3Failures2Minutes", 3, 2min},
                                         DelayRow{"After4Failures5Minutes", 4, 5min},
                                         DelayRow{"After5Failures10Minutes", 5, 10min},
                                         DelayRow{"After6Failures20Minutes", 6, 20min},
                                         DelayRow{"After7Failures30Minutes", 7, 30min},
                                         DelayRow{"After8FailuresAnHour", 8, 1h},
                                         DelayRow{"After9Failures2Hours", 9, 2h},
                                         DelayRow{"After10Failures4Hours", 10, 4h},
                                         DelayRow{"After11Failures6Hours", 11, 6h},
                                         DelayRow{"After12Failures9Hours", 12, 9h},
                                         DelayRow{"After13FailuresNoMore", 13, std::nullopt}),
                         RowName);

class ProbeDelay : public testing::TestWithParam<DelayRow> {};

TEST_P(ProbeDelay, IsAsTheTableSays) {
  EXPECT_EQ(NextProbe(GetParam().failures), GetParam().delay);
}

INSTANTIATE_TEST_SUITE_P(Table, ProbeDelay,
                         testing::Values(DelayRow{"After1Pause5Minutes", 1, 5min},
                                         DelayRow{"After2Pauses15Minutes", 2, 15min},
                                         DelayRow{"After3Pauses30Minutes", 3, 30min},
                                         DelayRow{"After4PausesAnHour", 4, 1h},
                                         DelayRow{"After100PausesAnHour", 100, 1h}),
                         RowName);

TEST(NextFetch, TheLastAttemptIsWithin24HoursOfTheNotification) {
  seconds all = kFirstFetchDelay;
  int failures = 1;
  while (const auto delay = NextFetch(failures, Jitter{0})) all += *delay, ++failures;
  EXPECT_LE(all, 24h);
  EXPECT_GT(all, 23h + 55min);
}

TEST(NextFetch, JitterOnlyShortensAndByAQuarterAtMost) {
  EXPECT_EQ(NextFetch(1, Jitter{0.5}), 52s);
  EXPECT_EQ(NextFetch(1, Jitter{1}), 45s);
  EXPECT_EQ(NextFetch(1, Jitter{-3}), 60s);
}

TEST(NextCall, RetryAfterIsHonouredAndCapped) {
  EXPECT_EQ(NextCall(1, Jitter{0.9}, 90s), 90s);
  EXPECT_EQ(NextCall(1, Jitter{0}, 3s), 30s) << "not sooner than our own table";
  EXPECT_EQ(NextCall(1, Jitter{0}, -5s), 30s);
  EXPECT_EQ(NextCall(1, Jitter{0}, 24h * 365), kLongestRetryAfter);
  EXPECT_EQ(NextCall(13, Jitter{0}, 90s), std::nullopt);
}

}  // namespace
}  // namespace novofon
