#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "tests/standins/desk.h"

namespace novofon::standins {
namespace {

std::string Hex(const unsigned char* bytes, unsigned count) {
  std::string hex;
  for (unsigned i = 0; i < count; ++i) {
    hex += "0123456789abcdef"[bytes[i] >> 4];
    hex += "0123456789abcdef"[bytes[i] & 15];
  }
  return hex;
}

// PHP's urlencode.
std::string Encoded(const std::string& text) {
  std::string encoded;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if ((byte < 0x80 && std::isalnum(byte) != 0) || letter == '-' || letter == '_' ||
        letter == '.') {
      encoded += letter;
    } else if (letter == ' ') {
      encoded += '+';
    } else {
      encoded += '%';
      encoded += "0123456789ABCDEF"[byte >> 4];
      encoded += "0123456789ABCDEF"[byte & 15];
    }
  }
  return encoded;
}

}  // namespace

std::string Authorization(const std::string& path,
                          const std::multimap<std::string, std::string>& parameters,
                          const Accounts& accounts) {
  std::string query;
  for (const auto& [name, value] : parameters) {
    query += (query.empty() ? "" : "&") + Encoded(name) + "=" + Encoded(value);
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(query.data(), query.size(), digest.data(), &size, EVP_md5(), nullptr);
  const std::string text = path + query + Hex(digest.data(), size);
  HMAC(EVP_sha1(), accounts.api_secret.data(), static_cast<int>(accounts.api_secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
  const std::string hex = Hex(digest.data(), size);
  std::array<unsigned char, 64> base64{};
  EVP_EncodeBlock(base64.data(), reinterpret_cast<const unsigned char*>(hex.data()),
                  static_cast<int>(hex.size()));
  return accounts.api_key + ":" + reinterpret_cast<const char*>(base64.data());
}

}  // namespace novofon::standins
