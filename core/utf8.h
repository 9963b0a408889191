// Texts that the database and JSON can hold.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace novofon {

// The length of the character (1 to 4 bytes of UTF-8) that begins `text`; 0 if none does.
// REQUIRES: !text.empty()
std::size_t CharacterLength(std::string_view text);

// With U+FFFD for each byte that belongs to no character.
std::string WithoutBrokenCharacters(std::string_view text);

}  // namespace novofon
