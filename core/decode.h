// From the bytes of a request to the fields of a notification. The only place that knows how the
// provider (and people who fill in its templates) spell a body: novofon.md sections 2.1 and 7.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/values.h"

namespace novofon {

struct Malformed {
  std::string why;  // For the log: says what to look at, quotes no value of the body.
};

inline constexpr std::size_t kMaxBody = 256 * 1024;
inline constexpr std::size_t kMaxFields = 512;
inline constexpr std::size_t kMaxJsonDepth = 16;

// "a=1&b[c]=2" as PHP would read it: percent escapes and pluses decoded, the last of equal names
// wins, "k[]" becomes "k[0]", "k[1]"... Never fails; a stray '%' stands for itself. At most
// kMaxFields are taken.
Fields DecodeForm(std::string_view text);

// A body by its Content-Type, with the tolerance that live traffic asks for: a form; JSON (also
// sent as text/plain or as a form, also with doubled quotes, also as the single key of a form);
// multipart. JSON is flattened to PHP-style keys. Fields without an `event` are Malformed, unless
// `zd_echo` is there. REQUIRES: body.size() <= kMaxBody
std::variant<Fields, Malformed> DecodeBody(std::string_view content_type, std::string_view body);

}  // namespace novofon
