// Outgoing calls, callbacks, recordings, and what a ringing call is answered.
#include "tests/e2e/stack_fixture.h"

namespace novofon::e2e {
namespace {

using nlohmann::json;

class OtherCalls : public StackTest {
 protected:
  static json CallOf(const Tenant& tenant, const std::string& id) {
    for (const auto& call : List("calls", tenant)) {
      if (call["pbx_call_id"] == id) return call;
    }
    return json::object();
  }
  // What the beginning of a call is answered. On a busy machine it may be too late to say anything:
  // then the next call is asked.
  static json RingingReply(const Tenant& tenant) {
    json reply;
    int n = 0;
    WaitUntil(30s, [&] {
      const auto call = At("in_ringing_" + std::to_string(++n), "11:00");
      reply = json::parse(stack().Send(call.Start(), tenant).body);
      return !reply.empty();
    });
    return reply;
  }
  static CallScript At(const std::string& id, const std::string& time) {
    return {.id = id, .start = "2026-03-02 " + time + ":00"};
  }
};

TEST_F(OtherCalls, AnOutgoingCallIsLinkedToTheOpenDealAndNotedWithTheManager) {
  const auto tenant = stack().AddTenant();
  auto outgoing = At("out_1", "12:00");
  outgoing.extension = "102";
  Tell(tenant, {At("in_1", "10:00").End("answered", 5), outgoing.OutStart(),
                outgoing.OutEnd("answered", 45)});
  const auto deal = Only("deals", tenant);
  const auto call = CallOf(tenant, "out_1");
  EXPECT_EQ(call["direction"], "outgoing");
  EXPECT_EQ(call["outcome"], "answered");
  EXPECT_EQ(call["deal_id"], deal["id"]);
  const auto notes = deal["notes"].get<std::string>();
  EXPECT_NE(notes.find("102"), std::string::npos) << notes;
  EXPECT_NE(notes.find("Длительность: 45 сек."), std::string::npos) << notes;
  EXPECT_NE(notes.find("Время: 02.03.2026 12:00"), std::string::npos) << notes;
}

TEST_F(OtherCalls, AnOutgoingCallIsLinkedToTheLastClosedDealWhenNoneIsOpen) {
  const auto tenant = stack().AddTenant();
  Tell(tenant, {At("in_1", "10:00").End("answered", 5)});
  stack().database().Connect().Execute(
      "UPDATE deals d JOIN tenants t ON t.id = d.tenant_id AND t.user_id = '" + tenant.id +
      "' JOIN board_columns c ON c.tenant_id = t.id AND c.kind = 'won' SET d.column_id = c.id");
  Tell(tenant, {At("out_1", "12:00").OutEnd("answered", 45)});
  EXPECT_EQ(CallOf(tenant, "out_1")["deal_id"], Only("deals", tenant)["id"]);
}

TEST_F(OtherCalls, AnOutgoingCallNeverMakesADeal) {
  const auto tenant = stack().AddTenant();
  const auto call = At("out_1", "12:00");
  Tell(tenant, {call.OutStart(), call.OutEnd("cancel")});
  EXPECT_EQ(CallOf(tenant, "out_1")["outcome"], "not_reached");
  EXPECT_TRUE(CallOf(tenant, "out_1")["deal_id"].is_null());
  EXPECT_EQ(List("deals", tenant).size(), 0U);
  EXPECT_EQ(List("callbacks", tenant).size(), 0U);
}

TEST_F(OtherCalls, ACallbackClosesWhenTheClientGetsThrough) {
  const auto tenant = stack().AddTenant();
  for (const char* kind : {"no answer", "cancel", "busy", "failed"}) {
    const CallScript missed{.id = std::string("in_") + kind};
    Tell(tenant, {missed.End(kind)});
  }
  const auto open = List("callbacks", tenant);
  ASSERT_EQ(open.size(), 4U);
  for (const auto& callback : open) EXPECT_EQ(callback["state"], "open");
  Tell(tenant, {At("in_through", "12:00").End("answered", 5)});
  for (const auto& callback : List("callbacks", tenant)) {
    EXPECT_EQ(callback["state"], "closed") << callback;
    EXPECT_EQ(callback["closed_by"], "in_through");
  }
}

TEST_F(OtherCalls, ACallbackClosesWhenTheClientIsReached) {
  const auto tenant = stack().AddTenant();
  Tell(tenant, {At("in_missed", "10:00").End("no answer")});
  Tell(tenant, {At("out_vain", "11:00").OutEnd("no answer")});
  EXPECT_EQ(Only("callbacks", tenant)["state"], "open");
  Tell(tenant, {At("out_reached", "12:00").OutEnd("answered", 20)});
  EXPECT_EQ(Only("callbacks", tenant)["state"], "closed");
  EXPECT_EQ(Only("callbacks", tenant)["closed_by"], "out_reached");
}

TEST_F(OtherCalls, ACallThatWasAnsweredEarlierClosesNoCallback) {
  const auto tenant = stack().AddTenant();
  Tell(tenant, {At("in_missed", "10:00").End("no answer")});
  Tell(tenant, {At("in_earlier", "09:00").End("answered", 5)});
  EXPECT_EQ(Only("callbacks", tenant)["state"], "open");
}

TEST_F(OtherCalls, ARecordingIsOneWhicheverNotificationComesFirst) {
  const auto tenant = stack().AddTenant();
  const CallScript first{"in_1"};
  const CallScript second{.id = "in_2", .client = "79160000002"};
  const auto recorded = [](const CallScript& call, const std::string& recording) {
    return With(call.End("answered", 65), {{"is_recorded", "1"}, {"call_id_with_rec", recording}});
  };
  Tell(tenant, {first.Record("1772434800.1"), recorded(first, "1772434800.1"),
                recorded(second, "1772434800.2"), second.Record("1772434800.2")});
  const auto recordings = List("recordings", tenant);
  ASSERT_EQ(recordings.size(), 2U);
  EXPECT_EQ(List("deals", tenant).size(), 2U);
}

TEST_F(OtherCalls, ARecordingIsDueFortySecondsAfterItsFirstNotification) {
  const auto tenant = stack().AddTenant();
  Tell(tenant, {CallScript{"in_1"}.Record("1772434800.1")});
  const auto seconds = stack().database().Connect().Number(
      "SELECT TIMESTAMPDIFF(SECOND, e.received_at, r.due_at) FROM recordings r"
      " JOIN tenants t ON t.id = r.tenant_id AND t.user_id = '" +
      tenant.id + "' JOIN events e ON e.tenant_id = t.id");
  EXPECT_EQ(seconds, 40);
}

TEST_F(OtherCalls, EventsBesideCallsAreKeptAndChangeNothing) {
  const auto tenant = stack().AddTenant("secret-of-a-test", "token-1");
  const CallScript call{"in_1"};
  Tell(tenant, {With(call.Start(), {{"event", "NOTIFY_IVR"}, {"wait_dtmf[digits]", "1"}}),
                {{"event", "SMS"}, {"result", R"({"text":"Привет 📞"})"}},
                {{"event", "NUMBER_LOOKUP"}, {"success", "true"}, {"result", "[]"}},
                {{"event", "CALL_TRACKING"}, {"result", "{}"}}});
  const auto events = List("events", tenant);
  ASSERT_EQ(events.size(), 4U);
  for (const auto& event : events) EXPECT_EQ(event["verdict"], "accepted") << event;
  EXPECT_EQ(List("calls", tenant).size(), 0U);
}

TEST_F(OtherCalls, SpeechRecognitionIsKeptOnItsTokenSinceItHasNoSignature) {
  const auto tenant = stack().AddTenant("", "token-1");
  Tell(tenant, {{{"event", "SPEECH_RECOGNITION"},
                 {"lang", "ru"},
                 {"pbx_call_id", "in_1"},
                 {"result", R"({"phrases":[{"result":"алло","channel":1}]})"}}});
  EXPECT_EQ(Only("events", tenant)["event"], "SPEECH_RECOGNITION");
}

TEST_F(OtherCalls, AMultipartBodyIsReadLikeAForm) {
  const auto tenant = stack().AddTenant();
  const Notification sms{{"event", "SMS"}, {"result", R"({"text":"Привет"})"}};
  std::string body;
  for (const auto& [name, value] : sms) {
    body +=
        "--b0\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }
  auto request = Signed(sms, tenant);
  request.content_type = "multipart/form-data; boundary=b0";
  request.body = body + "--b0--\r\n";
  EXPECT_EQ(stack().client().Send(request).body, R"({"status":"ok"})");
}

TEST_F(OtherCalls, ARingingClientIsAnsweredWithNameAndTheExtensionInCharge) {
  const auto tenant =
      stack().AddTenant("secret-of-a-test", "", {"--redirect", "on", "--return-timeout", "12"});
  Tell(tenant, {At("in_1", "10:00").End("answered", 65)});
  stack().database().Connect().Execute(
      "UPDATE clients c JOIN tenants t ON t.id = c.tenant_id AND t.user_id = '" + tenant.id +
      "' SET c.name = 'Пётр Ильич'");
  const auto reply = RingingReply(tenant);
  EXPECT_NE(reply.value("caller_name", "").find("Пётр Ильич"), std::string::npos) << reply;
  EXPECT_EQ(reply.value("redirect", ""), "101") << reply;
  EXPECT_EQ(reply.value("return_timeout", -1), 12) << reply;
  const auto stranger = At("in_3", "11:00");
  const auto unknown = json::parse(
      stack().Send(With(stranger.Start(), {{"caller_id", "79160000009"}}), tenant).body);
  EXPECT_FALSE(unknown.contains("redirect")) << unknown;
}

TEST_F(OtherCalls, WithoutTheRuleARingingClientIsNotRedirected) {
  const auto tenant = stack().AddTenant();
  Tell(tenant, {At("in_1", "10:00").End("answered", 65)});
  const auto reply = RingingReply(tenant);
  EXPECT_NE(reply.value("caller_name", ""), "");
  EXPECT_FALSE(reply.contains("redirect")) << reply;
}

}  // namespace
}  // namespace novofon::e2e
