#include "core/decode.h"

#include "core/blanks.h"
#include "core/decode_parts.h"

namespace novofon {
namespace {

std::string_view WithoutByteOrderMark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

bool IsMultipart(std::string_view content_type) {
  constexpr std::string_view kMultipart = "multipart/form-data";
  const std::string_view type = WithoutBlanks(content_type.substr(0, content_type.find(';')));
  if (type.size() != kMultipart.size()) return false;
  for (std::size_t i = 0; i < type.size(); ++i) {
    const char lower = type[i] >= 'A' && type[i] <= 'Z' ? static_cast<char>(type[i] + 32) : type[i];
    if (lower != kMultipart[i]) return false;
  }
  return true;
}

bool IsNotification(const Decoded& decoded) {
  const auto* fields = std::get_if<Fields>(&decoded);
  return fields != nullptr && (!FieldOf(*fields, "event").empty() || fields->contains("zd_echo"));
}

// The type a sender declares is often wrong, the first byte never: only a JSON object begins so.
Decoded DecodeByLooks(std::string_view text) {
  const std::string_view trimmed = WithoutBlanks(text);
  const bool is_json =
      trimmed.starts_with('{') || trimmed.starts_with("%7B") || trimmed.starts_with("%7b");
  if (!is_json) return DecodeFormBody(text);
  Decoded decoded = DecodeJson(trimmed);
  if (std::holds_alternative<Fields>(decoded)) return decoded;
  Decoded form = DecodeFormBody(text);
  return IsNotification(form) ? form : decoded;
}

}  // namespace

std::variant<Fields, Malformed> DecodeBody(std::string_view content_type, std::string_view body) {
  const std::string_view text = WithoutByteOrderMark(body);
  if (WithoutBlanks(text).empty()) return Malformed{"the body is empty"};
  Decoded decoded =
      IsMultipart(content_type) ? DecodeMultipart(content_type, text) : DecodeByLooks(text);
  if (std::holds_alternative<Fields>(decoded) && !IsNotification(decoded)) {
    return Malformed{"no field `event`, whether read as a form or as JSON"};
  }
  return decoded;
}

}  // namespace novofon
