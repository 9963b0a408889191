#include <string_view>

#include "core/counted_things.h"
#include "core/date_words.h"
#include "core/time_words.h"

namespace novofon {
namespace {

// All forms between spaces, Monday first.
constexpr std::string_view kWeekdays[] = {
    " понедельник понедельника понедельнику пн ",
    " вторник вторника вторнику вт ",
    " среда среду среды среде ср ",
    " четверг четверга четвергу чт ",
    " пятница пятницу пятницы пятнице пт ",
    " суббота субботу субботы субботе сб ",
    " воскресенье воскресенья воскресенью воскресение воскресения вс ",
};

constexpr int kSunday = 7;  // the only one of its gender

bool IsThisOne(Phrase phrase, std::size_t at) {
  return StartsWith(phrase, at, {"ближайш"}) || IsWord(phrase, at, {"этот", "эту", "это", "этой"});
}

bool IsNextOne(Phrase phrase, std::size_t at) {
  return StartsWith(phrase, at, {"следующ", "будущ"});
}

// Whether a word such as «следующую» has no noun of its own at `at`, behind it.
bool NothingIsCalledSo(Phrase phrase, std::size_t at) {
  return !IsKind(phrase, at, PhraseToken::Kind::kWord) || !HasMark(phrase, at, ' ') ||
         IsWord(phrase, at,
                {"в",       "во",    "на",      "к",          "ко",    "с",    "со",
                 "до",      "после", "и",       "а",          "но",    "да",   "или",
                 "либо",    "если",  "часов",   "часам",      "утром", "днем", "вечером",
                 "часиков", "можно", "давайте", "пожалуйста", "тогда"});
}

// «через пятницу»: not the next one, but for some the one after it and for some later still.
std::size_t ReadSkippedWeekday(Phrase phrase, DateFacts& facts) {
  if (!IsWord(phrase, 0, {"через"})) return 0;
  const std::size_t at = IsNumberIn(phrase, 1, 1, 9) ? 2 : 1;
  const int weekday = RowOf(kWeekdays, phrase, at);
  if (weekday == 0) return 0;
  facts.refused = NoMoment::kAmbiguous;
  Note(facts.weekday, weekday, facts.refused);
  return at + 1;
}

// «в эту или следующую пятницу».
std::size_t ReadThisOrNext(Phrase phrase, DateFacts& facts) {
  if (!IsThisOne(phrase, 0) || !IsWord(phrase, 1, {"или", "либо", "и"})) return 0;
  const std::size_t at = IsWord(phrase, 2, {"в", "во", "на"}) ? 3 : 2;
  if (!IsNextOne(phrase, at)) return 0;
  facts.refused = NoMoment::kAmbiguous;
  return RowOf(kWeekdays, phrase, at + 1) == 0 ? at + 1 : at + 2;
}

// «второй» of «второй вторник»; but «десятого, среда» is a day and its name.
bool IsNumberOfAWeekday(Phrase phrase) {
  if (!IsOrdinalIn(phrase, 0, 1, 5) || !HasMark(phrase, 1, ' ')) return false;
  const std::string_view word = phrase[0].word;
  if (word.ends_with("е")) return RowOf(kWeekdays, phrase, 1) == kSunday;  // «первое воскресенье»
  return !word.ends_with("го") && !word.ends_with("му");
}

// «в последнюю пятницу месяца», «каждую вторую субботу», «в любой вторник».
std::size_t ReadSomeWeekday(Phrase phrase, DateFacts& facts) {
  const bool some = StartsWith(phrase, 0, {"последн", "предпоследн", "крайн", "люб", "друг"}) ||
                    IsWord(phrase, 0, {"нибудь"}) || IsNumberOfAWeekday(phrase);
  if (!some || RowOf(kWeekdays, phrase, 1) == 0) return 0;
  facts.refused = NoMoment::kVague;
  return 2;
}

// «20» of «в среду 20»: its day number or an hour, and no telling which.
std::size_t ReadBareDay(Phrase phrase, std::size_t at, DateFacts& facts) {
  if (!IsNumberIn(phrase, at, 1, 31) || HasMark(phrase, at, '-')) return 0;
  const bool counted = phrase[at].word == "один" || IsNoHour(phrase, at, false) ||
                       StartsWith(phrase, at + 1, {"минут"}) || IsCountedThing(phrase, at + 1) ||
                       LooksCounted(phrase, at + 1, phrase[at].first, true);
  DateFacts date;
  TimeFacts time;
  const Phrase rest = phrase.subspan(at);
  if (counted || ReadDateWords(rest, date) > 0 || ReadTimeWords(rest, time) > 0) return 0;
  Note(facts.bare_day, phrase[at].first, facts.refused);
  facts.uncertain = true;
  return 1;
}

std::size_t ReadNamedWeekday(Phrase phrase, DateFacts& facts) {
  std::size_t at = 0;
  const bool following = IsNextOne(phrase, 0);
  const bool past = StartsWith(phrase, 0, {"прошл", "позапрошл"});
  const bool every = StartsWith(phrase, 0, {"кажд"});
  const bool that_one = IsWord(phrase, 0, {"ту", "тот", "то"});  // some say it of the last one
  if (following || past || every || IsThisOne(phrase, 0) || that_one) ++at;
  const int weekday = RowOf(kWeekdays, phrase, at);
  if (weekday == 0) return 0;
  if (past) facts.refused = NoMoment::kPast;
  if (every) facts.refused = NoMoment::kVague;
  facts.uncertain |= that_one;
  facts.following_weekday |= following;
  facts.this_weekday |= IsThisOne(phrase, 0);
  Note(facts.weekday, weekday, facts.refused);
  ++at;
  return at + ReadBareDay(phrase, at, facts);
}

// «следующую» of «в субботу следующую».
std::size_t ReadNextOneAlone(Phrase phrase, DateFacts& facts) {
  const bool next =
      IsWord(phrase, 0, {"следующий", "следующую", "следующее", "будущий", "будущую", "будущее"}) &&
      !HasMark(phrase, 0, '.') && NothingIsCalledSo(phrase, 1);
  facts.following_weekday |= next;
  return next ? 1 : 0;
}

}  // namespace

std::size_t ThisOneAlone(Phrase phrase) {
  const std::size_t at = IsWord(phrase, 0, {"в", "во", "на", "к"}) ? 1 : 0;
  const bool accusative = !IsWord(phrase, at, {"этой"});  // «не в этой, а в соседней квартире»
  return accusative && IsThisOne(phrase, at) && NothingIsCalledSo(phrase, at + 1) ? at + 1 : 0;
}

std::size_t ReadWeekday(Phrase phrase, DateFacts& facts) {
  for (const auto read :
       {ReadSkippedWeekday, ReadThisOrNext, ReadSomeWeekday, ReadNamedWeekday, ReadNextOneAlone}) {
    if (const std::size_t taken = read(phrase, facts)) return taken;
  }
  return 0;
}

}  // namespace novofon
