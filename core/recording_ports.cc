#include "core/recording_ports.h"

#include <charconv>
#include <string_view>

namespace novofon {

std::optional<OpenHost> ReadOpenHost(std::string_view text) {
  OpenHost host;
  const bool bracketed = text.starts_with('[');
  const auto name_end = bracketed ? text.find(']') : text.find(':');
  if (bracketed && name_end == std::string_view::npos) return std::nullopt;
  host.name = text.substr(bracketed ? 1 : 0, bracketed ? name_end - 1 : name_end);
  std::string_view rest;
  if (name_end != std::string_view::npos) rest = text.substr(name_end + (bracketed ? 1 : 0));
  if (host.name.empty() || host.name.find_first_of("/@ []") != std::string::npos) {
    return std::nullopt;
  }
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
