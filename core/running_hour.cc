// Times told by the hour that is running or to come.
#include <string_view>

#include "core/counted_things.h"
#include "core/date_words.h"
#include "core/numerals.h"
#include "core/time_words.h"

namespace novofon {
namespace {

constexpr std::string_view kHalf = "пол";

// Of a clock face: before one it is past twelve.
void NoteHourBefore(int running, int minute, TimeFacts& facts) {
  NoteTime(facts, running == 1 ? 12 : running - 1, minute);
}

// Of «половина третьего», «четверть шестого»: the hour that is running.
std::size_t ReadHourBefore(Phrase phrase, std::size_t at, int minute, TimeFacts& facts) {
  if (!IsOrdinalIn(phrase, at, 1, 12)) return 0;
  if (IsPartOfABuilding(phrase, at + 1)) return 0;  // «пол второго этажа»
  NoteHourBefore(phrase[at].first, minute, facts);
  return at + 1;
}

std::size_t ReadHalf(Phrase phrase, std::size_t at, TimeFacts& facts) {
  if (StartsWith(phrase, at, {"половин"}) || IsWord(phrase, at, {"пол"})) {
    return ReadHourBefore(phrase, at + 1, 30, facts);
  }
  if (StartsWith(phrase, at, {"четверть"})) return ReadHourBefore(phrase, at + 1, 15, facts);
  if (IsNumberIn(phrase, at, 1, 59) && StartsWith(phrase, at + 1, {"минут"})) {
    return ReadHourBefore(phrase, at + 2, phrase[at].first, facts);
  }
  if (!StartsWith(phrase, at, {kHalf})) return 0;
  const auto hour = ReadNumeral(std::string_view(phrase[at].word).substr(kHalf.size()));
  if (!hour || !hour->ordinal || hour->value < 1 || hour->value > 12) return 0;
  NoteHourBefore(hour->value, 30, facts);
  return at + 1;
}

// «без четверти пять», «без десяти минут час».
std::size_t ReadWithout(Phrase phrase, std::size_t at, TimeFacts& facts) {
  if (!IsWord(phrase, at, {"без"})) return 0;
  int missing = 15;
  if (IsNumberIn(phrase, at + 1, 1, 59)) {
    missing = phrase[at + 1].first;
  } else if (!StartsWith(phrase, at + 1, {"четверт"})) {
    return 0;
  }
  at += 2;
  if (StartsWith(phrase, at, {"минут"})) ++at;
  const bool one = IsWord(phrase, at, {"час"});
  int next = one ? 1 : 0;
  if (!one && IsNumberIn(phrase, at, 1, 23)) next = phrase[at].first;
  if (next == 0) {
    // «без двадцати восемь» was taken for 28.
    const bool both = missing > 20 && missing < 30 && phrase[at - 1].word.size() > 2;
    if (!both) return 0;
    next = missing - 20;
    missing = 20;
    --at;
  }
  NoteHourBefore(next, 60 - missing, facts);
  return at + 1;
}

// «третьем часу», «3 часу»: past two, nobody knows how far.
std::size_t ReadDuringHour(Phrase phrase, std::size_t at, TimeFacts& facts) {
  if (!IsWord(phrase, at + 1, {"часу"})) return 0;
  if (!IsOrdinalIn(phrase, at, 1, 12) && !IsNumberIn(phrase, at, 1, 12)) return 0;
  NoteHourBefore(phrase[at].first, 0, facts);
  facts.uncertain = true;
  return at + 2;
}

// «начале третьего»: no day number; but what was a third thing's begin, if not an hour's?
std::size_t ReadBeginOrEnd(Phrase phrase, std::size_t at, TimeFacts& facts) {
  const bool part = IsWord(phrase, at,
                           {"начало", "начала", "началу", "начале", "середину", "середины",
                            "середине", "конец", "конца", "концу", "конце"});
  if (!part || !IsOrdinalIn(phrase, at + 1, 1, 12) || IsDayOfADate(phrase, at + 1)) return 0;
  facts.unclear = true;
  facts.uncertain = true;
  return at + 2;
}

}  // namespace

std::size_t ReadRunningHour(Phrase phrase, std::size_t at, TimeFacts& facts) {
  for (const auto read : {ReadHalf, ReadWithout, ReadDuringHour, ReadBeginOrEnd}) {
    if (const std::size_t end = read(phrase, at, facts)) return end;
  }
  return 0;
}

}  // namespace novofon
