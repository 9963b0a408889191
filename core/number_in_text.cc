#include "core/number_in_text.h"

#include <algorithm>

namespace novofon {
namespace {

// «двадцать-пять» is one number, «двадцать - пять» is two.
bool Divides(std::string_view between) {
  constexpr std::string_view kMarks[] = {".", ",", ";", ":", "!", "?", "\n",
                                         "…", "—", "–", "(", ")", "/", "-"};
  return between != "-" && std::ranges::any_of(kMarks, [&](std::string_view mark) {
           return between.find(mark) != std::string_view::npos;
         });
}

}  // namespace

std::optional<SpokenNumber> ReadNumberIn(std::string_view text, std::span<const Word> words) {
  auto number = ReadNumber(words);
  if (!number || number->words == 1) return number;
  for (std::size_t i = 1; i < number->words; ++i) {
    if (Divides(GapBefore(text, words, i))) return ReadNumber(words.first(i));
  }
  return number;
}

}  // namespace novofon
