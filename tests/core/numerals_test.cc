#include "core/numerals.h"

#include <gtest/gtest.h>

namespace novofon {
namespace {

struct Case {
  std::string_view said;
  SpokenNumber number;
};

TEST(ReadNumber, SpokenNumeralsAreAddedUpDownwards) {
  const std::vector<Case> cases = {
      {"пять", {5, false, 1}},
      {"трём", {3, false, 1}},
      {"двадцать пятого декабря", {25, true, 2}},
      {"двадцать пять", {25, false, 2}},
      {"одиннадцать тридцать", {11, false, 1}},
      {"двадцать тридцать", {20, false, 1}},
      {"двадцать пятнадцать", {20, false, 1}},
      {"ноль пять", {0, false, 1}},
      {"двадцать ноль", {20, false, 1}},
      {"сто двенадцать", {112, false, 2}},
      {"двести тридцать один", {231, false, 3}},
      {"две тысячи двадцать шестого", {2026, true, 4}},
      {"тысяча пятьсот", {1500, false, 2}},
      {"третьего", {3, true, 1}},
      {"седьмого", {7, true, 1}},
      {"трое", {3, false, 1}},
      {"двоих", {2, false, 1}},
      {"восьми", {8, false, 1}},
      {"тридцать первое", {31, true, 2}},
      {"2026 года", {2026, false, 1}},
      {"сорокового", {40, true, 1}},
  };
  for (const Case& c : cases) EXPECT_EQ(ReadNumber(Words(c.said)), c.number) << c.said;
}

TEST(ReadNumber, OtherWordsAreNoNumbers) {
  for (const char* word : {"столица", "сотрудник", "пятница", "среда", "семья", "трубка", "двор",
                           "стой", "12345678", ""}) {
    EXPECT_EQ(ReadNumber(Words(word)), std::nullopt) << word;
  }
}

}  // namespace
}  // namespace novofon
