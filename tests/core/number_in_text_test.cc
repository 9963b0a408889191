#include "core/number_in_text.h"

#include <gtest/gtest.h>

#include <vector>

namespace novofon {
namespace {

// All numbers of `text` in their order.
std::vector<int> NumbersOf(std::string_view text) {
  const std::vector<Word> words = Words(text);
  std::vector<int> numbers;
  for (std::span<const Word> rest = words; !rest.empty();) {
    const auto number = ReadNumberIn(text, rest);
    if (number) numbers.push_back(number->value);
    rest = rest.subspan(number ? number->words : 1);
  }
  return numbers;
}

TEST(ReadNumberIn, ANumberEndsWhereAMarkStands) {
  struct Row {
    const char* text;
    std::vector<int> numbers;
  };
  for (const Row& row : std::initializer_list<Row>{{"дом двадцать пять", {25}},
                                                   {"дом двадцать, пятый этаж", {20, 5}},
                                                   {"дом двадцать. Пятый этаж", {20, 5}},
                                                   {"дом двадцать… пятый этаж", {20, 5}},
                                                   {"дом двадцать? Пять!", {20, 5}},
                                                   {"дом двадцать\nпятый этаж", {20, 5}},
                                                   {"двадцать - пять", {20, 5}},
                                                   {"двадцать — пять", {20, 5}},
                                                   {"двадцать-пять", {25}},
                                                   {"сто, двадцать пять", {100, 25}},
                                                   {"сто двадцать, пять", {120, 5}},
                                                   {"сто, двадцать, пять", {100, 20, 5}},
                                                   {"тысяча девятьсот, пять", {1900, 5}},
                                                   {"«двадцать» пять", {25}},
                                                   {"дом, двадцать пять, квартира", {25}},
                                                   {"25, 3", {25, 3}},
                                                   {"ни одного числа нет", {1}},
                                                   {"", {}}}) {
    EXPECT_EQ(NumbersOf(row.text), row.numbers) << row.text;
  }
}

}  // namespace
}  // namespace novofon
