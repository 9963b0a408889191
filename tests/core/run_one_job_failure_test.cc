// RunOneJob where something is in its way.
#include <gtest/gtest.h>

#include "core/run_one_job.h"
#include "tests/core/named_row.h"
#include "tests/core/scripted_shop.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

const TimePoint kDue = *ParseUtc("2026-01-15T07:01:00Z");
const TimePoint kNow = *ParseUtc("2026-01-15T07:02:00Z");

RecordingSettings Settings() {
  RecordingSettings settings;
  settings.user_id = "crm";
  settings.zone = "Europe/Moscow";
  settings.account.api_key = "key-1";
  settings.ai = true;
  settings.chat.model = "mini";
  return settings;
}

RecordingJob Job(Stage stage, int attempts = 1) {
  RecordingJob job;
  job.recording = RecordingKey{"17.1"};
  job.call = CallKey{"in_1"};
  job.stage = stage;
  job.attempts = attempts;
  job.due_at = kDue;
  job.call_start = kDue;
  job.audio = stage == Stage::kWaiting ? "" : "a";
  job.sound = Sound{60, false, false};
  return job;
}

class Hindered : public testing::Test {
 protected:
  Hindered() {
    shop.files.insert("/state/a");
    shop.Keep(RecordingKey{"17.1"}, {"Это Пётр.", {}, "ru"});
  }
  void Run(const RecordingJob& job) { shop.Run(job, Settings()); }

  ScriptedShop shop;
};

using Asked = void (*)(ScriptedShop&, const Failed&);
void LinkFails(ScriptedShop& shop, const Failed& failed) { shop.link = failed; }
void FileFails(ScriptedShop& shop, const Failed& failed) { shop.file = failed; }
void SpeechFails(ScriptedShop& shop, const Failed& failed) { shop.heard = failed; }
void ChatFails(ScriptedShop& shop, const Failed& failed) { shop.answer = failed; }

struct FailureRow {
  std::string name;
  Stage stage;
  Asked ask;
  Failed failure;
  Progress progress;
};
void PrintTo(const FailureRow& row, std::ostream* out) { *out << row.name; }

class Failure : public Hindered, public testing::WithParamInterface<FailureRow> {};

TEST_P(Failure, EndsTheJobByWhatIsToBeDone) {
  GetParam().ask(shop, GetParam().failure);
  Run(Job(GetParam().stage));
  EXPECT_EQ(shop.saved, std::vector{GetParam().progress});
  EXPECT_TRUE(shop.diary.back().starts_with("told " + ProgressName(GetParam().progress)));
}

INSTANTIATE_TEST_SUITE_P(
    OfTheLink, Failure,
    testing::Values(FailureRow{"NoFileYet", Stage::kWaiting, &LinkFails,
                               Http(200, "File not found"),
                               Later{kNow + 60s, "HTTP 200: File not found"}},
                    FailureRow{"ServerError", Stage::kWaiting, &LinkFails, Http(502),
                               Later{kNow + 60s, "HTTP 502"}},
                    FailureRow{"BadKey", Stage::kWaiting, &LinkFails, Http(401, "Not authorized"),
                               StagePaused{"HTTP 401: Not authorized"}},
                    FailureRow{"BadRequest", Stage::kWaiting, &LinkFails, Http(400, "bad"),
                               Ended{Stage::kGaveUp, "HTTP 400: bad"}},
                    FailureRow{"Stopped", Stage::kWaiting, &LinkFails,
                               Broken(TransportError::kStopped), GivenBack{kNow, ""}}),
    RowName());

INSTANTIATE_TEST_SUITE_P(
    OfTheDownload, Failure,
    testing::Values(FailureRow{"LinkExpired", Stage::kWaiting, &FileFails, Http(403),
                               Later{kNow + 60s, "HTTP 403"}},
                    FailureRow{"CutShort", Stage::kWaiting, &FileFails,
                               Broken(TransportError::kCutShort),
                               Later{kNow + 60s, "the connection was cut off"}},
                    FailureRow{"TooLarge", Stage::kWaiting, &FileFails,
                               Broken(TransportError::kTooLarge),
                               Ended{Stage::kGaveUp, "the answer is too large"}},
                    FailureRow{"Stopped", Stage::kWaiting, &FileFails,
                               Broken(TransportError::kStopped), GivenBack{kNow, ""}}),
    RowName());

INSTANTIATE_TEST_SUITE_P(
    OfTheTranscriber, Failure,
    testing::Values(FailureRow{"Busy", Stage::kFetched, &SpeechFails, Http(429),
                               Later{kNow + 30s, "HTTP 429"}},
                    FailureRow{"NoCredit", Stage::kFetched, &SpeechFails, Http(402, "no credit"),
                               StagePaused{"HTTP 402: no credit"}},
                    FailureRow{"Refused", Stage::kFetched, &SpeechFails, Http(400, "bad audio"),
                               Ended{Stage::kGaveUp, "HTTP 400: bad audio"}},
                    FailureRow{"Stopped", Stage::kFetched, &SpeechFails,
                               Broken(TransportError::kStopped), GivenBack{kNow, ""}}),
    RowName());

INSTANTIATE_TEST_SUITE_P(
    OfTheExtractor, Failure,
    testing::Values(
        FailureRow{"Down", Stage::kTranscribed, &ChatFails, Broken(TransportError::kUnreachable),
                   Later{kNow + 30s, "the server can't be reached"}},
        FailureRow{"BadKey", Stage::kTranscribed, &ChatFails, Http(401), StagePaused{"HTTP 401"}},
        FailureRow{"Refused", Stage::kTranscribed, &ChatFails, Http(422),
                   Ended{Stage::kGaveUp, "HTTP 422"}},
        FailureRow{"Stopped", Stage::kTranscribed, &ChatFails, Broken(TransportError::kStopped),
                   GivenBack{kNow, ""}}),
    RowName());

TEST_F(Hindered, AFailureLosesNothingOfTheStagesBeforeIt) {
  shop.answer = Http(503);
  Run(Job(Stage::kWaiting));
  ASSERT_EQ(shop.saved.size(), 3u);
  EXPECT_EQ(ProgressName(shop.saved[0]), "fetched");
  EXPECT_EQ(ProgressName(shop.saved[1]), "said");
  EXPECT_EQ(shop.saved[2], Progress(Later{kNow + 30s, "HTTP 503"}));
}

TEST_F(Hindered, AttemptsAreCountedAnewAtEachStage) {
  shop.heard = Http(503);
  Run(Job(Stage::kWaiting, /*attempts=*/9));
  EXPECT_EQ(shop.Last<Later>().at, kNow + 30s) << "as after a first failure";
}

TEST_F(Hindered, AFileThatIsNotSoundIsThrownAwayAndFetchedLater) {
  shop.files.clear();
  shop.sound = std::nullopt;
  Run(Job(Stage::kWaiting));
  EXPECT_EQ(shop.saved, std::vector<Progress>{(
                            Later{kNow + 60s, "HTTP 200: the file is not sound, or was cut off"})});
  EXPECT_TRUE(shop.files.empty());
}

TEST_F(Hindered, WithoutRoomTheProviderIsNotEvenAsked) {
  shop.has_room = false;
  Run(Job(Stage::kWaiting));
  EXPECT_EQ(shop.diary, (Diary{"save given back", "told given back after waiting"}));
  EXPECT_EQ(shop.Last<GivenBack>(), (GivenBack{kNow + 10min, "too little free space"}));
}

TEST_F(Hindered, WithoutRoomWhatIsFetchedGoesOn) {
  shop.has_room = false;
  Run(Job(Stage::kFetched));
  EXPECT_EQ(ProgressName(shop.saved.back()), "fill");
}

TEST_F(Hindered, WhenTheMinutesRequestsAreSpentItIsGivenBackUntilOneIsFree) {
  shop.budget_is_spent_until = kNow + 17s;
  Run(Job(Stage::kWaiting));
  EXPECT_EQ(shop.diary, (Diary{"spend key-1", "save given back", "told given back after waiting"}));
  EXPECT_EQ(shop.Last<GivenBack>(), (GivenBack{kNow + 17s, ""}));
}

struct CrashRow {
  std::string name;
  Stage stage;
  int attempts;
  bool goes_on;
};
void PrintTo(const CrashRow& row, std::ostream* out) { *out << row.name; }

class CrashLoop : public Hindered, public testing::WithParamInterface<CrashRow> {};

TEST_P(CrashLoop, EndsWhenTheAttemptsAreUsedUp) {
  Run(Job(GetParam().stage, GetParam().attempts));
  if (GetParam().goes_on) {
    EXPECT_EQ(ProgressName(shop.saved.back()), "fill");
    return;
  }
  ASSERT_EQ(shop.saved.size(), 1u);
  EXPECT_EQ(shop.Last<Ended>(),
            (Ended{Stage::kGaveUp, "the program ended during the last of " +
                                       std::to_string(GetParam().attempts - 1) + " attempts"}));
  EXPECT_EQ(shop.diary.front(), "save ended gave_up") << "nothing is asked any more";
}

INSTANTIATE_TEST_SUITE_P(
    Table, CrashLoop,
    testing::Values(CrashRow{"TheLastFetch", Stage::kWaiting, 14, true},
                    CrashRow{"OneFetchMore", Stage::kWaiting, 15, false},
                    CrashRow{"TheLastTranscription", Stage::kFetched, 13, true},
                    CrashRow{"OneTranscriptionMore", Stage::kFetched, 14, false},
                    CrashRow{"TheLastExtraction", Stage::kTranscribed, 13, true},
                    CrashRow{"OneExtractionMore", Stage::kTranscribed, 14, false},
                    CrashRow{"OneFillingMore", Stage::kExtracted, 14, false}),
    RowName());

TEST_F(Hindered, AStageThatIsPausedIsNotGoneInto) {
  shop.paused = {Stage::kFetched};
  Run(Job(Stage::kWaiting));
  ASSERT_EQ(shop.saved.size(), 2u);
  EXPECT_EQ(ProgressName(shop.saved[0]), "fetched");
  EXPECT_EQ(shop.saved[1], Progress(GivenBack{kNow, ""})) << "due as soon as the pause is over";
  EXPECT_TRUE(shop.heard_of.empty());
}

TEST_F(Hindered, WhatIsRefusedAgainAndAgainWhileOthersGetThroughIsGivenUp) {
  shop.answer = Http(403, "no");
  RecordingJob job = Job(Stage::kTranscribed);
  job.refusals = 2;
  Run(job);
  EXPECT_EQ(shop.Last<Ended>(),
            (Ended{Stage::kGaveUp, "refused 3 times while others got through: HTTP 403: no"}));
  shop.paused = {Stage::kTranscribed};
  Run(job);
  EXPECT_EQ(shop.Last<StagePaused>(), StagePaused{"HTTP 403: no"}) << "others are refused as well";
}

TEST_F(Hindered, WhenTheTimeIsOverNoFurtherStageIsBegun) {
  shop.time_is_over = true;
  Run(Job(Stage::kWaiting));
  ASSERT_EQ(shop.saved.size(), 2u);
  EXPECT_EQ(ProgressName(shop.saved[0]), "fetched");
  EXPECT_EQ(shop.saved[1], Progress(GivenBack{kNow, ""})) << "for the next run";
  EXPECT_TRUE(shop.heard_of.empty());
}

TEST_F(Hindered, AProbeTriesThePausedStageButNoOther) {
  shop.paused = {Stage::kFetched, Stage::kTranscribed};
  RecordingJob probe = Job(Stage::kFetched);
  probe.probe = true;
  Run(probe);
  EXPECT_EQ(shop.heard_of.size(), 1u);
  ASSERT_EQ(shop.saved.size(), 2u);
  EXPECT_EQ(ProgressName(shop.saved[0]), "said");
  EXPECT_EQ(ProgressName(shop.saved[1]), "given back");
  EXPECT_TRUE(shop.jobs[0].probe);
  EXPECT_FALSE(shop.jobs[1].probe) << "whose result would end the other pause";
}

}  // namespace
}  // namespace novofon
