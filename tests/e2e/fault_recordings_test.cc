// The recordings' program killed at every place, two of them at once, and servers that mean no
// good.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <stdexcept>

#include "tests/e2e/recordings.h"

namespace novofon::e2e {
namespace {

using standins::Manner;
using standins::Service;
using standins::Step;

Step In(Manner manner) { return Step{{}, manner}; }

// Where the program is when it is killed.
struct Place {
  std::string name;
  Service service;  // hangs in this call; what was done before it is saved
  std::string stage;
  std::string in_save;  // or while it saves that this stage is done
  // Of the two channels that are to be transcribed.
  std::size_t heard = 0;      // before it hangs
  std::size_t left_over = 0;  // for the next run
};

class KilledProgram : public testing::TestWithParam<Place> {
 protected:
  // A save of `stage` takes until it is killed.
  void SaveSlowly(const std::string& stage) {
    recordings_.stack().database().Connect().Execute(
        "CREATE TRIGGER slow_save BEFORE UPDATE ON recording_work FOR EACH ROW"
        " BEGIN DO IF(NEW.stage='" +
        stage + "' AND OLD.stage<>NEW.stage, SLEEP(60), 0); END");
  }
  void SaveAsUsual() {
    recordings_.stack().database().Connect().Execute("DROP TRIGGER IF EXISTS slow_save");
  }
  bool IsSaving() {
    return recordings_.stack().database().Connect().Number(
               "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE STATE='User sleep'") > 0;
  }

  Recordings recordings_;
};

TEST_P(KilledProgram, FinishesWithTheNextRunAndPaysForNoFinishedStageAgain) {
  const auto tenant = recordings_.AddTenant();
  const RecordedCall call;
  recordings_.services().shelf().Put(Recordings::Dialogue(call, 1));
  recordings_.Tell(tenant, call);
  auto& script = recordings_.script();
  const Place& place = GetParam();
  if (place.in_save.empty()) {
    std::vector<Step> steps(place.heard);
    steps.push_back(In(Manner::kHang));
    script.Then(place.service, call.key, steps);
  } else {
    SaveSlowly(place.in_save);
  }
  auto program = recordings_.Start();
  ASSERT_TRUE(WaitUntil(60s, [&] {
    return place.in_save.empty() ? script.Count(place.service, call.key) > place.heard : IsSaving();
  })) << recordings_.Log();
  program->Kill();
  SaveAsUsual();
  script.Release();
  EXPECT_EQ(recordings_.Only("recordings", tenant)["stage"], place.stage);
  const auto paid_before = std::pair(script.Count(Service::kStt, call.key, 200),
                                     script.Count(Service::kLlm, call.key, 200));
  // What the killed one held is taken over at once: nobody waits for its lease to end.
  recordings_.Run();

  EXPECT_EQ(recordings_.Only("recordings", tenant)["stage"], "done") << recordings_.Log();
  EXPECT_EQ(recordings_.List("transcripts", tenant).size(), 1U);
  EXPECT_EQ(recordings_.List("suggestions", tenant).size(), 3U);
  EXPECT_EQ(recordings_.Only("deals", tenant)["name"], "Анна");
  const std::vector<std::string> order{"waiting", "fetched", "transcribed", "extracted"};
  const auto done = std::find(order.begin(), order.end(), place.stage) - order.begin();
  EXPECT_EQ(script.Count(Service::kStt, call.key, 200) - paid_before.first, place.left_over);
  EXPECT_EQ(script.Count(Service::kLlm, call.key, 200) - paid_before.second, done >= 3 ? 0U : 1U);
  recordings_.Run();
  EXPECT_EQ(script.Count(Service::kLink, call.key), done >= 1 ? 1U : 2U) << "done is done";
}

std::string PlaceName(const testing::TestParamInfo<Place>& place) { return place.param.name; }

INSTANTIATE_TEST_SUITE_P(
    At, KilledProgram,
    testing::Values(Place{"TheRequestForALink", Service::kLink, "waiting", "", 0, 2},
                    Place{"TheDownload", Service::kFile, "waiting", "", 0, 2},
                    Place{"SavingTheFile", Service::kFile, "waiting", "fetched", 0, 2},
                    Place{"TheTranscription", Service::kStt, "fetched", "", 0, 2},
                    Place{"TheSecondChannelsTranscription", Service::kStt, "fetched", "", 1, 1},
                    Place{"SavingTheTranscript", Service::kStt, "fetched", "transcribed"},
                    Place{"TheExtraction", Service::kLlm, "transcribed", ""},
                    Place{"SavingWhatWasFound", Service::kLlm, "transcribed", "extracted"},
                    Place{"FillingTheDeal", Service::kLlm, "extracted", "done"}),
    PlaceName);

// A recording whose first channel is with the transcriber, who keeps silent.
class HangingTranscriber : public testing::Test {
 protected:
  HangingTranscriber() {
    recordings_.services().shelf().Put(Recordings::Dialogue(call_, 1));
    recordings_.Tell(tenant_, call_);
    script().Then(Service::kStt, call_.key, {In(Manner::kHang)});
    program_ = recordings_.Start();
    if (!WaitUntil(60s, [&] { return script().Count(Service::kStt, call_.key) > 0; })) {
      throw std::runtime_error("nothing was sent to the transcriber: " + recordings_.Log());
    }
  }
  standins::Script& script() { return recordings_.script(); }

  Recordings recordings_;
  const Tenant tenant_ = recordings_.AddTenant();
  const RecordedCall call_;
  std::unique_ptr<Process> program_;
};

TEST_F(HangingTranscriber, ToldToEndTheProgramGivesBackWhatIsUnderWay) {
  program_->Signal(SIGTERM);
  const auto status = program_->Wait(30s);
  ASSERT_TRUE(status.has_value()) << "SIGTERM does not end it";
  EXPECT_EQ(*status, 0) << recordings_.Log();
  script().Release();
  const auto left = recordings_.Only("recordings", tenant_);
  EXPECT_EQ(left["stage"], "fetched") << "what was finished is saved";
  EXPECT_EQ(left["attempts"], 1) << "the service may want money for it";
  EXPECT_EQ(left["error"], "the program was told to end before the answer came");
  EXPECT_EQ(left["leased"], false);
  recordings_.LetTimePass();
  recordings_.Run();
  EXPECT_EQ(recordings_.Only("recordings", tenant_)["stage"], "done");
}

TEST_F(HangingTranscriber, ARestartOfTheDatabaseCostsNoTranscriptThatWasPaidFor) {
  recordings_.stack().database().Kill();
  script().Release();
  ASSERT_TRUE(WaitUntil(60s, [&] { return script().Count(Service::kStt, call_.key, 200) > 0; }));
  recordings_.stack().database().Start();
  ASSERT_EQ(program_->Wait(60s), 0) << recordings_.Log();
  EXPECT_EQ(recordings_.Only("recordings", tenant_)["stage"], "done") << recordings_.Log();
  EXPECT_EQ(script().Count(Service::kStt, call_.key), 2U) << "two channels, once each";
}

TEST(DeadPool, WhatItLeftInTheSpoolIsTakenUpByTheTimersProgram) {
  Recordings recordings;
  auto& stack = recordings.stack();
  const auto tenant = recordings.AddTenant();
  CallScript known;
  ASSERT_EQ(stack.Send(known.Start(), tenant).status, 200);  // tenants are remembered
  ASSERT_TRUE(stack.WaitUntilApplied());
  stack.database().Kill();
  CallScript call;
  call.id = "in_left";
  call.client = "79160000077";
  ASSERT_EQ(stack.Send(call.End("answered", 8), tenant).status, 200);
  ASSERT_EQ(stack.Spooled(), 1U);
  stack.pool().Stop();
  stack.database().Start();
  recordings.Run();
  EXPECT_EQ(stack.Spooled(), 0U);
  EXPECT_EQ(recordings.Only("deals", tenant)["phone"], "+79160000077");
}

// A thousand, so many accounts that the provider's limit is in nobody's way.
TEST(TwoPrograms, TakeEachOfAThousandRecordingsOnce) {
  constexpr int kAccounts = 20;
  constexpr int kEach = 50;
  Recordings recordings;
  std::vector<Tenant> tenants;
  unsigned number = 0;
  for (int account = 0; account < kAccounts; ++account) {
    tenants.push_back(recordings.AddTenant());
    for (int i = 0; i < kEach; ++i) {
      ++number;
      RecordedCall call;
      call.key = "1700000000." + std::to_string(number);
      call.call = "in_" + std::to_string(number);
      call.client = "7916" + std::to_string(1000000 + number);
      auto dialogue = Recordings::Dialogue(call, number, 4);
      dialogue.file = standins::Tones(number, 4);  // one side, as most recordings are
      for (auto& said : dialogue.says) said.channel = 0;
      recordings.services().shelf().Put(std::move(dialogue));
      CallScript script;
      script.id = call.call;
      script.client = call.client;
      ASSERT_TRUE(recordings.stack().SendAll({script.End("answered", 4), script.Record(call.key)},
                                             tenants.back()));
    }
  }
  ASSERT_TRUE(recordings.stack().WaitUntilApplied());
  auto one = recordings.Start(8);
  auto other = recordings.Start(8);
  for (auto* const program : {one.get(), other.get()}) {
    const auto status = program->Wait(280s);
    ASSERT_TRUE(status.has_value());
    EXPECT_EQ(*status, 0) << recordings.Log();
  }
  for (const auto& tenant : tenants) {
    for (const auto& recording : recordings.List("recordings", tenant)) {
      const std::string key = recording["call_id_with_rec"];
      ASSERT_EQ(recording["stage"], "done") << recording.dump(1);
      ASSERT_EQ(recordings.script().Count(Service::kFile, key), 1U) << key;
      ASSERT_EQ(recordings.script().Count(Service::kStt, key), 1U) << key;
      ASSERT_EQ(recordings.script().Count(Service::kLlm, key), 1U) << key;
    }
    ASSERT_EQ(recordings.List("deals", tenant).size(), static_cast<std::size_t>(kEach));
  }
}

TEST(TwoPrograms, KeepToTheProvidersLimitTogether) {
  constexpr int kCalls = 130;
  constexpr std::size_t kOfAMinute = 100;
  Recordings recordings(kOfAMinute);
  const auto tenant = recordings.AddTenant();
  for (int number = 1; number <= kCalls; ++number) {
    RecordedCall call;
    call.key = "1700000000." + std::to_string(number);
    call.call = "in_" + std::to_string(number);
    auto dialogue = Recordings::Dialogue(call, static_cast<unsigned>(number), 4);
    dialogue.file = standins::Tones(static_cast<unsigned>(number), 4);
    recordings.services().shelf().Put(std::move(dialogue));
    CallScript script;
    script.id = call.call;
    script.client = "7916" + std::to_string(1000000 + number);
    ASSERT_TRUE(
        recordings.stack().SendAll({script.End("answered", 4), script.Record(call.key)}, tenant));
  }
  ASSERT_TRUE(recordings.stack().WaitUntilApplied());
  auto one = recordings.Start(8);
  auto other = recordings.Start(8);
  for (auto* const program : {one.get(), other.get()}) {
    ASSERT_EQ(program->Wait(120s), 0) << recordings.Log();
  }
  EXPECT_EQ(recordings.script().Count(Service::kLink, "", 429), 0U) << "the limit was overrun";
  // Who is slow may have had a minute's first requests again.
  EXPECT_GE(recordings.script().Count(Service::kLink), kOfAMinute);
  for (const auto& recording : recordings.List("recordings", tenant)) {
    if (recording["stage"] == "done") continue;
    EXPECT_EQ(recording["stage"], "waiting") << recording.dump(1);
    EXPECT_EQ(recording["attempts"], 0) << recording.dump(1);
  }
}

// A provider's server that is not what it should be. Each gets a recording; all at once, since some
// of it takes half a minute.
TEST(HostileServers, EachLeavesAClearErrorAndNothingOnTheDisk) {
  struct Case {
    std::string name;
    Step step;
    std::string told;   // part of the recorded error
    std::string stage;  // where it stays
  };
  const auto failure = [](const char* name) {
    return Step{standins::FailureNamed(Service::kFile, name)};
  };
  const std::vector<Case> cases = {
      {"html", failure("html"), "HTTP 200", "waiting"},
      {"empty", failure("empty"), "HTTP 200", "waiting"},
      {"noise", failure("noise"), "not sound", "waiting"},
      {"redirect to loopback", failure("redirect_loopback"), "nothing may be fetched", "gave_up"},
      {"redirect to a file", failure("redirect_file"), "nothing may be fetched", "gave_up"},
      {"gzip bomb", failure("gzip_bomb"), "HTTP 200", "waiting"},
      {"cut", In(Manner::kCut), "cut off", "waiting"},
      {"cut unseen", In(Manner::kCutUnseen), "not sound", "waiting"},
      {"endless", In(Manner::kEndless), "too large", "gave_up"},
      {"a byte a second", In(Manner::kDrip), "too slow", "waiting"},
      {"wrong length", In(Manner::kWrongLength), "too slow", "waiting"},
  };
  Recordings recordings;
  const auto tenant = recordings.AddTenant();
  for (std::size_t i = 0; i < cases.size(); ++i) {
    RecordedCall call;
    call.key = "1700000000." + std::to_string(i);
    call.call = "in_" + std::to_string(i);
    call.client = "791600000" + std::to_string(10 + i);
    recordings.services().shelf().Put(Recordings::Dialogue(call, static_cast<unsigned>(i + 1)));
    recordings.script().Then(Service::kFile, call.key, {cases[i].step});
    recordings.Tell(tenant, call);
  }
  auto program = recordings.Start(16);
  const auto status = program->Wait(180s);
  ASSERT_TRUE(status.has_value()) << "one of them holds the program";
  EXPECT_EQ(*status, 0) << recordings.Log();
  const auto list = recordings.List("recordings", tenant);
  ASSERT_EQ(list.size(), cases.size());
  for (const auto& recording : list) {
    const std::string key = recording["call_id_with_rec"];
    const auto& expected = cases[std::stoul(key.substr(key.find('.') + 1))];
    EXPECT_EQ(recording["stage"], expected.stage) << expected.name << recording.dump(1);
    EXPECT_NE(recording["error"].dump().find(expected.told), std::string::npos)
        << expected.name << recording.dump(1);
    EXPECT_TRUE(recording["audio"].is_null()) << expected.name;
  }
  const auto kept = recordings.stack().state_dir() / "recordings";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kept)) {
    EXPECT_FALSE(entry.is_regular_file()) << entry.path();
  }
}

}  // namespace
}  // namespace novofon::e2e
