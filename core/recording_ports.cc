#include "core/recording_ports.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace novofon {
namespace {

bool IsOfAName(char c) {
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_letter || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::optional<OpenHost> ReadOpenHost(std::string_view text) {
  OpenHost host;
  const bool bracketed = text.starts_with('[');
  const auto name_end = bracketed ? text.find(']') : text.find(':');
  if (bracketed && name_end == std::string_view::npos) return std::nullopt;
  host.name = text.substr(bracketed ? 1 : 0, bracketed ? name_end - 1 : name_end);
  std::string_view rest;
  if (name_end != std::string_view::npos) rest = text.substr(name_end + (bracketed ? 1 : 0));
  const auto belongs = [&](char c) { return IsOfAName(c) || (bracketed && c == ':'); };
  if (host.name.empty() || !std::ranges::all_of(host.name, belongs)) return std::nullopt;
  for (char& c : host.name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (rest.empty()) return host;
  const char* end = rest.data() + rest.size();
  const auto [stop, error] = std::from_chars(rest.data() + 1, end, host.port);
  if (rest.front() != ':' || error != std::errc() || stop != end || host.port == 0) {
    return std::nullopt;
  }
  return host;
}

}  // namespace novofon
