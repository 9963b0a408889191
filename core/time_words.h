// What a phrase says about the time of day.
#pragma once

#include <cstddef>
#include <optional>

#include "core/phrase_tokens.h"
#include "core/spoken_date.h"

namespace novofon {

enum class DayPart { kMorning, kDay, kEvening, kNight, kLunch, kAfterLunch, kNoon, kMidnight };

struct TimeFacts {
  std::optional<int> minutes;  // since midnight, as said: «в три» is 180
  bool exact = false;          // on the 24-hour clock: «07:00»
  std::optional<DayPart> part;
  std::optional<int> perhaps;  // «на три часа»: a time, or how long the work takes
  bool has_end = false;  // «с 10 до 14»: what has begun in the morning is not meant for the evening
  bool unclear = false;  // «в начале третьего», «не раньше восьми»: a part of the day is no guess
  bool uncertain = false;
  std::optional<NoMoment> refused;

  bool NamesATime() const { return minutes || part || perhaps; }
};

// Reads what `phrase` begins with; how many tokens that took, 0 when it is nothing about a time.
std::size_t ReadTimeWords(Phrase phrase, TimeFacts& facts);

// Parts of it. «утром», «после обеда», «в первой половине дня».
std::size_t ReadDayPart(Phrase phrase, TimeFacts& facts);
// «на три часа», «часа на два», «на три дня».
std::size_t ReadHowLong(Phrase phrase, TimeFacts& facts);

// «половина третьего», «без четверти пять», «третьем часу» at `at`; where it ends, 0 when there is
// none.
std::size_t ReadRunningHour(Phrase phrase, std::size_t at, TimeFacts& facts);

// «часов» of «в семь часов».
bool IsHourWord(Phrase phrase, std::size_t at);

// «вечера» of «в семь вечера».
std::optional<DayPart> PartOfHour(Phrase phrase, std::size_t at);

// Notes a time, and that two were named if another one stands there already.
void NoteTime(TimeFacts& facts, int hour, int minute);

// Notes `part`, and that two parts were named if another one stands there already.
void NoteDayPart(TimeFacts& facts, DayPart part);

struct TimeOfDay {
  std::optional<int> minutes;  // since midnight; nothing: no time that a clock shows
  bool uncertain = false;
  bool could_be_evening = false;  // «в девять» with no part of the day
  std::optional<NoMoment> refused;
};

// The part of the day applied to the hour: «в семь вечера» is 19:00, «в семь» most probably too.
TimeOfDay ResolveTime(const TimeFacts& facts);

}  // namespace novofon
