#include "core/identity.h"

#include <gtest/gtest.h>

#include <set>

namespace novofon {
namespace {

constexpr TenantId kTenant{7};

Fields Ended() {
  return {{"event", "NOTIFY_END"},
          {"call_start", "2026-01-15 10:00:00"},
          {"pbx_call_id", "in_1"},
          {"call_id_with_rec", "1585913205.75283"}};
}

std::string PrefixOf(const Fields& fields) {
  return ToHex(IdentityOf(kTenant, fields)).substr(0, 8);
}

TEST(Identity, ARepeatHasTheSameIdentity) {
  EXPECT_EQ(IdentityOf(kTenant, Ended()), IdentityOf(kTenant, Ended()));
}

TEST(Identity, AnyDifferenceMakesAnotherEvent) {
  std::set<Identity> seen{IdentityOf(kTenant, Ended()), IdentityOf(TenantId{8}, Ended())};
  for (const char* name : {"event", "pbx_call_id", "call_id_with_rec", "internal"}) {
    Fields changed = Ended();
    changed[name] += "1";
    seen.insert(IdentityOf(kTenant, changed));
    changed.erase(name);
    seen.insert(IdentityOf(kTenant, changed));
  }
  // Without `internal` is the original: it was never there.
  EXPECT_EQ(seen.size(), 2U + 4U + 3U);
}

TEST(Identity, NothingMovesBetweenNeighbouringNamesAndValues) {
  const std::set<Identity> seen{IdentityOf(kTenant, {{"a", "bc"}}),
                                IdentityOf(kTenant, {{"ab", "c"}}),
                                IdentityOf(kTenant, {{"a", "b"}, {"c", "d"}}),
                                IdentityOf(kTenant, {{"a", "bc"}, {"d", "e"}}),
                                IdentityOf(kTenant, {{"abc", "d"}}),
                                IdentityOf(kTenant, {}),
                                IdentityOf(TenantId{77}, {{"a", "b"}}),
                                IdentityOf(kTenant, {{"7a", "b"}})};
  EXPECT_EQ(seen.size(), 8U);
}

TEST(Identity, AnEmptyFieldIsAsGoodAsAnAbsentOne) {
  EXPECT_EQ(IdentityOf(kTenant, {{"event", "x"}, {"internal", ""}}),
            IdentityOf(kTenant, {{"event", "x"}}));
}

TEST(Identity, BeginsWithTheCallsOwnTime) {
  EXPECT_EQ(PrefixOf(Ended()), "6968baa0");  // 2026-01-15 10:00:00 is 1768471200
  EXPECT_EQ(PrefixOf({{"call_start", "1970-01-01 00:00:01"}}), "00000001");
}

TEST(Identity, WithoutATimeOfTheCallTheRecordingsUnixTimeLeads) {
  Fields fields = Ended();
  fields.erase("call_start");
  EXPECT_EQ(PrefixOf(fields), "5e871d75");  // 1585913205
  fields["call_start"] = "yesterday";
  EXPECT_EQ(PrefixOf(fields), "5e871d75");
}

TEST(Identity, WhatIsNoTimeLeadsWithZero) {
  for (const char* start : {"", "2026-01-15", "2026-02-30 10:00:00", "2026-01-15T10:00:00",
                            "2026-01-15 24:00:00", "2026-01-15 10:60:00", "1969-12-31 10:00:00",
                            "2106-01-01 00:00:00", "202x-01-15 10:00:00", "2026-01-15 10:00:00Z"}) {
    EXPECT_EQ(PrefixOf({{"call_start", start}}), "00000000") << start;
  }
  for (const char* id : {"", "rec-1", "987654321.0123", "4102444800.1", "99999999999.1",
                         "1-1458313316.343456-100", "1585913205x.1", ".5"}) {
    EXPECT_EQ(PrefixOf({{"call_id_with_rec", id}}), "00000000") << id;
  }
}

TEST(Identity, LaterCallsSortLater) {
  EXPECT_LT(IdentityOf(kTenant, {{"call_start", "2026-01-15 10:00:00"}}),
            IdentityOf(kTenant, {{"call_start", "2026-01-15 10:00:01"}}));
}

TEST(Identity, SurvivesBeingWrittenAsHex) {
  const Identity identity = IdentityOf(kTenant, Ended());
  const std::string hex = ToHex(identity);
  EXPECT_EQ(hex.size(), 40U);
  EXPECT_EQ(IdentityFromHex(hex), identity);
  EXPECT_EQ(IdentityFromHex("00FFff" + std::string(34, '0'))->bytes[1], 0xff);
}

TEST(Identity, WhatIsNoHexOfTheRightLengthIsNone) {
  EXPECT_EQ(IdentityFromHex(""), std::nullopt);
  EXPECT_EQ(IdentityFromHex(std::string(38, '0')), std::nullopt);
  EXPECT_EQ(IdentityFromHex(std::string(42, '0')), std::nullopt);
  EXPECT_EQ(IdentityFromHex(std::string(39, '0') + "g"), std::nullopt);
}

}  // namespace
}  // namespace novofon
