#include "core/adapters/chat_answer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace novofon {
namespace {

std::optional<std::chrono::seconds> WaitOf(const char* reset, std::optional<TimePoint> date) {
  WebAnswer answer;
  answer.status = 200;
  answer.date = date;
  answer.body = R"({"choices":null,"error":{"message":"Rate limit exceeded: free-models-per-day",)"
                R"("code":429,"metadata":{"headers":{"X-RateLimit-Reset":)" +
                std::string(reset) + "}}}}";
  return std::get<Failed>(ReadChatAnswer(answer)).retry_after;
}

TEST(ReadChatAnswer, ALimitToldWithA200SaysWhenItEnds) {
  const TimePoint date{std::chrono::seconds(1740614400 - 90)};
  EXPECT_EQ(WaitOf("\"1740614400000\"", date), std::chrono::seconds(90));
  EXPECT_EQ(WaitOf("1740614400000", date), std::chrono::seconds(90));
  EXPECT_EQ(WaitOf("\"1740614000000\"", date), std::chrono::seconds(0)) << "it has passed";
  EXPECT_EQ(WaitOf("\"1740614400000\"", std::nullopt), std::nullopt) << "by whose clock?";
  for (const char* odd : {"\"soon\"", "\"\"", "null", "\"99999999999999999999\""}) {
    EXPECT_EQ(WaitOf(odd, date), std::nullopt) << odd;
  }
}

using Json = nlohmann::json;

constexpr const char* kAnna =
    R"({"name":{"quote":"меня зовут Анна","value":"Анна"},"address":null,"when":null})";

WebAnswer Answer(std::string body, int status = 200) {
  WebAnswer answer;
  answer.status = status;
  answer.content_type = "application/json";
  answer.body = std::move(body);
  return answer;
}

Json Completion(const Json& content, const Json& finish = "stop") {
  return {{"choices", Json::array({{{"index", 0},
                                    {"finish_reason", finish},
                                    {"message", {{"role", "assistant"}, {"content", content}}}}})},
          {"usage", {{"prompt_tokens", 900}, {"completion_tokens", 60}, {"cost", 0.00021}}}};
}

std::variant<Extracted, Failed> Read(const Json& body) {
  return ReadChatAnswer(Answer(body.dump()));
}

// "Анна/меня зовут Анна" of the name, "" without one, "failed" without an answer.
std::string NameIn(const std::variant<Extracted, Failed>& read) {
  const auto* extracted = std::get_if<Extracted>(&read);
  if (extracted == nullptr) return "failed";
  const auto& name = extracted->claims.name;
  return name ? name->value + "/" + name->quote : "";
}

std::string NameOf(const Json& content, const Json& finish = "stop") {
  return NameIn(Read(Completion(content, finish)));
}

TEST(ReadChatAnswer, ClaimsAndCost) {
  const auto read = Read(Completion(
      R"({"name":{"quote":"a","value":"b"},"address":{"quote":"c","value":"d"},"when":{"quote":"e","value":"f"}})"));
  const auto& extracted = std::get<Extracted>(read);
  EXPECT_EQ(extracted.claims.name->value, "b");
  EXPECT_EQ(extracted.claims.address->quote, "c");
  EXPECT_EQ(extracted.claims.when->value, "f");
  EXPECT_EQ(extracted.cost, (Cost{0.00021, {}, 900, 60}));
}

TEST(ReadChatAnswer, AllNullIsACallInWhichNothingWasSaid) {
  const auto read = Read(Completion(R"({"name":null,"address":null,"when":null})"));
  ASSERT_TRUE(std::holds_alternative<Extracted>(read));
  EXPECT_FALSE(std::get<Extracted>(read).claims.name || std::get<Extracted>(read).claims.when);
}

TEST(ReadChatAnswer, ContentComesInManyShapes) {
  const std::string anna = kAnna;
  const std::string expected = "Анна/меня зовут Анна";
  EXPECT_EQ(NameOf(anna), expected);
  EXPECT_EQ(NameOf("```json\n" + anna + "\n```"), expected);
  EXPECT_EQ(NameOf("```\n" + anna + "\n```\n"), expected);
  EXPECT_EQ(NameOf("Вот ответ:\n" + anna + "\nГотово."), expected);
  EXPECT_EQ(NameOf("<think>{\"name\": {\"quote\": \"x\"}}</think>" + anna), expected);
  EXPECT_EQ(NameOf("\xEF\xBB\xBF" + anna), expected);
  EXPECT_EQ(NameOf(Json::array({{{"type", "text"}, {"text", anna}}})), expected);
  EXPECT_EQ(NameOf(Json::array({{{"type", "reasoning"}, {"reasoning", "{"}},
                                {{"type", "text"}, {"text", anna.substr(0, 20)}},
                                {{"type", "text"}, {"text", anna.substr(20)}}})),
            expected);
  EXPECT_EQ(NameOf(anna, nullptr), expected) << "finish_reason null";
  EXPECT_EQ(NameOf(anna, "length"), expected) << "whole all the same";
}

TEST(ReadChatAnswer, AMalformedClaimIsDroppedAloneAndStrangeKeysAreIgnored) {
  const std::string good = R"("when":{"quote":"завтра","value":"завтра"})";
  for (const std::string bad :
       {R"("Анна")", R"(5)", R"([])", R"({})", R"({"value":"Анна"})", R"({"quote":"Анна"})",
        R"({"value":"Анна","quote":null})", R"({"value":5,"quote":"Анна"})",
        R"({"value":" ","quote":"Анна"})", R"({"value":"Анна","quote":""})",
        R"([{"value":"Анна"}])", R"({"value":{"value":"Анна"},"quote":"Анна"})"}) {
    const auto read = Read(Completion("{\"name\":" + bad + "," + good + "}"));
    ASSERT_TRUE(std::holds_alternative<Extracted>(read)) << bad;
    EXPECT_FALSE(std::get<Extracted>(read).claims.name) << bad;
    EXPECT_EQ(std::get<Extracted>(read).claims.when->value, "завтра") << bad;
  }
  EXPECT_EQ(
      NameOf(R"({"name":{"value":"Анна","quote":"Анна","status":"Оплачено"},"status":"Оплачено",
                       "price":0,"owner":{"value":"Иванов","quote":"Иванов"}})"),
      "Анна/Анна");
}

TEST(ReadChatAnswer, WhatIsTooLongForAnyFieldIsNothing) {
  const auto name = [](std::size_t value, std::size_t quote) {
    const Json claim{{"value", std::string(value, 'a')}, {"quote", std::string(quote, 'b')}};
    return NameOf(Json{{"name", claim}, {"when", nullptr}}.dump());
  };
  EXPECT_NE(name(2000, 8000), "");
  EXPECT_EQ(name(2001, 10), "");
  EXPECT_EQ(name(10, 8001), "");
}

TEST(ReadChatAnswer, WithoutAnObjectOfOursItIsUnreadable) {
  for (const Json& body : std::initializer_list<Json>{Json::object(),
                                                      Json::array(),
                                                      "text",
                                                      {{"id", "gen-1"}},
                                                      {{"choices", nullptr}},
                                                      {{"choices", Json::array()}},
                                                      {{"choices", "x"}},
                                                      {{"choices", Json::array({nullptr})}},
                                                      {{"choices", Json::array({Json::object()})}},
                                                      Completion(nullptr),
                                                      Completion(""),
                                                      Completion("Клиента зовут Анна."),
                                                      Completion("{}"),
                                                      Completion(R"({"nope":1})"),
                                                      Completion("[1,2]"),
                                                      Completion(R"({"name":{"value":"Анна")"),
                                                      Completion("}{"),
                                                      Completion(5),
                                                      Completion(Json::array({5, nullptr})),
                                                      Completion(nullptr, "tool_calls")}) {
    const auto read = Read(body);
    ASSERT_TRUE(std::holds_alternative<Failed>(read)) << body;
    EXPECT_TRUE(std::get<Failed>(read).error.unreadable) << body;
    EXPECT_EQ(ClassifyLlmError(std::get<Failed>(read).error), AfterError::kRetry) << body;
  }
  for (const std::string body :
       {"", "<html>502</html>", "data: {\"choices\":[]}\n\n", "{\"a\":\xFF}"}) {
    const auto read = ReadChatAnswer(Answer(body));
    ASSERT_TRUE(std::holds_alternative<Failed>(read)) << body;
    EXPECT_TRUE(std::get<Failed>(read).error.unreadable) << body;
  }
}

TEST(ReadChatAnswer, AnEndThatIsNoEnd) {
  struct Row {
    Json body;
    const char* finish;
    AfterError after;
  };
  Json refusal = Completion(nullptr);
  refusal["choices"][0]["message"]["refusal"] = "Я не могу: «клиент сказал»";
  Json broken = Completion("", "error");
  broken["choices"][0]["error"] = {{"code", 502}, {"message", "Provider disconnected"}};
  Json no_credits = Completion("", "error");
  no_credits["choices"][0]["error"] = {{"code", 402}, {"message", "Insufficient credits"}};
  for (const Row& row : std::initializer_list<Row>{
           {Completion(nullptr, "length"), "length", AfterError::kGiveUp},
           {Completion(R"({"name":{"value":"Ан)", "length"), "length", AfterError::kGiveUp},
           {Completion(kAnna, "content_filter"), "content_filter", AfterError::kGiveUp},
           {Completion(kAnna, "error"), "error", AfterError::kRetry},
           {broken, "error", AfterError::kRetry},
           {no_credits, "error", AfterError::kPause},
           {refusal, "stop", AfterError::kGiveUp}}) {
    const auto read = Read(row.body);
    ASSERT_TRUE(std::holds_alternative<Failed>(read)) << row.body;
    const ServiceError& error = std::get<Failed>(read).error;
    EXPECT_EQ(error.finish, row.finish) << row.body;
    EXPECT_EQ(ClassifyLlmError(error), row.after) << row.body;
    EXPECT_EQ(error.message.find("клиент"), std::string::npos)
        << "what was said is no log's matter";
  }
}

TEST(ReadChatAnswer, ErrorsOfEveryShape) {
  struct Row {
    int status;
    const char* body;
    AfterError after;
  };
  const Row rows[] = {
      {200, R"({"choices":null,"error":{"message":"Rate limit exceeded","code":429}})",
       AfterError::kRetry},
      {200, R"({"error":{"code":401,"message":"User not found."}})", AfterError::kPause},
      {200, R"({"error":{"code":"server_error","message":"x"}})", AfterError::kRetry},
      {200, R"({"error":{"code":"insufficient_quota","message":"x"}})", AfterError::kPause},
      {200, R"({"error":"model is loading"})", AfterError::kRetry},
      {503,
       R"({"error":{"http_status":503,"error_type":"provider_unavailable","availability":{"code":"x","retryable":true,"retry_after":5}}})",
       AfterError::kRetry},
      {503, R"({"error":{"http_status":503,"availability":{"retryable":false}}})",
       AfterError::kGiveUp},
      {400, R"({"success":false,"error":{"name":"ZodError","message":"[]"}})", AfterError::kGiveUp},
      {422, R"({"detail":[{"msg":"extra fields not permitted"}]})", AfterError::kGiveUp},
      {402, R"({"error":{"code":402,"message":"Insufficient credits"}})", AfterError::kPause},
      {403, R"({"error":{"code":403,"message":"No permission"}})", AfterError::kPause},
      {403,
       R"({"error":{"code":403,"message":"Input was flagged","metadata":{"reasons":["x"],"flagged_input":"...","provider_name":"OpenAI"}}})",
       AfterError::kGiveUp},
      {404,
       R"({"error":{"code":404,"message":"No endpoints available matching your data policy"}})",
       AfterError::kPause},
      {413, "<html>", AfterError::kGiveUp},
      {502, "<html>", AfterError::kRetry},
      {529, "", AfterError::kRetry},
      {302, "", AfterError::kRetry},
  };
  for (const Row& row : rows) {
    const auto read = ReadChatAnswer(Answer(row.body, row.status));
    ASSERT_TRUE(std::holds_alternative<Failed>(read)) << row.body;
    EXPECT_EQ(ClassifyLlmError(std::get<Failed>(read).error), row.after) << row.body;
  }
  const auto waits = ReadChatAnswer(Answer(rows[5].body, 503));
  EXPECT_EQ(std::get<Failed>(waits).retry_after, std::chrono::seconds(5));
}

TEST(ReadChatAnswer, WhatTheProviderReturnedIsTold) {
  const auto read = ReadChatAnswer(Answer(
      R"({"error":{"code":400,"message":"Provider returned error","metadata":{"raw":"temperature is deprecated"}}})",
      400));
  EXPECT_EQ(std::get<Failed>(read).error.message,
            "Provider returned error: temperature is deprecated");
}

TEST(ReadChatAnswer, AnEmptyErrorIsNone) {
  for (const Json& nothing : std::initializer_list<Json>{nullptr, "", false}) {
    Json body = Completion(kAnna);
    body["error"] = nothing;
    body["choices"][0]["error"] = nothing;
    EXPECT_EQ(NameIn(Read(body)), "Анна/меня зовут Анна") << nothing;
  }
}

TEST(ReadChatAnswer, CostIsWhatIsSaidIfItMakesSense) {
  const auto cost = [](const Json& usage) {
    Json body = Completion(kAnna);
    body["usage"] = usage;
    return std::get<Extracted>(Read(body)).cost;
  };
  EXPECT_EQ(cost(nullptr), Cost{});
  EXPECT_EQ(cost("free"), Cost{});
  EXPECT_EQ(cost({{"prompt_tokens", 10}, {"cost", nullptr}}), (Cost{{}, {}, 10, {}}));
  EXPECT_EQ(cost({{"prompt_tokens", -1}, {"completion_tokens", "5"}, {"cost", -0.1}}), Cost{});
  EXPECT_EQ(cost({{"cost", 0}}), (Cost{0.0, {}, {}, {}}));
}

TEST(ReadChatAnswer, DepthsAreNoTrap) {
  const std::string deep = std::string(400'000, '[') + std::string(400'000, ']');
  EXPECT_EQ(NameIn(ReadChatAnswer(Answer("{\"choices\":" + deep + "}"))), "failed");
  EXPECT_EQ(NameIn(ReadChatAnswer(Answer(
                "{\"choices\":[{\"error\":{\"message\":\"x\",\"metadata\":" + deep + "}}]}"))),
            "failed");
  EXPECT_EQ(NameOf("{\"name\":" + deep + ",\"when\":null}"), "");
}

}  // namespace
}  // namespace novofon
