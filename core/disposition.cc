#include "core/disposition.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace novofon {
namespace {

struct Word {
  std::string_view word;
  int strength;
  std::string_view incoming;
  std::string_view outgoing;
};

constexpr int kUnknownStrength = 10;
constexpr std::array<Word, 12> kWords = {{
    {"answered", 100, "Звонок отвечен", "отвечен"},
    {"no answer", 50, "Пропущенный звонок (не ответили)", "не ответили"},
    {"cancel", 45, "Отменён звонящим", "отменён"},
    {"busy", 40, "Занято", "занято"},
    {"failed", 30, "Не удался", "не удался"},
    {"call failed", 29, "Не удался", "не удался"},  // the same in statistics
    {"no money", 28, "Нет средств на счёте АТС", "нет средств на счёте АТС"},
    {"no money, no limit", 27, "Нет средств, превышен лимит", "нет средств, превышен лимит"},
    {"unallocated number", 26, "Номер не существует", "номер не существует"},
    {"no limit", 25, "Превышен лимит", "превышен лимит"},
    {"no day limit", 24, "Превышен дневной лимит", "превышен дневной лимит"},
    {"line limit", 23, "Превышен лимит линий", "превышен лимит линий"},
}};

std::string Plain(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '_' || c == '-' || c == '\t';
    if (blank && (plain.empty() || plain.back() == ' ')) continue;
    plain += blank ? ' ' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  if (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return plain;
}

const Word* Find(std::string_view disposition) {
  const std::string plain = Plain(disposition);
  const auto* const found = std::find_if(kWords.begin(), kWords.end(),
                                         [&](const Word& word) { return word.word == plain; });
  return found == kWords.end() ? nullptr : found;
}

int StrengthOf(std::string_view disposition) {
  const Word* const word = Find(disposition);
  if (word != nullptr) return word->strength;
  return Plain(disposition).empty() ? 0 : kUnknownStrength;
}

}  // namespace

DispositionKind KindOf(std::string_view disposition) {
  const int strength = StrengthOf(disposition);
  if (strength == 0) return DispositionKind::kUnsaid;
  if (strength == kUnknownStrength) return DispositionKind::kUnknown;
  return strength == kWords.front().strength ? DispositionKind::kAnswered
                                             : DispositionKind::kNotAnswered;
}

bool IsStronger(std::string_view a, std::string_view b) {
  return std::tuple(-StrengthOf(a), a) < std::tuple(-StrengthOf(b), b);
}

std::string IncomingStatus(std::string_view disposition) {
  const Word* const word = Find(disposition);
  if (word != nullptr) return std::string(word->incoming);
  return disposition.empty() ? "не указан" : std::string(disposition);
}

std::string OutgoingStatus(std::string_view disposition) {
  const Word* const word = Find(disposition);
  if (word != nullptr) return "Исходящий звонок (" + std::string(word->outgoing) + ")";
  return disposition.empty() ? "Исходящий звонок"
                             : "Исходящий звонок (" + std::string(disposition) + ")";
}

}  // namespace novofon
