#include "core/word_forms.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "core/russian_text.h"

namespace novofon {
namespace {

// Without «-ов», which would make a surname of a first name.
constexpr std::string_view kEndings[] = {
    "",   "а",  "я",  "о",  "е",  "и",  "ы",   "у",  "ю",   "ь",   "й",   "ой",  "ей",  "ою", "ею",
    "ом", "ем", "ий", "ый", "ая", "яя", "ое",  "ее", "ого", "его", "ому", "ему", "ым",  "им", "ых",
    "их", "ую", "юю", "ии", "ию", "ия", "ией", "ах", "ях",  "ам",  "ям",  "ами", "ями",
};
constexpr std::size_t kLetter = 2;        // bytes of a Cyrillic one
constexpr std::size_t kShortWord = 4;     // letters: «Оля», «Олей»
constexpr std::size_t kShortestStem = 3;  // letters
constexpr std::string_view kVowels = "аеиоуыэюя";

bool IsEnding(std::string_view text) {
  return std::ranges::find(kEndings, text) != std::end(kEndings);
}

bool SharesAStem(std::string_view a, std::string_view b) {
  const std::size_t letters = std::max(CountCodePoints(a), CountCodePoints(b));
  const std::size_t stem_bytes =
      (letters <= kShortWord ? kShortestStem - 1 : kShortestStem) * kLetter;
  return std::ranges::any_of(kEndings, [&](std::string_view ending) {
    if (!a.ends_with(ending) || a.size() - ending.size() < stem_bytes) return false;
    const std::string_view stem = a.substr(0, a.size() - ending.size());
    return b.starts_with(stem) && IsEnding(b.substr(stem.size()));
  });
}

bool IsCyrillic(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return (c & 0x80) != 0; });
}

}  // namespace

std::string WithoutFleetingVowel(std::string_view word) {
  if (word == "лев") return "льв";  // the one name so short
  if (word.size() < 4 * kLetter) return std::string(word);
  const std::string_view last = word.substr(word.size() - kLetter);
  const std::string_view vowel = word.substr(word.size() - 2 * kLetter, kLetter);
  const bool flees = (vowel == "е" || vowel == "о") && kVowels.find(last) == std::string_view::npos;
  if (!flees) return std::string(word);
  // «Воробей», «воробья».
  return std::string(word.substr(0, word.size() - 2 * kLetter)) +
         std::string(last == "й" ? "ь" : last);
}

bool IsSameWord(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (!IsCyrillic(a) || !IsCyrillic(b)) return false;
  return SharesAStem(a, b) || SharesAStem(WithoutFleetingVowel(a), b) ||
         SharesAStem(a, WithoutFleetingVowel(b));
}

}  // namespace novofon
