#include "core/adapters/schema.h"

#include <algorithm>
#include <string_view>

namespace novofon {
namespace {

std::string WithoutComments(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    kept.append(line.substr(0, line.find("--")));
    kept += '\n';
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return kept;
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

}  // namespace

std::vector<std::string> Statements(const std::string& step) {
  const std::string text = WithoutComments(step);
  std::vector<std::string> statements;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view statement = rest.substr(0, rest.find(';'));
    if (const auto trimmed = Trimmed(statement); !trimmed.empty()) statements.emplace_back(trimmed);
    rest.remove_prefix(std::min(statement.size() + 1, rest.size()));
  }
  return statements;
}

}  // namespace novofon
