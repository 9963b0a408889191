#include "core/refusal_words.h"

#include <string_view>

namespace novofon {
namespace {

// «не могли бы вы завтра», «нельзя ли завтра» ask for the day.
bool IsRequest(Phrase phrase) {
  if (IsWord(phrase, 0, {"нельзя"})) return IsWord(phrase, 1, {"ли"});
  return IsWord(phrase, 2, {"ли"}) ||
         (IsWord(phrase, 2, {"бы"}) && StartsWith(phrase, 1, {"мог", "смог"}));
}

bool IsComing(Phrase phrase, std::size_t at) {
  return StartsWith(phrase, at,
                    {"приезж", "приех", "приход", "прийти", "ехать", "выезж", "запис", "назнач",
                     "ставить", "планир", "перенос"});
}

// «не надо приезжать», «не нужно в субботу»; but «не надо звонить», «не нужно ничего привозить».
std::size_t NoNeedAt(Phrase phrase) {
  if (!IsWord(phrase, 1, {"надо", "нужно", "стоит"})) return 0;
  std::size_t at = 2;
  const bool comes = [&] {
    while (IsWord(phrase, at, {"к", "ко", "нам", "мне", "вам", "тогда", "пока", "уже"})) ++at;
    return IsComing(phrase, at);
  }();
  if (comes) return at + 1;
  if (!IsKind(phrase, at, PhraseToken::Kind::kWord) || phrase[at].mark != ' ') return 2;
  const std::string_view word = phrase[at].word;
  const bool thing = word.ends_with("ть") || word.ends_with("ти") || word.starts_with("ни");
  return thing ? 0 : 2;
}

}  // namespace

std::size_t RefusalAt(Phrase phrase) {
  if (IsRequest(phrase)) return 0;
  if (IsWord(phrase, 0, {"не"})) {
    if (const std::size_t no_need = NoNeedAt(phrase)) return no_need;
    const bool refused = StartsWith(
        phrase, 1,
        {"мог",    "мож",    "смог",    "смож",   "получ",  "подход", "подойд", "удобн",  "выйд",
         "выход",  "успе",   "буд",     "устра",  "устро",  "годи",   "вариан", "работа", "приезж",
         "приед",  "подъед", "прид",    "прийти", "хочу",   "хочет",  "хотел",  "планир", "состо",
         "свобод", "приход", "назнача", "записы", "пойдет", "катит"});
    return refused ? 2 : 0;
  }
  if (IsWord(phrase, 0, {"ни"}) && IsWord(phrase, 2, {"коем", "каком", "что"})) return 3;
  if (IsWord(phrase, 0, {"вряд"}) && IsWord(phrase, 1, {"ли"})) return 2;
  const bool out = StartsWith(phrase, 0, {"отпада", "исключен", "исключа", "невозможн", "отмен"}) ||
                   IsWord(phrase, 0,
                          {"неудобно", "неудобен", "некогда", "никак", "занят", "занята", "заняты",
                           "занято", "нельзя"});
  return out ? 1 : 0;
}

bool IsParenthesis(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"к",       "сожалению", "наверное",   "наверно", "скорее", "всего",    "увы",
                 "боюсь",   "думаю",     "вообще",     "честно",  "говоря", "извините", "простите",
                 "конечно", "кажется",   "пожалуйста", "видимо",  "похоже", "я"});
}

}  // namespace novofon
