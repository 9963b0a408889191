#include "core/spoken_date.h"

#include <date/tz.h>

#include "core/calendar_day.h"
#include "core/date_phrase.h"

namespace novofon {
namespace {

using std::chrono::minutes;
using LocalMinute = date::local_time<minutes>;

constexpr std::size_t kLongestPhrase = 1000;  // bytes: more is not one phrase
constexpr minutes kHalfDay{12 * 60};

struct Call {
  const date::time_zone* zone;
  TimePoint start;
  LocalMinute local;  // `start` in the zone
};

// The moment a local clock shows `local`; clock changes as in ParseCabinetTime, but marked.
SpokenMoment AtLocal(const Call& call, LocalMinute local) {
  const date::local_info info = call.zone->get_info(local);
  const auto as_utc = std::chrono::sys_time<minutes>{local.time_since_epoch()};
  SpokenMoment moment;
  moment.uncertain = info.result != date::local_info::unique;
  moment.utc = info.result == date::local_info::nonexistent ? TimePoint{info.first.end}
                                                            : TimePoint{as_utc - info.first.offset};
  return moment;
}

SpokenDate FromNow(const Facts& facts, const Call& call) {
  const DateFacts& date = facts.date;
  const bool other_day = date.days.value_or(0) != 0 || date.months || date.weekday || date.day;
  if (other_day || facts.time.minutes) return NoMoment::kConflict;
  return SpokenMoment{call.start + *date.from_now, true, date.uncertain || facts.doubtful};
}

// Without a named day the day of the call is meant, if that time is still to come.
SpokenDate OnDay(DayFound day, const Facts& facts, const Call& call) {
  const TimeOfDay time = ResolveTime(facts.time);
  if (time.refused) return *time.refused;
  const LocalMinute midnight{day.day};
  LocalMinute local = midnight + minutes{time.minutes.value_or(0)};
  bool uncertain = day.uncertain || time.uncertain || facts.doubtful;
  const bool today = day.day == date::floor<date::days>(call.local);
  if (today && time.minutes && local <= call.local) {
    local += kHalfDay;  // «сегодня в девять», said at noon
    if (!time.could_be_evening || local <= call.local) return NoMoment::kPast;
    uncertain = true;
  }
  SpokenMoment moment = AtLocal(call, local);
  moment.has_time = time.minutes.has_value();
  moment.uncertain |= uncertain;
  return moment;
}

// «На три часа» beside a day is most probably the work; alone it may be a time.
Facts WithoutPerhaps(Facts facts) {
  const bool beside = facts.date.NamesADay() || facts.date.from_now || facts.time.part;
  if (!beside) facts.time.minutes = facts.time.perhaps;
  facts.time.perhaps.reset();
  facts.doubtful = true;
  return facts;
}

SpokenDate Resolve(const Facts& facts, const Call& call) {
  if (facts.date.refused) return *facts.date.refused;
  if (facts.time.refused && !facts.date.NamesADay()) return *facts.time.refused;
  if (facts.time.perhaps && !facts.time.minutes) return Resolve(WithoutPerhaps(facts), call);
  if (facts.date.from_now) return FromNow(facts, call);
  const auto today = date::floor<date::days>(call.local);
  if (facts.date.NamesADay()) {
    const auto found = ResolveDay(facts.date, today);
    if (const auto* why = std::get_if<NoMoment>(&found)) return *why;
    return OnDay(std::get<DayFound>(found), facts, call);
  }
  if (facts.date.vague || facts.date.month_shift || facts.date.year_shift) return NoMoment::kVague;
  if (!facts.time.NamesATime()) return NoMoment::kNothingNamed;
  if (facts.date.not_today) return NoMoment::kVague;
  return OnDay({today, true}, facts, call);
}

}  // namespace

SpokenDate ReadSpokenDate(std::string_view phrase, TimePoint call_start, std::string_view zone) {
  if (phrase.size() > kLongestPhrase) return NoMoment::kNothingNamed;
  const auto* found = date::locate_zone(std::string(zone));
  const auto local = date::floor<minutes>(found->to_local(call_start));
  return Resolve(ReadFacts(PhraseTokens(phrase)), Call{found, call_start, local});
}

std::string_view WhyNoMoment(NoMoment reason) {
  switch (reason) {
    case NoMoment::kNothingNamed:
      return "дата не названа";
    case NoMoment::kVague:
      return "точный день не назван";
    case NoMoment::kAmbiguous:
      return "можно понять по-разному";
    case NoMoment::kConflict:
      return "день недели, число или время противоречат друг другу";
    case NoMoment::kPast:
      return "названный день уже прошёл";
    case NoMoment::kNoSuchDate:
      return "такой даты нет";
  }
  return {};
}

}  // namespace novofon
