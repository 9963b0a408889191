// The blanks that people and proxies leave around a value.
#pragma once

#include <string_view>

namespace novofon {

inline constexpr std::string_view kBlanks = " \t\r\n";

constexpr std::string_view WithoutBlanks(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace novofon
