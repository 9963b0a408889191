#include "core/spoken_name.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace novofon {
namespace {

constexpr std::size_t kBefore = 3;  // words between what introduces a name and the name
constexpr std::size_t kAnswer = 6;  // words: «да, меня, это… Пётр»

constexpr auto kNamingWords = std::to_array<std::string_view>(
    {"зовут",    "звать",        "зови",       "зовите",      "имя",         "фамилия",
     "отчество", "запишите",     "запиши",     "записать",    "записывайте", "записана",
     "записан",  "пишите",       "обращаться", "обращайтесь", "беспокоит",   "звонит",
     "говорит",  "представлюсь", "называйте"});
// Directly before it, or with such a word between: «это снова Пётр».
constexpr auto kPointingWords = std::to_array<std::string_view>({"это", "я"});
constexpr auto kAfterPointing = std::to_array<std::string_view>(
    {"снова", "опять", "вас", "вам", "еще", "же", "сама", "сам", "просто", "ну", "э"});
// «Мужа зовут Пётр».
constexpr auto kOthers = std::to_array<std::string_view>(
    {"мужа",    "жену",       "сына",      "дочь",   "дочку",  "маму",    "папу",
     "его",     "ее",         "их",        "собаку", "кота",   "кошку",   "соседа",
     "соседку", "начальника", "директора", "брата",  "сестру", "бабушку", "муж",
     "жена",    "сын",        "мама",      "он",     "она",    "сосед",   "соседка"});
// «Я от Петра», «это не Пётр».
constexpr auto kBreaking = std::to_array<std::string_view>(
    {"от", "у", "к", "про", "с", "со", "для", "не", "мимо", "вместо", "из"});
constexpr auto kQuestions = std::to_array<std::string_view>(
    {"имя", "обращаться", "представьтесь", "представиться", "фамилия", "фамилию", "записать"});
// Between the names of one person: «Анна, фамилия Иванова».
constexpr auto kBetweenNames = std::to_array<std::string_view>(
    {"фамилия", "отчество", "имя", "по", "отчеству", "фамилии", "э", "ээ", "эээ", "ну", "а"});

bool IsAmong(std::span<const std::string_view> words, const Word& word) {
  return std::ranges::find(words, std::string_view(word.text)) != words.end();
}

struct Names {
  std::size_t first = 0;  // words of the turn
  std::size_t last = 0;
  bool apart = false;  // other words stand between them
};

// Where the names of `value` are said from word `first` on, in any order.
std::optional<Names> FindNames(std::span<const Word> value, std::span<const Word> words,
                               std::size_t first, std::size_t end) {
  std::vector<bool> found(value.size());
  Names names{first, first};
  std::size_t missing = value.size();
  for (std::size_t i = first; i < end && missing > 0; ++i) {
    std::size_t k = 0;
    while (k < value.size() && (found[k] || !IsCaseOfName(words[i].text, value[k].text))) ++k;
    if (k == value.size()) {
      if (i == first) return std::nullopt;  // begins with a name
      names.apart |= !IsAmong(kBetweenNames, words[i]);
      continue;
    }
    found[k] = true;
    names.last = i;
    --missing;
  }
  return missing == 0 ? std::optional(names) : std::nullopt;
}

// «Как вас зовут?», but not «меня зовут Ольга», whose name the other then says.
bool AsksForAName(const Turn& turn) {
  const auto says = [&](std::string_view word) {
    return std::ranges::find(turn.words, word, &Word::text) != turn.words.end();
  };
  return (says("вас") && says("зовут")) || std::ranges::any_of(turn.words, [](const Word& word) {
           return IsAmong(kQuestions, word);
         });
}

bool Says(const Turn& turn, const Word& name) {
  return std::ranges::any_of(turn.words, [&](const Word& word) { return word.text == name.text; });
}

bool HasNamingWord(const Turn& turn, std::size_t first, std::size_t end) {
  for (std::size_t i = first; i < std::min(end, turn.words.size()); ++i) {
    const bool of_another = (i > 0 && IsAmong(kOthers, turn.words[i - 1])) ||
                            (i + 1 < turn.words.size() && IsAmong(kOthers, turn.words[i + 1]));
    if (IsAmong(kNamingWords, turn.words[i]) && !of_another) return true;
  }
  return false;
}

bool IsIntroduced(const Names& names, std::size_t place, const std::vector<Turn>& turns) {
  const Turn& turn = turns[place];
  const std::size_t first = names.first;
  if (first > 0 &&
      (IsAmong(kBreaking, turn.words[first - 1]) || IsServiceWord(turn.words[first - 1].text))) {
    return false;
  }
  const bool filled = first > 1 && IsAmong(kAfterPointing, turn.words[first - 1]);
  const std::size_t behind = filled ? first - 1 : first;
  if (behind > 0 && IsAmong(kPointingWords, turn.words[behind - 1])) return true;
  const std::size_t before = first - std::min(first, kBefore);
  if (HasNamingWord(turn, before, first)) return true;
  if (HasNamingWord(turn, names.last + 1, names.last + 1 + kBefore)) return true;
  return place > 0 && first < kAnswer && AsksForAName(turns[place - 1]) &&
         !Says(turns[place - 1], turn.words[first]);
}

// «Меня зовут Александр» is said in the nominative, or as «зовут Александром».
bool IsInTheNominative(const Names& names, const Turn& turn) {
  if (names.first == 0) return false;
  const Word& before = turn.words[names.first - 1];
  const bool of_name =
      before.text == "имя" && (names.first < 2 || turn.words[names.first - 2].text != "на");
  return before.text == "зовут" || IsAmong(kPointingWords, before) || of_name;
}

bool IsNominativeOrInstrumental(const Word& said, std::span<const Word> value) {
  return std::ranges::any_of(value, [&](const Word& name) {
    if (said.text == name.text) return true;
    constexpr auto kInstrumental =
        std::to_array<std::string_view>({"ом", "ем", "ой", "ей", "ым", "им", "ью"});
    return IsCaseOfName(said.text, name.text) &&
           std::ranges::any_of(kInstrumental, [&](auto e) { return said.text.ends_with(e); });
  });
}

}  // namespace

Naming JudgeNaming(std::string_view value, const WordRange& place, const std::vector<Turn>& turns) {
  const Turn& turn = turns[place.turn];
  const std::vector<Word> name = Words(value);
  Naming best = Naming::kOther;
  for (std::size_t i = place.first; i <= place.last; ++i) {
    const auto names = FindNames(name, turn.words, i, place.last + 1);
    if (!names) continue;
    if (IsInTheNominative(*names, turn) && !IsNominativeOrInstrumental(turn.words[i], name))
      continue;
    if (!names->apart && IsIntroduced(*names, place.turn, turns)) return Naming::kIntroduced;
    best = Naming::kInPassing;
  }
  return best;
}

}  // namespace novofon
