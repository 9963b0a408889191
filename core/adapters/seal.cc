#include "core/adapters/seal.h"

#include <sodium.h>

#include <stdexcept>

namespace novofon {
namespace {

constexpr std::size_t kOverhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;

const unsigned char* Raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void StartSodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium found no source of random numbers");
}

std::optional<std::string> KeyBytes(std::string_view digits) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto begin = digits.find_first_not_of(kBlanks);
  if (begin == digits.npos) return std::nullopt;
  digits = digits.substr(begin, digits.find_last_not_of(kBlanks) + 1 - begin);
  std::string key(crypto_secretbox_KEYBYTES, '\0');
  std::size_t length = 0;
  const bool is_hex = sodium_hex2bin(Raw(key), key.size(), digits.data(), digits.size(), nullptr,
                                     &length, nullptr) == 0;
  if (!is_hex || length != key.size() || digits.size() != 2 * key.size()) return std::nullopt;
  return key;
}

}  // namespace

bool Seal::IsKey(const Secret& key) { return KeyBytes(key.Reveal()).has_value(); }

Seal::Seal(const Secret& key) {
  StartSodium();
  auto bytes = KeyBytes(key.Reveal());
  if (!bytes) throw std::invalid_argument("a seal key is 64 hex digits");
  key_ = Secret(*std::move(bytes));
}

std::string Seal::Close(const Secret& secret) const {
  if (secret.empty()) return "";
  const std::string_view text = secret.Reveal();
  std::string sealed(kOverhead + text.size(), '\0');
  unsigned char* nonce = Raw(sealed);
  randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, Raw(text), text.size(), nonce,
                        Raw(key_.Reveal()));
  return sealed;
}

std::optional<Secret> Seal::Open(std::string_view sealed) const {
  if (sealed.empty()) return Secret();
  if (sealed.size() < kOverhead) return std::nullopt;
  std::string text(sealed.size() - kOverhead, '\0');
  const unsigned char* nonce = Raw(sealed);
  const bool is_ours = crypto_secretbox_open_easy(Raw(text), nonce + crypto_secretbox_NONCEBYTES,
                                                  sealed.size() - crypto_secretbox_NONCEBYTES,
                                                  nonce, Raw(key_.Reveal())) == 0;
  if (!is_ours) return std::nullopt;
  return Secret(std::move(text));
}

Secret Seal::NewKey() {
  StartSodium();
  std::string key(crypto_secretbox_KEYBYTES, '\0');
  randombytes_buf(Raw(key), key.size());
  std::string digits(2 * key.size() + 1, '\0');
  sodium_bin2hex(digits.data(), digits.size(), Raw(key), key.size());
  digits.pop_back();
  return Secret(std::move(digits));
}

}  // namespace novofon
