#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/blanks.h"
#include "core/decode_parts.h"
#include "core/utf8.h"

namespace novofon {
namespace {

using Json = nlohmann::json;

// Names are repeated for every value below them, so a long one could fill the memory.
constexpr std::size_t kMaxName = 1024;

// Flattens the parser's events to fields, without ever building a tree: numbers keep their text and
// nesting costs no stack.
class Flattener final : public nlohmann::json_sax<Json> {
 public:
  Fields Take() { return fields_.Take(); }
  const std::string& why() const { return why_; }
  bool is_syntax_error() const { return is_syntax_error_; }

  bool null() override {
    if (!EnterValue()) return false;
    fields_.Remove(name_);
    return true;
  }
  bool boolean(bool value) override { return Put(value ? "1" : "0"); }
  bool number_integer(std::int64_t value) override { return Put(std::to_string(value)); }
  bool number_unsigned(std::uint64_t value) override { return Put(std::to_string(value)); }
  bool number_float(double, const std::string& text) override { return Put(text); }
  bool string(std::string& value) override { return Put(std::move(value)); }
  bool binary(Json::binary_t&) override { return Refuse("binary data in JSON"); }

  bool start_object(std::size_t) override {
    if (!levels_.empty() && !EnterValue()) return false;
    return Descend(/*is_array=*/false);
  }
  bool start_array(std::size_t) override { return EnterValue() && Descend(/*is_array=*/true); }
  bool end_object() override { return Ascend(); }
  bool end_array() override { return Ascend(); }

  bool key(std::string& key) override {
    name_.resize(levels_.back().name_size);
    if (levels_.size() == 1) {
      name_ += key;
    } else {
      name_ += '[' + key + ']';
    }
    return name_.size() <= kMaxName || Refuse("a name in the JSON is too long");
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
    is_syntax_error_ = true;
    return Refuse("the JSON breaks at byte " + std::to_string(position));
  }

 private:
  struct Level {
    std::size_t name_size;
    bool is_array;
    std::size_t next_index = 0;
  };

  bool Refuse(std::string why) {
    why_ = std::move(why);
    return false;
  }

  // Completes name_ for the value that comes now.
  bool EnterValue() {
    if (levels_.empty()) return Refuse("the JSON is no object");
    Level& level = levels_.back();
    if (!level.is_array) return true;
    name_.resize(level.name_size);
    name_ += '[' + std::to_string(level.next_index++) + ']';
    return true;
  }

  bool Put(std::string value) {
    if (!EnterValue()) return false;
    return fields_.Add(name_, std::move(value)) || Refuse(kTooManyFields);
  }

  bool Descend(bool is_array) {
    if (levels_.size() >= kMaxJsonDepth) return Refuse("the JSON is nested too deeply");
    levels_.push_back({name_.size(), is_array});
    return true;
  }

  bool Ascend() {
    levels_.pop_back();
    return true;
  }

  FieldCollector fields_;
  std::vector<Level> levels_;
  std::string name_;
  std::string why_;
  bool is_syntax_error_ = false;
};

bool EndsAValue(std::string_view rest) {
  const auto next = rest.find_first_not_of(kBlanks);
  return next == std::string_view::npos || rest[next] == ',' || rest[next] == '}' ||
         rest[next] == ']' || rest[next] == ':';
}

// Copies the string literal that begins at `at` and returns where it ends.
std::size_t CopyString(std::string_view text, std::size_t at, std::string& repaired) {
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  end = std::min(text.size(), end + 1);
  repaired += text.substr(at, end - at);
  return end;
}

// Copies what begins with a doubled quote at `at` as a string literal and returns where it ends, or
// npos if it does not. A quote inside that nobody escaped is one of the value's own.
std::size_t CopyDoubled(std::string_view text, std::size_t at, std::string& repaired) {
  repaired += '"';
  for (std::size_t i = at + 2; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\"\"" && EndsAValue(text.substr(i + 2))) {
      repaired += '"';
      return i + 2;
    }
    if (text[i] == '\\' && i + 1 < text.size()) {
      repaired += text[i++];
    } else if (text[i] == '"') {
      repaired += '\\';
    }
    repaired += text[i];
  }
  return std::string_view::npos;
}

// A template that puts quotes around the provider's own: "direction": ""in"" becomes "in". Empty
// strings stay.
std::optional<std::string> WithSingleQuotes(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  bool found = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '"') {
      repaired += text[i++];
      continue;
    }
    const bool is_doubled = text.substr(i, 2) == "\"\"" && !EndsAValue(text.substr(i + 2));
    i = is_doubled ? CopyDoubled(text, i, repaired) : CopyString(text, i, repaired);
    if (i == std::string_view::npos) return std::nullopt;
    found = found || is_doubled;
  }
  if (!found) return std::nullopt;
  return repaired;
}

Decoded ParsePlainly(std::string_view text, bool& is_syntax_error) {
  Flattener flattener;
  if (Json::sax_parse(text.begin(), text.end(), &flattener)) return flattener.Take();
  is_syntax_error = flattener.is_syntax_error();
  return Malformed{flattener.why()};
}

Decoded Parse(std::string_view text) {
  text = WithoutBlanks(text);
  if (text.ends_with('=')) text.remove_suffix(1);  // It was the key of a form.
  bool is_syntax_error = false;
  Decoded plain = ParsePlainly(text, is_syntax_error);
  if (!is_syntax_error) return plain;
  const std::string whole = WithoutBrokenCharacters(text);
  const auto repaired = WithSingleQuotes(whole);
  if (!repaired && whole == text) return plain;
  Decoded again = ParsePlainly(repaired ? *repaired : whole, is_syntax_error);
  return std::holds_alternative<Fields>(again) ? again : plain;
}

}  // namespace

Decoded DecodeJson(std::string_view text) {
  // Not split at '&' and '=' before: they may belong to a value.
  if (text.starts_with('%')) return Parse(PercentDecoded(text));
  Decoded plain = Parse(text);
  if (std::holds_alternative<Fields>(plain) || text.find('%') == std::string_view::npos) {
    return plain;
  }
  Decoded unescaped = Parse(PercentDecoded(text));
  return std::holds_alternative<Fields>(unescaped) ? unescaped : plain;
}

}  // namespace novofon
