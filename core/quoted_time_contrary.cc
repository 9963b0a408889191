// The words that take a quoted time back or change it.
#include <algorithm>

#include "core/quote_surroundings.h"
#include "core/quoted_time.h"

namespace novofon {
namespace {

using Kind = PhraseToken::Kind;

constexpr std::size_t kLongestInterval = 4;  // tokens: «через два с половиной дня»

// «Не смогу», «не получится», «не устроит».
bool IsRefusal(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at, {"не"}) && !IsWord(phrase, at + 2, {"бы", "ли"}) &&
         StartsWith(phrase, at + 1,
                    {"смог", "смож", "могу", "может", "можем", "получ", "подход", "подойд", "устро",
                     "устра", "удобн", "успе", "буде", "буду", "выйд", "выход"});
}

// Something else is proposed from here on.
bool IsProposal(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"давай", "лучше", "тогда", "но", "а", "зато", "поэтому", "если", "раньше", "позже",
                 "иначе"}) ||
         (IsKind(phrase, at, Kind::kWord) &&
          (phrase[at].word.ends_with("йте") || phrase[at].word.ends_with("ите")));
}

// «Завтра, к сожалению, не смогу».
bool IsParenthesis(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"к", "сожалению", "наверное", "наверно", "скорее", "всего", "увы", "боюсь",
                 "думаю", "вообще", "честно", "говоря", "извините", "конечно", "кажется", "я"});
}

bool IsTakenBackBehind(const Surroundings& around) {
  const Phrase all = around.All();
  bool comma = false;
  for (std::size_t i = around.end; i < all.size() && all[i].mark != '.'; ++i) {
    if (IsRefusal(all, i)) return true;
    comma |= all[i].mark == ',';
    if (around.of_dates[i] || IsProposal(all, i) || (comma && !IsParenthesis(all, i))) return false;
  }
  return false;
}

bool IsTakenBackBefore(const Surroundings& around) {
  const Phrase all = around.All();
  for (std::size_t i = around.first; i > 0; --i) {
    if (all[i].mark == ',' || all[i].mark == '.') return false;
    if (IsRefusal(all, i - 1)) return true;
    const bool of_refusal = i > 1 && IsRefusal(all, i - 2);
    if ((around.of_dates[i - 1] && !of_refusal) || IsProposal(all, i - 1)) return false;
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

}  // namespace

bool IsContradicted(const WordRange& grown, const Turn& turn) {
  const Surroundings around = Around(grown, turn);
  if (IsTakenBackBehind(around) || IsTakenBackBefore(around)) return true;
  const std::size_t first = around.first - std::min<std::size_t>(around.first, 1);
  for (std::size_t i = first; i < std::min(around.end + 1, around.tokens.size()); ++i) {
    if (IsFromAnother(around, i)) return true;
  }
  return false;
}

}  // namespace novofon
