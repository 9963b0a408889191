// What is said behind a quoted time, by the same or by the other, that takes it back: «Завтра в
// десять. — К сожалению, завтра всё занято», «Завтра в десять. Ой, нет, в одиннадцать».
#include <algorithm>
#include <string_view>

#include "core/answer_words.h"
#include "core/date_phrase.h"
#include "core/other_matters.h"
#include "core/quoted_time.h"
#include "core/refusal_words.h"

namespace novofon {
namespace {

constexpr std::size_t kFarthest = 300;     // bytes of a turn
constexpr std::size_t kMostTurns = 3;      // «Так. — Ой, нет»
constexpr std::size_t kMostSentences = 4;  // of one turn

struct Answer {
  std::vector<PhraseToken> tokens;  // a sentence
  bool of_other = false;            // the turn is another one
  bool of_client = false;
};

std::vector<Answer> SentencesOf(std::string_view text, bool of_other, bool of_client = false) {
  if (text.size() > kFarthest) text = text.substr(0, text.rfind(' ', kFarthest));
  const std::vector<PhraseToken> tokens = PhraseTokens(text);
  std::vector<Answer> sentences;
  for (Phrase rest = tokens; !rest.empty();) {
    const Phrase first = FirstSentence(rest);
    sentences.push_back({{first.begin(), first.end()}, of_other, of_client});
    rest = rest.subspan(first.size());
  }
  return sentences;
}

struct Heard {
  const Facts& quoted;
  bool about_the_time = false;  // nothing between the time and the answer
  bool direct = false;          // the answer is the next sentence
  bool asked = false;           // it ended in a question
  bool second_thought = false;  // «Ой.»
};

Standing BehindNo(Phrase rest, Phrase next, const Heard& heard, bool of_other) {
  const Phrase said = rest.empty() ? next : rest;
  const Refusing refusing = RefusingIn(said);
  const bool no_need = IsContent(said);
  if (SaysOther(said, heard.quoted)) return Standing::kTakenBack;
  if (MeansThen(said) || ((refusing.refuses || refusing.excuses) && !no_need)) {
    const DateFacts& days = refusing.days;
    const bool other = days.NamesADay() && CompareDays(days, heard.quoted.date) == Days::kOther;
    return other ? Standing::kStands : Standing::kTakenBack;
  }
  const bool to_the_time = heard.about_the_time && (heard.asked || of_other);
  if (no_need) {
    const bool thanks = StartsWith(said, 0, {"спасиб", "не"});
    return to_the_time && heard.asked && thanks ? Standing::kTakenBack : Standing::kStands;
  }
  return to_the_time ? Standing::kTakenBack : Standing::kDoubted;
}

Standing BehindRefusal(const Refusing& refusing, const Heard& heard) {
  const DateFacts& days = refusing.days;
  if (days.NamesADay()) {
    const Days compared = CompareDays(days, heard.quoted.date);
    if (compared == Days::kOther) return Standing::kStands;
    return compared == Days::kSame ? Standing::kTakenBack : Standing::kDoubted;
  }
  if (!heard.about_the_time && !heard.second_thought) return Standing::kStands;
  return refusing.refuses || heard.second_thought ? Standing::kTakenBack : Standing::kDoubted;
}

bool Has(Event event, Phrase answer) {
  for (std::size_t i = 0; i < answer.size(); ++i) {
    if (IsWord(answer, i, {"если"})) return false;
    if (event == Event::kCancelled && IsWord(answer, i, {"можно", "можете"})) return false;
  }
  for (std::size_t at = 0; at < answer.size();) {
    const Clause clause = ReadClause(answer, at);
    if (clause.event == event) return true;
    at = clause.end;
  }
  return false;
}

// «А можно и в субботу».
bool IsAlternative(Phrase answer, std::size_t at, const Facts& quoted) {
  if (!IsWord(answer, at, {"можно"})) return false;
  const std::size_t day = at + (IsWord(answer, at + 1, {"и", "еще", "бы"}) ? 2 : 1);
  DateFacts days;
  return day < answer.size() && DateWordsAt(answer.subspan(day), days) > 0 &&
         SaysOther(answer.subspan(day), quoted);
}

// «, хотя, знаете, в двенадцать» at the beginning of a clause.
bool IsSaidAnew(Phrase rest, const Facts& quoted) {
  constexpr std::size_t kReach = 12;
  std::size_t at = 0;
  while (IsInterjection(rest, at) && !IsSecondThought(rest, at)) ++at;
  if (IsAlternative(rest, at, quoted)) return true;
  if (!IsSecondThought(rest, at)) return false;
  const bool not_so = IsWord(rest, at, {"не"});
  if (not_so && !HasMark(rest, at + 1, ',')) return false;
  const Phrase said = rest.subspan(at + 1, std::min(kReach, rest.size() - at - 1));
  if (SaysOther(said, quoted)) return true;
  const Refusing refusing = RefusingIn(said);
  return IsWord(rest, at, {"хотя", "ой", "стоп", "блин"}) && (refusing.refuses || refusing.excuses);
}

bool IsNo(Phrase said, std::size_t at) {  // «не, это рано»
  return IsWord(said, at, {"нет"}) || (IsWord(said, at, {"не"}) && HasMark(said, at + 1, ','));
}

Standing OfAnswer(const Answer& answer, Phrase next, const Heard& heard) {
  const Phrase said = answer.tokens;
  std::size_t at = 0;
  bool second_thought = heard.second_thought;
  while (at < said.size() && !IsNo(said, at) &&
         (IsInterjection(said, at) || IsSecondThought(said, at)) && !IsWord(said, at, {"не"})) {
    second_thought |= IsSecondThought(said, at);
    ++at;
  }
  if (Has(Event::kCancelled, said) || Has(Event::kMoved, said)) {
    return answer.of_other && !answer.of_client ? Standing::kDoubted : Standing::kTakenBack;
  }
  if (IsNo(said, at)) {
    const bool near = heard.about_the_time || second_thought;
    const Phrase rest = said.subspan(at + 1);
    if (near) return BehindNo(rest, next, heard, answer.of_other);
    if (heard.direct && !IsContent(rest.empty() ? next : rest)) return Standing::kDoubted;
  }
  Heard now = heard;
  now.second_thought = second_thought;
  const bool near = heard.about_the_time || second_thought;
  if (near && !answer.of_other && IsSaidAnew(said, heard.quoted)) return Standing::kTakenBack;
  if (second_thought && !answer.of_other && SaysOther(said, heard.quoted)) {
    return Standing::kTakenBack;
  }
  const Refusing refusing = RefusingIn(said);
  if (refusing.refuses || refusing.excuses) return BehindRefusal(refusing, now);
  const bool another =
      answer.of_other && heard.about_the_time && !IsAssent(said, at) &&
      (SaysOther(said, heard.quoted) || RefusesSomething(said) || AsksForAnotherHour(said));
  const bool proposed = ProposesOther(said, heard.quoted);
  return another || proposed ? Standing::kDoubted : Standing::kStands;
}

bool IsOnlyInterjection(Phrase phrase) {
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (!IsInterjection(phrase, i) && !IsSecondThought(phrase, i)) return false;
  }
  return true;
}

std::vector<Answer> AnswersBehind(const WordRange& core, const std::vector<Turn>& turns) {
  const Turn& turn = turns[core.turn];
  std::vector<Answer> answers =
      SentencesOf(std::string_view(turn.text).substr(turn.words[core.last].begin), false);
  answers.resize(std::min(answers.size(), kMostSentences));
  for (std::size_t t = core.turn + 1; t < std::min(core.turn + kMostTurns, turns.size()); ++t) {
    const bool of_other = (t - core.turn) % 2 == 1;
    auto next = SentencesOf(turns[t].text, of_other, turns[t].speaker == kClient);
    next.resize(std::min(next.size(), kMostSentences));
    std::ranges::move(next, std::back_inserter(answers));
  }
  return answers;
}

}  // namespace

Standing StandingAmongAnswers(const WordRange& core, const std::vector<Turn>& turns) {
  const Turn& turn = turns[core.turn];
  const std::size_t begin = turn.words[core.first].begin;
  const std::vector<PhraseToken> named =
      PhraseTokens(std::string_view(turn.text).substr(begin, turn.words[core.last].end - begin));
  const Facts quoted = ReadFacts(named);
  const std::vector<Answer> answers = AnswersBehind(core, turns);
  if (answers.empty()) return Standing::kStands;

  const Phrase tail = Phrase(answers[0].tokens).subspan(1);
  for (std::size_t i = 0; i < tail.size(); ++i) {
    const bool clause = tail[i].mark != ' ' || IsWord(tail, i, {"хотя", "или"});
    if (clause && IsSaidAnew(tail.subspan(i), quoted)) return Standing::kTakenBack;
  }
  Heard heard{quoted, IsAboutTheTime(tail), true, answers[0].tokens.back().asked, false};
  Standing standing = Standing::kStands;
  for (std::size_t i = 1; i < answers.size(); ++i) {
    const Phrase next = i + 1 < answers.size() ? Phrase(answers[i + 1].tokens) : Phrase{};
    standing = std::max(standing, OfAnswer(answers[i], next, heard));
    const Phrase said = answers[i].tokens;
    if (IsOnlyInterjection(said)) {
      for (std::size_t w = 0; w < said.size(); ++w)
        heard.second_thought |= IsSecondThought(said, w);
      continue;
    }
    if (answers[i].of_other) break;
    heard.about_the_time = false;
    heard.direct = false;
    heard.second_thought = IsWord(said, 0, {"ой", "хотя", "стоп", "стойте", "погодите", "блин"});
  }
  return standing;
}

Standing StandingBehindQuestions(const WordRange& core, const std::vector<Turn>& turns) {
  const Turn& turn = turns[core.turn];
  const std::size_t end = turn.words[core.first].begin;
  const std::size_t from = end > kFarthest ? turn.text.find(' ', end - kFarthest) : 0;
  std::vector<Answer> before = SentencesOf(
      std::string_view(turn.text).substr(from, turn.words[core.first].end - from), false);
  if (!before.empty()) before.pop_back();
  if (before.empty() && core.turn > 0) before = SentencesOf(turns[core.turn - 1].text, true);
  if (before.empty()) return Standing::kStands;
  const Phrase last = before.back().tokens;
  if (Has(Event::kCancelled, last)) return Standing::kTakenBack;
  for (std::size_t i = 0; i < last.size(); ++i) {
    if (last[i].asked && StartsWith(last, i, {"перезвон", "созвон"})) return Standing::kTakenBack;
  }
  for (std::size_t t = core.turn - std::min(core.turn, kMostTurns); t < core.turn; ++t) {
    for (const Answer& sentence : SentencesOf(turns[t].text, true)) {
      if (Has(Event::kCancelled, sentence.tokens)) return Standing::kDoubted;
    }
  }
  return Standing::kStands;
}

}  // namespace novofon
