#include "core/spoken_date.h"

#include <date/tz.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace novofon {
namespace {

constexpr std::string_view kMoscow = "Europe/Moscow";
constexpr std::string_view kThursday = "2025-12-04 10:00";

TimePoint CallAt(std::string_view local, std::string_view zone) {
  std::istringstream in{std::string(local)};
  date::local_seconds at;
  in >> date::parse("%F %R", at);
  return date::locate_zone(std::string(zone))->to_sys(at);
}

// "2025-12-10 11:00", "2025-12-10" without a time, a "?" behind what is uncertain; else the reason.
std::string Shown(const SpokenDate& read, std::string_view zone) {
  if (const auto* why = std::get_if<NoMoment>(&read)) {
    constexpr const char* kNames[] = {"nothing",  "vague", "ambiguous",
                                      "conflict", "past",  "no such date"};
    return kNames[static_cast<int>(*why)];
  }
  const auto& moment = std::get<SpokenMoment>(read);
  const auto local = date::locate_zone(std::string(zone))->to_local(moment.utc);
  const std::string shown =
      date::format(moment.has_time ? "%F %R" : "%F", date::floor<std::chrono::minutes>(local));
  return shown + (moment.uncertain ? "?" : "");
}

struct Row {
  const char* phrase;
  const char* expected;
};

void Check(std::string_view call, std::string_view zone, std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(Shown(ReadSpokenDate(row.phrase, CallAt(call, zone), zone), zone), row.expected)
        << "«" << row.phrase << "» said at " << call;
  }
}

TEST(ReadSpokenDate, DaysCountedFromTheCall) {
  Check(kThursday, kMoscow,
        {{"сегодня", "2025-12-04"},
         {"Завтра.", "2025-12-05"},
         {"послезавтра", "2025-12-06"},
         {"после завтра", "2025-12-06"},
         {"послепослезавтра", "2025-12-07"},
         {"после послезавтра", "2025-12-07"},
         {"на завтрашний день", "2025-12-05"},
         {"через 3 дня", "2025-12-07"},
         {"через три дня", "2025-12-07"},
         {"через десять дней", "2025-12-14"},
         {"через один день", "2025-12-05"},
         {"через неделю", "2025-12-11"},
         {"через две недели", "2025-12-18"},
         {"недели через две", "2025-12-18?"},
         {"дня через три", "2025-12-07?"},
         {"через пару дней", "2025-12-06?"},
         {"через месяц", "2026-01-04"},
         {"через два месяца", "2026-02-04"},
         {"через год", "2026-12-04"},
         {"через день", "ambiguous"},
         {"через два-три дня", "ambiguous"},
         {"через неделю-две", "ambiguous"},
         {"через несколько дней", "vague"}});
}

TEST(ReadSpokenDate, HoursAndMinutesCountedFromTheCall) {
  Check(kThursday, kMoscow,
        {{"через час", "2025-12-04 11:00"},
         {"через два часа", "2025-12-04 12:00"},
         {"через полчаса", "2025-12-04 10:30"},
         {"через пол часа", "2025-12-04 10:30"},
         {"через полтора часа", "2025-12-04 11:30"},
         {"через 40 минут", "2025-12-04 10:40"},
         {"минут через двадцать", "2025-12-04 10:20?"},
         {"часа через два", "2025-12-04 12:00?"},
         {"через час тридцать минут", "2025-12-04 11:30"},
         {"через 2 часа 15 минут", "2025-12-04 12:15"},
         {"сегодня, через три часа", "2025-12-04 13:00"},
         {"через тридцать часов", "2025-12-05 16:00"},
         {"через час-полтора", "ambiguous"},
         {"завтра через два часа", "conflict"}});
}

TEST(ReadSpokenDate, AWeekdayIsTheNextOneAfterTheCall) {
  Check(kThursday, kMoscow,
        {{"в пятницу", "2025-12-05"},
         {"в субботу", "2025-12-06"},
         {"воскресенье", "2025-12-07"},
         {"в понедельник", "2025-12-08"},
         {"Во вторник", "2025-12-09"},
         {"в среду", "2025-12-10"},
         {"в ближайшую среду", "2025-12-10"},
         {"на среду", "2025-12-10"},
         {"в эту пятницу", "2025-12-05"},
         {"к пятнице", "2025-12-05?"},
         {"в четверг", "ambiguous"},
         {"сегодня, в четверг", "2025-12-04"},
         {"завтра, в пятницу", "2025-12-05"},
         {"завтра, в субботу", "conflict"},
         {"в следующий четверг", "2025-12-11"},
         {"в следующую среду", "2025-12-10"},
         {"в следующую субботу", "2025-12-13?"},
         {"в четверг на следующей неделе", "2025-12-11"},
         {"на следующей неделе в пятницу", "2025-12-12"},
         {"в среду следующей недели", "2025-12-10"},
         {"на этой неделе, в субботу", "2025-12-06"},
         {"на этой неделе во вторник", "past"},
         {"в пятницу, не на этой неделе, а на следующей", "2025-12-12"},
         {"через неделю в четверг", "2025-12-11"},
         {"через неделю в среду", "2025-12-10?"},
         {"в прошлую среду", "past"},
         {"в среду или в пятницу", "ambiguous"},
         {"не в среду, а в пятницу", "2025-12-05"},
         {"по вторникам", "vague"},
         {"каждую среду", "vague"},
         {"до пятницы", "vague"},
         {"после понедельника", "vague"}});
  Check("2025-12-01 10:00", kMoscow,
        {{"в следующую среду", "2025-12-10?"}, {"через неделю в среду", "2025-12-10?"}});
}

TEST(ReadSpokenDate, ADayNumberIsTheNextSuchDay) {
  Check(kThursday, kMoscow,
        {{"10-го", "2025-12-10"},
         {"10го", "2025-12-10"},
         {"10 го", "2025-12-10"},
         {"десятого", "2025-12-10"},
         {"на десятое", "2025-12-10"},
         {"10 числа", "2025-12-10"},
         {"10-го числа", "2025-12-10"},
         {"числа 10-го", "2025-12-10?"},
         {"числа десятого", "2025-12-10?"},
         {"двадцать пятого", "2025-12-25"},
         {"тридцать первого", "2025-12-31"},
         {"второго", "2026-01-02"},
         {"четвертого", "2025-12-04?"},
         {"10 декабря", "2025-12-10"},
         {"двадцать пятого декабря", "2025-12-25"},
         {"на двадцать пятое декабря", "2025-12-25"},
         {"третьего января", "2026-01-03"},
         {"10.12", "2025-12-10"},
         {"на 10.12", "2025-12-10"},
         {"10/12", "2025-12-10"},
         {"10.12.2026", "2026-12-10"},
         {"10.12.26", "2026-12-10"},
         {"10 декабря 2026 года", "2026-12-10"},
         {"десятого декабря две тысячи двадцать шестого года", "2026-12-10"},
         {"пятого числа следующего месяца", "2026-01-05"},
         {"десятого, одиннадцатого", "ambiguous"},
         {"с десятого", "vague"},
         {"после 15-го", "vague"},
         {"в декабре", "vague"},
         {"первого декабря", "past"},
         {"10.11.2025", "past"},
         {"вчера", "past"},
         {"31.02", "no such date"},
         {"тридцать первого ноября", "no such date"},
         {"32.12.2025", "no such date"},
         {"10.12.99999", "no such date"}});
}

TEST(ReadSpokenDate, AWeekdayAndADayNumberMustAgree) {
  Check(kThursday, kMoscow,
        {{"Во вторник, числа 10-го, часов в 11", "conflict"},
         {"В среду, числа 10-го, часов в 11", "2025-12-10 11:00?"},
         {"в среду, десятого декабря, в 11 утра", "2025-12-10 11:00"},
         {"в пятницу, 13 декабря", "conflict"},
         {"послезавтра, шестого", "2025-12-06"},
         {"послезавтра, седьмого", "conflict"},
         {"на следующей неделе, десятого", "2025-12-10"},
         {"на следующей неделе, двадцатого", "conflict"}});
  Check("2026-02-05 10:00", kMoscow,
        {{"Во вторник, числа 10-го, часов в 11", "2026-02-10 11:00?"}});
}

TEST(ReadSpokenDate, TheEndOfAMonthAndOfAYear) {
  Check("2025-12-28 15:00", kMoscow,
        {{"завтра", "2025-12-29"},
         {"через неделю", "2026-01-04"},
         {"в четверг", "2026-01-01"},
         {"пятого января", "2026-01-05"},
         {"пятого", "2026-01-05"},
         {"10 декабря", "past"},
         {"31-го", "2025-12-31"},
         {"в следующую среду", "2025-12-31"}});
  Check("2026-01-31 12:00", kMoscow,
        {{"завтра", "2026-02-01"}, {"через месяц", "2026-02-28?"}, {"30-го", "no such date"}});
  Check("2028-02-28 12:00", kMoscow, {{"послезавтра", "2028-03-01"}, {"29 февраля", "2028-02-29"}});
  Check("2027-12-01 12:00", kMoscow, {{"29 февраля", "2028-02-29"}});
  Check("2026-04-10 12:00", kMoscow, {{"31-го", "no such date"}, {"10 марта", "past"}});
}

TEST(ReadSpokenDate, RecognisersSpellAsTheyLike) {
  Check(kThursday, kMoscow,
        {{"ЗАВТРА В ДЕВЯТЬ УТРА", "2025-12-05 09:00"},
         {"завтра... в девять, утра!", "2025-12-05 09:00"},
         {"к трём завтра", "2025-12-05 15:00?"},
         {"к трем завтра", "2025-12-05 15:00?"},
         {"за\u0301втра днём", "2025-12-05 14:00?"},
         {"ну давайте завтра, наверное, в 11", "2025-12-05 11:00?"},
         {"завтра не могу, давайте в субботу", "conflict"},
         {"не завтра, а в субботу", "2025-12-06"},
         {"добрый вечер, завтра в 11", "2025-12-05 11:00"}});
}

TEST(ReadSpokenDate, GarbageHasNoValue) {
  Check(kThursday, kMoscow,
        {{"", "nothing"},
         {"да", "nothing"},
         {"квартира сорок пять", "nothing"},
         {"в 11 квартире", "nothing"},
         {"на второй этаж", "nothing"},
         {"средства для уборки", "nothing"},
         {"восемь девятьсот двенадцать", "nothing"},
         {"99.99.9999", "nothing"},
         {"\xFF\xD0\x80", "nothing"},
         {"на днях", "vague"},
         {"на выходных", "vague"},
         {"на следующей неделе", "vague"},
         {"через 100000 дней", "vague"},
         {"tomorrow", "nothing"}});
  EXPECT_EQ(ReadSpokenDate(std::string(601, 'a') + " завтра", CallAt(kThursday, kMoscow), kMoscow),
            SpokenDate{NoMoment::kNothingNamed});
}

TEST(ReadSpokenDate, ADayWithoutATimeIsItsFirstMomentInTheTenantsZone) {
  EXPECT_EQ(ReadSpokenDate("завтра", CallAt(kThursday, kMoscow), kMoscow),
            SpokenDate(SpokenMoment{CallAt("2025-12-05 00:00", kMoscow), false, false}));
  EXPECT_EQ(CallAt("2025-12-05 00:00", kMoscow), CallAt("2025-12-04 21:00", "Etc/UTC"));
}

TEST(WhyNoMoment, EveryReasonHasItsWords) {
  for (const NoMoment why : {NoMoment::kNothingNamed, NoMoment::kVague, NoMoment::kAmbiguous,
                             NoMoment::kConflict, NoMoment::kPast, NoMoment::kNoSuchDate}) {
    EXPECT_FALSE(WhyNoMoment(why).empty());
  }
}

}  // namespace
}  // namespace novofon
