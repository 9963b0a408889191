#include "core/finding.h"

#include <gtest/gtest.h>

#include "core/cabinet_time.h"

namespace novofon {
namespace {

using Findings = std::vector<Finding>;

TEST(FindingsOf, NothingFoundIsNothingKept) { EXPECT_EQ(FindingsOf({}), Findings{}); }

TEST(FindingsOf, WhatIsCertainIsKeptWithItsQuoteAndItsSecond) {
  FoundFields fields;
  fields.found = {{ClaimedField::kName, "Пётр", {}, "это Пётр", 4, {}},
                  {ClaimedField::kAddress, "ул. Ленина, д. 25", {}, "Ленина 25", {}, {}}};
  EXPECT_EQ(FindingsOf(fields),
            (Findings{{DealField::kName, "Пётр", "это Пётр", 4, true, ""},
                      {DealField::kAddress, "ул. Ленина, д. 25", "Ленина 25", {}, true, ""}}));
}

TEST(FindingsOf, OfATimeTheMomentIsKeptNotThePhrase) {
  FoundFields fields;
  fields.found = {{ClaimedField::kWhen,
                   "завтра в десять",
                   SpokenMoment{*ParseUtc("2026-01-16T07:00:00Z"), true, false},
                   "завтра в десять",
                   9,
                   {}}};
  EXPECT_EQ(FindingsOf(fields), (Findings{{DealField::kScheduledAt, "2026-01-16T07:00:00Z",
                                           "завтра в десять", 9, true, ""}}));
}

TEST(FindingsOf, AllReasonsForDoubtAreTold) {
  FoundFields fields;
  fields.found = {{ClaimedField::kName,
                   "Пётр",
                   {},
                   "это Пётр",
                   4,
                   {Unsure::kUnknownSpeaker, Unsure::kBadlyHeard}}};
  const Finding found = FindingsOf(fields).at(0);
  EXPECT_FALSE(found.certain);
  EXPECT_EQ(found.why, "неизвестно, кто из двоих назвал имя; это место плохо слышно");
}

TEST(FindingsOf, WhatWasRefusedLeavesItsQuoteForPeople) {
  FoundFields fields;
  fields.refused = {{ClaimedField::kWhen, "во вторник, десятого", 7, NoMoment::kConflict}};
  const Finding found = FindingsOf(fields).at(0);
  EXPECT_EQ(found.field, DealField::kScheduledAt);
  EXPECT_EQ(found.value, "");
  EXPECT_EQ(found.quote, "во вторник, десятого");
  EXPECT_EQ(found.second, 7);
  EXPECT_FALSE(found.certain);
  EXPECT_EQ(found.why, WhyRefused(fields.refused[0]));
  EXPECT_NE(found.why, "");
}

TEST(FindingsOf, WhatWasNeverSaidIsNotKept) {
  FoundFields fields;
  fields.refused = {{ClaimedField::kName, "", {}, Doubt::kNotSaid}};
  EXPECT_EQ(FindingsOf(fields), Findings{});
}

TEST(DealFieldNames, AreThoseOfTheSchema) {
  EXPECT_EQ(NameOf(DealField::kName), "name");
  EXPECT_EQ(NameOf(DealField::kAddress), "address");
  EXPECT_EQ(NameOf(DealField::kScheduledAt), "scheduled_at");
}

}  // namespace
}  // namespace novofon
