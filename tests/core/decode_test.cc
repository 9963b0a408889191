#include "core/decode.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace novofon {
namespace {

using Json = nlohmann::json;

constexpr char kForm[] = "application/x-www-form-urlencoded";
constexpr char kJson[] = "application/json";

Fields Decoded(std::string_view content_type, std::string_view body) {
  const auto decoded = DecodeBody(content_type, body);
  const auto* bad = std::get_if<Malformed>(&decoded);
  EXPECT_EQ(bad, nullptr) << bad->why;
  return bad ? Fields{} : std::get<Fields>(decoded);
}

std::string WhyMalformed(std::string_view content_type, std::string_view body) {
  const auto decoded = DecodeBody(content_type, body);
  const auto* bad = std::get_if<Malformed>(&decoded);
  EXPECT_NE(bad, nullptr) << "it was understood";
  return bad ? bad->why : "";
}

TEST(DecodeForm, ReadsEscapesAndPluses) {
  EXPECT_EQ(DecodeForm("a=%2B7+900&b=%D0%9F&c=1%3d2"),
            (Fields{{"a", "+7 900"}, {"b", "\xD0\x9F"}, {"c", "1=2"}}));
}

TEST(DecodeForm, AStrayPercentStandsForItself) {
  EXPECT_EQ(DecodeForm("a=100%&b=%zz&c=%4&d=%%41"),
            (Fields{{"a", "100%"}, {"b", "%zz"}, {"c", "%4"}, {"d", "%A"}}));
}

TEST(DecodeForm, KeepsNulAndAnyOtherByte) {
  EXPECT_EQ(DecodeForm("a=x%00y&b=%ff"), (Fields{{"a", std::string("x\0y", 3)}, {"b", "\xFF"}}));
}

TEST(DecodeForm, TheLastOfEqualNamesWins) {
  EXPECT_EQ(DecodeForm("a=1&b=2&%61=3"), (Fields{{"a", "3"}, {"b", "2"}}));
}

TEST(DecodeForm, NamesWithoutValueAreEmptyAndValuesWithoutNameAreDropped) {
  EXPECT_EQ(DecodeForm("a&b=&=c&&d==e&"), (Fields{{"a", ""}, {"b", ""}, {"d", "=e"}}));
  EXPECT_EQ(DecodeForm(""), Fields{});
}

TEST(DecodeForm, NumbersUnnamedKeysAsPhpDoes) {
  EXPECT_EQ(DecodeForm("k[]=a&k%5B%5D=b&n[5]=c&n[]=d&r[][x]=e&r[][x]=f&a[b][]=g"),
            (Fields{{"k[0]", "a"},
                    {"k[1]", "b"},
                    {"n[5]", "c"},
                    {"n[6]", "d"},
                    {"r[0][x]", "e"},
                    {"r[1][x]", "f"},
                    {"a[b][0]", "g"}}));
}

TEST(DecodeForm, LeavesBrokenBracketsAlone) {
  EXPECT_EQ(DecodeForm("k[=1&k]=2&k[a]b[]=3"),
            (Fields{{"k[", "1"}, {"k]", "2"}, {"k[a]b[]", "3"}}));
}

TEST(DecodeForm, AnIndexWithALeadingZeroIsAName) {
  EXPECT_EQ(DecodeForm("k[07]=a&k[]=b"), (Fields{{"k[07]", "a"}, {"k[0]", "b"}}));
}

TEST(DecodeForm, AHugeIndexDoesNotOverflow) {
  EXPECT_EQ(DecodeForm("k[18446744073709551615]=a&k[]=b").at("k[0]"), "b");
}

TEST(DecodeForm, TakesNoMoreThanTheLimit) {
  std::string query = "user_id=7";
  for (std::size_t i = 0; i < 2 * kMaxFields; ++i) query += "&f" + std::to_string(i) + "=1";
  const Fields fields = DecodeForm(query);
  EXPECT_EQ(fields.size(), kMaxFields);
  EXPECT_EQ(FieldOf(fields, "user_id"), "7");
}

TEST(DecodeBody, UnderstandsEverySampleOfLiveAndTestTraffic) {
  int understood = 0;
  for (const auto& entry : std::filesystem::directory_iterator(NOVOFON_TEST_DATA "/payloads")) {
    SCOPED_TRACE(entry.path().filename());
    std::ifstream file(entry.path());
    const Json sample = Json::parse(file);
    Fields expected;
    for (const auto& [name, value] : sample.at("fields").items()) {
      expected[name] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    if (expected.empty()) continue;  // A template: see ATemplateIsUnderstoodOnceFilledIn.
    const Json& type = sample.at("content_type");
    std::string body = sample.value("raw_body", "");
    if (body.empty() && type == kJson) body = sample.at("fields").dump();
    for (const auto& [name, value] : expected) {
      if (type == kJson || sample.contains("raw_body")) break;
      body += (body.empty() ? "" : "&") + name + "=";
      for (const char c : value) body += c == ' ' ? "+" : c == '+' ? "%2B" : std::string(1, c);
    }
    EXPECT_EQ(Decoded(type.is_string() ? type.get<std::string>() : "", body), expected);
    ++understood;
  }
  EXPECT_GE(understood, 20);
}

TEST(DecodeBody, ATemplateIsUnderstoodOnceFilledIn) {
  for (const char* name : {"call_end", "record_call"}) {
    std::ifstream file(NOVOFON_TEST_DATA "/payloads/novofon_v2_template_" + std::string(name) +
                       ".json");
    const std::string text = Json::parse(file).at("raw_body");
    for (const char* value : {"\"in\"", "17", "null", "[\"a\"]", "\"\""}) {
      std::string body = text;
      for (auto at = body.find("{{"); at != std::string::npos; at = body.find("{{", at)) {
        body.replace(at, body.find("}}", at) + 2 - at, value);
      }
      EXPECT_EQ(Decoded(kJson, body).contains("contact_info[contact_phone_number]"),
                value[0] != 'n' && value[0] != '[')
          << value;
    }
  }
}

TEST(DecodeJson, NumbersKeepTheirTextAndBooleansBecomeDigits) {
  const char body[] =
      R"({"event":"x","i":3,"n":-4,"f":1.50,"e":1e3,"big":12345678901234567890123,"t":true,"u":false})";
  EXPECT_EQ(Decoded(kJson, body), (Fields{{"event", "x"},
                                          {"i", "3"},
                                          {"n", "-4"},
                                          {"f", "1.50"},
                                          {"e", "1e3"},
                                          {"big", "12345678901234567890123"},
                                          {"t", "1"},
                                          {"u", "0"}}));
}

TEST(DecodeJson, NullIsAbsent) {
  EXPECT_EQ(Decoded(kJson, R"({"event":"x","a":null,"b":1,"b":null,"c":null,"c":2})"),
            (Fields{{"event", "x"}, {"c", "2"}}));
}

TEST(DecodeJson, NestingBecomesPhpNames) {
  EXPECT_EQ(Decoded(kJson, R"({"a":{"b":{"c":1},"d":[2,[3],{"e":4}]},"event":"x","o":{},"l":[]})"),
            (Fields{{"a[b][c]", "1"},
                    {"a[d][0]", "2"},
                    {"a[d][1][0]", "3"},
                    {"a[d][2][e]", "4"},
                    {"event", "x"}}));
}

TEST(DecodeJson, KeepsNulBytesOfStrings) {
  EXPECT_EQ(Decoded(kJson, R"({"event":"x","a":"1\u00002"})").at("a"), std::string("1\0002", 3));
}

TEST(DecodeJson, IsUnderstoodWhateverTypeIsDeclared) {
  const Fields expected{{"event", "x"}, {"caller_id", "+79001234567"}, {"u", "a=1&b=2"}};
  const std::string body = R"({"event":"x","caller_id":"+79001234567","u":"a=1&b=2"})";
  for (const char* type :
       {"application/json; charset=utf-8", "text/plain", kForm, "", "image/png"}) {
    EXPECT_EQ(Decoded(type, body), expected) << type;
    EXPECT_EQ(Decoded(type, "\xEF\xBB\xBF \r\n" + body + "\n"), expected) << type;
  }
}

TEST(DecodeJson, IsUnderstoodAsTheOnlyKeyOfAForm) {
  const Fields expected{{"event", "x"}, {"u", "a=1 b"}, {"p", "+7"}};
  EXPECT_EQ(
      Decoded(kForm, "%7B%22event%22%3A%22x%22%2C%22u%22%3A%22a%3D1+b%22,%22p%22:%22%2B7%22%7D"),
      expected);
  EXPECT_EQ(Decoded(kForm, "%7b%22event%22:%22x%22,%22u%22:%22a=1+b%22,%22p%22:%22%2B7%22%7d="),
            expected);
  EXPECT_EQ(Decoded(kForm, "{%22event%22:%22x%22,%22u%22:%22a=1+b%22,%22p%22:%22%2B7%22}="),
            expected);
  EXPECT_EQ(Decoded(kForm, R"({"event":"x","u":"a=1 b","p":"+7"}=)"), expected);
}

TEST(DecodeJson, DoubledQuotesAreOneAndEmptyStringsStayEmpty) {
  const Fields expected{{"event", "x"}, {"direction", "in"}, {"internal", ""}, {"last", ""}};
  for (const char* body : {
           R"({"event": "x", "direction": ""in"", "internal": "", "last": ""})",
           R"({"event":""x"","direction":""in"","internal":"","last":""""})",
           R"({ "event" : ""x"" , "internal" : "" , "direction" : ""in"" , "last" : "" })",
       }) {
    EXPECT_EQ(Decoded("text/plain", body), expected) << body;
  }
}

TEST(DecodeJson, BytesOfNoCharacterAreReplacedAsInAForm) {
  const auto decoded = DecodeBody("application/json", "{\"event\":\"SMS\",\"text\":\"a\xFF\xD0\"}");
  ASSERT_TRUE(std::holds_alternative<Fields>(decoded));
  EXPECT_EQ(FieldOf(std::get<Fields>(decoded), "text"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(DecodeJson, DoubledQuotesMayHoldQuotes) {
  const char body[] = R"({"event":"x","a":""OOO "R"!"","b":""say \"hi\""","c":[""1"",""2""]})";
  EXPECT_EQ(
      Decoded(kJson, body),
      (Fields{
          {"event", "x"}, {"a", "OOO \"R\"!"}, {"b", "say \"hi\""}, {"c[0]", "1"}, {"c[1]", "2"}}));
}

TEST(DecodeJson, RightJsonIsNotRepaired) {
  EXPECT_EQ(Decoded(kJson, R"({"event":"x","a":"\"\"in\"\"","b":""})"),
            (Fields{{"event", "x"}, {"a", "\"\"in\"\""}, {"b", ""}}));
}

TEST(DecodeJson, WhatIsNoObjectIsMalformed) {
  for (const char* body :
       {"[{\"event\":\"x\"}]", "\"event\"", "17", "null", "{", "{\"event\":\"x\"",
        "{\"event\":\"x\"}}", "{\"event\":x}", "{\"event\":\"\"x}", "{}", "{\"event\":1e999}"}) {
    EXPECT_NE(WhyMalformed(kJson, body), "") << body;
  }
}

TEST(DecodeJson, SaysWhereItBreaks) {
  EXPECT_EQ(WhyMalformed(kJson, R"({"event":"x" "a":1})"), "the JSON breaks at byte 16");
}

TEST(DecodeJson, NestsNoDeeperThanTheLimit) {
  const auto nested = [](std::size_t depth) {
    return "{\"event\":\"x\",\"a\":" + std::string(depth - 1, '[') + "1" +
           std::string(depth - 1, ']') + "}";
  };
  EXPECT_EQ(Decoded(kJson, nested(kMaxJsonDepth)).size(), 2U);
  EXPECT_EQ(WhyMalformed(kJson, nested(kMaxJsonDepth + 1)), "the JSON is nested too deeply");
  WhyMalformed(kJson, std::string(kMaxBody / 5, '[') + "{\"a\":");
}

TEST(DecodeJson, ALongNameIsNotRepeatedForEveryValueBelow) {
  const std::string body = "{\"event\":\"x\",\"" + std::string(2000, 'n') + "\":[1,2]}";
  EXPECT_EQ(WhyMalformed(kJson, body), "a name in the JSON is too long");
}

TEST(DecodeBody, AFormIsUnderstoodWhateverTypeIsDeclared) {
  for (const char* type : {"", kJson, "text/plain", "APPLICATION/X-WWW-FORM-URLENCODED", ";;"}) {
    EXPECT_EQ(Decoded(type, "event=x&a=%7B1%7D"), (Fields{{"event", "x"}, {"a", "{1}"}})) << type;
  }
  EXPECT_EQ(Decoded(kForm, "{=1&event=x"), (Fields{{"{", "1"}, {"event", "x"}}));
}

TEST(DecodeBody, WithoutAnEventItIsMalformed) {
  for (const char* body : {"a=1", "event=", "event", "Event=x", "{\"a\":1}", "{\"event\":null}"}) {
    EXPECT_EQ(WhyMalformed(kForm, body), "no field `event`, whether read as a form or as JSON");
  }
}

TEST(DecodeBody, TheCheckOfTheAddressNeedsNoEvent) {
  EXPECT_EQ(Decoded(kForm, "zd_echo=ping123"), (Fields{{"zd_echo", "ping123"}}));
}

TEST(DecodeBody, AnEmptyBodyIsMalformed) {
  for (const char* body : {"", " \r\n", "\xEF\xBB\xBF"}) {
    EXPECT_EQ(WhyMalformed(kForm, body), "the body is empty");
  }
}

TEST(DecodeBody, TooManyFieldsAreMalformed) {
  std::string form = "event=x", json = "{\"event\":\"x\"";
  for (std::size_t i = 1; i < kMaxFields; ++i) {
    form += "&f" + std::to_string(i) + "=1";
    json += ",\"f" + std::to_string(i) + "\":1";
  }
  EXPECT_EQ(Decoded(kForm, form).size(), kMaxFields);
  EXPECT_EQ(Decoded(kJson, json + "}").size(), kMaxFields);
  EXPECT_EQ(WhyMalformed(kForm, form + "&one_more=1"), "too many fields");
  EXPECT_EQ(WhyMalformed(kJson, json + ",\"one_more\":1}"), "too many fields");
}

TEST(DecodeBody, TheReasonQuotesNoValue) {
  for (const char* body : {"caller_id=79001234567", R"({"caller_id":79001234567x})",
                           R"({"79001234567":{"79001234567"}})"}) {
    EXPECT_EQ(WhyMalformed(kForm, body).find("7900"), std::string::npos) << body;
  }
}

}  // namespace
}  // namespace novofon
