// Numbers among the words of a text, as its punctuation divides them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/numerals.h"
#include "core/russian_text.h"

namespace novofon {

// As ReadNumber, no further than the first mark or line end: «дом двадцать, пятый этаж» is 20 and
// 5. `words` are of `text`, and places in it.
std::optional<SpokenNumber> ReadNumberIn(std::string_view text, std::span<const Word> words);

}  // namespace novofon
