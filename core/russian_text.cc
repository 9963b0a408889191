#include "core/russian_text.h"

namespace novofon {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kBreve = 0x306;  // и + this is й in decomposed text

void Append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

char32_t Lower(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) c += 80;
  if (c == U'ё') return U'е';
  return c;
}

// Stress marks, the dots of a decomposed ё, soft hyphens, joiners.
bool IsInvisible(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF;
}

}  // namespace

char32_t NextCodePoint(std::string_view text, std::size_t& position) {
  const auto lead = static_cast<unsigned char>(text[position++]);
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - position < more) return kReplacement;
  char32_t c = lead & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const auto next = static_cast<unsigned char>(text[position + i]);
    if ((next & 0xC0) != 0x80) return kReplacement;
    c = (c << 6) | (next & 0x3F);
  }
  const bool overlong = (more == 2 && c < 0x800) || (more == 3 && c < 0x10000);
  if (overlong || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) return kReplacement;
  position += more;
  return c;
}

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

bool IsLetter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
         (c >= 0x400 && c <= 0x52F && (c < 0x482 || c > 0x489));
}

std::size_t CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) NextCodePoint(text, at);
  return count;
}

std::vector<Word> Words(std::string_view text) {
  std::vector<Word> words;
  enum class Run { kNone, kLetters, kDigits } run = Run::kNone;
  char32_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = NextCodePoint(text, at);
    if (run == Run::kLetters && IsInvisible(c)) {
      if (c == kBreve && last == U'и') {
        words.back().text.resize(words.back().text.size() - 2);
        Append(words.back().text, U'й');
      }
      words.back().end = at;
      continue;
    }
    const Run kind = IsLetter(c) ? Run::kLetters : IsDigit(c) ? Run::kDigits : Run::kNone;
    if (kind != Run::kNone) {
      if (kind != run) words.push_back({"", begin, begin});
      last = Lower(c);
      Append(words.back().text, last);
      words.back().end = at;
    }
    run = kind;
  }
  return words;
}

std::string_view GapBefore(std::string_view text, std::span<const Word> words, std::size_t i) {
  const std::size_t begin = i > 0 ? words[i - 1].end : 0;
  const std::size_t end = i < words.size() ? words[i].begin : text.size();
  return text.substr(begin, end - begin);
}

bool IsCapitalised(std::string_view text, const Word& word) {
  std::size_t at = word.begin;
  const char32_t first = NextCodePoint(text, at);
  return first != U'ё' && Lower(first) != first;
}

std::string FoldText(std::string_view text) {
  std::string folded;
  for (const Word& word : Words(text)) {
    if (!folded.empty()) folded += ' ';
    folded += word.text;
  }
  return folded;
}

std::string_view WholeCharacters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace novofon
