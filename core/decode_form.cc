#include <algorithm>
#include <charconv>

#include "core/decode_parts.h"

namespace novofon {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// As PHP reads it: "07" is a name. Nine digits, so that counting on can't overflow.
std::optional<std::size_t> IndexIn(std::string_view inside) {
  std::size_t index = 0;
  const char* last = inside.data() + inside.size();
  const auto [end, error] = std::from_chars(inside.data(), last, index);
  if (inside.size() > 9 || error != std::errc() || end != last) return std::nullopt;
  if (inside.size() > 1 && inside.front() == '0') return std::nullopt;
  return index;
}

// False when there are more than kMaxFields.
bool CollectForm(std::string_view text, FieldCollector& fields) {
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    const auto equals = pair.find('=');
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    if (!fields.Add(PercentDecoded(pair.substr(0, equals)), PercentDecoded(value))) return false;
  }
  return true;
}

}  // namespace

bool FieldCollector::Add(std::string name, std::string value) {
  if (name.empty()) return true;
  name = WithIndexes(std::move(name));
  if (fields_.size() >= kMaxFields && !fields_.contains(name)) return false;
  fields_.insert_or_assign(std::move(name), std::move(value));
  return true;
}

void FieldCollector::Remove(std::string_view name) {
  if (const auto found = fields_.find(name); found != fields_.end()) fields_.erase(found);
}

std::string FieldCollector::WithIndexes(std::string name) {
  std::size_t open = name.find('[');
  // The limit keeps a name of brackets alone from costing its length squared.
  for (std::size_t depth = 0; depth < kMaxJsonDepth && open != std::string::npos; ++depth) {
    const std::size_t close = name.find(']', open);
    if (close == std::string::npos) break;
    const std::string inside = name.substr(open + 1, close - open - 1);
    std::size_t after = close + 1;
    if (inside.empty()) {
      const std::string index = std::to_string(next_index_[name.substr(0, open)]++);
      name.insert(open + 1, index);
      after += index.size();
    } else if (const auto index = IndexIn(inside)) {
      std::size_t& next = next_index_[name.substr(0, open)];
      next = std::max(next, *index + 1);
    }
    open = after < name.size() && name[after] == '[' ? after : std::string::npos;
  }
  return name;
}

std::string PercentDecoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
    const int low = high >= 0 ? HexDigit(text[i + 2]) : -1;
    if (low >= 0) {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

Fields DecodeForm(std::string_view text) {
  FieldCollector fields;
  static_cast<void>(CollectForm(text, fields));  // The rest is not taken, as promised.
  return fields.Take();
}

Decoded DecodeFormBody(std::string_view text) {
  FieldCollector fields;
  if (!CollectForm(text, fields)) return Malformed{kTooManyFields};
  return fields.Take();
}

}  // namespace novofon
