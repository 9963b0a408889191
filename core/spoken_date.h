// «Во вторник, числа десятого, часов в одиннадцать»: the model finds such a phrase, this computes
// the moment.
#pragma once

#include <cstddef>
#include <string_view>
#include <variant>

#include "core/values.h"

namespace novofon {

struct SpokenMoment {
  TimePoint utc;  // the start of the day in the tenant's zone when no time was named
  bool has_time = false;
  bool uncertain = false;  // a guess went into it: «вечером», «в три», «где-то», «числа десятого»
  bool operator==(const SpokenMoment&) const = default;
};

enum class NoMoment {
  kNothingNamed,  // no date and no time in it
  kVague,  // «на днях», «в декабре», «до пятницы», «по вторникам»
  kAmbiguous,  // two days or two times; «в среду» said on a Wednesday
  kConflict,   // the weekday, the day number or the part of the day contradict each other
  kPast,
  kNoSuchDate,  // «тридцатого февраля»
};

using SpokenDate = std::variant<SpokenMoment, NoMoment>;

// A weekday is the next one after the call, a day number the next such day, a date without a year
// the one within half a year. Numbers may be digits or words in any case. REQUIRES: IsZone(zone)
SpokenDate ReadSpokenDate(std::string_view phrase, TimePoint call_start, std::string_view zone);

struct TextPart {
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
};

// `part` of `text` and the words about a day or a time that touch it, as far as the sentence goes:
// «числа 10-го» out of «во вторник, числа 10-го, часов в 11» becomes all of it.
TextPart WithDateWordsAround(std::string_view text, TextPart part);

// For the deal's card, in Russian.
std::string_view WhyNoMoment(NoMoment reason);

}  // namespace novofon
