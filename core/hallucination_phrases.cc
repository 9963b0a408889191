#include <algorithm>
#include <array>

#include "core/hallucination.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

constexpr std::string_view kSubtitlerDid[] = {
    "сделал",    "сделала",   "сделали",    "создавал",    "создавала",
    "создавали", "делал",     "делала",     "делали",      "подогнал",
    "подогнала", "подогнали", "подготовил", "подготовила", "подготовили"};
constexpr std::size_t kEditorToProofreader = 8;  // words between «редактор» and «корректор»

// Folded, all forms in which they were seen. Each could be said by a person.
constexpr auto kStockPhrases = std::to_array<std::string_view>({
    "продолжение следует",
    "спасибо за просмотр",
    "спасибо за просмотр этого видео",
    "до новых встреч",
    "а семкин",
    "а синецкая",
    "а егорова",
    "колокольчик",
    "подписаться",
    "подписывайтесь",
    "подписывайтесь на канал",
    "подписывайтесь на мой канал",
    "подписывайтесь на наш канал",
    "подписывайтесь на канал и ставьте лайки",
    "подписывайтесь на канал и нажимайте на колокольчик",
    "и нажимайте на колокольчик",
    "нажимайте на колокольчик",
    "не забудьте подписаться",
    "не забудьте подписаться на канал",
    "не забудьте подписаться на канал и нажать на колокольчик",
    "не забудьте подписаться на канал и поставить лайк",
    "ставьте лайки",
});

std::string_view At(const std::vector<Word>& words, std::size_t i) {
  return i < words.size() ? std::string_view(words[i].text) : std::string_view();
}

// «А. Егорова», «DimaTorzok»: initials and one word more.
std::size_t NameEnd(const std::vector<Word>& words, std::size_t i) {
  while (i < words.size() && CountCodePoints(words[i].text) == 1) ++i;
  return std::min(i + 1, words.size());
}

// «редактор субтитров А. Синецкая корректор А. Егорова», or its first half. A person who speaks of
// a редактор субтитров puts no initial behind it.
std::size_t EditorCreditEnd(const std::vector<Word>& words, std::size_t i) {
  if (At(words, i) != "редактор" || At(words, i + 1) != "субтитров") return i;
  for (std::size_t k = i + 2; k < std::min(words.size(), i + kEditorToProofreader); ++k) {
    if (words[k].text == "корректор") return NameEnd(words, k + 1);
  }
  const bool initial = i + 3 < words.size() && CountCodePoints(words[i + 2].text) == 1;
  return initial ? NameEnd(words, i + 2) : i;
}

// Where the credit that begins with word `i` ends; `i` when none does.
std::size_t CreditEnd(const std::vector<Word>& words, std::size_t i) {
  const std::string_view word = At(words, i);
  if (word == "dimatorzok") return i + 1;
  if (word == "dima" && At(words, i + 1) == "torzok") return i + 2;
  if (word == "субтитры" && i + 2 < words.size() &&
      std::ranges::find(kSubtitlerDid, At(words, i + 1)) != std::end(kSubtitlerDid)) {
    return At(words, i + 2) == "dima" ? std::min(i + 4, words.size()) : NameEnd(words, i + 2);
  }
  return EditorCreditEnd(words, i);
}

}  // namespace

std::string WithoutCredits(std::string_view text) {
  const std::vector<Word> words = Words(text);
  std::string kept;
  std::size_t copied = 0;  // bytes of `text`
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t end = CreditEnd(words, i);
    if (end > i) {
      kept += text.substr(copied, words[i].begin - copied);
      copied = end < words.size() ? words[end].begin : text.size();
    }
    i = std::max(end, i + 1);
  }
  if (copied == 0) return std::string(text);
  kept += text.substr(copied);
  kept.erase(kept.find_last_not_of(" \t\r\n") + 1);
  return FoldText(kept).empty() ? std::string() : kept;
}

bool IsStockPhrase(std::string_view utterance) {
  std::string rest = FoldText(utterance) + " ";
  if (rest == " ") return false;
  while (!rest.empty()) {
    std::size_t longest = 0;
    for (const std::string_view phrase : kStockPhrases) {
      const bool stands = rest.starts_with(phrase) && rest[phrase.size()] == ' ';
      if (stands) longest = std::max(longest, phrase.size());
    }
    if (longest == 0) return false;
    rest.erase(0, longest + 1);
  }
  return true;
}

}  // namespace novofon
