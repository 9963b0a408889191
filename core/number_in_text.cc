#include "core/number_in_text.h"

#include <algorithm>

namespace novofon {
namespace {

// «двадцать-пять» is one number, «двадцать - пять» is two.
bool IsMark(std::string_view between) {
  constexpr std::string_view kMarks[] = {".", ",", ";", ":", "!", "?", "\n",
                                         "…", "—", "–", "(", ")", "/", " -"};
  return std::ranges::any_of(
      kMarks, [&](std::string_view mark) { return between.find(mark) != std::string_view::npos; });
}

}  // namespace

std::optional<SpokenNumber> ReadNumberIn(std::string_view text, std::span<const Word> words) {
  auto number = ReadNumber(words);
  if (!number || number->words == 1) return number;
  for (std::size_t i = 1; i < number->words; ++i) {
    const std::size_t begin = words[i - 1].end;
    if (IsMark(text.substr(begin, words[i].begin - begin))) return ReadNumber(words.first(i));
  }
  return number;
}

}  // namespace novofon
