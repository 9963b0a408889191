#include "core/taken_back.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "core/address_numbers.h"
#include "core/number_in_text.h"
#include "core/place_words.h"
#include "core/russian_text.h"
#include "core/turn_text.h"

namespace novofon {
namespace {

constexpr std::size_t kBefore = 8;         // words of the same sentence
constexpr std::size_t kBehind = 10;        // words
constexpr std::size_t kLongestDenial = 8;  // words
constexpr std::size_t kFarthestNumber = 2;  // words between «ой» and the number: «ой, дом номер»

constexpr auto kSlips = std::to_array<std::string_view>(
    {"ой",         "ох",          "тьфу",      "нет",      "точнее",    "вернее",
     "простите",   "извините",    "извиняюсь", "пардон",   "погодите",  "подождите",
     "стоп",       "ошибся",      "ошиблась",  "ошибаюсь", "перепутал", "перепутала",
     "оговорился", "оговорилась", "соврал",    "соврала"});
// Beside them: «ой, нет, простите, это я перепутала, дом …».
constexpr auto kBesideSlips = std::to_array<std::string_view>(
    {"я", "это", "все", "же", "а", "ну", "так", "вас", "меня", "пожалуйста", "хотя", "там"});
constexpr auto kPrepositions = std::to_array<std::string_view>({"на", "в", "во", "по", "с", "это"});
constexpr auto kNow = std::to_array<std::string_view>({"сейчас", "теперь", "а", "переехали"});
// Behind «раньше»: who lived there.
constexpr auto kLiving =
    std::to_array<std::string_view>({"жил", "прожива", "снимал", "находил", "располага", "обита"});
constexpr auto kFirms = std::to_array<std::string_view>({"находитес", "располагаетес"});
constexpr auto kOurs = std::to_array<std::string_view>({"находимся", "располагаемся"});

template <std::size_t N>
bool BeginsWithOneOf(const Word& word, const std::array<std::string_view, N>& stems) {
  return std::ranges::any_of(stems, [&](auto stem) { return word.text.starts_with(stem); });
}

class Breath {
 public:
  explicit Breath(std::string_view text) : words_(Words(text)) { mended_.text = text; }

  Mended Mend() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      mended_.corrected |= IsAnAlternative(i);
      const std::size_t denied = std::max(DenialEnd(i), PastEnd(i));
      if (denied > i) {
        Blank(words_[i].begin, denied < words_.size() ? words_[denied].begin : Size());
        mended_.denied = true;
        i = denied - 1;
      } else if (const std::size_t end = SlipEnd(i); end > i) {
        Correct(i, end);
        i = end - 1;
      }
    }
    return std::move(mended_);
  }

 private:
  std::size_t Size() const { return mended_.text.size(); }
  std::string_view Text() const { return mended_.text; }
  std::string_view Before(std::size_t i) const { return GapBefore(Text(), words_, i); }
  bool IsMarkBefore(std::size_t i) const {
    return Before(i).find_first_not_of(' ') != std::string_view::npos;
  }
  bool IsSentenceBefore(std::size_t i) const {
    return Before(i).find_first_of(".!?\n") != std::string_view::npos;
  }
  std::span<const Word> From(std::size_t i) const { return std::span(words_).subspan(i); }
  bool IsPlace(std::size_t i) const {
    const auto place = ReadPlaceWord(words_, i);
    return place && (place->kinds & NamedKinds()) != 0;
  }
  bool IsNumber(std::size_t i) const { return ReadNumberIn(Text(), From(i)).has_value(); }
  // The bytes keep their places.
  void Blank(std::size_t begin, std::size_t end) {
    std::fill(mended_.text.begin() + static_cast<std::ptrdiff_t>(begin),
              mended_.text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  }

  std::size_t BehindPrepositions(std::size_t i) const {
    while (i < words_.size() && IsAmong(kPrepositions, words_[i])) ++i;
    return i;
  }

  // Of «не шесть», «не на улице Мира», not of «не работает»; `i` when none begins there.
  std::size_t DenialEnd(std::size_t i) const {
    if (words_[i].text != "не") return i;
    const std::size_t what = BehindPrepositions(i + 1);
    if (what >= words_.size()) return i;
    const bool of_an_address = IsNumber(what) || IsPlace(what) || LabelOf(words_[what].text) ||
                               IsCapitalised(Text(), words_[what]);
    if (!of_an_address) return i;
    std::size_t end = what + 1;
    while (end < words_.size() && end < i + kLongestDenial && !IsMarkBefore(end) &&
           words_[end].text != "а") {
      ++end;
    }
    return end;
  }

  // Of «раньше жили на Мира, шесть», as far as «сейчас» or the sentence's end.
  std::size_t PastEnd(std::size_t i) const {
    const auto near = From(i).first(std::min<std::size_t>(4, words_.size() - i));
    const bool lived =
        (words_[i].text == "раньше" || words_[i].text == "прежде") &&
        std::ranges::any_of(near, [](const Word& word) { return BeginsWithOneOf(word, kLiving); });
    const bool old = (words_[i].text.starts_with("прежн") || words_[i].text.starts_with("стар")) &&
                     i + 1 < words_.size() && words_[i + 1].text.starts_with("адрес");
    if (!lived && !old) return i;
    std::size_t end = i + 1;
    while (end < words_.size() && !IsSentenceBefore(end) && !IsAmong(kNow, words_[end])) ++end;
    return end;
  }

  // Of «ой», «нет, простите, это», «то есть». «Домофона нет» is none.
  std::size_t SlipEnd(std::size_t i) const {
    const auto slip = [&](std::size_t k) -> std::size_t {
      if (k + 1 < words_.size() && words_[k].text == "то" && words_[k + 1].text == "есть") return 2;
      return IsAmong(kSlips, words_[k]) ? 1 : 0;
    };
    if (slip(i) == 0 || (words_[i].text == "нет" && i > 0 && !IsMarkBefore(i))) return i;
    std::size_t end = i;
    while (end < words_.size() && (slip(end) > 0 || IsAmong(kBesideSlips, words_[end]))) {
      end += std::max<std::size_t>(slip(end), 1);
    }
    return end;
  }

  void Correct(std::size_t slip, std::size_t end) {
    if (end >= words_.size()) return;
    if (IsAStreet(end)) {
      if (!IsAnAddressBefore(slip)) return;
      Blank(0, words_[end].begin);
      mended_.corrected = true;
    } else if (const auto wrong = WrongNumber(slip, end)) {
      Blank(wrong->begin, wrong->end);
      Blank(words_[slip].begin, words_[end].begin);
      mended_.corrected = true;
    }
  }

  bool IsAnAddressBefore(std::size_t end) const {
    for (std::size_t i = 0; i < end; ++i) {
      if (IsPlace(i) || IsNumber(i)) return true;
    }
    return false;
  }

  // «Дом пять или семь».
  bool IsAnAlternative(std::size_t i) const {
    return (words_[i].text == "или" || words_[i].text == "либо") && i > 0 &&
           i + 1 < words_.size() && IsNumber(i - 1) && IsNumber(i + 1);
  }

  // «Улица Кирова», «на Кирова, восемь».
  bool IsAStreet(std::size_t i) const {
    i = BehindPrepositions(i);
    if (i >= words_.size()) return false;
    if (IsPlace(i)) return true;
    if (!IsCapitalised(Text(), words_[i]) || i + 1 >= words_.size() || IsSentenceBefore(i + 1)) {
      return false;
    }
    return !IsNumber(i) && !LabelOf(words_[i].text) &&
           (IsNumber(i + 1) || LabelOf(words_[i + 1].text) == Label::kHouse);
  }

  // The last of the same kind before word `slip`, when another one stands at word `end`.
  std::optional<LabelledNumber> WrongNumber(std::size_t slip, std::size_t end) const {
    const std::size_t from = words_[end].begin;
    const auto right = NumbersOf(Text().substr(from));
    if (right.empty()) return std::nullopt;
    for (std::size_t k = end; words_[k].begin < from + right[0].begin; ++k) {
      const bool near = k < end + kFarthestNumber &&
                        (LabelOf(words_[k].text) || IsBetweenLabelAndNumber(words_[k].text));
      if (!near) return std::nullopt;
    }
    auto said = NumbersOf(Text().substr(0, words_[slip].begin));
    std::erase_if(said, [&](const LabelledNumber& one) {
      return right[0].label && one.label.value_or(Label::kHouse) != *right[0].label;
    });
    if (said.empty() || said.back().number == right[0].number) return std::nullopt;
    return said.back();
  }

  std::vector<Word> words_;
  Mended mended_;
};

std::string FirstWords(const Turn& turn, std::size_t most) {
  return TextOf({{0, 0, std::min(most, turn.words.size()) - 1}}, {turn});
}

// What is said next if it begins with «ой», «нет»; the operator may have spoken in between.
std::string NextTurn(std::size_t t, const std::vector<Turn>& turns) {
  const std::size_t end = std::min(t + 3, turns.size());
  for (std::size_t next = t + 1; next < end; ++next) {
    const Turn& turn = turns[next];
    if (turn.speaker == kOperator || turn.words.empty()) continue;
    return IsAmong(kSlips, turn.words[0]) ? FirstWords(turn, kBehind) : std::string();
  }
  return {};
}

}  // namespace

Mended WithoutWhatIsTakenBack(std::string_view text) { return Breath(text).Mend(); }

std::string WithCorrectionsAround(const WordRange& passage, const std::vector<Turn>& turns) {
  const Turn& turn = turns[passage.turn];
  const Sentence sentence = SentenceAround(turn, passage.first, passage.last);
  WordRange wide = passage;
  wide.first = std::max(sentence.first, passage.first - std::min(passage.first, kBefore));
  wide.last = std::min(passage.last + kBehind, turn.words.size() - 1);
  const std::string text = TextOf({wide}, turns);
  const bool ends = wide.last + 1 == turn.words.size();
  return ends ? text + ". " + NextTurn(passage.turn, turns) : text;
}

bool MayBeTheFirmsOwn(const WordRange& passage, const std::vector<Turn>& turns) {
  const Turn& turn = turns[passage.turn];
  if (turn.speaker == kOperator) return false;
  const Sentence sentence = SentenceAround(turn, passage.first, passage.last);
  const auto words = std::span(turn.words).subspan(sentence.first, sentence.end - sentence.first);
  const auto is_address = [](const Word& word) { return word.text.starts_with("адрес"); };
  const bool unknown = turn.speaker != kClient;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (BeginsWithOneOf(words[i], kFirms)) return true;
    if (unknown && BeginsWithOneOf(words[i], kOurs)) return true;
    const bool whose = words[i].text.starts_with("ваш") || (unknown && words[i].text == "наш");
    if (whose && i + 1 < words.size() && is_address(words[i + 1])) return true;
  }
  return false;
}

}  // namespace novofon
