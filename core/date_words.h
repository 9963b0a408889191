// What a phrase says about the day.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "core/phrase_tokens.h"
#include "core/spoken_date.h"

namespace novofon {

struct DateFacts {
  std::optional<std::chrono::minutes> from_now;  // «через два часа»
  std::optional<int> days;                       // from the day of the call
  bool by_weeks = false;                         // `days` came as weeks
  std::optional<int> months;                     // from the day of the call
  std::optional<int> weekday;                    // Monday is 1
  bool following_weekday = false;                // «в следующую среду»
  bool this_weekday = false;                     // «в эту среду»
  bool not_the_nearest = false;                  // «в среду, не в эту»
  std::optional<int> bare_day;                   // «в среду 20»: the day number, or an hour
  std::optional<int> week;                       // 0: this one, 1: the next
  std::optional<int> day;
  std::optional<int> month;
  std::optional<int> year;
  std::optional<int> month_shift;  // «этого месяца» 0, «следующего» 1
  std::optional<int> year_shift;   // «этого года» 0, «следующего» 1
  bool some_month = false;  // «в конце месяца», «в середине апреля»
  bool vague = false;       // «на днях»: counts when there is nothing better
  bool not_today = false;   // «в будни», «всегда»: a time beside it is of no day
  bool uncertain = false;
  std::optional<NoMoment> refused;

  bool NamesADay() const { return days || months || weekday || week || day; }
};

// Notes `value`, and that two values were named if another one stands there already.
void Note(std::optional<int>& fact, int value, std::optional<NoMoment>& refused);

// Reads what `phrase` begins with; how many tokens that took, 0 when it is nothing about a day.
std::size_t ReadDateWords(Phrase phrase, DateFacts& facts);

// Parts of it. «через два часа», «через неделю», «дня через три».
std::size_t ReadInterval(Phrase phrase, DateFacts& facts);
// «среду», «следующую среду», «среду следующую», «через пятницу».
std::size_t ReadWeekday(Phrase phrase, DateFacts& facts);
// «десятого», «числа 10-го», «10 декабря 2026 года».
std::size_t ReadDayNumber(Phrase phrase, DateFacts& facts);
// «5-6 декабря», «числа 20-21»: no value.
std::size_t ReadTwoDayNumbers(Phrase phrase, DateFacts& facts);
// «10.12.2026».
std::size_t ReadDotted(Phrase phrase, DateFacts& facts);
// «2026 года», «следующего года» at `at`; how many tokens.
std::size_t ReadYear(Phrase phrase, std::size_t at, DateFacts& facts);

// «в эту» of «в среду, не в эту, а в следующую»; how many tokens.
std::size_t ThisOneAlone(Phrase phrase);

// January is 1; 0 when the word is no month.
int MonthAt(Phrase phrase, std::size_t at);

// «двадцать пятого» in two words: behind an hour its «двадцать» may be the minutes.
bool IsOrdinalOfTwoWords(Phrase phrase, std::size_t at);

// Whether a number at `at` is the day of a date: a month or «числа» follows.
bool IsDayOfADate(Phrase phrase, std::size_t at);

}  // namespace novofon
