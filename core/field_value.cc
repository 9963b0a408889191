#include <algorithm>
#include <array>

#include "core/evidence.h"
#include "core/russian_text.h"

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
    {"неизвестно", "неизвестен",   "неизвестна", "не указано", "не указан", "не указана",
     "не назван",  "не назвал",    "не назвала", "не названо", "нет",       "нет данных",
     "имя",        "адрес",        "клиент",     "клиентка",   "оператор",  "менеджер",
     "абонент",    "н д",          "null",       "none",       "unknown",   "n a",
     "no data",    "not specified"});

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
  const std::string folded = FoldText(value);
  return !folded.empty() && std::ranges::find(kNothing, std::string_view(folded)) == kNothing.end();
}

}  // namespace novofon
