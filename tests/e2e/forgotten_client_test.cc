// novofonctl forget-client, by the real programs.
#include "tests/e2e/recordings_fixture.h"

namespace novofon::e2e {
namespace {

using standins::Service;

class ForgottenClient : public RecordingsTest {};

TEST_F(ForgottenClient, LeavesNothingBehind) {
  const auto tenant = it().AddTenant();
  const auto call = PutCall();
  const auto other = PutCall();
  it().Tell(tenant, call);
  it().Tell(tenant, other);
  it().Run();
  const auto told = nlohmann::json::parse(it().stack().ctl().Run(
      {"forget-client", "+" + call.client, "--tenant", tenant.id, "--json"}));
  EXPECT_EQ(told["clients"], 1);
  EXPECT_EQ(told["audio_files"], 1);
  EXPECT_EQ(told["transcripts"], 1);
  EXPECT_EQ(told["provider_copies"], 1);
  EXPECT_EQ(told["journal_payloads"], 2);
  EXPECT_EQ(told["left"].size(), 0U) << told.dump(1);

  auto session = it().stack().database().Connect();
  EXPECT_EQ(session.Number("SELECT COUNT(*) FROM events WHERE fields LIKE '%" +
                           call.client.substr(1) + "%'"),
            0);
  EXPECT_EQ(it().Only("deals", tenant)["phone"], "+" + other.client);
  EXPECT_EQ(it().Only("transcripts", tenant)["pbx_call_id"], other.call);
  it().stack().ctl().Run({"rebuild", "--tenant", tenant.id});
  EXPECT_EQ(it().Only("clients", tenant)["phones"][0], "+" + other.client);
}

TEST_F(ForgottenClient, IsNeverANumberOfOurOwn) {
  const auto tenant = it().AddTenant();
  it().Tell(tenant, PutCall());
  auto session = it().stack().database().Connect();
  const std::string told = "SELECT COUNT(*) FROM events WHERE fields LIKE '%pbx_call_id%'";
  const auto before = session.Number(told);
  const auto refused = it().stack().ctl().Try(
      {"forget-client", "+" + CallScript{}.own, "--tenant", tenant.id, "--json"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.err.find("own number"), std::string::npos) << refused.err;
  EXPECT_EQ(session.Number(told), before);
}

TEST_F(ForgottenClient, LeavesElsewhereWhatIsSaidAndGoesLater) {
  const auto tenant = it().AddTenant();
  const auto call = PutCall();
  it().Tell(tenant, call);
  it().Run();
  const auto audio = it().Only("recordings", tenant)["audio"].get<std::string>();
  const auto place = it().stack().state_dir() / audio;
  auto session = it().stack().database().Connect();
  const std::string which = " WHERE recording_key='" + call.key + "'";
  const auto here = session.Value("SELECT audio_host FROM recording_work" + which);
  session.Execute("UPDATE recording_work SET audio_host='host-a'" + which);
  std::filesystem::rename(place, place.string() + ".away");
  it().script().Then(Service::kLink, call.key,
                     {{*standins::FailureNamed(Service::kLink, "not_authorized")}});
  auto& ctl = it().stack().ctl();
  const auto forget = [&] {
    return ctl.Try({"forget-client", "+" + call.client, "--tenant", tenant.id, "--json"});
  };
  const auto first = forget();
  EXPECT_EQ(first.status, 1);
  const auto told = nlohmann::json::parse(first.out);
  EXPECT_EQ(told["left"].size(), 2U) << told.dump(1);
  EXPECT_NE(told["left"].dump().find(audio + " on host host-a"), std::string::npos);
  EXPECT_NE(told["left"].dump().find(call.key), std::string::npos);

  const auto second = forget();
  EXPECT_EQ(second.status, 0) << second.out;
  EXPECT_EQ(nlohmann::json::parse(second.out)["provider_copies"], 1);
  // As if that host ran the program.
  session.Execute("UPDATE stray_audio SET host='" + here + "' WHERE host='host-a'");
  std::filesystem::rename(place.string() + ".away", place);
  it().Run();
  EXPECT_FALSE(std::filesystem::exists(place));
}

TEST(ARepeatOfAForgottenClient, BringsNobodyBack) {
  Stack stack({.processes = 1});
  const auto tenant = stack.AddTenant();
  const auto end = CallScript{.id = "in_old", .client = "79160000001"}.End("answered", 5);
  ASSERT_EQ(stack.Send(end, tenant).status, 200);
  ASSERT_TRUE(stack.WaitUntilApplied());
  stack.ctl().Run({"forget-client", "+79160000001", "--tenant", tenant.id});
  EXPECT_NE(stack.Send(end, tenant).body.find("duplicate"), std::string::npos);
  // What came later is applied later.
  ASSERT_EQ(
      stack.Send(CallScript{.id = "in_new", .client = "79160000002"}.End("busy"), tenant).status,
      200);
  ASSERT_TRUE(stack.WaitUntilApplied());
  const auto clients = stack.ctl().List("clients", tenant.id);
  ASSERT_EQ(clients.size(), 1U) << clients.dump(1);
  EXPECT_EQ(clients[0]["phones"][0], "+79160000002");
  EXPECT_EQ(stack.StopAndComplain(), "");
}

}  // namespace
}  // namespace novofon::e2e
