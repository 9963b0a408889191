// From a recording to a filled deal, by the real program over real HTTP, database and files.
#include <fstream>

#include "core/adapters/settings.h"
#include "core/cabinet_time.h"
#include "systemd/transcribe/run_all.h"
#include "tests/e2e/recordings_fixture.h"

namespace novofon::e2e {
namespace {

using standins::Service;

TEST_F(RecordingsTest, ARecordingBecomesATranscriptAndFillsItsDeal) {
  const auto tenant = it().AddTenant();
  const auto call = PutCall();
  it().Tell(tenant, call);
  EXPECT_EQ(it().Only("recordings", tenant)["stage"], "waiting");
  it().Run();

  const auto recording = it().Only("recordings", tenant);
  EXPECT_EQ(recording["stage"], "done") << recording.dump(1) << it().Log();
  EXPECT_EQ(recording["pbx_call_id"], call.call);
  EXPECT_NEAR(recording["seconds"].get<double>(), 8, 0.1);
  EXPECT_EQ(recording["sha256"].get<std::string>().size(), 64U);
  EXPECT_TRUE(recording["next_attempt_at"].is_null());
  EXPECT_TRUE(recording["error"].is_null());
  const auto file = it().stack().state_dir() / recording["audio"].get<std::string>();
  EXPECT_EQ(ReadFile(file), it().services().shelf().Find(call.key, "")->file);

  const auto transcript = it().Only("transcripts", tenant);
  EXPECT_EQ(transcript["pbx_call_id"], call.call);
  EXPECT_NE(transcript["text"].get<std::string>().find("Клиент: Здравствуйте, меня зовут Анна."),
            std::string::npos)
      << transcript.dump(1);
  EXPECT_EQ(transcript["segments"][0]["speaker"], "Оператор");

  const auto deal = it().Only("deals", tenant);
  EXPECT_EQ(deal["name"], "Анна");
  EXPECT_EQ(deal["address"], "Садовая улица, дом 2, корпус 1");
  EXPECT_EQ(deal["scheduled_at"], "2026-03-03T08:00:00Z") << "tomorrow at eleven in Moscow";
  EXPECT_NE(deal["notes"].get<std::string>().find(
                "🎙️ Расшифровка разговора\nОператор: "),
            std::string::npos)
      << deal["notes"];
  for (const auto& suggestion : it().List("suggestions", tenant)) {
    EXPECT_EQ(suggestion["state"], "filled") << suggestion.dump(1);
    EXPECT_EQ(suggestion["deal_id"], deal["id"]);
    EXPECT_FALSE(suggestion["quote"].is_null());
    EXPECT_FALSE(suggestion["second"].is_null()) << suggestion.dump(1);
  }
}

// The rule of 40 seconds, by a clock of the test's own.
TEST_F(RecordingsTest, NothingIsAskedOfTheProviderBefore40SecondsHavePassed) {
  const auto tenant = it().AddTenant({"--record-delay", "40"});
  const auto call = PutCall();
  it().Tell(tenant, call);
  const auto due = *ParseUtc(it().Only("recordings", tenant)["due_at"].get<std::string>());

  const auto environment = it().EnvironmentWith(2);
  const auto lookup = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = environment.find(std::string(name));
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  };
  const auto credential = [&](std::string_view name) -> std::optional<std::string> {
    std::ifstream file(environment.at("CREDENTIALS_DIRECTORY") + "/" + std::string(name));
    std::string line;
    std::getline(file, line);
    return line;
  };
  const auto settings = std::get<Settings>(ReadSettings(lookup, credential));
  Database::LoadDriver();
  const std::stop_source never;
  auto services = RealServices(never.get_token());
  const auto run_at = [&](TimePoint now) {
    return RunAll(settings, services, never.get_token(), [now] { return now; });
  };

  EXPECT_EQ(run_at(due - std::chrono::seconds(1)).finished, 0);
  EXPECT_EQ(it().script().Count(Service::kLink, call.key), 0U);
  EXPECT_EQ(run_at(due + std::chrono::seconds(1)).finished, 1);
  EXPECT_EQ(it().script().Count(Service::kLink, call.key), 1U);
  EXPECT_EQ(it().Only("recordings", tenant)["stage"], "done");
}

TEST_F(RecordingsTest, ShortAndSilentOnesAreNotSentAnywhere) {
  const auto tenant = it().AddTenant({"--min-seconds", "3"});
  const auto brief = PutCall(2);
  const auto silent = NewCall();
  standins::Recording nobody{.key = silent.key, .call = silent.call, .file = standins::Silence(10)};
  it().services().shelf().Put(nobody);
  it().Tell(tenant, brief);
  it().Tell(tenant, silent);
  it().Run();
  const auto list = it().List("recordings", tenant);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0]["stage"], "too_short") << list.dump(1);
  EXPECT_EQ(list[1]["stage"], "silent") << list.dump(1);
  EXPECT_EQ(it().script().Count(Service::kStt, brief.key), 0U);
  EXPECT_EQ(it().List("transcripts", tenant).size(), 0U);
}

TEST_F(RecordingsTest, WithoutAiTheAudioIsKeptAndNothingIsPaid) {
  const auto tenant = it().AddTenant({"--ai", "off"});
  const auto call = PutCall();
  it().Tell(tenant, call);
  it().Run();
  const auto recording = it().Only("recordings", tenant);
  EXPECT_EQ(recording["stage"], "done");
  EXPECT_FALSE(recording["sha256"].is_null());
  EXPECT_EQ(it().script().Count(Service::kStt, call.key), 0U);

  auto& ctl = it().stack().ctl();
  const std::vector<std::string> retry{"retry", recording["id"].dump(), "--tenant", tenant.id};
  EXPECT_EQ(ctl.Try(retry).status, 1) << "it would end the same way";
  ctl.Run({"tenant", "set", "--id", tenant.id, "--ai", "on"});
  EXPECT_EQ(ctl.Try(retry).status, 0);
  it().Run();
  EXPECT_EQ(it().Only("transcripts", tenant)["pbx_call_id"], call.call);
  EXPECT_EQ(it().Only("deals", tenant)["name"], "Анна");
  EXPECT_EQ(it().script().Count(Service::kLink, call.key), 1U) << "its file was there";
  EXPECT_EQ(ctl.Try(retry).status, 1);
}

TEST_F(RecordingsTest, WhatAPersonWroteStaysAndTheModelOnlySuggests) {
  const auto tenant = it().AddTenant();
  const auto call = PutCall();
  it().Tell(tenant, call);
  const auto id = it().Only("deals", tenant)["id"].dump();
  it().stack().database().Connect().Execute(
      "UPDATE deals SET name='Пётр' WHERE id=" + id +
      " AND tenant_id=(SELECT id FROM tenants WHERE user_id='" + tenant.id + "')");
  it().Run();
  const auto deal = it().Only("deals", tenant);
  EXPECT_EQ(deal["name"], "Пётр");
  EXPECT_FALSE(deal["address"].is_null()) << it().List("suggestions", tenant).dump(1);
  std::string name_suggestion;
  std::string address_suggestion;
  for (const auto& suggestion : it().List("suggestions", tenant)) {
    const bool is_name = suggestion["field"] == "name";
    EXPECT_EQ(suggestion["state"], is_name ? "suggested" : "filled") << suggestion.dump(1);
    if (is_name) name_suggestion = suggestion["id"].dump();
    if (suggestion["field"] == "address") address_suggestion = suggestion["id"].dump();
  }

  const auto decide = [&](const std::string& word, const std::string& suggestion) {
    return it().stack().ctl().Try({"suggestion", word, suggestion, "--tenant", tenant.id}).status;
  };
  EXPECT_EQ(decide("accept", name_suggestion), 0);
  EXPECT_EQ(it().Only("deals", tenant)["name"], "Анна");
  EXPECT_EQ(decide("undo", name_suggestion), 0);
  EXPECT_EQ(it().Only("deals", tenant)["name"], "Пётр") << "undoing brings back what stood there";
  EXPECT_EQ(decide("undo", address_suggestion), 0);
  EXPECT_TRUE(it().Only("deals", tenant)["address"].is_null());
  EXPECT_EQ(decide("undo", address_suggestion), 1) << "it was undone already";
}

TEST_F(RecordingsTest, OpenRoutersShapeServesAsWell) {
  const auto tenant = it().AddTenant({"--stt-url", it().services().openrouter_stt(), "--stt-model",
                                      "openai/whisper-large-v3", "--stt-shape", "openrouter"});
  const auto call = PutCall();
  it().Tell(tenant, call);
  it().Run();
  EXPECT_EQ(it().Only("recordings", tenant)["stage"], "done") << it().Log();
  EXPECT_GT(it().Only("transcripts", tenant)["cost_usd"].get<double>(), 0);
}

TEST_F(RecordingsTest, AnEndThatComesAfterItsRecordingWasDoneStillFillsTheDeal) {
  const auto tenant = it().AddTenant();
  const auto call = PutCall();
  CallScript script;
  script.id = call.call;
  script.client = call.client;
  // A START says which side is the client's.
  ASSERT_TRUE(it().stack().SendAll({script.Start(), script.Record(call.key)}, tenant));
  ASSERT_TRUE(it().stack().WaitUntilApplied());
  it().Run();
  EXPECT_EQ(it().Only("recordings", tenant)["stage"], "done") << it().Log();
  EXPECT_EQ(it().List("deals", tenant).size(), 0U);
  ASSERT_EQ(it().stack().Send(script.End("answered", 8), tenant).status, 200);
  ASSERT_TRUE(it().stack().WaitUntilApplied());
  it().Run();
  EXPECT_EQ(it().Only("deals", tenant)["name"], "Анна");
}

TEST_F(RecordingsTest, ARefusedAccountPausesItsTenantAndNobodyElse) {
  const auto refused = it().AddTenant();
  const auto other = it().AddTenant();
  const auto first = PutCall();
  it().Tell(refused, first);
  it().script().Then(Service::kStt, first.key,
                     {{*standins::FailureNamed(Service::kStt, "insufficient_quota")}});
  it().Run();
  const auto paused = it().Only("recordings", refused);
  EXPECT_EQ(paused["stage"], "fetched");
  EXPECT_NE(paused["error"].get<std::string>().find("insufficient_quota"), std::string::npos)
      << paused.dump(1);
  EXPECT_NE(it().Log().find("event=stage_paused"), std::string::npos) << it().Log();

  const auto second = PutCall();
  const auto others = PutCall();
  it().Tell(refused, second);
  it().Tell(other, others);
  it().Run();
  EXPECT_EQ(it().Only("recordings", other)["stage"], "done");
  EXPECT_EQ(it().script().Count(Service::kStt, second.key), 0U) << "the stage is paused";

  it().LetTimePass();
  it().Run();
  for (const auto& recording : it().List("recordings", refused)) {
    EXPECT_EQ(recording["stage"], "done") << recording.dump(1);
  }
}

TEST_F(RecordingsTest, AFileThatIsNotThereYetIsAskedForByTheTable) {
  const auto tenant = it().AddTenant();
  const auto call = PutCall();
  it().Tell(tenant, call);
  it().script().Then(Service::kLink, call.key,
                     {{*standins::FailureNamed(Service::kLink, "not_found")}});
  it().Run();
  const auto waiting = it().Only("recordings", tenant);
  EXPECT_EQ(waiting["stage"], "waiting");
  EXPECT_EQ(waiting["attempts"], 1);
  EXPECT_NE(waiting["error"].get<std::string>().find("File not found"), std::string::npos);
  EXPECT_FALSE(waiting["next_attempt_at"].is_null());
  it().LetTimePass();
  it().Run();
  EXPECT_EQ(it().Only("recordings", tenant)["stage"], "done");
}

TEST_F(RecordingsTest, WhatWasGivenUpGoesOnWhereItStoppedWhenAPersonSaysSo) {
  const auto tenant = it().AddTenant();
  const auto call = PutCall();
  it().Tell(tenant, call);
  it().script().Then(Service::kLlm, call.key, {{standins::Completion("", "content_filter")}});
  it().Run();
  const auto given_up = it().Only("recordings", tenant);
  EXPECT_EQ(given_up["stage"], "gave_up");
  EXPECT_FALSE(given_up["error"].is_null());
  EXPECT_EQ(it().List("transcripts", tenant).size(), 1U) << "what was paid for is kept";
  EXPECT_EQ(it().stack().ctl().Try({"retry", given_up["id"].dump(), "--tenant", tenant.id}).status,
            0);
  const auto transcribed = it().script().Count(Service::kStt, call.key);
  it().Run();
  EXPECT_EQ(it().Only("recordings", tenant)["stage"], "done");
  EXPECT_EQ(it().script().Count(Service::kStt, call.key), transcribed);
  EXPECT_EQ(it().stack().ctl().Try({"retry", given_up["id"].dump(), "--tenant", tenant.id}).status,
            1)
      << "it is done";
}

TEST_F(RecordingsTest, WhenTheDiskIsNearlyFullNothingNewIsFetched) {
  const auto tenant = it().AddTenant();
  const auto call = PutCall();
  it().Tell(tenant, call);
  auto environment = it().EnvironmentWith(4);
  environment["NOVOFON_FREE_FLOOR_BYTES"] = "1000000000000000";
  Process program(Command{{NOVOFON_TRANSCRIBE}, environment, {}, SIGKILL});
  EXPECT_EQ(program.Wait(60s), 0);
  const auto waiting = it().Only("recordings", tenant);
  EXPECT_EQ(waiting["stage"], "waiting");
  EXPECT_EQ(waiting["error"], "too little free space");
  EXPECT_EQ(waiting["attempts"], 0);
  EXPECT_EQ(it().script().Count(Service::kLink, call.key), 0U);
  it().LetTimePass();
  it().Run();
  EXPECT_EQ(it().Only("recordings", tenant)["stage"], "done");
}

TEST_F(RecordingsTest, OldAudioIsDestroyedAndTheTextStays) {
  const auto tenant = it().AddTenant({"--retention-days", "30"});
  const auto call = PutCall();
  it().Tell(tenant, call);
  it().Run();
  const auto audio =
      it().stack().state_dir() / it().Only("recordings", tenant)["audio"].get<std::string>();
  it().stack().database().Connect().Execute(
      "UPDATE recording_work SET fetched_at=fetched_at - INTERVAL 31 DAY WHERE recording_key='" +
      call.key + "'");
  const auto shown =
      nlohmann::json::parse(it().stack().ctl().Run({"retention", "--dry-run", "--json"}));
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0]["pbx_call_id"], call.call);
  EXPECT_TRUE(std::filesystem::exists(audio));
  it().Run();
  EXPECT_FALSE(std::filesystem::exists(audio));
  EXPECT_TRUE(it().Only("recordings", tenant)["audio"].is_null());
  EXPECT_NE(it().Only("transcripts", tenant)["text"], "");
}

TEST_F(RecordingsTest, SecretsThatCantBeOpenedCostNoAttempt) {
  it().AddTenant();  // were nobody's to be opened, the program would not begin
  const auto tenant = it().AddTenant();
  it().Tell(tenant, PutCall());
  auto session = it().stack().database().Connect();
  const std::string whose = " WHERE user_id='" + tenant.id + "'";
  const auto sealed = session.Value("SELECT HEX(api_secret) FROM tenants" + whose);
  session.Execute("UPDATE tenants SET api_secret=REPEAT('x',80)" + whose);
  for (int time = 0; time < 16; ++time) {
    it().LetTimePass();
    it().Run();
  }
  auto recording = it().Only("recordings", tenant);
  EXPECT_EQ(recording["stage"], "waiting");
  EXPECT_EQ(recording["attempts"], 0);
  EXPECT_NE(recording["error"].get<std::string>().find("seal-key"), std::string::npos);
  session.Execute("UPDATE tenants SET api_secret=UNHEX('" + sealed + "')" + whose);
  it().LetTimePass();
  it().Run();
  EXPECT_EQ(it().Only("recordings", tenant)["stage"], "done");
}

}  // namespace
}  // namespace novofon::e2e
