// Whether the numbers of two spellings of an address mean the same.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/address_numbers.h"
#include "core/evidence.h"
#include "core/numerals.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

constexpr std::size_t kShortestName = 3;  // letters, of «8 Марта»

// «8 Марта», «1-я Парковая»: a number of a name, not of a house.
bool IsOfAName(const LabelledNumber& number, std::string_view text) {
  const std::string_view behind = text.substr(number.end);
  const std::vector<Word> words = Words(behind.substr(0, behind.find(',')));
  const auto next = std::ranges::find_if(
      words, [](const Word& word) { return !IsBetweenLabelAndNumber(word.text); });
  return !number.label && next != words.end() && !LabelOf(next->text) &&
         !ReadNumber({next, words.end()}) && CountCodePoints(next->text) >= kShortestName;
}

// What the numbers of a written address are that have no label: the house, what it has behind a
// stroke, the flat.
class Unlabelled {
 public:
  explicit Unlabelled(std::string_view text) : text_(text) {}

  // Of each number in turn; nothing when only an unlabelled one can be meant.
  std::optional<Label> Read(const LabelledNumber& number) {
    const std::string_view between = text_.substr(behind_, number.begin - behind_);
    behind_ = number.end;
    if (number.label || IsOfAName(number, text_)) {
      house_seen_ |= number.label == Label::kHouse;
      return number.label;
    }
    const bool stroke = between.find('/') != std::string_view::npos || FoldText(between) == "дробь";
    const bool flat = house_seen_ && !stroke;
    house_seen_ = true;
    return flat ? Label::kFlat : Label::kHouse;
  }

 private:
  std::string_view text_;
  std::size_t behind_ = 0;
  bool house_seen_ = false;
};

// May stand behind a flat's number that nobody called one; any other word is what is counted: «двое
// детей», «пять диванов», «третья дверь».
constexpr auto kBehindANumber = std::to_array<std::string_view>(
    {"спасибо", "пожалуйста", "вот", "это", "все", "завтра", "сегодня", "послезавтра"});
constexpr std::size_t kLongestParticle = 2;  // letters: «да», «на»

bool CountsSomething(const LabelledNumber& number, std::string_view text) {
  const std::string_view behind = text.substr(number.end);
  const std::vector<Word> words = Words(behind);
  if (words.empty() || behind.substr(0, words[0].begin) != " ") return false;
  const std::string_view next = words[0].text;
  return CountCodePoints(next) > kLongestParticle && !LabelOf(next) && !ReadNumber(words) &&
         std::ranges::find(kBehindANumber, next) == std::end(kBehindANumber);
}

// «Мира шесть, двенадцать»: a number that nobody called a flat's may be one directly behind the
// house's; «завтра в двенадцать» is none.
bool MayBeAFlat(const std::vector<LabelledNumber>& said, std::size_t i, std::string_view text) {
  if (i == 0 || CountsSomething(said[i], text)) return false;
  const LabelledNumber& house = said[i - 1];
  if (house.label && *house.label > Label::kStructure) return false;
  const std::vector<Word> between = Words(text.substr(house.end, said[i].begin - house.end));
  return std::ranges::all_of(between, [](const Word& word) {
    return IsBetweenLabelAndNumber(word.text) || LabelOf(word.text) == Label::kHouse ||
           CountCodePoints(word.text) == 1;
  });
}

// «Завтра в двенадцать», not «в двенадцатой».
bool IsOfATime(const LabelledNumber& number, std::string_view text) {
  constexpr auto kBefore =
      std::to_array<std::string_view>({"в", "к", "ко", "до", "после", "около", "через"});
  const std::vector<Word> words = Words(text.substr(0, number.begin));
  return !number.label && !number.ordinal && !words.empty() &&
         std::ranges::find(kBefore, words.back().text) != std::end(kBefore);
}

}  // namespace

Agreement NumbersAgree(std::string_view value, std::string_view quote) {
  const std::vector<LabelledNumber> said = NumbersOf(quote);
  auto next = said.begin();
  Agreement agreement = Agreement::kSame;
  Unlabelled unlabelled(value);
  for (const LabelledNumber& number : NumbersOf(value)) {
    const auto meant = unlabelled.Read(number);
    const bool same = number.label && std::ranges::any_of(said, [&](const LabelledNumber& one) {
                        return one.number == number.number && one.label == number.label;
                      });
    if (same) continue;
    // Without a label on either side only the order tells numbers apart.
    next = std::find_if(next, said.end(), [&](const LabelledNumber& one) {
      if (one.number != number.number || IsOfATime(one, quote)) return false;
      if (one.label) return !number.label && one.label == meant;
      const auto i = static_cast<std::size_t>(&one - said.data());
      return meant != Label::kFlat || MayBeAFlat(said, i, quote);
    });
    if (next == said.end()) return Agreement::kContrary;
    ++next;
    if (number.label && number.label != Label::kHouse) agreement = Agreement::kAdded;
  }
  return agreement;
}

bool MayBeOneNumber(std::string_view text) {
  const std::vector<LabelledNumber> numbers = NumbersOf(text);
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    const std::size_t begin = numbers[i - 1].begin;
    const std::size_t between = numbers[i - 1].end;
    const auto sentence = text.substr(between, numbers[i].begin - between).find_first_of(".!?");
    if (numbers[i].label || sentence != std::string_view::npos) continue;
    const std::vector<Word> both = Words(text.substr(begin, numbers[i].end - begin));
    const auto one = ReadNumber(both);
    if (one && one->words == both.size()) return true;
  }
  return false;
}

}  // namespace novofon
