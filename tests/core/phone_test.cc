#include "core/phone.h"

#include <gtest/gtest.h>

#include <string>

namespace novofon {
namespace {

std::string InRussia(std::string_view text) {
  const auto number = ParsePhone(text, "RU");
  return number ? number->value : "none";
}

class OneMobileNumber : public testing::TestWithParam<std::string> {};

TEST_P(OneMobileNumber, IsTheSameHoweverItIsWritten) {
  EXPECT_EQ(InRussia(GetParam()), "+79161234567");
}

INSTANTIATE_TEST_SUITE_P(Writings, OneMobileNumber,
                         testing::Values("8 (916) 123-45-67", "+79161234567", "79161234567",
                                         "89161234567", "9161234567", "+7 916 123-45-67 доб. 12",
                                         "79161234567  ", " 79161234567", "+7 (916) 123 45 67\t"));

class NobodysNumber : public testing::TestWithParam<std::string> {};

TEST_P(NobodysNumber, IsNothing) { EXPECT_EQ(InRussia(GetParam()), "none"); }

INSTANTIATE_TEST_SUITE_P(Texts, NobodysNumber,
                         testing::Values("100", "0", "anonymous", "", "Unknown", "sip:100@x", "112",
                                         "12345", "+12345", "123-45-67", "Restricted", "+", "++7",
                                         "000000000000", "79160000000000000000", "+71234567",
                                         "+10000000", "99999999999999",
                                         std::string("\xff\xfe\xfd 916123", 10),
                                         std::string(11, '\0'), "null"));

TEST(Phone, NumbersThatEndAlikeAreNotOne) {
  EXPECT_EQ(InRussia("+74951234567"), "+74951234567");
  EXPECT_EQ(InRussia("+73951234567"), "+73951234567");
}

TEST(Phone, AForeignNumberIsUnderstoodWithoutItsPlus) {
  EXPECT_EQ(InRussia("375291234567"), "+375291234567");
}

TEST(Phone, AForeignNumberIsUnderstoodAsDialledFromRussia) {
  EXPECT_EQ(InRussia("810 49 30 123456"), "+4930123456");
}

TEST(Phone, TheRegionDecidesHowAShortFormIsRead) {
  const auto number = ParsePhone("8 029 123-45-67", "BY");
  ASSERT_TRUE(number);
  EXPECT_EQ(number->value, "+375291234567");
}

TEST(Phone, ARegionIsACountryThatTheLibraryKnows) {
  EXPECT_TRUE(IsRegion("RU"));
  EXPECT_TRUE(IsRegion("KZ"));
  for (const char* region : {"XX", "ZZ", "ru", "UR", "RUS", "", "001"}) {
    EXPECT_FALSE(IsRegion(region)) << region;
  }
}

TEST(Phone, NothingLongerThanFortyBytesIsRead) {
  EXPECT_EQ(InRussia("+79161234567" + std::string(28, ' ')), "+79161234567");
  EXPECT_EQ(InRussia("+79161234567" + std::string(29, ' ')), "none");
}

TEST(Phone, PeopleReadItInGroups) {
  EXPECT_EQ(FormatForPeople(PhoneNumber{"+79161234567"}), "+7 916 123-45-67");
  EXPECT_EQ(FormatForPeople(PhoneNumber{"what it was"}), "what it was");
}

TEST(Masked, ShowsBothEndsOfANumber) {
  EXPECT_EQ(Masked("+79161234567"), "+7916***4567");
  EXPECT_EQ(Masked("79161234567"), "7916***4567");
}

TEST(Masked, FreeTextIsOnlyMaskedWhereItIsANumber) {
  EXPECT_EQ(MaskedIfNumber("+7 (916) 123-45-67"), "+7 (9***5-67");
  EXPECT_EQ(MaskedIfNumber("79161234567"), "7916***4567");
  for (const char* text : {"NOTIFY_END", "in_79161234567", "1700000000.17", "123456789", ""}) {
    EXPECT_EQ(MaskedIfNumber(text), text);
  }
}

TEST(Masked, HidesAtLeastThreeCharacters) {
  EXPECT_EQ(Masked("12345678"), "1***5678");
  EXPECT_EQ(Masked("1234567"), "***");
  EXPECT_EQ(Masked("100"), "***");
  EXPECT_EQ(Masked(""), "***");
}

}  // namespace
}  // namespace novofon
