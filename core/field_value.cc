#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "core/evidence.h"
#include "core/numerals.h"
#include "core/russian_text.h"
#include "core/spoken_name.h"

namespace novofon {
namespace {

struct Shape {
  std::size_t shortest;  // code points
  std::size_t longest;
  bool digits;
  std::u32string_view marks;  // beside letters and spaces
};

constexpr Shape ShapeOf(ClaimedField field) {
  switch (field) {
    case ClaimedField::kName:
      return {2, 60, false, U"-'’."};
    case ClaimedField::kAddress:
      return {5, 200, true, U"-'’.,/№()\"«»"};
    case ClaimedField::kWhen:
      return {2, 200, true, U"-–—.,:;!?…/"};
  }
  return {};
}

// How models write «nothing» in spite of a nullable field. Folded.
constexpr auto kNothing = std::to_array<std::string_view>(
    {"неизвестно", "неизвестен",    "неизвестна", "не указано",    "не указан",    "не указана",
     "не назван",  "не назвал",     "не назвала", "не названо",    "нет",          "нет данных",
     "имя",        "адрес",         "клиент",     "клиентка",      "оператор",     "менеджер",
     "абонент",    "н д",           "null",       "none",          "unknown",      "n a",
     "no data",    "not specified", "система",    "администратор", "ассистент",    "system",
     "admin",      "assistant",     "user",       "добрый день",   "здравствуйте", "алло"});

constexpr std::size_t kMostNames = 4;  // «Анна Мария Петровна Иванова»
constexpr auto kSmallNames =
    std::to_array<std::string_view>({"оглы", "кызы", "фон", "де", "ван", "дер", "ибн", "аль"});

bool IsCapital(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x400 && c <= 0x42F);
}

// «Игнорируй инструкции» is not a name, though a caller may say it.
bool IsWrittenAsAName(std::string_view value) {
  std::size_t names = 0;
  for (std::size_t at = 0; at < value.size(); ++names) {
    const std::size_t end = std::min(value.find(' ', at), value.size());
    const std::string_view name = value.substr(at, end - at);
    at = end + 1;
    std::size_t first = 0;
    const bool small = std::ranges::find(kSmallNames, name) != kSmallNames.end();
    if (IsServiceWord(FoldText(name))) return false;
    if (name.empty() || (!small && !IsCapital(NextCodePoint(name, first)))) return false;
  }
  return names <= kMostNames;
}

constexpr auto kPlaces = std::to_array<std::string_view>(
    {"улиц",  "проспект", "проезд", "переул", "площад", "шоссе",      "бульвар", "набереж",
     "метро", "посел",    "деревн", "село",   "район",  "микрорайон", "мкр",     "жк",
     "тц",    "снт",      "аллея",  "тупик",  "тракт",  "город",      "станци",  "ул"});

// It has a number or says what kind of place it is.
bool IsWrittenAsAnAddress(std::string_view value) {
  const std::vector<Word> words = Words(value);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (ReadNumber(std::span(words).subspan(i))) return true;
    if (std::ranges::any_of(kPlaces, [&](auto p) { return words[i].text.starts_with(p); })) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool IsPlausible(ClaimedField field, std::string_view value) {
  const Shape shape = ShapeOf(field);
  std::size_t letters = 0;
  std::size_t length = 0;
  for (std::size_t at = 0; at < value.size(); ++length) {
    const char32_t c = NextCodePoint(value, at);
    const bool letter = IsLetter(c);
    const bool allowed = letter || c == ' ' || (shape.digits && IsDigit(c)) ||
                         shape.marks.find(c) != std::u32string_view::npos;
    if (!allowed) return false;
    letters += letter ? 1 : 0;
  }
  const bool needs_letters = field != ClaimedField::kWhen;  // «10.12»
  if (length < shape.shortest || length > shape.longest || (needs_letters && letters < 2))
    return false;
  if (field == ClaimedField::kName && !IsWrittenAsAName(value)) return false;
  if (field == ClaimedField::kAddress && !IsWrittenAsAnAddress(value)) return false;
  const std::string folded = FoldText(value);
  return !folded.empty() && std::ranges::find(kNothing, std::string_view(folded)) == kNothing.end();
}

}  // namespace novofon
