#include "core/counted_things.h"
#include "core/date_words.h"

namespace novofon {
namespace {

enum class Unit { kNone, kMinutes, kHours, kDays, kWeeks, kMonths, kYears };

constexpr int kFarthest = 400;  // of any unit

Unit UnitAt(Phrase phrase, std::size_t at) {
  if (StartsWith(phrase, at, {"минут"}) || IsWord(phrase, at, {"мин"})) return Unit::kMinutes;
  if (IsWord(phrase, at, {"час", "часа", "часов", "часик", "часика", "часиков", "часок", "ч"})) {
    return Unit::kHours;
  }
  if (IsWord(phrase, at,
             {"день", "дня", "дней", "денек", "денька", "деньков", "сутки", "суток", "дн"})) {
    return Unit::kDays;
  }
  if (StartsWith(phrase, at, {"недел"}) || IsWord(phrase, at, {"нед"})) return Unit::kWeeks;
  if (StartsWith(phrase, at, {"месяц"}) || IsWord(phrase, at, {"мес"})) return Unit::kMonths;
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

bool IsAndAHalf(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at, {"с"}) && StartsWith(phrase, at + 1, {"половин"});
}

void AddMinutes(DateFacts& facts, int count, Unit unit) {
  if (unit != Unit::kHours || count > kFarthest * 60) {  // «через полторы недели»
    facts.refused = NoMoment::kVague;
    return;
  }
  facts.from_now = facts.from_now.value_or(std::chrono::minutes{0}) + std::chrono::minutes{count};
}

// «тридцать минут», «пятнадцать» behind an hour or hours.
std::size_t ReadMinutesToo(Phrase phrase, std::size_t at, DateFacts& facts) {
  if (!IsNumberIn(phrase, at, 1, 59) || IsWayInMinutes(phrase, at + 1)) return 0;
  const bool named = UnitAt(phrase, at + 1) == Unit::kMinutes;
  const bool bare = phrase[at].first >= 10 && phrase[at].mark == ' ' &&
                    !IsCountedThing(phrase, at + 1) && !IsDayOfADate(phrase, at);
  if (!named && !bare) return 0;
  Add(facts, phrase[at].first, Unit::kMinutes);
  return named ? 2 : 1;
}

// A second length behind the first: «час-полтора», «неделю-другую», «час или два».
std::size_t ReadOtherLength(Phrase phrase, std::size_t at, DateFacts& facts) {
  const bool either = IsWord(phrase, at, {"или", "либо"});
  const std::size_t next = either ? at + 1 : at;
  const bool joined = either || HasMark(phrase, at, '-');
  const bool number = IsKind(phrase, next, PhraseToken::Kind::kNumber) &&
                      !IsDayOfADate(phrase, next) && !IsCountedThing(phrase, next + 1);
  const bool other =
      IsOneAndAHalf(phrase, next) || IsWord(phrase, next, {"другой", "другую", "другие"}) ||
      (number && (joined || IsNumberIn(phrase, next, 2, 4))) ||
      (joined && (UnitAt(phrase, next) != Unit::kNone || StartsWith(phrase, next, {"полчас"}) ||
                  IsWord(phrase, next, {"тройку"}))) ||
      IsWord(phrase, next, {"через"});
  if (!other) return 0;
  facts.refused = NoMoment::kAmbiguous;
  return next + 1 - at;
}

// What may follow a length: «с половиной», «пятнадцать минут», «или два».
std::size_t ReadRest(Phrase phrase, std::size_t at, Unit unit, DateFacts& facts) {
  if (IsAndAHalf(phrase, at)) {
    AddMinutes(facts, 30, unit);
    return at + 2;
  }
  if (unit == Unit::kHours) {
    if (const std::size_t minutes = ReadMinutesToo(phrase, at, facts)) return at + minutes;
  }
  return at + ReadOtherLength(phrase, at, facts);
}

// The count behind `at`: «через часа два», «часа через полтора».
std::size_t ReadCountBehind(Phrase phrase, std::size_t at, Unit unit, DateFacts& facts) {
  facts.uncertain = true;
  ++at;
  if (IsOneAndAHalf(phrase, at)) {
    AddMinutes(facts, 90, unit);
    return ReadRest(phrase, at + 1, Unit::kNone, facts);
  }
  if (DecimalAt(phrase, at) != 0) return 0;
  if (!IsKind(phrase, at, PhraseToken::Kind::kNumber)) return 0;
  const int count = phrase[at].first;
  Add(facts, count, unit);
  ++at;
  if (IsAndAHalf(phrase, at)) return ReadRest(phrase, at, unit, facts);
  const bool or_more = IsNumberIn(phrase, at, count + 1, kFarthest) && !IsDayOfADate(phrase, at) &&
                       !IsCountedThing(phrase, at + 1);
  if (!or_more) return at + ReadOtherLength(phrase, at, facts);
  facts.refused = NoMoment::kAmbiguous;  // «минут через десять пятнадцать»
  return at + 1;
}

// «через час», «через неделю-две», «через час-полтора».
std::size_t ReadOneUnit(Phrase phrase, std::size_t at, DateFacts& facts) {
  const Unit unit = UnitAt(phrase, at);
  if (IsGenitive(phrase, at)) return ReadCountBehind(phrase, at, unit, facts);
  // «через день» is tomorrow for some and the day after for others.
  if (IsWord(phrase, at, {"день", "денек"})) facts.refused = NoMoment::kAmbiguous;
  Add(facts, 1, unit);
  return ReadRest(phrase, at + 1, unit, facts);
}

// «1.5 часа», «2,5 часа»
std::size_t ReadDecimal(Phrase phrase, std::size_t at, DateFacts& facts) {
  const std::size_t taken = DecimalAt(phrase, at);
  const Unit unit = taken == 0 ? Unit::kNone : UnitAt(phrase, at + taken);
  if (unit == Unit::kNone) return 0;
  const int tenths = taken == 1 ? phrase[at].second : phrase[at + 1].first;
  AddMinutes(facts, phrase[at].first * 60 + tenths * 6, unit);
  return at + taken + 1;
}

// «через 1:30», «через два с половиной часа», «через два-три дня»; `at` is a number.
std::size_t ReadCounted(Phrase phrase, std::size_t at, DateFacts& facts) {
  if (IsKind(phrase, at, PhraseToken::Kind::kClock)) {
    facts.uncertain = true;
    Add(facts, phrase[at].first * 60 + phrase[at].second, Unit::kMinutes);
    return UnitAt(phrase, at + 1) == Unit::kNone ? at + 1 : at + 2;
  }
  const int count = phrase[at].first;
  std::size_t next = at + 1;
  if (IsAndAHalf(phrase, next)) {
    const Unit unit = UnitAt(phrase, next + 2);  // of none it is half an anything
    AddMinutes(facts, count * 60 + 30, unit);
    if (unit == Unit::kNone) return next + 2;
    return ReadRest(phrase, next + 3, Unit::kNone, facts);
  }
  if (IsWord(phrase, next, {"или", "либо"})) ++next;
  const bool two = IsKind(phrase, next, PhraseToken::Kind::kNumber) || IsOneAndAHalf(phrase, next);
  if (two && UnitAt(phrase, next + 1) != Unit::kNone) {
    facts.refused = NoMoment::kAmbiguous;
    return next + 2;
  }
  const Unit unit = UnitAt(phrase, at + 1);
  if (unit == Unit::kNone) return 0;
  Add(facts, count, unit);
  return ReadRest(phrase, at + 2, unit, facts);
}

// «полчаса», «четверть часа».
std::size_t ReadPartOfAnHour(Phrase phrase, std::size_t at, DateFacts& facts) {
  const bool apart = IsWord(phrase, at, {"пол"}) && UnitAt(phrase, at + 1) == Unit::kHours;
  const bool quarter = IsWord(phrase, at, {"четверть"}) && UnitAt(phrase, at + 1) == Unit::kHours;
  if (!apart && !quarter && !StartsWith(phrase, at, {"полчас"})) return 0;
  Add(facts, quarter ? 15 : 30, Unit::kMinutes);
  return ReadRest(phrase, at + (apart || quarter ? 2 : 1), Unit::kNone, facts);
}

std::size_t ReadUncounted(Phrase phrase, std::size_t at, DateFacts& facts) {
  if (IsOneAndAHalf(phrase, at) && !IsGenitive(phrase, at + 1)) {
    const std::size_t other = ReadOtherLength(phrase, at + 1, facts);
    if (other > 0) return at + 1 + other;  // «полтора-два часа»
  }
  const Unit unit = UnitAt(phrase, at + 1);
  if (unit == Unit::kNone) return 0;
  if (IsOneAndAHalf(phrase, at)) {
    AddMinutes(facts, 90, unit);
    return ReadRest(phrase, at + 2, Unit::kNone, facts);
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

std::size_t ReadLength(Phrase phrase, std::size_t at, DateFacts& facts) {
  if (const std::size_t end = ReadDecimal(phrase, at, facts)) return end;
  const bool number = IsKind(phrase, at, PhraseToken::Kind::kNumber);
  if (number || IsKind(phrase, at, PhraseToken::Kind::kClock)) {
    return ReadCounted(phrase, at, facts);
  }
  if (UnitAt(phrase, at) != Unit::kNone) return ReadOneUnit(phrase, at, facts);
  if (const std::size_t end = ReadPartOfAnHour(phrase, at, facts)) return end;
  return ReadUncounted(phrase, at, facts);
}

// «неделю назад», «два дня назад».
std::size_t ReadAgo(Phrase phrase, DateFacts& facts) {
  const std::size_t at = IsKind(phrase, 0, PhraseToken::Kind::kNumber) ? 1 : 0;
  if (UnitAt(phrase, at) == Unit::kNone || !IsWord(phrase, at + 1, {"назад"})) return 0;
  facts.refused = NoMoment::kPast;
  return at + 2;
}

}  // namespace

std::size_t ReadInterval(Phrase phrase, DateFacts& facts) {
  if (const std::size_t taken = ReadAgo(phrase, facts)) return taken;
  const bool again = facts.from_now.has_value();  // «через час, через два»
  std::size_t end = 0;
  const Unit said_first = UnitAt(phrase, 0);  // «часа через два»: or thereabouts
  if (said_first != Unit::kNone && IsWord(phrase, 1, {"через"}) &&
      UnitAt(phrase, 3) == Unit::kNone) {
    end = ReadCountBehind(phrase, 1, said_first, facts);
  }
  if (end == 0 && IsWord(phrase, 0, {"через", "спустя"})) {
    std::size_t at = 1;
    for (; IsWord(phrase, at, {"примерно", "где", "то", "буквально", "около"}); ++at) {
      facts.uncertain = true;
    }
    end = ReadLength(phrase, at, facts);
  }
  // «через час после работы»
  const bool from_then = end > 0 && IsWord(phrase, end, {"после"}) && HasMark(phrase, end, ' ');
  if (from_then) facts.refused = NoMoment::kVague;
  if (again && end > 0) facts.refused = NoMoment::kAmbiguous;
  return end;
}

}  // namespace novofon
