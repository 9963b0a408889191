#include <date/tz.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "core/spoken_date.h"

namespace novofon {
namespace {

constexpr std::string_view kMoscow = "Europe/Moscow";

struct Row {
  const char* phrase;
  const char* expected;
};

TimePoint CallAt(std::string_view local, std::string_view zone) {
  std::istringstream in{std::string(local)};
  date::local_seconds at;
  in >> date::parse("%F %R", at);
  return date::locate_zone(std::string(zone))->to_sys(at);
}

// "05 11:00": the day of the month and the time; "05" without a time; "?" when uncertain; "none".
std::string Shown(const SpokenDate& read, std::string_view zone) {
  const auto* moment = std::get_if<SpokenMoment>(&read);
  if (moment == nullptr) return "none";
  const auto local = date::locate_zone(std::string(zone))->to_local(moment->utc);
  const std::string shown =
      date::format(moment->has_time ? "%d %R" : "%d", date::floor<std::chrono::minutes>(local));
  return shown + (moment->uncertain ? "?" : "");
}

void Check(std::string_view call, std::string_view zone, std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(Shown(ReadSpokenDate(row.phrase, CallAt(call, zone), zone), zone), row.expected)
        << "«" << row.phrase << "» said at " << call;
  }
}

TEST(ReadSpokenDate, TimesOfTheClock) {
  Check("2025-12-04 10:00", kMoscow,
        {{"завтра в 11", "05 11:00"},
         {"завтра в 11 часов", "05 11:00"},
         {"завтра часов в 11", "05 11:00?"},
         {"завтра около одиннадцати", "05 11:00?"},
         {"завтра в 11:30", "05 11:30"},
         {"завтра в 11.30", "05 11:30"},
         {"завтра 11:30", "05 11:30"},
         {"завтра в 07:00", "05 07:00"},
         {"завтра в одиннадцать тридцать", "05 11:30"},
         {"завтра одиннадцать тридцать", "05 11:30?"},
         {"завтра в пятнадцать ноль-ноль", "05 15:00"},
         {"завтра в 15 00", "05 15:00"},
         {"завтра в двадцать ноль пять", "05 20:05"},
         {"завтра в двадцать пятнадцать", "05 20:15"},
         {"завтра в 14 часов 40 минут", "05 14:40"},
         {"завтра в двадцать один час", "05 21:00"},
         {"завтра на одиннадцать", "05 11:00"},
         {"на завтра на 16 часов", "05 16:00"},
         {"двадцать пятого декабря в одиннадцать тридцать", "25 11:30"},
         {"в 11 25 декабря", "25 11:00"},
         {"завтра в 25", "05?"},
         {"завтра в 10 или в 12", "none"},
         {"завтра с десяти до двенадцати", "05 10:00?"},
         {"завтра с двух до трёх", "05 14:00?"},
         {"завтра после трёх", "05 15:00?"},
         {"завтра до пяти", "05?"},
         {"завтра от двух до четырёх", "05 14:00?"},
         {"завтра в районе двух", "05 14:00?"},
         {"завтра к часам десяти", "05 10:00?"},
         {"в эту субботу часиков в пять вечера", "06 17:00?"},
         {"послезавтра с утра часиков в десять", "06 10:00?"},
         {"завтра в ноль часов", "05 00:00?"},
         {"завтра, дом 15", "05?"}});
}

TEST(ReadSpokenDate, TwoHoursAreNoHourWithMinutes) {
  Check("2025-12-04 10:00", kMoscow,
        {{"завтра в десять-одиннадцать", "none"},
         {"завтра часов в десять-одиннадцать", "none"},
         {"завтра в 10-11", "none"},
         {"завтра 10-11 утра", "none"},
         {"завтра в 14 15", "05 14:15?"},
         {"завтра в девять десять", "05 09:10?"},
         {"завтра в 12:13", "05 12:13"},
         {"завтра в 9 часов 10 минут", "05 09:10"}});
}

TEST(ReadSpokenDate, DaysThatAreCountedAreNoTimeOfDay) {
  Check("2025-12-04 10:00", kMoscow,
        {{"два дня", "none"},
         {"завтра, три дня", "05?"},
         {"завтра два часа дня", "05 14:00"},
         {"завтра в два дня", "05 14:00"}});
}

TEST(ReadSpokenDate, QuartersAndHalves) {
  Check("2025-12-04 10:00", kMoscow,
        {{"завтра в половине третьего", "05 14:30?"},
         {"завтра в полтретьего", "05 14:30?"},
         {"завтра в пол третьего", "05 14:30?"},
         {"завтра в половине двенадцатого", "05 11:30"},
         {"завтра в полпервого", "05 12:30"},
         {"завтра без четверти пять", "05 16:45?"},
         {"завтра без пятнадцати двенадцать", "05 11:45"},
         {"завтра без десяти минут час", "05 12:50"},
         {"без пятнадцати три", "04 14:45?"},
         {"завтра без двадцати восемь вечера", "05 19:40"},
         {"завтра без двадцати пять", "05 16:40?"},
         {"завтра без двадцати пяти восемь", "05 19:35?"},
         {"завтра в девять с половиной", "05 09:30"},
         {"завтра пол второго", "05 13:30?"},
         {"завтра четверть шестого", "05 17:15?"},
         {"завтра в десять минут шестого", "05 17:10?"},
         {"завтра в половине девятого утра", "05 08:30"},
         {"завтра в половине восьмого вечера", "05 19:30"}});
}

TEST(ReadSpokenDate, PartsOfTheDay) {
  Check("2025-12-04 10:00", kMoscow,
        {{"завтра утром", "05 09:00?"},
         {"завтра с утра", "05 09:00?"},
         {"завтра днём", "05 14:00?"},
         {"завтра вечером", "05 18:00?"},
         {"сегодня вечером", "04 18:00?"},
         {"завтра ближе к вечеру", "05 18:00?"},
         {"завтра в обед", "05 13:00?"},
         {"завтра после обеда", "05 14:00?"},
         {"завтра до обеда", "05?"},
         {"завтра во второй половине дня", "05 14:00?"},
         {"завтра в первой половине дня", "05 09:00?"},
         {"завтра в полдень", "05 12:00"},
         {"завтра ночью", "05?"},
         {"вечером", "04 18:00?"},
         {"утром или вечером завтра", "none"}});
}

TEST(ReadSpokenDate, AnHourTakesThePartOfTheDayThatWasNamed) {
  Check("2025-12-04 10:00", kMoscow,
        {{"завтра в девять утра", "05 09:00"},
         {"завтра утром в девять", "05 09:00"},
         {"завтра в семь вечера", "05 19:00"},
         {"завтра вечером в восемь", "05 20:00"},
         {"завтра в два часа дня", "05 14:00"},
         {"завтра в час дня", "05 13:00"},
         {"завтра в час", "05 13:00?"},
         {"завтра к часу", "05 13:00?"},
         {"завтра в час ночи", "05 01:00?"},
         {"завтра в одиннадцать ночи", "05 23:00"},
         {"завтра в шесть утра", "05 06:00"},
         {"завтра днем в двенадцать", "05 12:00"},
         {"завтра в 19 вечера", "05 19:00"},
         {"завтра в 15 утра", "none"},
         {"завтра в двенадцать ночи", "none"}});
}

TEST(ReadSpokenDate, ABareHourFromOneToSevenIsMostProbablyAfternoon) {
  Check("2025-12-04 10:00", kMoscow,
        {{"завтра в три", "05 15:00?"},
         {"завтра к трём", "05 15:00?"},
         {"завтра в 7", "05 19:00?"},
         {"завтра в 8", "05 08:00"},
         {"завтра в двенадцать", "05 12:00"}});
}

TEST(ReadSpokenDate, WithoutADayTheDayOfTheCallIsMeantWhileTheTimeIsToCome) {
  Check("2025-12-04 14:00", kMoscow,
        {{"в пять", "04 17:00?"},
         {"в 15:30", "04 15:30?"},
         {"в 13:00", "none"},
         {"сегодня в 15:30", "04 15:30"},
         {"сегодня в 13:00", "none"},
         {"сегодня в девять", "04 21:00?"},
         {"сегодня в девять утра", "none"},
         {"сегодня утром", "none"}});
}

TEST(ReadSpokenDate, TheZoneOfTheTenantDecidesWhichDayItIs) {
  const TimePoint call = CallAt("2025-12-04 22:30", "Europe/Moscow");
  EXPECT_EQ(Shown(ReadSpokenDate("завтра в 11", call, kMoscow), kMoscow), "05 11:00");
  constexpr std::string_view kVladivostok = "Asia/Vladivostok";
  EXPECT_EQ(Shown(ReadSpokenDate("завтра в 11", call, kVladivostok), kVladivostok), "06 11:00");
}

TEST(ReadSpokenDate, ClocksThatChange) {
  constexpr std::string_view kBerlin = "Europe/Berlin";
  Check("2026-03-28 12:00", kBerlin,
        {{"завтра в 11", "29 11:00"},
         {"завтра в 02:30", "29 03:00?"},
         {"через двадцать четыре часа", "29 13:00"}});
  Check("2026-10-24 12:00", kBerlin,
        {{"завтра в 02:30", "25 02:30?"}, {"завтра в 11", "25 11:00"}});
  const SpokenDate repeated =
      ReadSpokenDate("завтра в 02:30", CallAt("2026-10-24 12:00", kBerlin), kBerlin);
  EXPECT_EQ(std::get<SpokenMoment>(repeated).utc, CallAt("2026-10-25 00:30", "Etc/UTC"));
  Check("2026-03-28 12:00", "Asia/Beirut", {{"завтра", "29?"}});  // its midnight is skipped
}

}  // namespace
}  // namespace novofon
