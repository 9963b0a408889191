#include "core/time_words.h"

#include "core/counted_things.h"
#include "core/date_words.h"

namespace novofon {
namespace {

using Kind = PhraseToken::Kind;

constexpr int kHalfDay = 12 * 60;

// What stands before a time: «в», «часов в», «около», «к».
struct Lead {
  std::size_t tokens = 0;
  bool preposition = false;
  bool about = false;
};

Lead ReadLead(Phrase phrase) {
  Lead lead;
  for (;; ++lead.tokens) {
    if (IsWord(phrase, lead.tokens, {"в", "во", "к", "ко", "на", "ровно"})) {
      lead.preposition = true;
    } else if (IsWord(phrase, lead.tokens, {"около", "примерно", "районе", "часиков", "часикам"}) ||
               (IsWord(phrase, lead.tokens, {"часов", "часа", "часика", "часам"}) &&
                (lead.preposition || IsWord(phrase, lead.tokens + 1, {"в", "к", "около"})))) {
      lead.about = true;
    } else {
      lead.preposition |= lead.about;
      return lead;
    }
  }
}

std::size_t ReadPartOfHour(Phrase phrase, std::size_t at, TimeFacts& facts) {
  const auto part = PartOfHour(phrase, at);
  if (part) NoteDayPart(facts, *part);
  return part ? 1 : 0;
}

// «11:30», and «11.30» where it can't be a date.
std::size_t ReadWritten(Phrase phrase, std::size_t at, TimeFacts& facts) {
  if (!IsKind(phrase, at, Kind::kClock) && !IsKind(phrase, at, Kind::kDotted)) return 0;
  const PhraseToken& token = phrase[at];
  const bool dotted_date = token.kind == Kind::kDotted && token.third >= 0;
  if (dotted_date || token.first > 23 || token.second > 59) return 0;
  if (IsCountedThing(phrase, at + 1)) return 0;
  if (DecimalAt(phrase, at) != 0) {
    if (IsHourWord(phrase, at + 1) || at == 0) return 0;
    facts.refused = NoMoment::kAmbiguous;  // «в 10.5»: half past ten, or the fifth at ten
  }
  NoteTime(facts, token.first, token.second);
  facts.exact |= token.word.starts_with('0');
  return at + 1;
}

bool IsMinuteWord(Phrase phrase, std::size_t at) {
  return StartsWith(phrase, at, {"минут"}) || IsWord(phrase, at, {"мин"});
}

// «тридцать», «ноль пять», «ноль-ноль», «05», «30 минут», «с половиной»; sets `minute`.
std::size_t ReadMinutes(Phrase phrase, std::size_t at, int& minute) {
  if (IsWord(phrase, at, {"с"}) && StartsWith(phrase, at + 1, {"половин"})) {
    minute = 30;
    return 2;
  }
  if (!IsNumberIn(phrase, at, 0, 59) || IsDayOfADate(phrase, at)) return 0;
  if (IsCountedThing(phrase, at + 1) || IsWayInMinutes(phrase, at + 1)) return 0;
  const bool named = IsMinuteWord(phrase, at + 1);
  if (phrase[at].mark == ',' && !named) return 0;  // «в десять, тридцать метров»
  if (phrase[at].first == 0 && IsNumberIn(phrase, at + 1, 0, 9)) {
    minute = phrase[at + 1].first;
    return 2;
  }
  const bool two_digits = phrase[at].first >= 10 || phrase[at].word.size() == 2;  // "05"
  if (!two_digits && !named) return 0;
  minute = phrase[at].first;
  return named ? 2 : 1;
}

// «в шесть без пятнадцати»; sets `minute` below zero.
std::size_t ReadMinutesBefore(Phrase phrase, std::size_t at, int& minute) {
  if (!IsWord(phrase, at, {"без"})) return 0;
  const bool quarter = StartsWith(phrase, at + 1, {"четверт"});
  if (!quarter && !IsNumberIn(phrase, at + 1, 1, 30)) return 0;
  if (IsCountedThing(phrase, at + 2)) return 0;
  const std::size_t taken = IsMinuteWord(phrase, at + 2) ? 3 : 2;
  if (IsNumberIn(phrase, at + taken, 1, 24)) return 0;  // «в шесть, без пятнадцати семь»
  minute = quarter ? -15 : -phrase[at + 1].first;
  return taken;
}

// «пять вечера»; but «два дня» are days.
bool IsHourOfADay(Phrase phrase, std::size_t at, int hour) {
  const auto part = PartOfHour(phrase, at);
  return part && (part != DayPart::kDay || hour < 2 || hour > 4);
}

// What stands behind an hour may make it another: «десять-одиннадцать» is between the two, «девять
// десять» may be both, «десять пятого» may be past four.
void DoubtHour(Phrase phrase, std::size_t at, int hour, const Lead& lead, TimeFacts& facts) {
  if (IsNumberIn(phrase, at, 0, 23) && !IsCountedThing(phrase, at + 1)) {
    const int second = phrase[at].first;
    const bool joined = HasMark(phrase, at, '-') && second > hour;
    if (!joined && second != hour + 1) return;
    facts.uncertain = true;
    const bool either = joined && second == hour + 1;  // «9-10 утра»; but «10-30» is a time
    if (either || lead.about || second % 5 != 0 || second < 10)
      facts.refused = NoMoment::kAmbiguous;
  } else if (IsOrdinalIn(phrase, at, 1, 12) && hour % 5 == 0 && phrase[at].mark == ' ') {
    const bool may_be_minutes = !IsDayOfADate(phrase, at);
    facts.uncertain |= may_be_minutes;
    const bool oblique = phrase[at - 1].word.ends_with("и");  // «к десяти пятого»
    if (may_be_minutes && !lead.about && !oblique) facts.refused = NoMoment::kAmbiguous;
  }
}

// «на двенадцать гостей», «в двух шагах»; the number is behind `lead`.
bool CountsThings(Phrase phrase, const Lead& lead) {
  const std::size_t at = lead.tokens;
  const bool behind_na = at > 0 && IsWord(phrase, at - 1, {"на"});
  const bool behind_in = behind_na || (at > 0 && IsWord(phrase, at - 1, {"в", "во"}));
  if (IsNoHour(phrase, at, behind_in)) return true;
  if (HasMark(phrase, at + 1, '-') && IsKind(phrase, at + 1, Kind::kNumber) &&
      (IsMinuteWord(phrase, at + 2) || IsCountedThing(phrase, at + 2))) {
    return true;  // «5-10 минут»
  }
  if (IsHourWord(phrase, at + 1)) return (behind_na || at == 0) && IsWork(phrase, at + 2);
  return behind_in && LooksCounted(phrase, at + 1, phrase[at].first, behind_na);
}

std::size_t ReadHour(Phrase phrase, const Lead& lead, TimeFacts& facts) {
  std::size_t at = lead.tokens;
  const bool one = lead.preposition && IsWord(phrase, at, {"час", "часу"});
  if (!one && (!IsNumberIn(phrase, at, 0, 23) || DecimalAt(phrase, at) != 0)) return 0;
  if (!one && (IsDayOfADate(phrase, at) || IsWord(phrase, at + 1, {"го"}))) return 0;
  if (!one && CountsThings(phrase, lead)) return 0;
  int hour = one ? 1 : phrase[at].first;
  ++at;
  const bool hour_word = !one && IsHourWord(phrase, at);
  if (hour_word) ++at;
  const bool minutes = IsMinuteWord(phrase, at) && HasMark(phrase, at, ' ');
  if (!hour_word && (IsCountedThing(phrase, at) || minutes)) return 0;
  // «в десять двадцать пятого», «в двенадцать-час»
  const bool tens = IsOrdinalOfTwoWords(phrase, at) && HasMark(phrase, at, ' ');
  const bool or_one = hour_word && IsWord(phrase, at - 1, {"час"}) && HasMark(phrase, at - 1, '-');
  if (tens || or_one) facts.refused = NoMoment::kAmbiguous;
  int minute = 0;
  std::size_t taken = ReadMinutes(phrase, at, minute);
  if (taken == 0 && hour > 0) taken = ReadMinutesBefore(phrase, at, minute);
  const bool bare = !one && !hour_word && !lead.preposition;
  if (bare && taken == 0 && !IsHourOfADay(phrase, at, hour)) {
    // «5-6 вечера»
    const bool two = HasMark(phrase, at, '-') && IsNumberIn(phrase, at, hour + 1, 23) &&
                     IsHourOfADay(phrase, at + 1, hour);
    if (two) facts.refused = NoMoment::kAmbiguous;
    return two ? at + 2 : 0;
  }
  if (!hour_word) DoubtHour(phrase, at, hour, lead, facts);
  if (minute < 0 && hour == 1) hour = 13;  // «в час без четверти»
  const bool alone = hour_word && !lead.preposition && taken == 0;  // «два часа»: or so long
  const std::size_t part = ReadPartOfHour(phrase, at + taken, facts);
  taken += part;
  NoteTime(facts, hour, minute);
  facts.uncertain |= lead.about || bare || (alone && part == 0);
  return at + taken;
}

std::size_t ReadClockTime(Phrase phrase, const Lead& lead, TimeFacts& facts) {
  for (const auto read : {ReadRunningHour, ReadWritten}) {
    if (const std::size_t end = read(phrase, lead.tokens, facts)) {
      facts.uncertain |= lead.about;
      return end + ReadPartOfHour(phrase, end, facts);
    }
  }
  return ReadHour(phrase, lead, facts);
}

// «с девяти до шести вечера» begins in the morning, «с двух до пяти вечера» as late as it can.
void BeginBefore(const TimeFacts& end, TimeFacts& begin) {
  const std::optional<int> last = ResolveTime(end).minutes;
  for (const int candidate : {*begin.minutes + kHalfDay, *begin.minutes}) {
    const bool as_said = candidate == *begin.minutes;
    if (!last || candidate >= *last || (begin.exact && !as_said)) continue;
    begin.minutes = candidate;
    begin.exact = true;
    return;
  }
  begin.part = end.part;
}

// «с 7 до 15» would end before it began.
void BeginOnTheClockOf(const TimeFacts& end, TimeFacts& begin) {
  const bool sure = end.minutes > kHalfDay;
  begin.exact |= sure && ResolveTime(begin).minutes >= end.minutes;
}

// «с десяти до двенадцати», «между двумя и тремя», «после трёх» begin; «до пяти» says no time.
std::size_t ReadRange(Phrase phrase, TimeFacts& facts) {
  const bool until = IsWord(phrase, 0, {"до"});
  if (!until && !IsWord(phrase, 0, {"с", "со", "от", "после", "между"})) return 0;
  const Lead after_preposition{1, true, true};
  TimeFacts ignored;
  const std::size_t first = ReadClockTime(phrase, after_preposition, until ? ignored : facts);
  if (first == 0) return 0;
  facts.uncertain = true;
  const std::size_t end = IsWord(phrase, first, {"ти"}) ? first + 1 : first;  // «с 10-ти до 14-ти»
  facts.has_end |= until || IsWord(phrase, end, {"до", "по"});
  if (!IsWord(phrase, end, {"до", "и"})) return first;
  const std::size_t second = ReadClockTime(phrase.subspan(end), after_preposition, ignored);
  if (second == 0) return first;
  facts.has_end = true;
  if (facts.minutes && !facts.part) {
    ignored.part ? BeginBefore(ignored, facts) : BeginOnTheClockOf(ignored, facts);
  }
  return end + second;
}

// «не раньше восьми» is no time yet; «не раньше восьми вечера», «не раньше чем в восемь» are taken
// for one.
std::size_t ReadLimit(Phrase phrase, TimeFacts& facts) {
  if (!IsWord(phrase, 0, {"раньше", "ранее", "позже", "позднее"})) return 0;
  TimeFacts limit;
  const std::size_t taken = ReadClockTime(phrase, Lead{1, true, true}, limit);
  if (taken == 0 || limit.part) return 0;
  facts.unclear = true;
  facts.uncertain = true;
  return taken;
}

}  // namespace

bool IsHourWord(Phrase phrase, std::size_t at) {
  return IsWord(
      phrase, at,
      {"час", "часа", "часов", "часам", "часу", "ч", "часик", "часика", "часиков", "часикам"});
}

void NoteTime(TimeFacts& facts, int hour, int minute) {
  Note(facts.minutes, hour * 60 + minute, facts.refused);
}

std::size_t ReadTimeWords(Phrase phrase, TimeFacts& facts) {
  if (const std::size_t taken = ReadDayPart(phrase, facts)) return taken;
  if (const std::size_t taken = ReadHowLong(phrase, facts)) return taken;
  if (const std::size_t taken = ReadRange(phrase, facts)) return taken;
  if (const std::size_t taken = ReadLimit(phrase, facts)) return taken;
  return ReadClockTime(phrase, ReadLead(phrase), facts);
}

}  // namespace novofon
