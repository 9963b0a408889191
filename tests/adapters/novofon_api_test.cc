#include "core/adapters/novofon_api.h"

#include <gtest/gtest.h>

#include "core/signature.h"
#include "tests/adapters/loopback_server.h"

namespace novofon {
namespace {

WebAnswer Answer(int status, std::string body) {
  WebAnswer answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

std::string LinkIn(const std::string& body, const char* recording = "") {
  const auto read = ReadLinkAnswer(Answer(200, body), {recording});
  const auto* link = std::get_if<RecordingLink>(&read);
  return link == nullptr ? "" : link->url;
}

TEST(ReadLinkAnswer, OneLinkOrSeveral) {
  EXPECT_EQ(LinkIn(R"({"status":"success","link":"https://a/1.mp3"})"), "https://a/1.mp3");
  const char* several =
      R"({"status":"success","links":["https://a/in_1.5.mp3","https://a/2.mp3"]})";
  EXPECT_EQ(LinkIn(several, "1.5"), "https://a/in_1.5.mp3");
  EXPECT_EQ(LinkIn(several), "https://a/2.mp3");
  EXPECT_EQ(LinkIn(R"({"status":"success","links":[],"link":"https://a/1"})"), "https://a/1");
}

TEST(ReadLinkAnswer, TheJsonDecidesAndNotTheStatus) {
  struct Row {
    int status;
    const char* body;
    const char* message;
    bool unreadable;
    AfterError after;
  };
  const Row rows[] = {
      {200, R"({"status":"error","message":"You exceeded the rate limit by User Limits"})",
       "You exceeded the rate limit by User Limits", false, AfterError::kRetry},
      {401, R"({"status":"error","message":"Not authorized"})", "Not authorized", false,
       AfterError::kPause},
      {404, R"({"status":"error","message":"File not found"})", "File not found", false,
       AfterError::kRetry},
      {200, "<html>", "", true, AfterError::kRetry},
      {200, R"({"status":"success"})", "", true, AfterError::kRetry},
      {200, R"({"status":"success","links":[null,""]})", "", true, AfterError::kRetry},
      {502, "", "", false, AfterError::kRetry},
  };
  for (const Row& row : rows) {
    const auto read = ReadLinkAnswer(Answer(row.status, row.body), {});
    ASSERT_TRUE(std::holds_alternative<Failed>(read)) << row.body;
    const ServiceError& error = std::get<Failed>(read).error;
    EXPECT_EQ(error.http_status, row.status) << row.body;
    EXPECT_EQ(error.message, row.message);
    EXPECT_EQ(error.unreadable, row.unreadable) << row.body;
    EXPECT_EQ(ClassifyLinkError(error), row.after) << row.body;
  }
}

TEST(NovofonApi, AsksByTheRecordingAndSignsWhatItSends) {
  const LoopbackServer server(
      HttpAnswer(200, "application/json", R"({"status":"success","link":"https://a/1.mp3"})"));
  NovofonAccount account;
  account.base_url = server.Url() + "/";
  account.api_key = "key";
  account.api_secret = Secret("secret");
  account.open_hosts = {{"127.0.0.1", server.port()}};
  const auto found = NovofonApi().FindLink(account, {"1700000000.123"}, {"in_1"});
  ASSERT_TRUE(std::holds_alternative<RecordingLink>(found));
  const std::string query = "call_id=1700000000.123&format=json&lifetime=1800";
  const std::string request = server.Requests().at(0);
  EXPECT_TRUE(request.starts_with("GET /v1/pbx/record/request/?" + query + " HTTP/1.1\r\n"));
  EXPECT_NE(
      request.find("\r\nAuthorization: " +
                   RestAuthorization("/v1/pbx/record/request/", query, "key", account.api_secret) +
                   "\r\n"),
      std::string::npos);
}

TEST(NovofonApi, WithoutARecordingItAsksByTheCall) {
  const LoopbackServer server(HttpAnswer(200, "application/json", "{}"));
  NovofonAccount account;
  account.base_url = server.Url();
  account.open_hosts = {{"127.0.0.1", server.port()}};
  EXPECT_TRUE(std::holds_alternative<Failed>(NovofonApi().FindLink(account, {}, {"in_1"})));
  EXPECT_NE(server.Requests().at(0).find("pbx_call_id=in_1"), std::string::npos);
}

TEST(NovofonApi, AnAddressOfAHouseIsForbiddenUnlessItIsOpened) {
  const LoopbackServer server(HttpAnswer(200, "application/json", "{}"));
  NovofonAccount account;
  account.base_url = server.Url();
  const auto found = NovofonApi().FindLink(account, {}, {"in_1"});
  ASSERT_TRUE(std::holds_alternative<Failed>(found));
  EXPECT_EQ(std::get<Failed>(found).error.transport, TransportError::kForbiddenTarget);
}

}  // namespace
}  // namespace novofon
