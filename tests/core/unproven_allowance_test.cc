#include "core/unproven_allowance.h"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/core/calls.h"

namespace novofon {
namespace {

using std::chrono_literals::operator""s;

const TimePoint kNow = Moscow("12:00:00");
constexpr TenantId kOther{2};

int Taken(UnprovenAllowance& allowance, TenantId tenant, std::size_t bytes, TimePoint now) {
  int taken = 0;
  while (taken < 10'000 && allowance.Take(tenant, bytes, now)) ++taken;
  return taken;
}

TEST(UnprovenAllowance, EndsWithSixHundredSmallEvents) {
  UnprovenAllowance allowance;
  EXPECT_EQ(Taken(allowance, kTenant, 300, kNow), 600);
}

TEST(UnprovenAllowance, ALargeEventCostsAsMuchAsManySmallOnes) {
  UnprovenAllowance allowance;
  EXPECT_EQ(Taken(allowance, kTenant, 256 * 1024, kNow), 9);
  EXPECT_EQ(Taken(allowance, kTenant, 4096, kNow), 600 - 9 * 64);
}

TEST(UnprovenAllowance, ComesBackOneASecondAndNoMoreThanThereWere) {
  UnprovenAllowance allowance;
  ASSERT_EQ(Taken(allowance, kTenant, 1, kNow), 600);
  EXPECT_EQ(Taken(allowance, kTenant, 1, kNow + 5s), 5);
  EXPECT_EQ(Taken(allowance, kTenant, 1, kNow + 100'000s), 600);
}

TEST(UnprovenAllowance, OneTenantsIsNotTheOthers) {
  UnprovenAllowance allowance;
  ASSERT_EQ(Taken(allowance, kTenant, 1, kNow), 600);
  EXPECT_TRUE(allowance.Take(kOther, 1, kNow));
}

TEST(UnprovenAllowance, AClockThatIsPutBackTakesNothingForLong) {
  UnprovenAllowance allowance;
  ASSERT_EQ(Taken(allowance, kTenant, 1, kNow + 100'000s), 600);
  ASSERT_FALSE(allowance.Take(kTenant, 1, kNow));
  EXPECT_TRUE(allowance.Take(kTenant, 1, kNow + 1s));
}

}  // namespace
}  // namespace novofon
