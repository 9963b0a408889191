#include "core/time_words.h"

namespace novofon {

void NoteDayPart(TimeFacts& facts, DayPart part) {
  if (facts.part && *facts.part != part && !facts.refused) facts.refused = NoMoment::kAmbiguous;
  facts.part = part;
}

std::optional<DayPart> PartOfHour(Phrase phrase, std::size_t at) {
  if (IsWord(phrase, at, {"утра"})) return DayPart::kMorning;
  if (IsWord(phrase, at, {"дня"})) return DayPart::kDay;
  if (IsWord(phrase, at, {"вечера"})) return DayPart::kEvening;
  if (IsWord(phrase, at, {"ночи"})) return DayPart::kNight;
  return std::nullopt;
}

std::size_t ReadDayPart(Phrase phrase, TimeFacts& facts) {
  std::size_t at = 0;
  const bool after = IsWord(phrase, 0, {"после"});
  const bool half = IsOrdinalIn(phrase, 1, 1, 2) && StartsWith(phrase, 2, {"половин"}) &&
                    IsWord(phrase, 3, {"дня"});
  if (IsWord(phrase, 0, {"в", "во"}) && half) {
    NoteDayPart(facts, phrase[1].first == 1 ? DayPart::kMorning : DayPart::kAfterLunch);
    return 4;
  }
  if (IsWord(phrase, 0, {"до"}) && IsWord(phrase, 1, {"обеда", "вечера", "полудня", "ночи"})) {
    facts.uncertain = true;
    facts.has_end = true;
    return 2;
  }
  if (after || IsWord(phrase, 0, {"в", "во", "к", "на", "с", "под"})) ++at;
  std::optional<DayPart> part;
  if (IsWord(phrase, at, {"утром", "утречком", "утра", "утро", "утру"})) part = DayPart::kMorning;
  if (IsWord(phrase, at, {"днем"})) part = DayPart::kDay;
  if (IsWord(phrase, at, {"вечером", "вечерком", "вечер", "вечеру", "вечера"})) {
    part = DayPart::kEvening;
  }
  if (IsWord(phrase, at, {"ночью", "ночь", "ночи"})) part = DayPart::kNight;
  if (IsWord(phrase, at, {"обед", "обеда", "обеду"})) part = DayPart::kLunch;
  if (after && part == DayPart::kLunch) part = DayPart::kAfterLunch;
  if (IsWord(phrase, at, {"полдень", "полудню"})) part = DayPart::kNoon;
  if (IsWord(phrase, at, {"полночь", "полуночи"})) part = DayPart::kMidnight;
  if (!part) return 0;
  NoteDayPart(facts, *part);
  return at + 1;
}

}  // namespace novofon
