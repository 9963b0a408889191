#include "systemd/ctl/table.h"

#include <algorithm>

namespace novofon::ctl {
namespace {

constexpr std::size_t kWidest = 48;  // code points of a cell

bool BeginsCodePoint(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t CodePoints(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), BeginsCodePoint));
}

std::string Clipped(std::string text) {
  if (CodePoints(text) <= kWidest) return text;
  std::size_t kept = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    if (BeginsCodePoint(text[end]) && kept++ == kWidest - 1) break;
    ++end;
  }
  text.resize(end);
  return text + "…";
}

std::string Cell(const Json& row, const std::string& column) {
  const auto found = row.find(column);
  if (found == row.end() || found->is_null()) return "";
  if (found->is_boolean()) return found->get<bool>() ? "yes" : "no";
  if (found->is_array()) {
    std::string joined;
    for (const auto& item : *found) {
      joined +=
          (joined.empty() ? "" : ", ") + (item.is_string() ? item.get<std::string>() : item.dump());
    }
    return Clipped(OneLine(joined));
  }
  // Through JSON and back: bytes that are no UTF-8 come out as U+FFFD.
  if (found->is_string()) return Clipped(OneLine(Json::parse(AsJson(*found)).get<std::string>()));
  return Clipped(AsJson(*found));
}

}  // namespace

std::string AsJson(const Json& value) {
  return value.dump(value.is_structured() ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

std::string OneLine(std::string_view text) {
  // Control characters are also the two-byte ones of U+0080..U+009F.
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool two_byte_control =
        byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (text[i] == '\n') {
      line += line.ends_with("; ") ? "" : "; ";
    } else if (byte < 0x20 || byte == 0x7F || two_byte_control) {
      line += ' ';
      if (two_byte_control) ++i;
    } else {
      line += text[i];
    }
  }
  return line;
}

std::string AsTable(const Json& rows, const std::vector<std::string>& columns) {
  std::vector<std::vector<std::string>> lines = {columns};
  for (const auto& row : rows) {
    auto& line = lines.emplace_back();
    for (const auto& column : columns) line.push_back(Cell(row, column));
  }
  std::vector<std::size_t> widths(columns.size());
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], CodePoints(line[i]));
    }
  }
  std::string table;
  for (const auto& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      text += line[i] + std::string(widths[i] - CodePoints(line[i]) + 2, ' ');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    table += text + "\n";
  }
  return table;
}

}  // namespace novofon::ctl
