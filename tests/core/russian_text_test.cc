#include "core/russian_text.h"

#include <gtest/gtest.h>

namespace novofon {
namespace {

TEST(FoldText, CaseYoAndPunctuationVanish) {
  EXPECT_EQ(FoldText("  Ёлка, «ЁЖ» — Щука!.. "), "елка еж щука");
  EXPECT_EQ(FoldText("DimaTorzok"), "dimatorzok");
  EXPECT_EQ(FoldText("...!"), "");
}

TEST(FoldText, StressMarksAndDecomposedLettersAreTheSameWord) {
  EXPECT_EQ(FoldText("за\u0301втра"), "завтра");
  EXPECT_EQ(FoldText("тре\u0308х и\u0306од"), "трех йод");
  EXPECT_EQ(FoldText("зав\u00ADтра"), "завтра");
}

TEST(FoldText, BytesThatAreNotUtf8OnlySeparateWords) {
  EXPECT_EQ(FoldText("да\xFFнет"), "да нет");
  EXPECT_EQ(FoldText("\xD0"), "");
  EXPECT_EQ(FoldText("\xC0\xAF\xED\xA0\x80\xF8z"), "z");
  EXPECT_EQ(FoldText("\xF0\x9F\x93\x9E звонок"), "звонок");
}

TEST(Words, LettersAndDigitsAreWordsOfTheirOwnWithTheirPlaces) {
  const std::vector<Word> expected = {{"дом", 0, 6}, {"5", 7, 8}, {"а", 8, 10}};
  EXPECT_EQ(Words("Дом 5А."), expected);
}

TEST(IsCapitalised, ByTheFirstLetterAlone) {
  for (const auto& [text, capital] :
       std::initializer_list<std::pair<const char*, bool>>{{"Пётр", true},
                                                           {"моё", false},
                                                           {"Ёж", true},
                                                           {"ёж", false},
                                                           {"двадцать", false},
                                                           {"Anna", true},
                                                           {"anna", false},
                                                           {"5", false}}) {
    EXPECT_EQ(IsCapitalised(text, Words(text)[0]), capital) << text;
  }
}

TEST(CountCodePoints, CountsLettersNotBytes) {
  EXPECT_EQ(CountCodePoints("Ёж"), 2u);
  EXPECT_EQ(CountCodePoints("\xFF\xD0"), 2u);
}

}  // namespace
}  // namespace novofon
