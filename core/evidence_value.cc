#include <algorithm>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "core/evidence.h"
#include "core/number_in_text.h"
#include "core/place_words.h"
#include "core/russian_text.h"
#include "core/word_forms.h"

namespace novofon {
namespace {

constexpr std::string_view kOrdinalEndings[] = {"я", "й", "го", "ая", "ый", "ой", "е", "ья"};

bool IsAmong(std::span<const std::string_view> words, const Word& word) {
  return std::ranges::find(words, std::string_view(word.text)) != words.end();
}

std::set<int> NumbersIn(std::string_view text, std::span<const Word> words) {
  std::set<int> numbers;
  while (!words.empty()) {
    const auto number = ReadNumberIn(text, words);
    if (number) numbers.insert(number->value);
    words = words.subspan(number ? number->words : 1);
  }
  return numbers;
}

// «Семь бэ» is 7Б.
bool IsSpelt(std::span<const Word> quote, std::string_view letter) {
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"б", "бэ"}, {"в", "вэ"}, {"г", "гэ"}, {"д", "дэ"}, {"ж", "жэ"}, {"к", "ка"}, {"л", "эль"}};
  for (std::size_t i = 1; i < quote.size(); ++i) {
    const bool named = std::ranges::any_of(kNames, [&](const auto& name) {
      return name.first == letter && name.second == quote[i].text;
    });
    if (named && ReadNumber(quote.subspan(i - 1))) return true;
  }
  return false;
}

bool OccursIn(std::span<const Word> quote, const Word& word) {
  return std::ranges::any_of(quote,
                             [&](const Word& said) { return IsSameWord(word.text, said.text); });
}

}  // namespace

bool StandsIn(std::string_view value, std::string_view quote) {
  const std::vector<Word> value_words = Words(value);
  const std::vector<Word> quote_words = Words(quote);
  const std::set<int> said = NumbersIn(quote, quote_words);
  std::span<const Word> rest = value_words;
  bool any = false;
  bool after_number = false;
  while (!rest.empty()) {
    const auto number = ReadNumberIn(value, rest);
    if (rest[0].text == "00" && any) {  // «в 11:00», said «в одиннадцать»
      rest = rest.subspan(1);
      continue;
    }
    const bool letter_of_a_house = after_number && CountCodePoints(rest[0].text) == 1 &&
                                   (rest.size() == 1 || !ReadNumber(rest.subspan(1)));
    if (number) {
      if (!said.contains(number->value)) return false;
      any = true;
      rest = rest.subspan(number->words);
    } else {
      const auto place = ReadPlaceWord(rest, 0);
      const bool ordinal_ending = after_number && IsAmong(kOrdinalEndings, rest[0]);
      const bool added = !letter_of_a_house && place;
      const bool occurs = OccursIn(quote_words, rest[0]) ||
                          (letter_of_a_house && IsSpelt(quote_words, rest[0].text));
      if (!occurs && !added && !ordinal_ending) return false;
      any |= occurs && !added;
      rest = rest.subspan(added ? place->words : 1);
    }
    after_number = number.has_value();
  }
  return any;
}

}  // namespace novofon
