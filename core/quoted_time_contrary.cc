// The words that take a quoted time back or change it.
#include <algorithm>

#include "core/answer_words.h"
#include "core/other_matters.h"
#include "core/quote_surroundings.h"
#include "core/quoted_time.h"
#include "core/refusal_words.h"

namespace novofon {
namespace {

using Kind = PhraseToken::Kind;

constexpr std::size_t kLongestInterval = 4;  // tokens: «через два с половиной дня»

// A quoted time among the words around it.
struct Quoted {
  Surroundings around;
  OtherMatters others;
  std::size_t first = 0;  // of the words that name it: refusals among them aside
  std::size_t end = 0;    // behind them; first = end when none does
  bool of_another = false;

  Phrase All() const { return around.All(); }
  bool IsRefusal(std::size_t i) const { return !others.tokens[i] && RefusalAt(around.From(i)) > 0; }
};

Quoted QuotedOf(const WordRange& grown, const Turn& turn) {
  Quoted quoted{Around(grown, turn), {}};
  const Surroundings& around = quoted.around;
  quoted.others = FindOtherMatters(around.All());
  std::size_t refusal_ends = 0;
  for (std::size_t i = around.first; i < around.end; ++i) {
    if (!quoted.others.tokens[i] && RefusalAt(around.From(i)) > 0) {
      refusal_ends = i + RefusalAt(around.From(i));
    }
    const bool calls = quoted.others.calls[i];
    quoted.of_another |= quoted.others.tokens[i] || calls;
    if (!around.of_dates[i] || calls || i < refusal_ends) continue;
    if (quoted.end == 0) quoted.first = i;
    quoted.end = i + 1;
  }
  return quoted;
}

// Something else is proposed from here on.
bool IsProposal(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"давай", "лучше", "тогда", "но", "а", "зато", "поэтому", "если", "раньше", "позже",
                 "иначе"}) ||
         (IsKind(phrase, at, Kind::kWord) &&
          (phrase[at].word.ends_with("йте") || phrase[at].word.ends_with("ите")));
}

bool IsTakenBackBehind(const Quoted& quoted) {
  const Phrase all = quoted.All();
  bool comma = false;
  for (std::size_t i = quoted.end; i < all.size() && all[i].mark != '.'; ++i) {
    const bool read = i < quoted.around.end && quoted.around.of_dates[i];  // with the quote itself
    if (quoted.IsRefusal(i)) {
      if (!read) return true;
      i += RefusalAt(all.subspan(i)) - 1;
      continue;
    }
    comma |= all[i].mark == ',';
    if (quoted.others.tokens[i]) continue;
    if (quoted.around.of_dates[i] || IsProposal(all, i) || (comma && !IsParenthesis(all, i))) {
      return false;
    }
  }
  return false;
}

bool IsTakenBackBefore(const Quoted& quoted) {
  const Phrase all = quoted.All();
  for (std::size_t i = quoted.first; i > 0; --i) {
    if (all[i].mark == '.') return false;
    const bool aside = IsParenthesis(all, i - 1) || IsParenthesis(all, i);
    if (all[i].mark == ',' && !aside) return false;
    if (quoted.IsRefusal(i - 1)) return true;
    const bool of_refusal = i > 1 && quoted.IsRefusal(i - 2);
    if ((quoted.around.of_dates[i - 1] && !of_refusal) || IsProposal(all, i - 1)) return false;
  }
  return false;
}

// «Записали на четверг, но у меня не получится», «..., а я в этот день работаю».
bool IsTakenBackInTheNextClause(const Quoted& quoted) {
  const Phrase all = quoted.All();
  for (std::size_t i = quoted.around.first; i < quoted.around.end; ++i) {
    if (quoted.IsRefusal(i)) return false;  // what is left is read with the quote
  }
  std::size_t at = quoted.end;
  while (at < all.size() && all[at].mark == ' ' && !IsWord(all, at, {"но", "а"})) ++at;
  if (at >= all.size() || all[at].mark == '.') return false;
  std::size_t end = at + 1;
  while (end < all.size() && all[end].mark == ' ') ++end;
  const Phrase said = all.subspan(at, end - at);
  if (DaysNamedIn(said).NamesADay()) return false;
  const Refusing refusing = RefusingIn(said);
  return refusing.refuses || (refusing.excuses && MeansThen(said));
}

// «Сказали, в пятницу в десять, и никто не приехал».
bool IsOfAVisitThatWasNot(const Quoted& quoted) {
  const Phrase all = quoted.All();
  for (std::size_t i = quoted.end; i < all.size() && all[i].mark != '.'; ++i) {
    if (quoted.around.of_dates[i] || quoted.others.tokens[i]) return false;  // of another day
    if (StartsWith(all, i, {"прошл"})) return false;
    if (IsWord(all, i, {"не"}) && StartsWith(all, i + 1, {"приехал", "пришл", "пришел", "дожда"})) {
      return true;
    }
  }
  return false;
}

// «Через неделю после отпуска».
bool IsFromAnother(const Surroundings& around, std::size_t at) {
  const Phrase all = around.All();
  if (!IsWord(all, at, {"после", "от"}) || around.of_dates[at]) return false;
  for (std::size_t i = at; i-- > 0 && i + kLongestInterval >= at;) {
    if (IsWord(all, i, {"через", "спустя"})) return true;
  }
  return false;
}

bool IsCountedFromAnother(const Surroundings& around) {
  const std::size_t first = around.first - std::min<std::size_t>(around.first, 1);
  for (std::size_t i = first; i < std::min(around.end + 1, around.tokens.size()); ++i) {
    if (IsFromAnother(around, i)) return true;
  }
  return false;
}

// «Завтра в десять наберите», «завтра в десять, муж не сможет», «завтра в десять, но не точно».
bool IsDoubted(const Quoted& quoted) {
  const Phrase all = quoted.All();
  for (std::size_t i = quoted.first; i < all.size() && (i < quoted.end || all[i].mark != '.');
       ++i) {
    if (i >= quoted.around.end && quoted.around.of_dates[i]) return false;
    if (quoted.others.doubted[i]) return true;
    if (IsWord(all, i, {"не"}) && IsWord(all, i + 1, {"точно", "уверен", "уверена", "факт"})) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool IsPlainQuestion(const WordRange& grown, const std::vector<Turn>& turns) {
  const Quoted quoted = QuotedOf(grown, turns[grown.turn]);
  for (std::size_t i = quoted.around.first; i < quoted.around.end; ++i) {
    if (quoted.IsRefusal(i)) return false;
  }
  const std::size_t end = quoted.around.end;
  const Phrase all = quoted.All();
  return end > 0 && all[end - 1].asked && (end == all.size() || HasMark(all, end, '.'));
}

Standing StandingOf(const WordRange& grown, const std::vector<Turn>& turns) {
  const Turn& turn = turns[grown.turn];
  const Quoted quoted = QuotedOf(grown, turn);
  if (IsCountedFromAnother(quoted.around)) return Standing::kTakenBack;
  if (quoted.end == 0) return quoted.of_another ? Standing::kTakenBack : Standing::kStands;
  if (IsTakenBackBehind(quoted) || IsTakenBackBefore(quoted) ||
      IsTakenBackInTheNextClause(quoted) || IsOfAVisitThatWasNot(quoted)) {
    return Standing::kTakenBack;
  }
  const WordRange core = WordsOf(quoted.around, quoted.first, quoted.end, grown, turn);
  return std::max({StandingAmongAnswers(core, turns), StandingBehindQuestions(core, turns),
                   IsDoubted(quoted) ? Standing::kDoubted : Standing::kStands});
}

}  // namespace novofon
