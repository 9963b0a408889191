#include "core/adapters/entry_json.h"

#include <gtest/gtest.h>

namespace novofon {
namespace {

TEST(EntryJson, FieldsComeBackAsTheyWere) {
  const Fields fields{{"caller_id", "+79161234567"},
                      {"event", "NOTIFY_START"},
                      {"name", "Анна \"А\"\n\t\\"},
                      {"nul", std::string("a\0b", 3)},
                      {"wait_dtmf[digits]", ""}};
  EXPECT_EQ(FieldsFromJson(FieldsToJson(fields)), fields);
  EXPECT_EQ(FieldsFromJson(FieldsToJson({})), Fields{});
}

TEST(EntryJson, BytesThatAreNoUtf8BecomeReplacementCharacters) {
  EXPECT_EQ(FieldsToJson({{"a", "x\xffy"}}), "{\"a\":\"x\xEF\xBF\xBDy\"}");
  EXPECT_EQ(FieldsToJson({{"\xd0", "1"}}), "{\"\xEF\xBF\xBD\":\"1\"}");
}

TEST(EntryJson, OnlyAnObjectOfStringsIsRead) {
  for (const char* text : {"", "{", "[]", "1", "\"a\"", "null", "{\"a\":1}", "{\"a\":{}}",
                           "{\"a\":null}", "{\"a\":\"b\"} x", "{\"a\":\"\xff\"}"}) {
    EXPECT_EQ(FieldsFromJson(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace novofon
