#include "core/date_words.h"

namespace novofon {
namespace {

enum class Unit { kNone, kMinutes, kHours, kDays, kWeeks, kMonths, kYears };

constexpr int kFarthest = 400;  // of any unit

Unit UnitAt(Phrase phrase, std::size_t at) {
  if (StartsWith(phrase, at, {"минут"})) return Unit::kMinutes;
  if (IsWord(phrase, at, {"час", "часа", "часов", "часик", "часика", "часиков"}))
    return Unit::kHours;
  if (IsWord(phrase, at, {"день", "дня", "дней", "денек", "денька", "сутки", "суток"})) {
    return Unit::kDays;
  }
  if (StartsWith(phrase, at, {"недел"})) return Unit::kWeeks;
  if (StartsWith(phrase, at, {"месяц"})) return Unit::kMonths;
  return IsWord(phrase, at, {"год", "года", "лет"}) ? Unit::kYears : Unit::kNone;
}

void Add(DateFacts& facts, int count, Unit unit) {
  if (count < 1 || count > kFarthest) {
    facts.refused = NoMoment::kVague;
    return;
  }
  switch (unit) {
    case Unit::kMinutes:
    case Unit::kHours:
      facts.from_now = facts.from_now.value_or(std::chrono::minutes{0}) +
                       std::chrono::minutes{unit == Unit::kHours ? count * 60 : count};
      return;
    case Unit::kDays:
    case Unit::kWeeks:
      facts.by_weeks = unit == Unit::kWeeks;
      return Note(facts.days, unit == Unit::kWeeks ? count * 7 : count, facts.refused);
    case Unit::kMonths:
    case Unit::kYears:
      return Note(facts.months, unit == Unit::kYears ? count * 12 : count, facts.refused);
    case Unit::kNone:
      return;
  }
}

// «часа два», «минут сорок»: the count comes second.
bool IsGenitive(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"минут", "минуток", "часа", "часов", "часика", "часиков", "дня", "дней", "денька",
                 "деньков", "суток", "недели", "недель", "месяца", "месяцев", "года", "лет"});
}

bool IsOneAndAHalf(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at, {"полтора", "полторы", "полутора"});
}

// «тридцать минут» behind an hour or hours.
std::size_t ReadMinutesToo(Phrase phrase, std::size_t at, DateFacts& facts) {
  if (!IsNumberIn(phrase, at, 1, 59) || UnitAt(phrase, at + 1) != Unit::kMinutes) return 0;
  Add(facts, phrase[at].first, Unit::kMinutes);
  return 2;
}

// The count behind `at`: «через часа два», «часа через полтора».
std::size_t ReadCountBehind(Phrase phrase, std::size_t at, Unit unit, DateFacts& facts) {
  facts.uncertain = true;
  ++at;
  if (IsOneAndAHalf(phrase, at)) {
    if (unit != Unit::kHours) facts.refused = NoMoment::kVague;
    Add(facts, 90, Unit::kMinutes);
    return at + 1;
  }
  if (!IsKind(phrase, at, PhraseToken::Kind::kNumber)) return 0;
  const int count = phrase[at].first;
  const bool or_more = IsNumberIn(phrase, at + 1, count + 1, count + 1);
  if (or_more) facts.refused = NoMoment::kAmbiguous;  // «часа через два-три»
  Add(facts, count, unit);
  return at + (or_more ? 2 : 1);
}

// «через час», «через неделю-две», «через час-полтора».
std::size_t ReadOneUnit(Phrase phrase, std::size_t at, DateFacts& facts) {
  const Unit unit = UnitAt(phrase, at);
  if (IsGenitive(phrase, at)) return ReadCountBehind(phrase, at, unit, facts);
  if (unit == Unit::kHours && UnitAt(phrase, at + 2) == Unit::kMinutes) {
    Add(facts, 1, unit);
    return at + 1 + ReadMinutesToo(phrase, at + 1, facts);
  }
  const bool or_more = IsOneAndAHalf(phrase, at + 1) ||
                       (IsNumberIn(phrase, at + 1, 2, 4) && !IsDayOfADate(phrase, at + 1));
  // «через день» is tomorrow for some and the day after for others.
  if (or_more || unit == Unit::kDays) facts.refused = NoMoment::kAmbiguous;
  Add(facts, 1, unit);
  return at + (or_more ? 2 : 1);
}

std::size_t ReadCounted(Phrase phrase, std::size_t at, DateFacts& facts) {
  const int count = phrase[at].first;
  if (IsKind(phrase, at + 1, PhraseToken::Kind::kNumber) && UnitAt(phrase, at + 2) != Unit::kNone) {
    facts.refused = NoMoment::kAmbiguous;  // «через два-три дня»
    return at + 3;
  }
  const Unit unit = UnitAt(phrase, at + 1);
  if (unit == Unit::kNone) return 0;
  Add(facts, count, unit);
  at += 2;
  return unit == Unit::kHours ? at + ReadMinutesToo(phrase, at, facts) : at;
}

std::size_t ReadHalves(Phrase phrase, std::size_t at, DateFacts& facts) {
  const bool apart = IsWord(phrase, at, {"пол"}) && UnitAt(phrase, at + 1) == Unit::kHours;
  if (apart || StartsWith(phrase, at, {"полчас"})) {
    Add(facts, 30, Unit::kMinutes);
    return at + (apart ? 2 : 1);
  }
  const Unit unit = UnitAt(phrase, at + 1);
  if (unit == Unit::kNone) return 0;
  if (IsOneAndAHalf(phrase, at)) {
    if (unit != Unit::kHours) facts.refused = NoMoment::kVague;
    Add(facts, 90, Unit::kMinutes);
    return at + 2;
  }
  if (IsWord(phrase, at, {"пару", "пара", "парочку"})) {
    facts.uncertain = true;
    Add(facts, 2, unit);
    return at + 2;
  }
  if (!IsWord(phrase, at, {"несколько"})) return 0;
  facts.refused = NoMoment::kVague;
  return at + 2;
}

}  // namespace

std::size_t ReadInterval(Phrase phrase, DateFacts& facts) {
  const Unit said_first = UnitAt(phrase, 0);  // «часа через два»: or thereabouts
  if (said_first != Unit::kNone && IsWord(phrase, 1, {"через"}) &&
      UnitAt(phrase, 3) == Unit::kNone) {
    if (const std::size_t taken = ReadCountBehind(phrase, 1, said_first, facts)) return taken;
  }
  if (!IsWord(phrase, 0, {"через", "спустя"})) return 0;
  std::size_t at = 1;
  for (; IsWord(phrase, at, {"примерно", "где", "то", "буквально"}); ++at) facts.uncertain = true;
  if (IsKind(phrase, at, PhraseToken::Kind::kNumber)) return ReadCounted(phrase, at, facts);
  if (UnitAt(phrase, at) != Unit::kNone) return ReadOneUnit(phrase, at, facts);
  return ReadHalves(phrase, at, facts);
}

}  // namespace novofon
