#include "core/cabinet_time.h"

#include <gtest/gtest.h>

#include <string>

namespace novofon {
namespace {

std::string Utc(std::string_view text, std::string_view zone) {
  const auto time = ParseCabinetTime(text, zone);
  return time ? FormatUtc(*time) : "none";
}

TEST(CabinetTime, MoscowIsThreeHoursAheadTheWholeYear) {
  EXPECT_EQ(Utc("2026-01-15 10:00:00", "Europe/Moscow"), "2026-01-15T07:00:00Z");
  EXPECT_EQ(Utc("2026-07-15 10:00:00", "Europe/Moscow"), "2026-07-15T07:00:00Z");
}

TEST(CabinetTime, MoscowWasFourHoursAheadBefore2014) {
  EXPECT_EQ(Utc("2013-01-15 10:00:00", "Europe/Moscow"), "2013-01-15T06:00:00Z");
}

TEST(CabinetTime, OmskIsSixHoursAheadAndTheDateChangesWithIt) {
  EXPECT_EQ(Utc("2026-03-01 02:30:15", "Asia/Omsk"), "2026-02-28T20:30:15Z");
}

TEST(CabinetTime, TheHourThatBerlinRepeatsIsReadAsTheEarlierOne) {
  EXPECT_EQ(Utc("2026-10-25 01:59:59", "Europe/Berlin"), "2026-10-24T23:59:59Z");
  EXPECT_EQ(Utc("2026-10-25 02:30:00", "Europe/Berlin"), "2026-10-25T00:30:00Z");
  EXPECT_EQ(Utc("2026-10-25 03:00:00", "Europe/Berlin"), "2026-10-25T02:00:00Z");
}

TEST(CabinetTime, TheHourThatBerlinSkipsIsReadAsTheMomentOfTheChange) {
  EXPECT_EQ(Utc("2026-03-29 01:59:59", "Europe/Berlin"), "2026-03-29T00:59:59Z");
  EXPECT_EQ(Utc("2026-03-29 02:30:00", "Europe/Berlin"), "2026-03-29T01:00:00Z");
  EXPECT_EQ(Utc("2026-03-29 03:00:00", "Europe/Berlin"), "2026-03-29T01:00:00Z");
}

class NotACabinetTime : public testing::TestWithParam<std::string> {};

TEST_P(NotACabinetTime, IsNothing) { EXPECT_EQ(Utc(GetParam(), "Europe/Moscow"), "none"); }

INSTANTIATE_TEST_SUITE_P(
    Texts, NotACabinetTime,
    testing::Values("", "garbage", "2026-02-30 10:00:00", "2026-13-01 10:00:00",
                    "2026-00-10 10:00:00", "2026-01-00 10:00:00", "0000-00-00 00:00:00",
                    "0000-01-01 00:00:00", "9999-12-31 23:59:59", "2026-01-15 24:00:00",
                    "2026-01-15 10:60:00", "2026-01-15 10:00:60", "2026-01-15T10:00:00",
                    "2026-01-15 10:00", "2026-01-15 10:00:00 ", " 2026-01-15 10:00:00",
                    "2026-01-15 10:00:00.5", "2026-1-15 10:00:00", "-026-01-15 10:00:00",
                    "1768471200", std::string("2026-01-15 10:00:0\0", 19),
                    "2026-01-15 10:00:0\xd0"));

TEST(CabinetTime, ALeapDayIsReal) {
  EXPECT_EQ(Utc("2028-02-29 12:00:00", "Europe/Moscow"), "2028-02-29T09:00:00Z");
  EXPECT_EQ(Utc("2026-02-29 12:00:00", "Europe/Moscow"), "none");
}

TEST(CabinetTime, KnowsTheZonesOfTheSystemAndNoOthers) {
  EXPECT_TRUE(IsZone("Europe/Moscow"));
  EXPECT_TRUE(IsZone("Asia/Omsk"));
  EXPECT_TRUE(IsZone("UTC"));
  EXPECT_FALSE(IsZone(""));
  EXPECT_FALSE(IsZone("Moscow"));
  EXPECT_FALSE(IsZone("europe/moscow"));
  EXPECT_FALSE(IsZone("../../etc/passwd"));
  EXPECT_FALSE(IsZone("Europe/Moscow\n"));
}

TEST(CabinetTime, WritesWhatItReads) {
  for (const char* text : {"2026-01-15 10:00:00", "2026-12-31 23:59:59", "2028-02-29 00:00:00"}) {
    const auto time = ParseCabinetTime(text, "Asia/Omsk");
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(FormatCabinetTime(*time, "Asia/Omsk"), text);
  }
}

TEST(CabinetTime, PeopleReadTheDayFirstAndNoSeconds) {
  const auto time = ParseUtc("2026-01-15T21:05:59Z");
  ASSERT_TRUE(time);
  EXPECT_EQ(FormatForPeople(*time, "Europe/Moscow"), "16.01.2026 00:05");
}

TEST(Utc, IsWrittenWithoutFractionsAlsoBefore1970) {
  using std::chrono::microseconds;
  EXPECT_EQ(FormatUtc(TimePoint{microseconds{1'768'460'400'999'999}}), "2026-01-15T07:00:00Z");
  EXPECT_EQ(FormatUtc(TimePoint{microseconds{-1}}), "1969-12-31T23:59:59Z");
}

TEST(Utc, IsReadWithAndWithoutFractions) {
  const TimePoint seven{std::chrono::seconds{1'768'460'400}};
  EXPECT_EQ(ParseUtc("2026-01-15T07:00:00Z"), seven);
  EXPECT_EQ(ParseUtc("2026-01-15T07:00:00.5Z"), seven + std::chrono::microseconds{500'000});
  EXPECT_EQ(ParseUtc("2026-01-15T07:00:00.123456Z"), seven + std::chrono::microseconds{123'456});
  EXPECT_EQ(ParseUtc("2026-01-15T07:00:00.123456789Z"), seven + std::chrono::microseconds{123'456});
}

class NotUtc : public testing::TestWithParam<std::string> {};

TEST_P(NotUtc, IsNothing) { EXPECT_EQ(ParseUtc(GetParam()), std::nullopt); }

INSTANTIATE_TEST_SUITE_P(Texts, NotUtc,
                         testing::Values("", "Z", "2026-01-15T07:00:00", "2026-01-15 07:00:00Z",
                                         "2026-01-15T07:00:00+03:00", "2026-01-15T07:00:00.Z",
                                         "2026-01-15T07:00:00,5Z",
                                         "2026-01-15T07:00:00.1234567890Z",
                                         "2026-01-15T07:00:00.-5Z", "2026-02-30T07:00:00Z",
                                         "0000-01-01T00:00:00Z", "2026-01-15T07:00:00ZZ"));

}  // namespace
}  // namespace novofon
