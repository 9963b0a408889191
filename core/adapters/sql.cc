#include "core/adapters/sql.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/utf8.h"

namespace novofon {
namespace {

// A character of its own that stands for itself between quotes.
bool IsPlain(char c) {
  return static_cast<unsigned char>(c) < 0x80 && c != '\0' && c != '\'' && c != '\\';
}

void AppendNumber(std::string& text, auto value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  text.append(digits.data(), end.ptr);
}

void AppendPadded(std::string& text, std::uint64_t value, std::size_t width) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  const auto length = static_cast<std::size_t>(end.ptr - digits.data());
  if (length < width) text.append(width - length, '0');
  text.append(digits.data(), length);
}

}  // namespace

Sql& Sql::operator<<(Literal text) {
  text_ += text.text();
  return *this;
}

Sql& Sql::operator<<(Text value) {
  text_ += '\'';
  std::string_view rest = value.value;
  while (true) {
    const auto special = std::ranges::find_if_not(rest, IsPlain);
    const auto plain = static_cast<std::size_t>(special - rest.begin());
    text_.append(rest.substr(0, plain));
    rest.remove_prefix(plain);
    if (rest.empty()) break;
    const std::size_t length = CharacterLength(rest);
    if (length == 0) {
      text_ += "\xEF\xBF\xBD";
      rest.remove_prefix(1);
      continue;
    }
    if (rest.front() == '\0') {
      text_ += "\\0";
    } else {
      if (length == 1) text_ += '\\';
      text_.append(rest.substr(0, length));
    }
    rest.remove_prefix(length);
  }
  text_ += '\'';
  return *this;
}

Sql& Sql::operator<<(Bytes value) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  text_ += "X'";
  for (const char c : value.value) {
    const auto byte = static_cast<unsigned char>(c);
    text_ += kDigits[byte >> 4];
    text_ += kDigits[byte & 15];
  }
  text_ += '\'';
  return *this;
}

Sql& Sql::operator<<(std::uint64_t value) {
  AppendNumber(text_, value);
  return *this;
}

Sql& Sql::operator<<(std::int64_t value) {
  AppendNumber(text_, value);
  return *this;
}

Sql& Sql::operator<<(TimePoint value) {
  const auto day = std::chrono::floor<std::chrono::days>(value);
  const std::chrono::year_month_day date{day};
  const auto micros = static_cast<std::uint64_t>((value - day).count());
  const std::uint64_t seconds = micros / 1'000'000;
  text_ += '\'';
  AppendPadded(text_, static_cast<std::uint64_t>(static_cast<int>(date.year())), 4);
  text_ += '-';
  AppendPadded(text_, static_cast<unsigned>(date.month()), 2);
  text_ += '-';
  AppendPadded(text_, static_cast<unsigned>(date.day()), 2);
  text_ += ' ';
  AppendPadded(text_, seconds / 3600, 2);
  text_ += ':';
  AppendPadded(text_, seconds / 60 % 60, 2);
  text_ += ':';
  AppendPadded(text_, seconds % 60, 2);
  text_ += '.';
  AppendPadded(text_, micros % 1'000'000, 6);
  text_ += '\'';
  return *this;
}

Sql& Sql::operator<<(double value) {
  if (!std::isfinite(value)) return *this << Literal("NULL");
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  text_.append(digits.data(), written.ptr);
  return *this;
}

Sql& Sql::operator<<(const Sql& part) {
  text_ += part.text_;
  return *this;
}

}  // namespace novofon
