// The numbers of an address and what each counts.
#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "core/evidence.h"
#include "core/numerals.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

enum class Label { kHouse, kFlat, kBuilding, kStructure, kEntrance, kFloor, kOffice, kRoom };

struct Spelling {
  std::string_view text;
  Label label;
};
constexpr Spelling kStems[] = {
    {"квартир", Label::kFlat},     {"корпус", Label::kBuilding}, {"строени", Label::kStructure},
    {"подъезд", Label::kEntrance}, {"этаж", Label::kFloor},      {"офис", Label::kOffice},
    {"комнат", Label::kRoom},      {"помещени", Label::kRoom},   {"владени", Label::kHouse},
};
constexpr Spelling kWords[] = {
    {"дом", Label::kHouse},     {"дома", Label::kHouse},    {"доме", Label::kHouse},
    {"дому", Label::kHouse},    {"д", Label::kHouse},       {"вл", Label::kHouse},
    {"кв", Label::kFlat},       {"корп", Label::kBuilding}, {"к", Label::kBuilding},
    {"стр", Label::kStructure}, {"под", Label::kEntrance},  {"эт", Label::kFloor},
    {"оф", Label::kOffice},     {"пом", Label::kRoom},
};

std::optional<Label> LabelOf(std::string_view word) {
  for (const Spelling& stem : kStems) {
    if (word.starts_with(stem.text)) return stem.label;
  }
  for (const Spelling& whole : kWords) {
    if (word == whole.text) return whole.label;
  }
  return std::nullopt;
}

struct Part {
  std::optional<int> number;  // else a label, or neither
  std::optional<Label> label;
};

struct Labelled {
  int number = 0;
  std::optional<Label> label;
};

std::vector<Part> PartsOf(std::string_view text) {
  const std::vector<Word> words = Words(text);
  std::vector<Part> parts;
  for (std::span<const Word> rest = words; !rest.empty();) {
    const auto number = ReadNumber(rest);
    const std::string_view word = rest[0].text;
    const bool between = word == "номер" || word == "й" || word == "я" || word == "е";  // «2-й»
    if (number) {
      parts.push_back({number->value, std::nullopt});
    } else if (!between) {
      parts.push_back({std::nullopt, LabelOf(word)});
    }
    rest = rest.subspan(number ? number->words : 1);
  }
  return parts;
}

// Numbers and labels that take turns: «25 дом 112 квартира», «дом 25 квартира 112»,
// «Ленина 25 квартира 112». The length of the run that `parts` begin with.
std::size_t RunLength(std::span<const Part> parts) {
  std::size_t length = 0;
  while (
      length < parts.size() && (parts[length].number || parts[length].label) &&
      (length == 0 || parts[length].number.has_value() != parts[length - 1].number.has_value())) {
    ++length;
  }
  return length;
}

void ReadRun(std::span<const Part> run, std::vector<Labelled>& numbers) {
  const bool labels_follow = run.front().number && run.back().label;
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (!run[i].number) continue;
    std::optional<Label> label;
    if (labels_follow) {
      label = run[i + 1].label;
    } else if (i > 0) {
      label = run[i - 1].label;
    }
    numbers.push_back({*run[i].number, label});
  }
}

std::vector<Labelled> NumbersOf(std::string_view text) {
  const std::vector<Part> parts = PartsOf(text);
  std::vector<Labelled> numbers;
  for (std::span<const Part> rest = parts; !rest.empty();) {
    const std::size_t length = RunLength(rest);
    if (length > 0) ReadRun(rest.first(length), numbers);
    rest = rest.subspan(std::max<std::size_t>(length, 1));
  }
  return numbers;
}

}  // namespace

bool NumbersKeepTheirPlaces(std::string_view value, std::string_view quote) {
  const std::vector<Labelled> said = NumbersOf(quote);
  auto next = said.begin();
  for (const Labelled& number : NumbersOf(value)) {
    const bool same = number.label && std::ranges::any_of(said, [&](const Labelled& one) {
                        return one.number == number.number && one.label == number.label;
                      });
    if (same) continue;
    // Without a label on either side only the order tells numbers apart.
    next = std::find_if(next, said.end(), [&](const Labelled& one) {
      return one.number == number.number && (!one.label || !number.label);
    });
    if (next == said.end()) return false;
    ++next;
  }
  return true;
}

}  // namespace novofon
