#include "core/time_words.h"

namespace novofon {
namespace {

constexpr int kHour = 60;
constexpr int kHalfDay = 12 * kHour;

TimeOfDay Guess(int hour) { return {hour * kHour, true, false, {}}; }
TimeOfDay Refuse(NoMoment why) { return {std::nullopt, true, false, why}; }

TimeOfDay PartAlone(DayPart part) {
  switch (part) {
    case DayPart::kMorning:
      return Guess(9);
    case DayPart::kDay:
      return Guess(14);
    case DayPart::kEvening:
      return Guess(18);
    case DayPart::kLunch:
      return Guess(13);
    case DayPart::kAfterLunch:
      return Guess(14);
    case DayPart::kNoon:
      return {kHalfDay, false, false, {}};
    case DayPart::kNight:
    case DayPart::kMidnight:
      break;  // of which two days, only the speaker knows
  }
  return {std::nullopt, true, false, {}};
}

TimeOfDay HourAlone(int minutes, bool exact) {
  const int hour = minutes / kHour;
  if (hour == 0) return {minutes, true, false, {}};  // nobody is visited at midnight
  if (exact || hour > 12) return {minutes, false, false, {}};
  if (hour <= 7) return {minutes + kHalfDay, true, false, {}};
  return {minutes, false, hour < 12, {}};
}

// The hours 1-12 of a clock face; later ones must lie in the part of the day.
TimeOfDay HourOfNight(int minutes) {
  const int hour = minutes / kHour;
  if (hour == 12 || hour == 0) return Refuse(NoMoment::kAmbiguous);
  if (hour <= 5) return {minutes, true, false, {}};
  if (hour >= 22) return {minutes, false, false, {}};
  if (hour >= 10 && hour < 12) return {minutes + kHalfDay, false, false, {}};
  return Refuse(NoMoment::kConflict);
}

struct Range {
  int first;  // hours on the 24-hour clock
  int last;
};

Range HoursOf(DayPart part) {
  switch (part) {
    case DayPart::kMorning:
      return {1, 11};
    case DayPart::kDay:
      return {10, 17};
    case DayPart::kEvening:
      return {15, 23};
    case DayPart::kLunch:
      return {11, 15};
    case DayPart::kAfterLunch:
      return {12, 18};
    case DayPart::kNoon:
      return {12, 12};
    case DayPart::kNight:
    case DayPart::kMidnight:
      break;
  }
  return {0, 0};
}

TimeOfDay HourOfPart(int minutes, DayPart part) {
  if (part == DayPart::kNight) return HourOfNight(minutes);
  const Range range = HoursOf(part);
  for (const int candidate : {minutes, minutes + kHalfDay}) {
    const int hour = candidate / kHour;
    if (hour >= range.first && hour <= range.last) return {candidate, false, false, {}};
  }
  return Refuse(NoMoment::kConflict);
}

}  // namespace

TimeOfDay ResolveTime(const TimeFacts& facts) {
  if (facts.refused) return Refuse(*facts.refused);
  TimeOfDay time;
  if (facts.minutes && facts.part) {
    time = HourOfPart(*facts.minutes, *facts.part);
  } else if (facts.minutes) {
    time = HourAlone(*facts.minutes, facts.exact);
  } else if (facts.part) {
    time = facts.unclear ? TimeOfDay{} : PartAlone(*facts.part);
  }
  time.could_be_evening &= !facts.has_end;
  time.uncertain |= facts.uncertain;
  return time;
}

}  // namespace novofon
