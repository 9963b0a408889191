#include "core/date_phrase.h"

#include <algorithm>

#include "core/counted_things.h"
#include "core/other_matters.h"
#include "core/refusal_words.h"

namespace novofon {
namespace {

bool IsGreeting(Phrase phrase) {
  return IsWord(phrase, 0, {"добрый", "доброе", "доброго", "спокойной", "хорошего", "приятного"}) &&
         IsWord(phrase, 1, {"день", "вечер", "утро", "ночи", "дня", "вечера", "утра"});
}

std::size_t ReadOne(Phrase phrase, Facts& facts) {
  if (const std::size_t taken = ReadDateWords(phrase, facts.date)) return taken;
  return ReadTimeWords(phrase, facts.time);
}

// What speaks neither of a day nor of a time though its words look so; how many tokens.
std::size_t OtherThings(Phrase phrase) {
  if (IsGreeting(phrase)) return 2;
  const std::size_t street = StreetOfADate(phrase);
  return street > 0 ? street : StreetWithoutItsWord(phrase);
}

// «сегодня нет, завтра»; but «завтра нет проблем».
bool IsNoBehind(Phrase phrase) {
  if (!IsWord(phrase, 0, {"нет"}) || HasMark(phrase, 0, '.')) return false;
  Facts next;
  return phrase.size() == 1 || phrase[1].mark != ' ' || ReadOne(phrase.subspan(1), next) > 0;
}

// «Завтра не могу, давайте в субботу», «не могу завтра»: what was named before a refusal is out, or
// if nothing was, what follows at once. «В субботу не могу завтра» may be either.
std::size_t ReadRefused(Phrase phrase, Facts& facts) {
  const bool named = facts.NameSomething();
  std::size_t taken = RefusalAt(phrase);
  const bool too = facts.had_refusal && IsWord(phrase, 0, {"тоже", "также"});
  if (taken == 0 && !(named && (too || IsNoBehind(phrase)))) return 0;
  const bool had_day = facts.date.NamesADay();
  facts = Facts{};
  facts.had_refusal = true;
  facts.lost_its_day = had_day;
  if (taken == 0) return 1;
  if (IsWord(phrase, taken, {"дома"})) ++taken;  // «не буду дома завтра»
  Facts denied;
  const std::size_t behind = taken;
  while (taken < phrase.size()) {
    const bool list = !named && taken > behind;  // «не могу завтра, послезавтра»
    if (phrase[taken].mark != ' ' && !list) break;  // «днём не могу, завтра вечером»
    const std::size_t more = ReadOne(phrase.subspan(taken), denied);
    if (more == 0) break;
    taken += more;
  }
  if (named && denied.NameSomething()) facts.date.refused = NoMoment::kAmbiguous;
  facts.lost_its_day |= denied.date.NamesADay();
  return taken;
}

// What follows an excluded day and is excluded with it: «кроме субботы и воскресенья», «не завтра
// в десять»; but «вместо пятницы в субботу».
std::size_t MoreExcluded(Phrase phrase, bool except, Facts& denied) {
  if (IsWord(phrase, 0, {"и", "или", "либо"})) {
    const std::size_t more = ReadOne(phrase.subspan(1), denied);
    return more == 0 ? 0 : more + 1;
  }
  if (!except && HasMark(phrase, 0, '-')) return ReadOne(phrase, denied);  // «не сегодня-завтра»
  if (!except) return HasMark(phrase, 0, ' ') ? ReadTimeWords(phrase, denied.time) : 0;
  if (IsWord(phrase, 0, {"в", "во", "на", "к"})) return 0;
  return ReadOne(phrase, denied);
}

// «не сегодня, так завтра»: one of the two.
std::size_t ReadSoItIs(Phrase phrase, Facts& facts) {
  Facts other;
  if (!IsWord(phrase, 0, {"так"}) || ReadOne(phrase.subspan(1), other) == 0) return 0;
  facts.date.refused = NoMoment::kAmbiguous;
  return 1;
}

// «а в следующую» of «не в эту среду, а в следующую»; «а через неделю».
bool IsNextOneInstead(Phrase phrase) {
  DateFacts next;
  ReadDateWords(phrase.subspan(IsWord(phrase, 0, {"а", "но"}) ? 1 : 0), next);
  return !next.weekday && (next.following_weekday || next.week || next.by_weeks);
}

// «не завтра, а в пятницу», «любой день кроме субботы».
std::size_t ReadExcluded(Phrase phrase, Facts& facts) {
  const bool except = IsWord(phrase, 0, {"кроме", "вместо", "исключая", "помимо"});
  if (!except && !IsWord(phrase, 0, {"не", "ни"})) return 0;
  if (const std::size_t this_one = except ? 0 : ThisOneAlone(phrase.subspan(1))) {
    facts.date.not_the_nearest = true;  // «в субботу, но не в эту»
    return 1 + this_one;
  }
  Facts denied;
  std::size_t taken = 1 + ReadOne(phrase.subspan(1), denied);
  facts.date.vague |= denied.date.refused == NoMoment::kVague;  // «не раньше субботы»
  facts.time.unclear |= denied.time.unclear;  // «не раньше восьми»
  facts.doubtful |= denied.time.unclear;
  while (taken > 1 && taken < phrase.size()) {
    const std::size_t more = MoreExcluded(phrase.subspan(taken), except, denied);
    if (more == 0) break;
    taken += more;
  }
  facts.lost_its_day |= denied.date.NamesADay();
  if (denied.date.this_weekday && IsNextOneInstead(phrase.subspan(taken))) {
    facts.date.not_the_nearest = true;
    Note(facts.date.weekday, *denied.date.weekday, facts.date.refused);
  }
  return taken > 1 ? taken + ReadSoItIs(phrase.subspan(taken), facts) : taken;
}

// «в субботу или через неделю», «в десять или одиннадцать».
std::size_t ReadAlternative(Phrase phrase, Facts& facts) {
  if (!IsWord(phrase, 0, {"или", "либо"}) || !facts.NameSomething()) return 0;
  Facts other;
  std::size_t taken = ReadOne(phrase.subspan(1), other);
  if (taken == 0 && IsNumberIn(phrase, 1, 0, 31) && !IsCountedThing(phrase, 2)) taken = 1;
  if (taken == 0) return 0;
  facts.date.refused = NoMoment::kAmbiguous;
  return taken + 1;
}

// Whether «если» begins what is to be if the first choice fails, «если не успеете, то послезавтра»;
// «если завтра не получится» names its own.
bool IsFallback(Phrase phrase) {
  for (std::size_t at = 1; at < phrase.size() && (at == 1 || !HasMark(phrase, at, ',')); ++at) {
    const Phrase rest = phrase.subspan(at);
    Facts named;
    if (RefusalAt(rest) > 0 || IsWord(rest, 0, {"нет", "что", "никак"})) return true;
    if (ReadOne(rest, named) > 0) return false;
  }
  return false;
}

// «завтра, если не успеете, то послезавтра в десять»: nobody knows yet which.
std::size_t ReadFallback(Phrase phrase, Facts& facts) {
  if (!IsWord(phrase, 0, {"если"})) return 0;
  Facts second;
  const std::size_t denied =  // «если не завтра, то в субботу»
      IsWord(phrase, 1, {"не"}) ? ReadOne(phrase.subspan(2), second) : 0;
  if (denied == 0 && !(facts.NameSomething() && IsFallback(phrase))) return 0;
  for (std::size_t at = denied + 1; at < phrase.size(); ++at) ReadOne(phrase.subspan(at), second);
  facts.doubtful = true;
  if (second.NameSomething()) facts.date.refused = NoMoment::kAmbiguous;
  return phrase.size();
}

// «перенести запись с пятницы» before «на субботу»: the day that is given up.
std::size_t ReadMoved(Phrase phrase, Facts& facts) {
  if (!StartsWith(phrase, 0,
                  {"перенес", "перенос", "перезапи", "перепи", "перестав", "передвин", "сдвин"})) {
    return 0;
  }
  std::size_t at = 1;
  Facts between;
  while (at < phrase.size() && ReadOne(phrase.subspan(at), between) == 0) ++at;
  if (!IsWord(phrase, at, {"с", "со"})) return 0;
  Facts given_up;
  Facts instead;
  const std::size_t taken = ReadOne(phrase.subspan(at + 1), given_up);
  at += 1 + taken;
  const bool moved = given_up.date.NamesADay() && IsWord(phrase, at, {"на"}) &&
                     ReadDateWords(phrase.subspan(at), instead.date) > 0;
  facts.lost_its_day |= moved;
  return moved ? at : 0;
}

// «14 в 15:00», «14 четверг»: of the 14th the ending went unheard.
void NoteBareDay(Phrase sentence, bool begins, Facts& facts) {
  if (!IsNumberIn(sentence, 0, 1, 31)) return;
  const Phrase behind = sentence.subspan(1);
  Facts next;
  ReadTimeWords(behind, next.time);
  facts.lost_its_day |= next.time.NamesATime();
  if (!begins) return;
  const bool at_once = HasMark(behind, 0, ' ');  // «14, в пятницу» may answer something else
  at_once ? ReadDateWords(behind, next.date) : ReadWeekday(behind, next.date);
  if (next.date.weekday) Note(facts.date.bare_day, sentence[0].first, facts.date.refused);
}

// What the sentence begins with; 0 when it is nothing of ours.
std::size_t ReadNext(Phrase sentence, Facts& facts) {
  facts.lost_its_day |= StreetWithoutItsWord(sentence) > 0;  // if it was a day after all
  if (const std::size_t taken = OtherThings(sentence)) return taken;
  for (const auto read :
       {ReadFallback, ReadRefused, ReadExcluded, ReadAlternative, ReadMoved, ReadOne}) {
    if (const std::size_t taken = read(sentence, facts)) return taken;
  }
  return 0;
}

bool IsDoubtful(Phrase phrase) {
  return !IsKind(phrase, 0, PhraseToken::Kind::kWord) ||
         IsWord(phrase, 0,
                {"примерно", "где", "около", "районе", "приблизительно", "наверное", "наверно",
                 "может", "возможно", "или", "ориентировочно", "раньше", "пораньше", "позже",
                 "попозже", "позднее", "чем"});
}

}  // namespace

Facts ReadFacts(Phrase whole) {
  const OtherMatters others = FindOtherMatters(whole);
  const std::vector<PhraseToken> left = WithoutThem(whole, others);
  Phrase phrase = left;
  Facts facts;
  facts.had_refusal = others.refused;
  facts.lost_its_day = others.had_day;
  bool conditional = false;  // «если завтра не получится, то в субботу»
  bool begins = true;        // a sentence
  while (!phrase.empty()) {
    const std::size_t taken = ReadNext(FirstSentence(phrase), facts);
    if (taken == 0) facts.doubtful |= IsDoubtful(phrase);
    if (taken == 0) NoteBareDay(FirstSentence(phrase), begins, facts);
    conditional |= IsWord(phrase, 0, {"если"});
    phrase = phrase.subspan(std::max<std::size_t>(taken, 1));
    begins = HasMark(phrase, 0, '.');
  }
  facts.doubtful |= conditional || std::ranges::find(others.doubted, true) != others.doubted.end();
  const bool time_alone = facts.time.NamesATime() && !facts.date.NamesADay();
  if (facts.lost_its_day && time_alone) facts.date.refused = NoMoment::kAmbiguous;
  return facts;
}

std::vector<bool> SpeakOfDates(Phrase phrase) {
  std::vector<bool> marks(phrase.size());
  for (std::size_t i = 0; i < phrase.size();) {
    const Phrase rest = FirstSentence(phrase.subspan(i));
    Facts facts;
    std::size_t taken = 0;
    if (const std::size_t others = OtherThings(rest)) {
      i += others;
      continue;
    }
    if (IsNoBehind(rest)) {
      taken = 1;
    } else if (const std::size_t excluded = ReadExcluded(rest, facts)) {
      taken = std::max(RefusalAt(rest), excluded > 1 ? excluded : 0);
    } else if (const std::size_t moved = ReadMoved(rest, facts)) {
      taken = moved;
    } else if (!IsWord(rest, 0, {"до"})) {
      taken = std::max(RefusalAt(rest), ReadOne(rest, facts));
    }
    std::fill_n(marks.begin() + static_cast<std::ptrdiff_t>(i), taken, true);
    i += std::max<std::size_t>(taken, 1);
  }
  const OtherMatters others = FindOtherMatters(phrase);
  for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = marks[i] && !others.tokens[i];
  return marks;
}

}  // namespace novofon
