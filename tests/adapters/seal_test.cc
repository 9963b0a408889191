#include "core/adapters/seal.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace novofon {
namespace {

const std::string kDigits(64, 'a');

TEST(Seal, WhatIsSealedComesBack) {
  const Seal seal{Seal::NewKey()};
  for (const std::string& text :
       {std::string("s3cret"), std::string("a\0b", 3), std::string(500, 'x')}) {
    const auto opened = seal.Open(seal.Close(Secret(text)));
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->Reveal(), text);
  }
}

TEST(Seal, AnEmptySecretStaysEmpty) {
  const Seal seal{Secret(kDigits)};
  EXPECT_EQ(seal.Close(Secret()), "");
  const auto opened = seal.Open("");
  ASSERT_TRUE(opened);
  EXPECT_TRUE(opened->empty());
}

TEST(Seal, TheSameSecretNeverLooksTheSame) {
  const Seal seal{Secret(kDigits)};
  const std::string sealed = seal.Close(Secret("s3cret"));
  EXPECT_NE(sealed, seal.Close(Secret("s3cret")));
  EXPECT_EQ(sealed.find("s3cret"), sealed.npos);
}

TEST(Seal, AnotherKeyOpensNothing) {
  const std::string sealed = Seal(Secret(kDigits)).Close(Secret("s3cret"));
  EXPECT_FALSE(Seal(Seal::NewKey()).Open(sealed));
}

TEST(Seal, AnyChangedOrMissingByteIsNoticed) {
  const Seal seal{Secret(kDigits)};
  const std::string sealed = seal.Close(Secret("s3cret"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(seal.Open(changed)) << i;
  }
  for (std::size_t length = 1; length < sealed.size(); ++length) {
    EXPECT_FALSE(seal.Open(sealed.substr(0, length))) << length;
  }
}

TEST(Seal, AKeyMayHaveBlanksAroundIt) {
  EXPECT_TRUE(Seal::IsKey(Secret(" \t" + kDigits + "\r\n")));
  EXPECT_TRUE(Seal(Secret(kDigits + "\n")).Open(Seal(Secret(kDigits)).Close(Secret("x"))));
}

TEST(Seal, NewKeysAreKeysAndDiffer) {
  const Secret key = Seal::NewKey();
  EXPECT_TRUE(Seal::IsKey(key));
  EXPECT_NE(key.Reveal(), Seal::NewKey().Reveal());
}

class NotASealKey : public testing::TestWithParam<std::string> {};

TEST_P(NotASealKey, IsRefusedWithoutBeingQuoted) {
  EXPECT_FALSE(Seal::IsKey(Secret(GetParam())));
  try {
    const Seal seal{Secret(GetParam())};
    FAIL() << "taken as a key";
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "a seal key is 64 hex digits");
  }
}

INSTANTIATE_TEST_SUITE_P(Texts, NotASealKey,
                         testing::Values("", " \n", kDigits.substr(1), kDigits + "a",
                                         kDigits + "aa", kDigits.substr(1) + "g",
                                         kDigits.substr(0, 32) + " " + kDigits.substr(33),
                                         std::string(64, '\0')));

}  // namespace
}  // namespace novofon
