#include "core/date_words.h"
#include "core/time_words.h"

namespace novofon {
namespace {

constexpr int kLongestWork = 9;  // hours: «на десять часов» is a time of the clock
constexpr int kUsualWork = 6;    // hours: beside a day «на шесть часов» is the work

// «часа на два», «дня на три».
std::size_t ReadUnitFirst(Phrase phrase) {
  const bool unit = StartsWith(phrase, 0, {"минут", "недел"}) ||
                    IsWord(phrase, 0, {"часа", "часов", "часика", "часиков", "дня", "дней"});
  const bool counted = IsWord(phrase, 1, {"на"}) && IsNumberIn(phrase, 2, 1, 59);
  return unit && counted ? 3 : 0;
}

// «минут пять-десять»; but «минут десять шестого» is a time.
std::size_t ReadMinutesAbout(Phrase phrase) {
  if (!StartsWith(phrase, 0, {"минут"}) || !IsNumberIn(phrase, 1, 1, 59)) return 0;
  return IsNumberIn(phrase, 2, phrase[1].first + 1, 90) ? 3 : 0;
}

// «за два часа», «в течение двух часов»: no time of the clock at all.
std::size_t ReadWithin(Phrase phrase) {
  const bool within = IsWord(
      phrase, 0,
      {"за", "по", "течение", "займет", "займут", "длится", "продлится", "минимум", "максимум"});
  return within && IsNumberIn(phrase, 1, 1, 99) && IsHourWord(phrase, 2) ? 3 : 0;
}

// «тридцать минут» of «на два часа тридцать минут».
std::size_t MinutesToo(Phrase phrase, std::size_t at) {
  return IsNumberIn(phrase, at, 1, 59) && StartsWith(phrase, at + 1, {"минут"}) ? 2 : 0;
}

}  // namespace

std::size_t ReadHowLong(Phrase phrase, TimeFacts& facts) {
  if (const std::size_t taken = ReadUnitFirst(phrase)) {
    facts.uncertain = true;  // «часов на пять»: or a time after all
    return taken;
  }
  if (const std::size_t taken = ReadWithin(phrase)) return taken;
  if (const std::size_t taken = ReadMinutesAbout(phrase)) return taken;
  if (!IsWord(phrase, 0, {"на"})) return 0;
  const bool one = IsWord(phrase, 1, {"час", "часик"});
  if (!one && !IsNumberIn(phrase, 1, 1, kLongestWork)) return 0;
  const int hours = one ? 1 : phrase[1].first;
  std::size_t at = 2;
  if (!one && IsWord(phrase, at, {"дня"}) && hours >= 2 && hours <= 4) return 3;
  const std::size_t second = IsWord(phrase, at, {"или", "либо"}) ? at + 1 : at;
  const bool between = !one && IsNumberIn(phrase, second, 2, kLongestWork + 3) &&
                       IsHourWord(phrase, second + 1);  // «на два-три часа»
  if (between) at = second + 1;
  if (!one && !IsHourWord(phrase, at)) return 0;
  if (!one) ++at;
  if (PartOfHour(phrase, at)) return 0;  // «на два часа дня»
  if (!between && hours > kUsualWork) {
    facts.uncertain = true;
    return 0;
  }
  if (between) {
    facts.uncertain = true;
  } else {
    Note(facts.perhaps, hours * 60, facts.refused);
  }
  return at + MinutesToo(phrase, at);
}

}  // namespace novofon
