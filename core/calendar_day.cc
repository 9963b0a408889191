#include "core/calendar_day.h"

namespace novofon {
namespace {

using date::days;
using date::local_days;
using Found = std::variant<DayFound, NoMoment>;

constexpr days kWithoutAYear{183};  // «пятого января» in December is the next one, in March is not

int WeekdayOf(local_days day) { return static_cast<int>(date::weekday(day).iso_encoding()); }

local_days MondayOf(local_days day) { return day - days{WeekdayOf(day) - 1}; }

date::year_month_day Ymd(local_days day) { return date::year_month_day(day); }

// «через месяц» on the 31st ends on the last day of a shorter one.
DayFound AfterMonths(local_days today, int months) {
  const date::year_month_day from = Ymd(today);
  const auto target = from.year() / from.month() + date::months{months};
  const auto exact = target / from.day();
  if (exact.ok()) return {local_days(exact), false};
  return {local_days(target / date::last), true};
}

Found OnDayAndMonth(const DateFacts& facts, local_days today) {
  const auto month_day = date::month(static_cast<unsigned>(*facts.month)) /
                         date::day(static_cast<unsigned>(*facts.day));
  const date::year this_year = Ymd(today).year();
  if (facts.year || facts.year_shift) {
    const auto exact = month_day / (facts.year ? date::year(*facts.year)
                                               : this_year + date::years{*facts.year_shift});
    if (!exact.ok()) return NoMoment::kNoSuchDate;
    return DayFound{local_days(exact)};
  }
  const auto now = month_day / this_year;
  if (now.ok() && local_days(now) >= today) return DayFound{local_days(now)};
  const auto next = month_day / (this_year + date::years{1});
  if (next.ok() && local_days(next) - today <= kWithoutAYear) return DayFound{local_days(next)};
  return now.ok() ? NoMoment::kPast : NoMoment::kNoSuchDate;
}

Found OnDayNumber(const DateFacts& facts, local_days today) {
  if (facts.month) return OnDayAndMonth(facts, today);
  if (facts.year || facts.year_shift) return NoMoment::kVague;
  const date::year_month_day now = Ymd(today);
  const date::day day(static_cast<unsigned>(*facts.day));
  const int shift = facts.month_shift.value_or(day < now.day() ? 1 : 0);
  const auto exact = (now.year() / now.month() + date::months{shift}) / day;
  if (!exact.ok()) return NoMoment::kNoSuchDate;
  // Whoever means today says so.
  return DayFound{local_days(exact), local_days(exact) == today};
}

// «не в эту, а в следующую»; which other one, if neither is named, only the speaker knows.
Found BehindTheNearest(const DateFacts& facts, local_days nearest) {
  if (!facts.following_weekday) return NoMoment::kAmbiguous;
  return DayFound{nearest + days{7}, true};
}

Found OnWeekday(const DateFacts& facts, local_days today) {
  const int wanted = *facts.weekday;
  const int now = WeekdayOf(today);
  const local_days nearest = today + days{(wanted - now + 7) % 7};
  if (facts.this_weekday && facts.following_weekday) return NoMoment::kAmbiguous;
  if (facts.not_the_nearest && !facts.week) return BehindTheNearest(facts, nearest);
  if (facts.week) return DayFound{MondayOf(today) + days{7 * *facts.week + wanted - 1}};
  if (facts.following_weekday) {
    // «В следующую среду» on a Monday: for some that is the day after tomorrow.
    return DayFound{MondayOf(today) + days{7 + wanted - 1}, wanted > now};
  }
  if (wanted == now) return NoMoment::kAmbiguous;
  return DayFound{nearest};
}

// «через неделю в среду»: the Wednesday of that week, seven days on or not.
DayFound AfterWeeks(const DateFacts& facts, local_days today) {
  const local_days there = today + days{*facts.days};
  const local_days day = MondayOf(there) + days{*facts.weekday - 1};
  return {day, day != there};
}

Found FindDay(const DateFacts& facts, local_days today) {
  if (facts.days && facts.by_weeks && facts.weekday) return AfterWeeks(facts, today);
  if (facts.days) return DayFound{today + days{*facts.days}};
  if (facts.months) return AfterMonths(today, *facts.months);
  if (facts.day) return OnDayNumber(facts, today);
  if (facts.weekday) return OnWeekday(facts, today);
  return NoMoment::kVague;  // «на следующей неделе»
}

// Whether everything that was named agrees with `day`.
bool Agrees(const DateFacts& facts, local_days day, local_days today) {
  const date::year_month_day ymd = Ymd(day);
  if (facts.weekday && *facts.weekday != WeekdayOf(day)) return false;
  if (facts.bare_day && date::day(static_cast<unsigned>(*facts.bare_day)) != ymd.day())
    return false;
  if (facts.week && MondayOf(day) != MondayOf(today) + days{7 * *facts.week}) return false;
  if (facts.day && static_cast<unsigned>(*facts.day) != static_cast<unsigned>(ymd.day()))
    return false;
  if (facts.month && static_cast<unsigned>(*facts.month) != static_cast<unsigned>(ymd.month())) {
    return false;
  }
  const date::year_month_day now = Ymd(today);
  if (facts.month_shift &&
      now.year() / now.month() + date::months{*facts.month_shift} != ymd.year() / ymd.month()) {
    return false;
  }
  if (facts.year_shift && now.year() + date::years{*facts.year_shift} != ymd.year()) return false;
  return !facts.year || *facts.year == static_cast<int>(ymd.year());
}

// «в конце месяца, в пятницу», «в марте, в пятницу»: any of them.
bool IsOneOfMany(const DateFacts& facts) {
  const bool month = facts.month || facts.month_shift || facts.some_month;
  return facts.weekday && month && !facts.day && !facts.days && !facts.week;
}

}  // namespace

std::variant<DayFound, NoMoment> ResolveDay(const DateFacts& facts, local_days today) {
  Found found = FindDay(facts, today);
  auto* day = std::get_if<DayFound>(&found);
  if (day == nullptr) return found;
  if (!Agrees(facts, day->day, today)) return NoMoment::kConflict;
  if (day->day < today) return NoMoment::kPast;
  if (IsOneOfMany(facts)) return NoMoment::kVague;
  // «в понедельник, не в этот, а через неделю», and that is still this one
  const bool nearest = day->day < today + days{7};
  if (facts.weekday && facts.not_the_nearest && nearest) return NoMoment::kAmbiguous;
  // «В следующую пятницу, пятого», and the fifth is this Friday.
  const bool other_week =
      facts.following_weekday && MondayOf(day->day) != MondayOf(today) + days{7};
  day->uncertain |= facts.uncertain || other_week;
  return found;
}

}  // namespace novofon
