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
  std::optional<int> week;                       // 0: this one, 1: the next
  std::optional<int> day;
  std::optional<int> month;
  std::optional<int> year;
  std::optional<int> month_shift;  // «этого месяца» 0, «следующего» 1
  bool vague = false;              // «на днях»: counts when there is nothing better
  bool uncertain = false;
  std::optional<NoMoment> refused;

  bool NamesADay() const { return days || months || weekday || week || day; }
};

// Notes `value`, and that two values were named if another one stands there already.
void Note(std::optional<int>& fact, int value, std::optional<NoMoment>& refused);

// Reads what `phrase` begins with; how many tokens that took, 0 when it is nothing about a day.
std::size_t ReadDateWords(Phrase phrase, DateFacts& facts);

// The part of it that begins with «через»: «через два часа», «через неделю», «дня через три».
std::size_t ReadInterval(Phrase phrase, DateFacts& facts);

// Whether a number at `at` is the day of a date: a month or «числа» follows.
bool IsDayOfADate(Phrase phrase, std::size_t at);

// «этаж», «квартира»: a number beside it is neither a day nor an hour.
bool IsPartOfABuilding(Phrase phrase, std::size_t at);

}  // namespace novofon
