#include <gtest/gtest.h>

#include <string>

#include "core/decode.h"

namespace novofon {
namespace {

using std::string_literals::operator""s;

constexpr char kType[] = "multipart/form-data; boundary=--------abc";

std::string WithCrLf(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? "\r\n" : std::string(1, c);
  return result;
}

// An SMS the way libcurl sends it, with LF for readability.
const std::string kSms =
    "----------abc\n"
    "Content-Disposition: form-data; name=\"event\"\n"
    "\n"
    "SMS\n"
    "----------abc\n"
    "Content-Disposition: form-data; name=\"result\"\n"
    "Content-Type: text/plain\n"
    "\n"
    "{\"text\":\"a+b%20&c=d\"}\n"
    "----------abc--\n";
const Fields kSmsFields{{"event", "SMS"}, {"result", "{\"text\":\"a+b%20&c=d\"}"}};

std::variant<Fields, Malformed> Decode(std::string_view body) { return DecodeBody(kType, body); }

Fields Decoded(std::string_view type, std::string_view body) {
  const auto decoded = DecodeBody(type, body);
  const auto* bad = std::get_if<Malformed>(&decoded);
  EXPECT_EQ(bad, nullptr) << bad->why;
  return bad ? Fields{} : std::get<Fields>(decoded);
}

std::string WhyMalformed(std::string_view type, std::string_view body) {
  const auto decoded = DecodeBody(type, body);
  const auto* bad = std::get_if<Malformed>(&decoded);
  EXPECT_NE(bad, nullptr) << "it was understood";
  return bad ? bad->why : "";
}

TEST(DecodeMultipart, IsReadWithEitherLineEnd) {
  EXPECT_EQ(Decoded(kType, WithCrLf(kSms)), kSmsFields);
  EXPECT_EQ(Decoded(kType, kSms), kSmsFields);
}

TEST(DecodeMultipart, TheBoundaryIsFoundHoweverItIsWritten) {
  for (const char* type : {"multipart/form-data; boundary=\"--------abc\"",
                           "Multipart/Form-Data;charset=utf-8;BOUNDARY=--------abc ",
                           "multipart/form-data; x=\"; boundary=no\"; boundary=--------abc; y=z",
                           "multipart/form-data; boundary=\"--------\\abc\""}) {
    const bool is_escaped = std::string_view(type).find('\\') != std::string_view::npos;
    EXPECT_EQ(std::holds_alternative<Fields>(DecodeBody(type, kSms)), !is_escaped) << type;
  }
}

TEST(DecodeMultipart, TextAroundTheBoundariesDoesNotMatter) {
  EXPECT_EQ(Decoded(kType, WithCrLf("before\n" + kSms + "after\n")), kSmsFields);
  EXPECT_EQ(Decoded(kType, kSms.substr(0, kSms.size() - 1)), kSmsFields);
}

TEST(DecodeMultipart, ValuesKeepTheirBytes) {
  const std::string value = "a\r\n--------\n----------abcd\n \0\xFF\n"s;
  const std::string body =
      "----------abc\r\nContent-Disposition: form-data; name=\"v\"\r\n\r\n" + value +
      "\r\n----------abc\r\ncontent-disposition:form-data;name=event\r\n\r\nx\r\n----------abc--";
  EXPECT_EQ(Decoded(kType, body), (Fields{{"event", "x"}, {"v", value}}));
}

TEST(DecodeMultipart, AnEmptyValueIsEmpty) {
  const std::string body = WithCrLf(
      "----------abc\nContent-Disposition: form-data; name=\"a\"\n\n\n"
      "----------abc\nContent-Disposition: form-data; name=\"event\"\n\nx\n----------abc--");
  EXPECT_EQ(Decoded(kType, body), (Fields{{"a", ""}, {"event", "x"}}));
}

TEST(DecodeMultipart, FilesAreKeptAsFieldsAndNamesFollowTheRulesOfForms) {
  const std::string body = WithCrLf(
      "----------abc\nContent-Disposition: form-data; filename=\"f;name=no\"; name=\"k[]\"\n\n1\n"
      "----------abc\nContent-Disposition: form-data; name=\"k[]\"\n\n2\n"
      "----------abc\nContent-Disposition: form-data; name=\"q\\\"q\"\n\n3\n"
      "----------abc\nContent-Disposition: form-data; name=event\n\nx\n"
      "----------abc\nContent-Disposition: form-data; name=event\n\ny\n----------abc--");
  EXPECT_EQ(Decoded(kType, body),
            (Fields{{"event", "y"}, {"k[0]", "1"}, {"k[1]", "2"}, {"q\"q", "3"}}));
}

TEST(DecodeMultipart, WhateverBreaksOffIsMalformed) {
  const std::string body = WithCrLf(kSms);
  // All but the last line break, and the two dashes before it, are needed.
  for (std::size_t size = 1; size < body.size() - 2; ++size) {
    EXPECT_TRUE(std::holds_alternative<Malformed>(Decode(body.substr(0, size)))) << size;
  }
}

TEST(DecodeMultipart, SaysWhatIsWrong) {
  EXPECT_EQ(WhyMalformed("multipart/form-data", kSms), "multipart without a boundary");
  EXPECT_EQ(WhyMalformed("multipart/form-data; boundary=\"\"", kSms),
            "multipart without a boundary");
  EXPECT_EQ(WhyMalformed("multipart/form-data; boundary=other", kSms),
            "multipart whose boundary does not occur");
  EXPECT_EQ(WhyMalformed(kType, "----------abc\nX: y\n\nv\n----------abc--"),
            "a part of the multipart has no name");
  EXPECT_EQ(WhyMalformed(kType, "----------abc\n\nv\n"), "multipart that breaks off");
}

TEST(DecodeMultipart, TooManyPartsAreMalformed) {
  std::string body;
  for (std::size_t i = 0; i <= kMaxFields; ++i) {
    body += "----------abc\nContent-Disposition: form-data; name=f" + std::to_string(i) + "\n\n1\n";
  }
  EXPECT_EQ(WhyMalformed(kType, body + "----------abc--"), "too many fields");
}

}  // namespace
}  // namespace novofon
