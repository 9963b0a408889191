#include <algorithm>

#include "core/blanks.h"
#include "core/decode_parts.h"

namespace novofon {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool SameIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

// Takes one parameter's value, quoted or not, off the front of `rest`, up to the next ';'.
std::string TakeValue(std::string_view& rest) {
  std::string value;
  rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(" \t")));
  if (!rest.starts_with('"')) {
    const std::string_view plain = rest.substr(0, rest.find(';'));
    rest.remove_prefix(plain.size());
    return std::string(WithoutBlanks(plain));
  }
  std::size_t i = 1;
  for (; i < rest.size() && rest[i] != '"'; ++i) {
    const bool is_escape =
        rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\');
    if (is_escape) ++i;
    value += rest[i];
  }
  rest.remove_prefix(std::min(rest.size(), rest.find(';', std::min(i, rest.size()))));
  return value;
}

// The parameter `name` of a header like `form-data; name="x"`.
std::optional<std::string> ParameterOf(std::string_view header, std::string_view name) {
  std::string_view rest = header.substr(std::min(header.size(), header.find(';')));
  while (rest.starts_with(';')) {
    rest.remove_prefix(1);
    const auto end = std::min(rest.size(), rest.find_first_of("=;"));
    const std::string_view found = WithoutBlanks(rest.substr(0, end));
    rest.remove_prefix(end);
    if (!rest.starts_with('=')) continue;
    rest.remove_prefix(1);
    std::string value = TakeValue(rest);
    if (SameIgnoringCase(found, name)) return value;
  }
  return std::nullopt;
}

struct Delimiter {
  std::size_t begin;  // with the line break that belongs to it
  std::size_t end;
  bool is_final;
};

// The end of the delimiter line whose marker ends at `at`, or npos when the line goes on: then it
// only begins like one.
std::size_t EndOfLine(std::string_view body, std::size_t at) {
  const auto end = body.find_first_not_of(" \t", at);
  if (end == std::string_view::npos) return body.size();
  if (body[end] == '\n') return end + 1;
  return body.substr(end, 2) == "\r\n" ? end + 2 : std::string_view::npos;
}

std::optional<Delimiter> FindDelimiter(std::string_view body, std::string_view marker,
                                       std::size_t from) {
  for (auto at = body.find(marker, from); at != std::string_view::npos;
       at = body.find(marker, at + 1)) {
    if (at != 0 && body[at - 1] != '\n') continue;
    std::size_t begin = at;
    if (begin > from) --begin;
    if (begin > from && body[begin - 1] == '\r') --begin;

    const std::size_t after = at + marker.size();
    const bool is_final = body.substr(after, 2) == "--";
    const std::size_t end = EndOfLine(body, is_final ? after + 2 : after);
    if (end != std::string_view::npos) return Delimiter{begin, end, is_final};
  }
  return std::nullopt;
}

// The field name in a part's headers; leaves the part's content in `part`. Nothing when the headers
// don't end or give no name.
std::optional<std::string> TakeName(std::string_view& part) {
  std::optional<std::string> name;
  for (;;) {
    const auto end = part.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = WithoutBlanks(part.substr(0, end));
    part.remove_prefix(end + 1);
    if (line.empty()) return name;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (SameIgnoringCase(WithoutBlanks(line.substr(0, colon)), "content-disposition")) {
      name = ParameterOf(line.substr(colon + 1), "name");
    }
  }
}

}  // namespace

Decoded DecodeMultipart(std::string_view content_type, std::string_view body) {
  const auto boundary = ParameterOf(content_type, "boundary");
  if (!boundary || boundary->empty()) return Malformed{"multipart without a boundary"};
  const std::string marker = "--" + *boundary;

  FieldCollector fields;
  auto delimiter = FindDelimiter(body, marker, 0);
  if (!delimiter) return Malformed{"multipart whose boundary does not occur"};
  while (!delimiter->is_final) {
    const auto next = FindDelimiter(body, marker, delimiter->end);
    if (!next) return Malformed{"multipart that breaks off"};
    std::string_view part = body.substr(delimiter->end, next->begin - delimiter->end);
    auto name = TakeName(part);
    if (!name) return Malformed{"a part of the multipart has no name"};
    if (!fields.Add(std::move(*name), std::string(part))) return Malformed{kTooManyFields};
    delimiter = next;
  }
  return fields.Take();
}

}  // namespace novofon
