// What the provider is answered, code by code.
#include <thread>

#include "tests/e2e/stack_fixture.h"

namespace novofon::e2e {
namespace {

using nlohmann::json;

class Answers : public StackTest {
 protected:
  // The body's object without its id, which must be the header's.
  static json WithoutId(const Reply& reply) {
    auto body = json::parse(reply.body, nullptr, false);
    EXPECT_TRUE(body.is_object()) << reply.body;
    if (!body.is_object()) return {};
    EXPECT_EQ(body.value("id", ""), RequestId(reply));
    body.erase("id");
    return body;
  }
  static std::string RequestId(const Reply& reply) {
    const auto found = reply.headers.find("x-request-id");
    EXPECT_NE(found, reply.headers.end()) << "no X-Request-Id beside " << reply.status;
    return found == reply.headers.end() ? "" : found->second;
  }
  static std::string Header(const Reply& reply, const std::string& name) {
    const auto found = reply.headers.find(name);
    return found == reply.headers.end() ? "" : found->second;
  }
  static void ExpectError(const Reply& reply, int status) {
    EXPECT_EQ(reply.status, status) << reply.body << reply.error;
    const auto body = WithoutId(reply);
    EXPECT_EQ(body.value("status", ""), "error");
    EXPECT_NE(body.value("error", ""), "");
    EXPECT_EQ(Header(reply, "content-type").substr(0, 16), "application/json");
  }
};

TEST_F(Answers, Code200SaysOkOnce) {
  const auto tenant = stack().AddTenant();
  const auto reply = stack().Send(CallScript{"ok-1"}.End("answered", 5), tenant);
  EXPECT_EQ(reply.status, 200) << reply.error;
  EXPECT_EQ(reply.body, R"({"status":"ok"})");
  EXPECT_NE(RequestId(reply), "");
}

TEST_F(Answers, Code200SaysDuplicateForARepeatAndKeepsItOnce) {
  const auto tenant = stack().AddTenant();
  const auto end = CallScript{"repeat-1"}.End("answered", 5);
  Tell(tenant, {end});
  const auto reply = stack().Send(end, tenant);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(json::parse(reply.body), json({{"status", "ok"}, {"duplicate", true}}));
  ASSERT_TRUE(stack().WaitUntilApplied());
  ASSERT_TRUE(WaitUntil(10s, [&] { return List("events", tenant).size() == 2; }));
  const auto events = List("events", tenant);
  EXPECT_EQ(events[0]["verdict"], "accepted");
  EXPECT_EQ(events[1]["verdict"], "duplicate");
}

TEST_F(Answers, Code200SaysIgnoredForAnUnknownEventAndKeepsIt) {
  const auto tenant = stack().AddTenant("", "token-1");
  const auto reply = stack().Send({{"event", "NOTIFY_NEVER_HEARD_OF"}, {"anything", "1"}}, tenant);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, R"({"status":"ignored"})");
  EXPECT_EQ(Only("events", tenant)["verdict"], "ignored");
}

TEST_F(Answers, TheUrlCheckIsEchoedBeforeAnythingElseIsLookedAt) {
  const std::string nobody = "user_id=no-such-tenant&zd_echo=Ab-9_ping123";
  const std::vector<Request> checks = {
      {.method = "GET", .query = nobody, .content_type = ""},
      {.method = "GET", .query = "zd_echo=Ab-9_ping123", .content_type = ""},
      {.query = nobody},
      {.query = "user_id=no-such-tenant", .body = "zd_echo=Ab-9_ping123"},
      {.query = nobody, .content_type = "application/json", .body = "{not json"},
  };
  for (const auto& check : checks) {
    const auto reply = stack().client().Send(check);
    SCOPED_TRACE(check.method + " ?" + check.query + " " + check.body);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "Ab-9_ping123");
    EXPECT_EQ(Header(reply, "content-type").substr(0, 10), "text/plain");
    EXPECT_NE(RequestId(reply), "");
  }
}

TEST_F(Answers, Code400ForWhatIsNoNotification) {
  const auto tenant = stack().AddTenant();
  const std::vector<std::pair<std::string, std::string>> bodies = {
      {"application/json", "{\"event\": "},
      {"application/json", "[1,2,3]"},
      {"application/json", R"({"caller_id":"79160000001"})"},
      {"application/x-www-form-urlencoded", ""},
      {"application/x-www-form-urlencoded", "caller_id=79160000001"},
      {"multipart/form-data; boundary=x", "--x\r\nno part at all"},
  };
  for (const auto& [type, body] : bodies) {
    SCOPED_TRACE(type + ": " + body);
    ExpectError(
        stack().client().Send({.query = tenant.Query(), .content_type = type, .body = body}), 400);
  }
  EXPECT_EQ(List("deals", tenant).size(), 0U);
}

TEST_F(Answers, Code401LooksTheSameWhateverTheReason) {
  const auto signed_only = stack().AddTenant("secret-a");
  const auto both = stack().AddTenant("secret-b", "token-b");
  const auto token_only = stack().AddTenant("", "token-c");
  const auto end = CallScript{"refused-1"}.End("answered", 5);
  const auto with = [&](const Tenant& tenant, const std::string& query, const std::string& secret) {
    auto request = Signed(end, tenant);
    request.query = query;
    request.signature = secret.empty() ? "" : SignatureOf(end, secret);
    return stack().client().Send(request);
  };
  const std::vector<Reply> refusals = {
      with(signed_only, "user_id=no-such-tenant", "secret-a"),
      with(signed_only, signed_only.Query(), "another secret"),
      with(signed_only, signed_only.Query(), ""),
      with(signed_only, "", "secret-a"),
      with(both, "user_id=" + both.id + "&token=wrong", "secret-b"),
      with(both, "user_id=" + both.id, "secret-b"),
      with(both, both.Query(), ""),
      with(token_only, "user_id=" + token_only.id + "&token=wrong", ""),
      with(token_only, "user_id=" + token_only.id, ""),
  };
  for (std::size_t i = 0; i < refusals.size(); ++i) {
    SCOPED_TRACE("refusal " + std::to_string(i));
    ExpectError(refusals[i], 401);
    EXPECT_EQ(WithoutId(refusals[i]), WithoutId(refusals[0]));
  }
  EXPECT_EQ(with(both, both.Query(), "secret-b").status, 200);
  EXPECT_EQ(with(token_only, token_only.Query(), "").status, 200);
}

TEST_F(Answers, ANewTenantIsKnownAtOnceWhileStrangersAreTurnedAway) {
  const auto stranger = Signed(CallScript{"stranger"}.End("answered", 5), {"no-such-tenant", "x"});
  std::vector<std::jthread> strangers;
  for (int i = 0; i < 2; ++i) {
    strangers.emplace_back([&](const std::stop_token& stop) {
      auto client = stack().NewClient();
      while (!stop.stop_requested()) EXPECT_EQ(client.Send(stranger).status, 401);
    });
  }
  for (int i = 0; i < 10; ++i) {
    const auto tenant = stack().AddTenant();
    for (const char* id : {"first", "second"}) {
      EXPECT_EQ(stack().Send(CallScript{id}.End("answered", 5), tenant).status, 200);
    }
  }
}

TEST_F(Answers, ARefusalIsListedWithItsReasonAndRequest) {
  const auto tenant = stack().AddTenant("secret-a");
  auto request = Signed(CallScript{"refused-2"}.End("answered", 5), tenant);
  request.signature = SignatureOf(CallScript{"refused-2"}.End("answered", 5), "another");
  const auto reply = stack().client().Send(request);
  ASSERT_TRUE(WaitUntil(10s, [&] { return List("events", tenant).size() == 1; }));
  const auto event = Only("events", tenant);
  EXPECT_EQ(event["verdict"], "refused");
  EXPECT_NE(event.value("why", ""), "");
  EXPECT_EQ(event["request_id"], RequestId(reply));
}

TEST_F(Answers, Code405NamesTheMethodsThatThereAre) {
  const auto tenant = stack().AddTenant();
  for (const char* method : {"PUT", "DELETE", "PATCH", "GET"}) {
    SCOPED_TRACE(method);
    const auto reply = stack().client().Send(
        {.method = method, .query = tenant.Query(), .content_type = "", .body = ""});
    ExpectError(reply, 405);
    EXPECT_NE(Header(reply, "allow").find("POST"), std::string::npos) << Header(reply, "allow");
  }
}

TEST_F(Answers, Code413ForABodyThatNoNotificationHas) {
  const auto tenant = stack().AddTenant();
  const std::string large = "event=NOTIFY_END&x=" + std::string(300 * 1024, 'x');
  ExpectError(stack().client().Send({.query = tenant.Query(), .body = large}), 413);
  ExpectError(
      stack().client().Send(
          {.query = tenant.Query(), .body = large, .headers = {"Transfer-Encoding: chunked"}}),
      413);
}

TEST_F(Answers, ABodyAsLargeAsAllowedIsKept) {
  const auto tenant = stack().AddTenant();
  const auto end =
      With(CallScript{"large-1"}.End("answered", 5), {{"comment", std::string(200 * 1024, 'x')}});
  EXPECT_EQ(stack().Send(end, tenant).status, 200);
  ASSERT_TRUE(stack().WaitUntilApplied());
  EXPECT_EQ(List("deals", tenant).size(), 1U);
}

TEST_F(Answers, Code429ForTooManyEventsThatNothingProves) {
  const auto signed_only = stack().AddTenant("secret-a");
  const auto with_token = stack().AddTenant("secret-b", "token-b");
  const auto send = [&](const Tenant& tenant, int n) {
    const Notification speech{{"event", "SPEECH_RECOGNITION"},
                              {"call_id", std::to_string(n)},
                              {"result", std::string(200 * 1024, 'x')}};
    return stack().client().Send({.query = tenant.Query(), .body = FormOf(speech)});
  };
  std::size_t kept = 0;
  Reply reply = send(signed_only, 0);
  for (; reply.status == 200 && kept < 100; reply = send(signed_only, static_cast<int>(kept))) {
    ++kept;
    ASSERT_EQ(send(with_token, static_cast<int>(kept)).status, 200);
  }
  ExpectError(reply, 429);
  EXPECT_EQ(Header(reply, "retry-after"), "60");
  EXPECT_GE(kept, 10U);
  const auto end = CallScript{"proven-1"}.End("answered", 5);
  EXPECT_EQ(stack().Send(end, signed_only).status, 200);
  EXPECT_EQ(send(stack().AddTenant("secret-c"), 0).status, 200);
  const auto verdicts = [&](const std::string& verdict) {
    std::size_t count = 0;
    for (const auto& event : List("events", signed_only)) count += event["verdict"] == verdict;
    return count;
  };
  EXPECT_TRUE(WaitUntil(10s, [&] { return verdicts("refused") == 1; }));
  EXPECT_EQ(verdicts("accepted") + verdicts("ignored"), kept + 1);
}

TEST_F(Answers, OnlyOneTenantNeedsNoUserId) {
  Stack alone;
  auto tenant = alone.AddTenant();
  auto request = Signed(CallScript{"alone-1"}.End("answered", 5), tenant);
  request.query = "";
  EXPECT_EQ(alone.client().Send(request).status, 200);
  EXPECT_EQ(alone.StopAndComplain(), "");
}

TEST_F(Answers, Code503WhenNeitherDatabaseNorSpoolCanKeepIt) {
  Stack full({.settings = {{"NOVOFON_SPOOL_MAX_BYTES", "1"}}});
  const auto tenant = full.AddTenant();
  ASSERT_EQ(full.Send(CallScript{"before"}.End("answered", 5), tenant).status, 200);
  full.database().Kill();
  const auto lost = CallScript{"meanwhile"}.End("answered", 5);
  ExpectError(full.Send(lost, tenant), 503);
  full.database().Start();
  EXPECT_TRUE(WaitUntil(20s, [&] { return full.Send(lost, tenant).status == 200; }));
  EXPECT_EQ(full.StopAndComplain(), "");
}

TEST_F(Answers, NoLogHoldsTheQueryASecretOrAWholeNumber) {
  const auto tenant = stack().AddTenant("a-most-secret-secret", "a-most-secret-token");
  const auto end = CallScript{.id = "log-1", .client = "79161112233"}.End("answered", 5);
  const auto reply = stack().Send(end, tenant);
  ASSERT_EQ(reply.status, 200);
  auto refused = Signed(end, tenant);
  refused.signature = SignatureOf(end, "wrong");
  ASSERT_EQ(stack().client().Send(refused).status, 401);
  const auto access_log = stack().nginx().AccessLog();
  EXPECT_NE(access_log.find(RequestId(reply)), std::string::npos);
  EXPECT_EQ(access_log.find("user_id"), std::string::npos);
  const auto logs = access_log + stack().nginx().ErrorLog() + stack().pool().Log();
  for (const auto& text :
       {tenant.secret, tenant.token, refused.signature, std::string("9161112233")}) {
    EXPECT_EQ(logs.find(text), std::string::npos) << text;
  }
}

TEST_F(Answers, TheSameOverHttps) {
  const auto tenant = stack().AddTenant();
  Client client(stack().nginx().https(), stack().nginx().certificate());
  const auto reply = client.Send(Signed(CallScript{"tls-1"}.End("answered", 5), tenant));
  EXPECT_EQ(reply.status, 200) << reply.error;
  EXPECT_EQ(reply.body, R"({"status":"ok"})");
  Client distrustful(stack().nginx().https());
  EXPECT_EQ(distrustful.Send(Signed(CallScript{"tls-2"}.End("answered", 5), tenant)).status, 0);
}

TEST_F(Answers, RawSignaturesAndAgeWindowsAreTenantOptions) {
  const auto raw = stack().AddTenant("topsecret0123456789a", "", {"--signature", "raw"});
  const Notification record{{"event", "NOTIFY_RECORD"},
                            {"pbx_call_id", "in_394b269d3ae9043550ea60e0fa826ff689beac13"},
                            {"call_id_with_rec", "1585918082.92858"}};
  auto request = Signed(record, raw);
  EXPECT_EQ(stack().client().Send(request).status, 401);
  request.signature = "8tGnn9SwL7XYBkeOxeKpDSqP3jA=";
  EXPECT_EQ(stack().client().Send(request).status, 200);

  const auto recent = stack().AddTenant("secret-of-a-test", "", {"--age-window", "600"});
  EXPECT_EQ(
      stack().Send(CallScript{.id = "old", .start = "2020-01-01 00:00:00"}.Start(), recent).status,
      401);
}

}  // namespace
}  // namespace novofon::e2e
