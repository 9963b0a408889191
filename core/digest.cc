#include "core/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <charconv>

#include "core/errors.h"

namespace novofon {
namespace {

template <std::size_t kSize>
std::array<std::uint8_t, kSize> Digest(const EVP_MD* algorithm, std::string_view text) {
  std::array<std::uint8_t, kSize> digest{};
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &size, algorithm, nullptr) != 1) {
    throw Bug("the cryptographic library refuses a hash");
  }
  return digest;
}

}  // namespace

Sha256Digest Sha256(std::string_view text) { return Digest<32>(EVP_sha256(), text); }

Sha1Digest HmacSha1(std::string_view key, std::string_view text) {
  Sha1Digest digest{};
  unsigned size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  // A null key would mean "the key of the call before".
  const char* key_data = key.empty() ? "" : key.data();
  if (HMAC(EVP_sha1(), key_data, static_cast<int>(key.size()), bytes, text.size(), digest.data(),
           &size) == nullptr) {
    throw Bug("the cryptographic library refuses HMAC-SHA1");
  }
  return digest;
}

std::string Md5Hex(std::string_view text) { return HexOf(Digest<16>(EVP_md5(), text)); }

std::string HexOf(std::span<const std::uint8_t> bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const unsigned byte : bytes) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

std::optional<std::string> BytesOfHex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes(hex.size() / 2, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    unsigned char byte = 0;
    const char* end = hex.data() + 2 * i + 2;
    if (std::from_chars(end - 2, end, byte, 16).ptr != end) return std::nullopt;
    bytes[i] = static_cast<char>(byte);
  }
  return bytes;
}

std::string Base64Of(std::span<const std::uint8_t> bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // EVP_EncodeBlock ends with a NUL.
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

void AppendWithLength(std::string& text, std::string_view part) {
  const auto size = static_cast<std::uint64_t>(part.size());
  for (int shift = 56; shift >= 0; shift -= 8) text += static_cast<char>(size >> shift & 0xff);
  text += part;
}

}  // namespace novofon
