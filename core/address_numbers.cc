#include "core/address_numbers.h"

#include <algorithm>
#include <span>

#include "core/number_in_text.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

struct Spelling {
  std::string_view text;
  Label label;
};
constexpr Spelling kStems[] = {
    {"квартир", Label::kFlat},     {"корпус", Label::kBuilding}, {"строени", Label::kStructure},
    {"подъезд", Label::kEntrance}, {"этаж", Label::kFloor},      {"офис", Label::kOffice},
    {"комнат", Label::kRoom},      {"помещени", Label::kRoom},   {"владени", Label::kHouse},
    {"домофон", Label::kCode},
};
constexpr Spelling kWords[] = {
    {"дом", Label::kHouse},     {"дома", Label::kHouse},    {"доме", Label::kHouse},
    {"дому", Label::kHouse},    {"д", Label::kHouse},       {"вл", Label::kHouse},
    {"кв", Label::kFlat},       {"корп", Label::kBuilding}, {"к", Label::kBuilding},
    {"стр", Label::kStructure}, {"под", Label::kEntrance},  {"эт", Label::kFloor},
    {"оф", Label::kOffice},     {"пом", Label::kRoom},      {"код", Label::kCode},
};

constexpr std::string_view kBetween[] = {"номер", "й",    "я",  "е",     "у",       "нас", "меня",
                                         "там",   "это",  "ну", "будет", "кажется", "э",   "ээ",
                                         "вроде", "тоже", "ой", "ый",    "го",      "ая"};
// «Квартира сорок метров», «к двум часам»: no number of an address.
constexpr std::string_view kMeasures[] = {"метр", "квадрат", "рубл", "минут",
                                          "окн",  "окон",    "утра", "человек"};
constexpr std::string_view kMeasureWords[] = {"час", "часа", "часов", "часам", "вечера"};

struct Part {
  std::optional<int> number;  // else a label, or neither
  std::optional<Label> label;
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  bool ordinal = false;
};

bool IsMeasure(std::string_view word) {
  return std::ranges::find(kMeasureWords, word) != std::end(kMeasureWords) ||
         std::ranges::any_of(kMeasures, [&](auto measure) { return word.starts_with(measure); });
}

std::optional<SpokenNumber> ReadOfAddress(std::string_view text, std::span<const Word> words) {
  const auto number = ReadNumberIn(text, words);
  const bool measured =
      number && number->words < words.size() && IsMeasure(words[number->words].text);
  return measured ? std::nullopt : number;
}

// «К» is a корпус only before a number.
std::optional<Label> LabelAt(std::string_view text, std::span<const Word> words) {
  const bool letter = CountCodePoints(words[0].text) == 1;
  return letter && !ReadOfAddress(text, words.subspan(1)) ? std::nullopt : LabelOf(words[0].text);
}

std::vector<Part> PartsOf(std::string_view text) {
  const std::vector<Word> words = Words(text);
  std::vector<Part> parts;
  for (std::span<const Word> rest = words; !rest.empty();) {
    const auto number = ReadOfAddress(text, rest);
    const std::string_view word = rest[0].text;
    if (number) {
      parts.push_back({number->value, std::nullopt, rest[0].begin, rest[number->words - 1].end,
                       number->ordinal});
    } else if (!IsBetweenLabelAndNumber(word)) {
      parts.push_back({std::nullopt, LabelAt(text, rest), rest[0].begin, rest[0].end, false});
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

void ReadRun(std::span<const Part> run, std::vector<LabelledNumber>& numbers) {
  const bool labels_follow = run.front().number && run.back().label;
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (!run[i].number) continue;
    std::optional<Label> label;
    if (labels_follow) {
      label = run[i + 1].label;
    } else if (i > 0) {
      label = run[i - 1].label;
    }
    numbers.push_back({*run[i].number, label, run[i].begin, run[i].end, run[i].ordinal});
  }
}

}  // namespace

std::optional<Label> LabelOf(std::string_view word) {
  for (const Spelling& stem : kStems) {
    if (word.starts_with(stem.text)) return stem.label;
  }
  for (const Spelling& whole : kWords) {
    if (word == whole.text) return whole.label;
  }
  return std::nullopt;
}

bool IsBetweenLabelAndNumber(std::string_view word) {
  return std::ranges::find(kBetween, word) != std::end(kBetween);
}

std::vector<LabelledNumber> NumbersOf(std::string_view text) {
  const std::vector<Part> parts = PartsOf(text);
  std::vector<LabelledNumber> numbers;
  for (std::span<const Part> rest = parts; !rest.empty();) {
    const std::size_t length = RunLength(rest);
    if (length > 0) ReadRun(rest.first(length), numbers);
    rest = rest.subspan(std::max<std::size_t>(length, 1));
  }
  return numbers;
}

}  // namespace novofon
