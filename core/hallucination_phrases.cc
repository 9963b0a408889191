#include <algorithm>
#include <array>

#include "core/hallucination.h"
#include "core/russian_text.h"
#include "core/spoken_name.h"

namespace novofon {
namespace {

// Each in the feminine and the plural as well.
constexpr std::string_view kSubtitlerDid[] = {"сделал",   "создавал",   "создал",     "делал",
                                              "подогнал", "подготовил", "добавил",    "выполнил",
                                              "перевел",  "написал",    "предоставил"};

// Folded, all forms in which they were seen, «мой» and «наш» of a channel left out. Each could be
// said by a person.
constexpr auto kStockPhrases = std::to_array<std::string_view>({
    "продолжение следует",
    "спасибо за просмотр",
    "спасибо за просмотр этого видео",
    "всем спасибо за просмотр",
    "до новых встреч",
    "колокольчик",
    "нажимайте на колокольчик",
    "и нажимайте на колокольчик",
    "нажмите на колокольчик",
    "подписаться",
    "подписывайтесь",
    "подписывайтесь на канал",
    "подпишитесь на канал",
    "не забудьте подписаться",
    "не забудьте подписаться на канал",
    "не забудьте подписаться и поставить лайк",
    "не забудьте подписаться на канал и поставить лайк",
    "не забудьте подписаться на канал и нажать на колокольчик",
    "не забудьте поставить лайк",
    "ставьте лайки",
    "поставьте лайк",
    "редактор субтитров а семкин",
    "редактор субтитров а синецкая",
    "редактор субтитров",  // its name in the next segment
    "корректор а егорова",
});
// «А.Егорова». Without the dot it may be a question: «А Егорова принимает?»
constexpr auto kSubtitlers = std::to_array<std::string_view>({"семкин", "синецкая", "егорова"});
constexpr auto kAuthors = std::to_array<std::string_view>(
    {"dimatorzok", "dima torzok", "диматорзок", "дима торзок", "дима торжок"});

std::string_view At(const std::vector<Word>& words, std::size_t i) {
  return i < words.size() ? std::string_view(words[i].text) : std::string_view();
}

// What credits are sought in.
struct Line {
  std::string_view text;
  std::vector<Word> words;
};

std::string_view Before(const Line& line, std::size_t i) {
  return GapBefore(line.text, line.words, i);
}

bool IsCapital(const Line& line, std::size_t i) {
  return i < line.words.size() && IsCapitalised(line.text, line.words[i]);
}

bool Has(std::string_view between, std::string_view marks) {
  return between.find_first_of(marks) != std::string_view::npos;
}

bool HasEnd(std::string_view between) {
  return Has(between, ".!?\n") || between.find("…") != std::string_view::npos;
}

// «А» of «А. Егорова», not «в» of «в Москве».
bool IsInitial(const Line& line, std::size_t i) {
  return i < line.words.size() && CountCodePoints(line.words[i].text) == 1 &&
         (IsCapital(line, i) || Before(line, i + 1).starts_with("."));
}

// A credit is a sentence of its own, or glued to one with no mark but with its capital letter.
bool BeginsASentence(const Line& line, std::size_t i) {
  const std::string_view before = Before(line, i);
  return i == 0 || HasEnd(before) || (IsCapital(line, i) && !Has(before, ","));
}

// «Субтитры сделал Иван?» is a question.
bool EndsWithAMark(const Line& line, std::size_t end) {
  const std::string_view behind = Before(line, end);
  return !Has(behind, ",?") && (end == line.words.size() || HasEnd(behind));
}

bool EndsASentence(const Line& line, std::size_t end) {
  return EndsWithAMark(line, end) || (!Has(Before(line, end), ",?") && IsCapital(line, end));
}

// Whether word `i` belongs to the same phrase as the one before it.
bool Follows(const Line& line, std::size_t i) {
  if (i >= line.words.size() || Has(Before(line, i), ",;")) return false;
  return IsInitial(line, i - 1) || !HasEnd(Before(line, i));
}

// The end of «А. Егорова», «DimaTorzok», «"Симон"» at word `i`; `i` when no name stands there.
std::size_t NameEnd(const Line& line, std::size_t i) {
  std::size_t last = i;
  while (IsInitial(line, last) && Follows(line, last + 1)) ++last;
  const bool lower_case = last > i && !IsCapital(line, i);
  return Follows(line, i) && (IsCapital(line, last) || lower_case) ? last + 1 : i;
}

// «Корректор А. Егорова». A person who speaks of a corrector puts no initial behind it.
std::size_t ProofreaderEnd(const Line& line, std::size_t i) {
  if (At(line.words, i) != "корректор" || !IsInitial(line, i + 1)) return i;
  const std::size_t end = NameEnd(line, i + 1);
  return end > i + 2 && EndsASentence(line, end) ? end : i;
}

// «Редактор субтитров А. Синецкая корректор А. Егорова», or its first half, then with an initial.
std::size_t EditorEnd(const Line& line, std::size_t i) {
  if (At(line.words, i) != "редактор" || At(line.words, i + 1) != "субтитров") return i;
  const std::size_t end = NameEnd(line, i + 2);
  if (end == i + 2) return i;
  if (At(line.words, end) == "корректор" && !Has(Before(line, end), ",?")) {
    const std::size_t second = NameEnd(line, end + 1);
    if (second > end + 1 && EndsASentence(line, second)) return second;
  }
  return IsInitial(line, i + 2) && EndsASentence(line, end) ? end : i;
}

// Where the whole name of a subtitler ends that begins at word `i`; behind it a sentence ends or
// one begins that is known not to be of the name. «Мария Ивановна, позвоните ей» goes on.
std::size_t SubtitlerEnd(const Line& line, std::size_t i) {
  std::size_t end = NameEnd(line, i);
  if (end == i) return i;
  while (IsCapital(line, end) && Follows(line, end) && !IsServiceWord(line.words[end].text)) ++end;
  const bool glued = IsCapital(line, end) && Follows(line, end);
  return glued || EndsWithAMark(line, end) ? end : i;
}

std::size_t TorzokEnd(const Line& line, std::size_t i) {
  const std::string_view first = At(line.words, i);
  for (const std::string_view author : kAuthors) {
    if (first == author) return i + 1;
    if (!first.empty() && std::string(first) + " " + std::string(At(line.words, i + 1)) == author)
      return i + 2;
  }
  return i;
}

bool IsSubtitlerDid(std::string_view word) {
  return std::ranges::any_of(kSubtitlerDid, [&](std::string_view did) {
    const bool starts = word.starts_with(did);
    const std::string_view ending = starts ? word.substr(did.size()) : word;
    return starts && (ending.empty() || ending == "а" || ending == "и");
  });
}

bool IsSubtitlesDid(const Line& line, std::size_t i) {
  return At(line.words, i) == "субтитры" && Follows(line, i + 1) &&
         IsSubtitlerDid(At(line.words, i + 1));
}

// Where the credit that begins with word `i` ends; `i` when none does.
std::size_t CreditEnd(const Line& line, std::size_t i) {
  if (const std::size_t end = TorzokEnd(line, i); end > i) return end;
  if (At(line.words, i) == "субтитры") {  // «Субтитры: DimaTorzok»
    if (const std::size_t end = TorzokEnd(line, i + 1); end > i + 1) return end;
  }
  if (IsSubtitlesDid(line, i)) {
    if (const std::size_t end = TorzokEnd(line, i + 2); end > i + 2) return end;
    const std::size_t end = SubtitlerEnd(line, i + 2);
    return end > i + 2 && BeginsASentence(line, i) ? end : i;
  }
  if (!BeginsASentence(line, i)) return i;
  return std::max(EditorEnd(line, i), ProofreaderEnd(line, i));
}

// «Субтитры сделал», its name in the next segment.
bool IsHeadOfACredit(std::string_view utterance) {
  const Line line{utterance, Words(utterance)};
  return line.words.size() == 2 && IsSubtitlesDid(line, 0);
}

bool IsWhoseChannel(std::string_view word) {
  return word == "мой" || word == "наш" || word == "этот";
}

// Where the longest one ends that begins with word `i`; `i` when none does.
std::size_t StockPhraseEnd(const Line& line, std::size_t i) {
  const bool dotted = IsInitial(line, i) && Before(line, i + 1).starts_with(".");
  if (dotted && std::ranges::find(kSubtitlers, At(line.words, i + 1)) != kSubtitlers.end()) {
    return i + 2;
  }
  std::size_t longest = i;
  for (const std::string_view phrase : kStockPhrases) {
    const std::vector<Word> wanted = Words(phrase);
    const auto same = [&](std::size_t k) { return At(line.words, i + k) == wanted[k].text; };
    std::size_t k = 0;
    while (k < wanted.size() && same(k)) ++k;
    if (k == wanted.size()) longest = std::max(longest, i + k);
  }
  return longest;
}

}  // namespace

std::string WithoutCredits(std::string_view text) {
  const Line line{text, Words(text)};
  const std::vector<Word>& words = line.words;
  std::string kept;
  std::size_t copied = 0;  // bytes of `text`
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t end = CreditEnd(line, i);
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
  if (IsHeadOfACredit(utterance)) return true;
  if (utterance.find('?') != std::string_view::npos) return false;
  Line line{utterance, Words(utterance)};
  for (std::size_t i = 0; i + 1 < line.words.size(); ++i) {
    const bool whose = IsWhoseChannel(line.words[i].text) && line.words[i + 1].text == "канал";
    if (whose) line.words.erase(line.words.begin() + static_cast<std::ptrdiff_t>(i));
  }
  std::size_t i = 0;
  while (i < line.words.size()) {
    const bool joined = i > 0 && i + 1 < line.words.size() && At(line.words, i) == "и";
    const std::size_t first = joined ? i + 1 : i;
    const std::size_t end = StockPhraseEnd(line, first);
    if (end == first) return false;
    i = end;
  }
  return i > 0;
}

}  // namespace novofon
