// The numbers of an address and what each counts.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace novofon {

enum class Label { kHouse, kBuilding, kStructure, kFlat, kEntrance, kFloor, kOffice, kRoom, kCode };

// Of a folded word: «дом», «кв», «подъезде».
std::optional<Label> LabelOf(std::string_view word);

// A folded word that may stand between a label and its number: «квартира у нас сто двенадцать»,
// «2-й».
bool IsBetweenLabelAndNumber(std::string_view word);

struct LabelledNumber {
  int number = 0;
  std::optional<Label> label;
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  bool ordinal = false;
};

// Without those that measure: «сорок метров», «к двум часам».
std::vector<LabelledNumber> NumbersOf(std::string_view text);

}  // namespace novofon
