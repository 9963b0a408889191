#include "core/signature.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace novofon {
namespace {

using Json = nlohmann::json;

constexpr char kRestKey[] = "testkey0123456789abc";
constexpr char kRestSecret[] = "topsecret0123456789a";

Json VectorsOf(const std::string& name) {
  std::ifstream file(NOVOFON_TEST_DATA "/vectors/" + name);
  return Json::parse(file);
}

// The vectors of SMS and CALL_TRACKING hold nothing but the text to sign.
Fields FieldsOf(const Json& vector) {
  Fields fields = vector.at("fields").get<Fields>();
  if (!fields.contains("event")) fields["event"] = "SMS";
  return fields;
}

Parameters ParametersOf(const Json& object) {
  Parameters parameters;
  for (const auto& [name, value] : object.items()) {
    if (value.is_boolean()) {
      parameters.emplace_back(name, value.get<bool>() ? "1" : "0");
    } else {
      parameters.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
    }
  }
  return parameters;
}

TEST(Signature, EveryWebhookVectorIsSignedAsTheOfficialCodeDoes) {
  const Json vectors = VectorsOf("webhook.json");
  ASSERT_GE(vectors.size(), 10U);
  for (const auto& vector : vectors) {
    SCOPED_TRACE(vector.at("name"));
    const Secret secret(vector.at("secret"));
    const auto text = SignedText(FieldsOf(vector));
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, vector.at("string"));
    EXPECT_EQ(Sign(*text, secret, SignatureScheme::kHex), vector.at("signature"));
    EXPECT_EQ(Sign(*text, secret, SignatureScheme::kRaw), vector.at("raw_base64_wrong"));
  }
}

TEST(Signature, EachSchemeAcceptsItsOwnSignatureAndNotTheOther) {
  for (const auto& vector : VectorsOf("webhook.json")) {
    SCOPED_TRACE(vector.at("name"));
    const Secret secret(vector.at("secret"));
    const std::string text = vector.at("string"), hex = vector.at("signature"),
                      raw = vector.at("raw_base64_wrong");
    EXPECT_TRUE(VerifySignature(text, hex, secret, SignatureScheme::kHex));
    EXPECT_TRUE(VerifySignature(text, raw, secret, SignatureScheme::kRaw));
    EXPECT_FALSE(VerifySignature(text, raw, secret, SignatureScheme::kHex));
    EXPECT_FALSE(VerifySignature(text, hex, secret, SignatureScheme::kRaw));
  }
}

TEST(Signature, AMissingFieldCountsAsEmpty) {
  const Fields missing{{"event", "NOTIFY_OUT_START"}, {"destination", "79001234567"}};
  Fields empty = missing;
  empty["internal"] = "";
  empty["call_start"] = "";
  EXPECT_EQ(SignedText(missing), "79001234567");
  EXPECT_EQ(SignedText(empty), SignedText(missing));
}

TEST(Signature, ValuesAreSignedByteForByte) {
  const Fields fields{{"event", "NOTIFY_START"},
                      {"caller_id", "+7 900\xFF"},
                      {"called_did", std::string("\0x", 2)},
                      {"call_start", " "}};
  EXPECT_EQ(SignedText(fields), std::string("+7 900\xFF\0x ", 10));
}

TEST(Signature, EventsWithoutADocumentedSignatureHaveNoText) {
  for (const char* event : {"SPEECH_RECOGNITION", "DOCUMENT", "NOTIFY_INTERNAL_END", "notify_start",
                            "NOTIFY_STARTED", ""}) {
    EXPECT_EQ(SignedText({{"event", event}, {"result", "x"}}), std::nullopt) << event;
  }
  EXPECT_EQ(SignedText({}), std::nullopt);
}

TEST(Signature, BlanksAroundTheHeaderDoNotMatter) {
  const Secret secret("s");
  const std::string right = Sign("text", secret, SignatureScheme::kHex);
  EXPECT_TRUE(VerifySignature("text", "  " + right + "\t\r\n", secret, SignatureScheme::kHex));
}

TEST(Signature, AnythingElseIsRefused) {
  const Secret secret("s");
  const std::string right = Sign("text", secret, SignatureScheme::kHex);
  std::string wrong = right;
  wrong[0] = wrong[0] == 'A' ? 'B' : 'A';
  for (const std::string& signature : {std::string(), std::string(" "), wrong, right + "=",
                                       right.substr(1), std::string(56, '\0')}) {
    EXPECT_FALSE(VerifySignature("text", signature, secret, SignatureScheme::kHex)) << signature;
  }
  EXPECT_FALSE(VerifySignature("Text", right, secret, SignatureScheme::kHex));
  EXPECT_FALSE(VerifySignature("text", right, Secret("S"), SignatureScheme::kHex));
}

TEST(Signature, AnEmptySecretVerifiesNothing) {
  const std::string anybodys = Sign("text", Secret(), SignatureScheme::kHex);
  EXPECT_EQ(anybodys.size(), 56U);
  EXPECT_FALSE(VerifySignature("text", anybodys, Secret(), SignatureScheme::kHex));
}

TEST(Rest, EveryVectorIsEncodedAndAuthorizedAsTheOfficialCodeDoes) {
  const Json vectors = VectorsOf("rest.json");
  ASSERT_GE(vectors.size(), 9U);
  for (const auto& vector : vectors) {
    SCOPED_TRACE(vector.at("name"));
    const std::string query = BuildQuery(ParametersOf(vector.at("params")));
    EXPECT_EQ(query, vector.at("params_string"));
    const std::string path = vector.at("method");
    EXPECT_EQ(RestAuthorization(path, query, kRestKey, Secret(kRestSecret)),
              vector.at("authorization"));
  }
}

TEST(Rest, ParametersAreSortedWhateverTheirOrder) {
  EXPECT_EQ(BuildQuery({{"b", "1"}, {"10", "2"}, {"a", "3"}, {"9", "4"}, {"09", "5"}}),
            "9=4&10=2&09=5&a=3&b=1");
}

TEST(Secret, ComparesInConstantTimeButCorrectly) {
  EXPECT_TRUE(SameInConstantTime("", ""));
  EXPECT_TRUE(SameInConstantTime("abc", "abc"));
  EXPECT_FALSE(SameInConstantTime("abc", "abd"));
  EXPECT_FALSE(SameInConstantTime("abc", "ab"));
}

}  // namespace
}  // namespace novofon
