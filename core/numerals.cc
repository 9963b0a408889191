#include "core/numerals.h"

#include <algorithm>
#include <array>
#include <string>

namespace novofon {
namespace {

struct Numeral {
  std::string_view stem;
  std::string_view endings;  // between spaces; "-" is the bare stem
  int value;
};

constexpr auto kCardinals = std::to_array<Numeral>({
    {"ноль", " - ", 0},
    {"нол", " я ю ем ей ", 0},
    {"нул", " ь я ю ем ей ", 0},
    {"один", " - ", 1},
    {"одн", " а о у ой ого ому им ном ", 1},
    {"дв", " а е ух ум умя ", 2},
    {"дво", " е их им ", 2},
    {"тро", " е их им ", 3},
    {"тр", " и ех ем емя ", 3},
    {"четыр", " е ех ем ьмя ", 4},
    {"пят", " ь и ью ", 5},
    {"шест", " ь и ью ", 6},
    {"сем", " ь и ью ", 7},
    {"восем", " ь ью ", 8},
    {"восьм", " и ью ", 8},
    {"девят", " ь и ью ", 9},
    {"десят", " ь и ью ", 10},
    {"одиннадцат", " ь и ью ", 11},
    {"двенадцат", " ь и ью ", 12},
    {"тринадцат", " ь и ью ", 13},
    {"четырнадцат", " ь и ью ", 14},
    {"пятнадцат", " ь и ью ", 15},
    {"шестнадцат", " ь и ью ", 16},
    {"семнадцат", " ь и ью ", 17},
    {"восемнадцат", " ь и ью ", 18},
    {"девятнадцат", " ь и ью ", 19},
    {"двадцат", " ь и ью ", 20},
    {"тридцат", " ь и ью ", 30},
    {"сорок", " - а ", 40},
    {"пятьдесят", " - ", 50},
    {"пятидесят", " и ", 50},
    {"шестьдесят", " - ", 60},
    {"шестидесят", " и ", 60},
    {"семьдесят", " - ", 70},
    {"семидесят", " и ", 70},
    {"восемьдесят", " - ", 80},
    {"восьмидесят", " и ", 80},
    {"девяност", " о а ", 90},
    {"ст", " о а ", 100},
    {"двести", " - ", 200},
    {"двухсот", " - ", 200},
    {"триста", " - ", 300},
    {"трехсот", " - ", 300},
    {"четыреста", " - ", 400},
    {"пятьсот", " - ", 500},
    {"шестьсот", " - ", 600},
    {"семьсот", " - ", 700},
    {"восемьсот", " - ", 800},
    {"девятьсот", " - ", 900},
    {"тысяч", " - а и у е ", 1000},
});

constexpr std::string_view kHard = " ый ой ого ому ым ом ое ая ую ";
constexpr auto kOrdinals = std::to_array<Numeral>({
    {"перв", kHard, 1},
    {"втор", kHard, 2},
    {"трет", " ий ье ьего ьему ьим ьем ья ьей ью ", 3},
    {"четверт", kHard, 4},
    {"пят", kHard, 5},
    {"шест", kHard, 6},
    {"седьм", kHard, 7},
    {"восьм", kHard, 8},
    {"девят", kHard, 9},
    {"десят", kHard, 10},
    {"одиннадцат", kHard, 11},
    {"двенадцат", kHard, 12},
    {"тринадцат", kHard, 13},
    {"четырнадцат", kHard, 14},
    {"пятнадцат", kHard, 15},
    {"шестнадцат", kHard, 16},
    {"семнадцат", kHard, 17},
    {"восемнадцат", kHard, 18},
    {"девятнадцат", kHard, 19},
    {"двадцат", kHard, 20},
    {"тридцат", kHard, 30},
    {"сороков", kHard, 40},
    {"пятидесят", kHard, 50},
    {"шестидесят", kHard, 60},
    {"семидесят", kHard, 70},
    {"восьмидесят", kHard, 80},
    {"девяност", kHard, 90},
    {"сот", kHard, 100},
});

bool IsFormOf(std::string_view word, const Numeral& numeral) {
  if (!word.starts_with(numeral.stem)) return false;
  const std::string_view ending = word.substr(numeral.stem.size());
  const std::string wanted = " " + std::string(ending.empty() ? "-" : ending) + " ";
  return numeral.endings.find(wanted) != std::string_view::npos;
}

bool IsDigits(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// What a numeral may add to one that ends in this magnitude: twenty takes 1-9, a hundred 1-99.
int RoomAfter(int value) {
  if (value >= 1000) return 1000;
  if (value >= 100) return 100;
  return value >= 20 ? 10 : 0;
}

}  // namespace

std::optional<SpokenNumber> ReadNumeral(std::string_view word) {
  for (const Numeral& numeral : kCardinals) {
    if (IsFormOf(word, numeral)) return SpokenNumber{numeral.value, false, 1};
  }
  for (const Numeral& numeral : kOrdinals) {
    if (IsFormOf(word, numeral)) return SpokenNumber{numeral.value, true, 1};
  }
  return std::nullopt;
}

std::optional<SpokenNumber> ReadNumber(std::span<const Word> words) {
  if (words.empty()) return std::nullopt;
  if (IsDigits(words[0].text)) {
    if (words[0].text.size() > 6) return std::nullopt;
    return SpokenNumber{std::stoi(words[0].text), false, 1};
  }
  auto sum = ReadNumeral(words[0].text);
  if (!sum) return std::nullopt;
  int room = RoomAfter(sum->value);
  while (sum->words < words.size() && !sum->ordinal) {
    const auto next = ReadNumeral(words[sum->words].text);
    if (!next || next->value == 0) break;
    const bool thousands = next->value == 1000 && sum->value > 0 && sum->value < 1000;
    if (!thousands && next->value >= room) break;
    sum->value = thousands ? sum->value * 1000 : sum->value + next->value;
    room = thousands ? 1000 : RoomAfter(next->value);
    sum->ordinal = next->ordinal;
    ++sum->words;
  }
  return sum;
}

}  // namespace novofon
