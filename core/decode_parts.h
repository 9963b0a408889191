// The pieces of DecodeBody, one per spelling of a body. Only decode*.cc include this.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/decode.h"

namespace novofon {

using Decoded = std::variant<Fields, Malformed>;

// Takes names and values as they come and knows PHP's rules for names: the last of equal ones wins,
// "k[]" counts up, a nameless value is dropped.
class FieldCollector {
 public:
  // False when it would be one field too many; then nothing was taken.
  [[nodiscard]] bool Add(std::string name, std::string value);
  void Remove(std::string_view name);
  Fields Take() { return std::move(fields_); }

 private:
  std::string WithIndexes(std::string name);

  Fields fields_;
  std::map<std::string, std::size_t, std::less<>> next_index_;
};

inline constexpr char kTooManyFields[] = "too many fields";

// Percent escapes and pluses; a stray '%' stands for itself.
std::string PercentDecoded(std::string_view text);

Decoded DecodeFormBody(std::string_view text);

// `text` begins with '{', perhaps as a percent escape.
Decoded DecodeJson(std::string_view text);

Decoded DecodeMultipart(std::string_view content_type, std::string_view body);

}  // namespace novofon
