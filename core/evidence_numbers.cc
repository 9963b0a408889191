// The numbers of an address and what each counts.
#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "core/evidence.h"
#include "core/number_in_text.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

enum class Label { kHouse, kFlat, kBuilding, kStructure, kEntrance, kFloor, kOffice, kRoom, kCode };

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

std::optional<Label> LabelOf(std::string_view word) {
  for (const Spelling& stem : kStems) {
    if (word.starts_with(stem.text)) return stem.label;
  }
  for (const Spelling& whole : kWords) {
    if (word == whole.text) return whole.label;
  }
  return std::nullopt;
}

// Between a label and its number: «квартира у нас сто двенадцать», «2-й».
constexpr std::string_view kBetween[] = {"номер", "й",    "я",  "е",     "у",       "нас", "меня",
                                         "там",   "это",  "ну", "будет", "кажется", "э",   "ээ",
                                         "вроде", "тоже", "ой", "ый",    "го",      "ая"};
// «Квартира сорок метров», «к двум часам»: no number of an address.
constexpr std::string_view kMeasures[] = {"метр", "квадрат", "рубл", "минут",
                                          "окн",  "окон",    "утра", "человек"};
constexpr std::string_view kMeasureWords[] = {"час", "часа", "часов", "часам", "вечера"};
constexpr std::size_t kShortestName = 3;  // letters, of «8 Марта»

struct Part {
  std::optional<int> number;  // else a label, or neither
  std::optional<Label> label;
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
};

struct Labelled {
  int number = 0;
  std::optional<Label> label;
  std::size_t begin = 0;
  std::size_t end = 0;
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
      parts.push_back({number->value, std::nullopt, rest[0].begin, rest[number->words - 1].end});
    } else if (std::ranges::find(kBetween, word) == std::end(kBetween)) {
      parts.push_back({std::nullopt, LabelAt(text, rest), rest[0].begin, rest[0].end});
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
    numbers.push_back({*run[i].number, label, run[i].begin, run[i].end});
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

// «8 Марта», «1-я Парковая»: a number of a name, not of a house.
bool IsOfAName(const Labelled& number, std::string_view text) {
  const std::string_view behind = text.substr(number.end);
  const std::vector<Word> words = Words(behind.substr(0, behind.find(',')));
  const auto next = std::ranges::find_if(words, [](const Word& word) {
    return std::ranges::find(kBetween, word.text) == std::end(kBetween);
  });
  return !number.label && next != words.end() && !LabelOf(next->text) &&
         !ReadNumber({next, words.end()}) && CountCodePoints(next->text) >= kShortestName;
}

// What the numbers of a written address are that have no label: the house, what it has behind a
// stroke, the flat.
class Unlabelled {
 public:
  explicit Unlabelled(std::string_view text) : text_(text) {}

  // Of each number in turn; nothing when only an unlabelled one can be meant.
  std::optional<Label> Read(const Labelled& number) {
    const std::string_view between = text_.substr(behind_, number.begin - behind_);
    behind_ = number.end;
    if (number.label || IsOfAName(number, text_)) {
      house_seen_ |= number.label == Label::kHouse;
      return number.label;
    }
    const bool stroke = between.find('/') != std::string_view::npos || FoldText(between) == "дробь";
    const bool flat = house_seen_ && !stroke;
    house_seen_ = true;
    return flat ? Label::kFlat : Label::kHouse;
  }

 private:
  std::string_view text_;
  std::size_t behind_ = 0;
  bool house_seen_ = false;
};

}  // namespace

Agreement NumbersAgree(std::string_view value, std::string_view quote) {
  const std::vector<Labelled> said = NumbersOf(quote);
  auto next = said.begin();
  Agreement agreement = Agreement::kSame;
  Unlabelled unlabelled(value);
  for (const Labelled& number : NumbersOf(value)) {
    const auto meant = unlabelled.Read(number);
    const bool same = number.label && std::ranges::any_of(said, [&](const Labelled& one) {
                        return one.number == number.number && one.label == number.label;
                      });
    if (same) continue;
    // Without a label on either side only the order tells numbers apart.
    next = std::find_if(next, said.end(), [&](const Labelled& one) {
      return one.number == number.number && (!one.label || (!number.label && one.label == meant));
    });
    if (next == said.end()) return Agreement::kContrary;
    ++next;
    if (number.label && number.label != Label::kHouse) agreement = Agreement::kAdded;
  }
  return agreement;
}

bool MayBeOneNumber(std::string_view text) {
  const std::vector<Labelled> numbers = NumbersOf(text);
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    const std::size_t begin = numbers[i - 1].begin;
    const std::size_t between = numbers[i - 1].end;
    const auto sentence = text.substr(between, numbers[i].begin - between).find_first_of(".!?");
    if (numbers[i].label || sentence != std::string_view::npos) continue;
    const std::vector<Word> both = Words(text.substr(begin, numbers[i].end - begin));
    const auto one = ReadNumber(both);
    if (one && one->words == both.size()) return true;
  }
  return false;
}

}  // namespace novofon
