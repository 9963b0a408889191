#include "core/other_matters.h"

#include <algorithm>

#include "core/refusal_words.h"
#include "core/time_words.h"

namespace novofon {
namespace {

bool IsAside(Phrase phrase, const Clause& clause) {
  for (std::size_t i = clause.begin; i < clause.end; ++i) {
    if (!IsParenthesis(phrase, i)) return false;
  }
  return true;
}

// «Вы были во вторник, пятого числа»; but «кран потёк вчера, завтра в десять».
bool Belongs(Phrase phrase, const Clause& clause, const Clause& before) {
  if (before.event == Event::kNone || !clause.only_dates) return false;
  if (HasMark(phrase, clause.begin, '.')) return false;
  if (IsWord(phrase, clause.begin, {"и"})) return true;
  if (before.has_dates) {
    return !clause.days.NamesADay() || CompleteEachOther(clause.days, before.days);
  }
  return before.event == Event::kTelephone || before.event == Event::kCancelled;
}

std::vector<Clause> ClausesOf(Phrase phrase) {
  std::vector<Clause> clauses;
  for (std::size_t at = 0; at < phrase.size(); at = clauses.back().end) {
    clauses.push_back(ReadClause(phrase, at));
  }
  return clauses;
}

// «У меня запись на пятницу, хочу отменить»: what the sentence named before is cancelled.
void CancelBefore(Phrase phrase, std::vector<Clause>& clauses, std::size_t i) {
  if (clauses[i].has_dates) return;
  for (std::size_t at = clauses[i].begin; at > 0 && !HasMark(phrase, at, '.'); --at) {
    if (IsWord(phrase, at - 1, {"если"})) return;  // «завтра в десять, если что, отменю»
  }
  for (; i > 0 && !HasMark(phrase, clauses[i].begin, '.'); --i) {
    clauses[i - 1].event = Event::kCancelled;
  }
}

void LinkClauses(Phrase phrase, std::vector<Clause>& clauses) {
  std::size_t last = 0;  // no aside
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const Event event = clauses[i].event;
    if (event == Event::kCancelled || event == Event::kMoved) CancelBefore(phrase, clauses, i);
    if (i > 0 && clauses[i].event == Event::kNone && Belongs(phrase, clauses[i], clauses[last])) {
      clauses[i].event = clauses[last].event;
    }
    if (!IsAside(phrase, clauses[i])) last = i;
  }
}

// «Завтра в десять наберите», «в субботу в двенадцать обещали приехать».
bool IsDoubted(Phrase phrase, const Clause& clause) {
  if (!clause.has_dates) return false;
  for (std::size_t i = clause.begin; i < clause.end; ++i) {
    if (StartsWith(phrase, i, {"обещал"})) return true;
    if (!StartsWith(phrase, i, {"позвон", "набер"})) continue;
    const bool at_the_door = StartsWith(phrase, i + 2, {"домофон", "двер"});
    const bool before = IsWord(phrase, i + 1, {"за"}) || IsWord(phrase, i + 2, {"за"});
    if (!at_the_door && !before) return true;
  }
  return false;
}

}  // namespace

std::size_t DateWordsAt(Phrase phrase, DateFacts& days) {
  if (const std::size_t taken = ReadDateWords(phrase, days)) return taken;
  TimeFacts time;
  return ReadTimeWords(phrase, time);
}

bool CompleteEachOther(const DateFacts& a, const DateFacts& b) {
  const auto number = [](const DateFacts& facts) { return facts.day.has_value(); };
  const auto name = [](const DateFacts& facts) { return facts.weekday || facts.days; };
  return (name(a) && !number(a) && number(b)) || (number(a) && !name(a) && name(b));
}

OtherMatters FindOtherMatters(Phrase phrase) {
  OtherMatters others;
  others.tokens.resize(phrase.size());
  others.calls.resize(phrase.size());
  others.doubted.resize(phrase.size());
  std::vector<Clause> clauses = ClausesOf(phrase);
  LinkClauses(phrase, clauses);
  const auto fill = [](std::vector<bool>& marks, std::size_t begin, std::size_t count) {
    std::fill_n(marks.begin() + static_cast<std::ptrdiff_t>(begin), count, true);
  };
  for (const Clause& clause : clauses) {
    const std::size_t count = clause.end - clause.begin;
    if (IsDoubted(phrase, clause)) fill(others.doubted, clause.begin, count);
    if (clause.event == Event::kNone || !clause.has_dates) continue;
    if (clause.event == Event::kTelephone) {
      fill(others.calls, clause.begin, count);
      continue;
    }
    fill(others.tokens, clause.begin, count);
    others.refused |= clause.event == Event::kUnfit || clause.event == Event::kCancelled;
    others.had_day |= clause.days.NamesADay();
  }
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    const Harmless harmless = HarmlessAt(phrase, i);
    if (harmless.tokens == 0) continue;
    fill(others.tokens, i, harmless.tokens);
    if (harmless.doubted) fill(others.doubted, i, harmless.tokens);
    i += harmless.tokens - 1;
  }
  return others;
}

std::vector<PhraseToken> WithoutThem(Phrase phrase, const OtherMatters& others) {
  constexpr std::string_view kMarks = " -,.";  // the stronger the later
  std::vector<PhraseToken> left;
  char mark = ' ';
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    mark = kMarks[std::max(kMarks.find(mark), kMarks.find(phrase[i].mark))];
    if (others.tokens[i]) continue;
    left.push_back(phrase[i]);
    left.back().mark = mark;
    mark = ' ';
  }
  return left;
}

}  // namespace novofon
