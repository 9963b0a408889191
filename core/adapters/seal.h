// Secrets at rest: sealed with libsodium's secretbox under a key that comes from a systemd
// credential.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/secret.h"

namespace novofon {

// `key` is the 64 hex digits of 32 random bytes, blanks around them allowed.
class Seal {
 public:
  // Throws std::invalid_argument, without the key in its text, when `key` is not that.
  explicit Seal(const Secret& key);

  // Bytes for a VARBINARY column; "" for an empty secret.
  std::string Close(const Secret& secret) const;
  // Nothing when the bytes were not sealed with this key. "" gives an empty secret.
  std::optional<Secret> Open(std::string_view sealed) const;

  // Whether the constructor would take `key`.
  static bool IsKey(const Secret& key);

  // A new key in the form that the constructor takes.
  static Secret NewKey();

 private:
  Secret key_;  // 32 bytes
};

}  // namespace novofon
