// Russian numbers as they are said: «двадцать пятого», «сто двенадцать», «трём».
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/russian_text.h"

namespace novofon {

struct SpokenNumber {
  int value = 0;
  bool ordinal = false;   // «пятого», not «пять»
  std::size_t words = 1;  // how many words it took
  bool operator==(const SpokenNumber&) const = default;
};

// One folded word, in any case ending: «одиннадцать», «трем», «пятого», «две».
std::optional<SpokenNumber> ReadNumeral(std::string_view word);

// The longest number that `words` begin with: digits, or numerals that follow each other downwards
// («двести тридцать один», but «двадцать тридцать» is 20). Nothing above 999999.
std::optional<SpokenNumber> ReadNumber(std::span<const Word> words);

}  // namespace novofon
