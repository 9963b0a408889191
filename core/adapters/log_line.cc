#include "core/adapters/log_line.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

namespace novofon {
namespace {

constexpr std::size_t kLongestValue = 1024;

std::string_view Cut(std::string_view value) { return value.substr(0, kLongestValue); }

int Priority(Level level) { return 7 - static_cast<int>(level); }

std::string_view Name(Level level) {
  switch (level) {
    case Level::kDebug:
      return "debug";
    case Level::kInfo:
      return "info";
    case Level::kNotice:
      return "notice";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
    case Level::kCritical:
      return "critical";
  }
  return "unknown";
}

// journald drops a field whose name has anything else than A-Z, 0-9 and '_'.
std::string JournalName(std::string_view name) {
  std::string text = "NOVOFON_";
  for (const char c : name) {
    const bool is_lower = c >= 'a' && c <= 'z';
    const bool is_allowed = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    text += is_lower ? static_cast<char>(c - 'a' + 'A') : is_allowed ? c : '_';
  }
  return text;
}

bool IsPlain(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, [](char c) {
    return c > ' ' && c < '\x7f' && c != '"' && c != '\\' && c != '=';
  });
}

// As in JSON; besides, the control characters that JSON leaves alone are escaped too (DEL, and
// those of two bytes in UTF-8, among them a "next line" and a terminal's escape).
std::string Quoted(std::string_view value) {
  using nlohmann::json;
  const std::string text = json(value).dump(-1, ' ', false, json::error_handler_t::replace);
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string safe;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto control = static_cast<unsigned char>(text[i]);
    if (control == 0xC2)
      control = static_cast<unsigned char>(text[i + 1]);  // valid: dump saw to it
    const bool is_two_bytes = text[i] == '\xC2' && control <= 0x9F;
    if (control != 0x7F && !is_two_bytes) {
      safe += text[i];
      continue;
    }
    if (is_two_bytes) ++i;
    safe += "\\u00";
    safe += kDigits[control >> 4];
    safe += kDigits[control & 15];
  }
  return safe;
}

void Append(std::string& text, std::string_view name, std::string_view value) {
  if (!text.empty()) text += ' ';
  text += name;
  text += '=';
  text += IsPlain(Cut(value)) ? std::string(Cut(value)) : Quoted(Cut(value));
}

}  // namespace

std::vector<std::string> JournalFields(const LogLine& line) {
  std::vector<std::string> fields{"MESSAGE=" + std::string(Cut(line.message)),
                                  "PRIORITY=" + std::to_string(Priority(line.level)),
                                  "SYSLOG_IDENTIFIER=" + line.program,
                                  "NOVOFON_EVENT=" + line.event};
  for (const LogField& field : line.fields) {
    fields.push_back(JournalName(field.name) + "=" + std::string(Cut(field.value)));
  }
  return fields;
}

std::string TextLine(const LogLine& line) {
  std::string text;
  Append(text, "level", Name(line.level));
  Append(text, "program", line.program);
  Append(text, "event", line.event);
  Append(text, "message", line.message);
  for (const LogField& field : line.fields) Append(text, field.name, field.value);
  return text + "\n";
}

}  // namespace novofon
