// Hashes and how they are written down.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace novofon {

using Sha256Digest = std::array<std::uint8_t, 32>;
using Sha1Digest = std::array<std::uint8_t, 20>;

// All of them throw Bug if the cryptographic library refuses the algorithm.
Sha256Digest Sha256(std::string_view text);
Sha1Digest HmacSha1(std::string_view key, std::string_view text);
std::string Md5Hex(std::string_view text);

std::string HexOf(std::span<const std::uint8_t> bytes);  // lower case
// Nothing when `hex` is not pairs of digits.
std::optional<std::string> BytesOfHex(std::string_view hex);
std::string Base64Of(std::span<const std::uint8_t> bytes);

// Makes hashing a list of texts unambiguous: appends the length of `part`, then `part`, to `text`,
// so that nothing can move between two neighbours.
void AppendWithLength(std::string& text, std::string_view part);

}  // namespace novofon
