#include "core/adapters/sql.h"

#include <gtest/gtest.h>

#include <string>

namespace novofon {
namespace {

std::string Quoted(std::string_view text) { return (Sql() << Text{text}).text(); }

TEST(Sql, ATextCannotEndItsQuotes) {
  EXPECT_EQ(Quoted("a'b"), R"('a\'b')");
  EXPECT_EQ(Quoted("'; DROP TABLE calls; --"), R"('\'; DROP TABLE calls; --')");
  EXPECT_EQ(Quoted("ends with \\"), R"('ends with \\')");
  EXPECT_EQ(Quoted("\\'"), R"('\\\'')");
  EXPECT_EQ(Quoted(std::string("a\0'", 3)), R"('a\0\'')");
}

TEST(Sql, OtherTextStaysAsItIs) {
  EXPECT_EQ(Quoted(""), "''");
  EXPECT_EQ(Quoted("plain"), "'plain'");
  EXPECT_EQ(Quoted("📞 Звонок\n\"тест\" \t€"), "'📞 Звонок\n\"тест\" \t€'");
}

TEST(Sql, BytesThatAreNoUtf8HideNoQuote) {
  const std::string replaced = "\xEF\xBF\xBD";
  EXPECT_EQ(Quoted("\xff"), "'" + replaced + "'");
  EXPECT_EQ(Quoted("\xd0'"), "'" + replaced + "\\''");
  EXPECT_EQ(Quoted("\xe2\x82'x"), "'" + replaced + replaced + "\\'x'");
  EXPECT_EQ(Quoted("\xc0\xa7"), "'" + replaced + replaced + "'");
  EXPECT_EQ(Quoted("\xf0\x9f\x93"), "'" + replaced + replaced + replaced + "'");
}

TEST(Sql, BytesAreHexDigits) {
  EXPECT_EQ((Sql() << Bytes{std::string_view("\0'\\\xff", 4)}).text(), "X'00275cff'");
}

}  // namespace
}  // namespace novofon
