// The stand-ins refuse what the originals refuse; else the tests that rest on them would show
// nothing.
#include "tests/standins/standins.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/standins/strict_schema.h"

namespace novofon::standins {
namespace {

using Json = nlohmann::json;

Recording TwoSided() {
  return {.key = "1700000000.7",
          .call = "in_7",
          .file = Tones(7, 4, 2),
          .says = {{0, 1, 1, "Алло"}, {1, 2, 2, "Добрый день"}},
          .finds = {{"name", {"Анна", "меня зовут Анна"}}}};
}

httplib::Request Upload(const std::string& file, const std::string& key = "stt-key") {
  httplib::Request request;
  request.set_header("Content-Type", "multipart/form-data; boundary=x");
  request.set_header("Authorization", "Bearer " + key);
  const auto add = [&](const std::string& name, const std::string& value) {
    request.files.emplace(name, httplib::MultipartFormData{name, value, "", ""});
  };
  add("model", "whisper-1");
  add("language", "ru");
  add("response_format", "verbose_json");
  request.files.emplace("file", httplib::MultipartFormData{"file", file, "a.wav", "audio/wav"});
  return request;
}

// Of the one channel of `wav`, as a coder of the client's would make it.
std::string Channel(const std::string& wav, std::size_t channel) {
  std::string mono = wav.substr(0, 44);
  for (std::size_t at = 44 + 2 * channel; at + 1 < wav.size(); at += 4) mono += wav.substr(at, 2);
  mono[22] = 1;
  mono.replace(28, 5, std::string("\x80\x3e\0\0\x02", 5));
  const std::size_t bytes = mono.size() - 44;
  for (std::size_t i = 0; i < 4; ++i) mono[40 + i] = static_cast<char>(bytes >> (8 * i));
  return mono;
}

Json BodyOf(const Usual& usual) { return Json::parse(usual.answer.body); }

TEST(StandIns, SignAsTheProvidersOwnCodeDoes) {
  std::ifstream stream(std::string(NOVOFON_TEST_DATA) + "/vectors/rest.json");
  const Accounts accounts{"testkey0123456789abc", "topsecret0123456789a"};
  int compared = 0;
  for (const Json& vector : Json::parse(stream)) {
    std::multimap<std::string, std::string> parameters;
    for (const auto& [name, value] : vector["params"].items()) {
      const Json plain = value.is_boolean() ? Json(value == true ? "1" : "0") : value;
      parameters.emplace(name, plain.is_string() ? plain.get<std::string>() : plain.dump());
    }
    if (parameters.contains("10")) continue;  // PHP sorts numbers by value; we are sent none
    EXPECT_EQ(Authorization(vector["method"], parameters, accounts), vector["authorization"])
        << vector["name"];
    ++compared;
  }
  EXPECT_GE(compared, 8);
}

TEST(StandIns, ALinkIsForWhoSignsAndOnlyForAWhile) {
  StandIns standins;
  standins.shelf().Put(TwoSided());
  httplib::Client client(standins.novofon());
  const std::string path = "/v1/pbx/record/request/";
  const auto ask = [&](const std::multimap<std::string, std::string>& parameters,
                       const Accounts& accounts) {
    return client.Get(
        path, parameters,
        httplib::Headers{{"Authorization", Authorization(path, parameters, accounts)}});
  };
  EXPECT_EQ(ask({{"call_id", "1700000000.7"}}, {"appid_1", "wrong"})->status, 401);
  EXPECT_EQ(ask({{"call_id", "1700000000.8"}}, {})->status, 404);
  EXPECT_EQ(ask({{"call_id", "1700000000.7"}, {"lifetime", "60"}}, {})->status, 400);
  const Json found = Json::parse(ask({{"call_id", "1700000000.7"}}, {})->body);
  const std::string link = found["link"];
  const std::string file = link.substr(standins.novofon().size());
  EXPECT_EQ(client.Get(file)->body, TwoSided().file);
  standins.ForgetLinks();
  EXPECT_EQ(client.Get(file)->status, 404);
  EXPECT_TRUE(Json::parse(ask({{"pbx_call_id", "in_7"}}, {})->body)["links"].is_array());
}

TEST(StandIns, SoundIsKnownAgainWholeAndByChannel) {
  Shelf shelf;
  for (unsigned number = 0; number < 40; ++number) {
    shelf.Put({.key = std::to_string(number), .file = Tones(number, 4)});
  }
  shelf.Put(TwoSided());
  const Accounts accounts;
  EXPECT_EQ(BodyOf(AnswerStt(Upload(TwoSided().file), shelf, accounts))["text"],
            "Алло Добрый день");
  EXPECT_EQ(BodyOf(AnswerStt(Upload(Channel(TwoSided().file, 0)), shelf, accounts))["text"],
            "Алло");
  const auto second = AnswerStt(Upload(Channel(TwoSided().file, 1)), shelf, accounts);
  EXPECT_EQ(BodyOf(second)["segments"][0]["text"], " Добрый день");
  EXPECT_EQ(second.recording, "1700000000.7");
  EXPECT_EQ(AnswerStt(Upload(Tones(41, 4)), shelf, accounts).recording, "");
}

TEST(StandIns, SpeechIsRefusedWhereTheOriginalRefusesIt) {
  Shelf shelf;
  const Accounts accounts;
  const auto status = [&](const httplib::Request& request) {
    return AnswerStt(request, shelf, accounts).answer.status;
  };
  EXPECT_EQ(status(Upload(Tones(1, 4))), 200);
  EXPECT_EQ(status(Upload(Tones(1, 4), "wrong")), 401);
  EXPECT_EQ(status(Upload("no sound")), 400);
  EXPECT_EQ(status(Upload(Tones(1, 0.05))), 400);
  for (const char* missing : {"model", "file", "language"}) {
    auto request = Upload(Tones(1, 4));
    request.files.erase(missing);
    EXPECT_EQ(status(request), 400) << missing;
  }
  auto request = Upload(Tones(1, 4));
  request.files.emplace("speed", httplib::MultipartFormData{"speed", "2", "", ""});
  EXPECT_EQ(status(request), 400);
}

TEST(StandIns, OnlyAStrictSchemaIsStrict) {
  struct Row {
    const char* schema;
    bool strict;
  };
  const Row rows[] = {
      {R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false})",
       true},
      {R"({"type":"object","properties":{"a":{"type":"string"}},"required":[],"additionalProperties":false})",
       false},
      {R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"]})", false},
      {R"({"type":"object","properties":{"a":{}},"required":["a"],"additionalProperties":false})",
       false},
      {R"({"type":"object","properties":{"a":{"anyOf":[{"type":"null"},{"type":"object","properties":{}}]}},"required":["a"],"additionalProperties":false})",
       false},
      {R"({"type":"string"})", false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(WhyNotStrict(Json::parse(row.schema)).empty(), row.strict) << row.schema;
  }
}

TEST(StandIns, AScriptIsTakenWholeOrNotAtAll) {
  Script script;
  EXPECT_EQ(Tell(script, R"({"service":"llm","then":[{"failure":"no_credits"}]})"), "");
  EXPECT_NE(Tell(script, R"({"service":"llm","then":[{"status":500},{"failure":"nonsense"}]})"),
            "");
  EXPECT_NE(Tell(script, R"({"service":"post office"})"), "");
  EXPECT_NE(Tell(script, "{"), "");
  EXPECT_EQ(script.Next(Service::kLlm, "x").answer.value_or(Answer{}).status, 402);
  EXPECT_FALSE(script.Next(Service::kLlm, "x").answer.has_value());
}

}  // namespace
}  // namespace novofon::standins
