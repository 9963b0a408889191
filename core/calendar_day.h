// The day that a phrase means, seen from the day of the call.
#pragma once

#include <date/date.h>

#include <variant>

#include "core/date_words.h"

namespace novofon {

struct DayFound {
  date::local_days day;
  bool uncertain = false;
};

// REQUIRES: facts.NamesADay()
std::variant<DayFound, NoMoment> ResolveDay(const DateFacts& facts, date::local_days today);

}  // namespace novofon
