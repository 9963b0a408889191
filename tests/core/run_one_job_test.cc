#include "core/run_one_job.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/errors.h"
#include "tests/core/named_row.h"
#include "tests/core/scripted_shop.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

RecordingSettings Settings() {
  RecordingSettings settings;
  settings.tenant = TenantId{1};
  settings.user_id = "crm";
  settings.zone = "Europe/Moscow";
  settings.account.api_key = "key-1";
  settings.ai = true;
  settings.speech.base_url = "https://stt/v1";
  settings.speech.model = "whisper";
  settings.chat.base_url = "https://llm/v1";
  settings.chat.model = "mini";
  return settings;
}

RecordingJob Job(Stage stage = Stage::kWaiting) {
  RecordingJob job;
  job.tenant = TenantId{1};
  job.recording = RecordingKey{"17.1"};
  job.call = CallKey{"in_1"};
  job.stage = stage;
  job.due_at = *ParseUtc("2026-01-15T07:01:00Z");
  job.direction = Direction::kIncoming;
  job.call_start = *ParseUtc("2026-01-15T07:00:00Z");
  job.call_seconds = 58;
  if (stage == Stage::kWaiting) return job;
  job.audio = "recordings/crm/2026-01/abc";
  job.sound = Sound{60, false, false};
  return job;
}

class RunningOneJob : public testing::Test {
 protected:
  RunningOneJob() {
    shop.files.insert("/state/recordings/crm/2026-01/abc");
    shop.Keep(RecordingKey{"17.1"}, {"Это Пётр.", {}, "ru"});
  }
  void Run(const RecordingJob& job) { shop.Run(job, settings); }

  ScriptedShop shop;
  RecordingSettings settings = Settings();
};

TEST_F(RunningOneJob, GoesThroughAllStagesEachSavedAndToldBeforeTheNextIsBegun) {
  Run(Job());
  EXPECT_EQ(shop.diary,
            (Diary{"spend key-1", "link 17.1 of in_1", "fetch https://files/17.1.mp3", "listen",
                   "save fetched", "told fetched after waiting", "transcribe", "save said",
                   "told said after fetched", "load", "extract from Это Пётр.", "save found",
                   "told found after transcribed", "save fill", "told fill after extracted"}));
}

TEST_F(RunningOneJob, SavesWhatEachStageBrought) {
  const Transcript talk{"Здравствуйте, это Пётр.", {{1, 3, "", "Здравствуйте, это Пётр."}}, "ru"};
  shop.heard = Transcribed{talk, Cost{.usd = 0.01, .audio_seconds = 60}};
  shop.answer = Extracted{Claims{{{"Пётр", "это Пётр"}}, {}, {}}, Cost{.usd = 0.002}};
  settings.fill = {DealField::kAddress};
  Run(Job());
  ASSERT_EQ(shop.saved.size(), 4u);
  const auto& fetched = std::get<Fetched>(shop.saved[0]);
  EXPECT_EQ(fetched.file, (FetchedFile{4096, "5ha"}));
  EXPECT_EQ(fetched.sound, (Sound{60, false, false}));
  EXPECT_EQ(fetched.remark, "");
  EXPECT_EQ(shop.saved[1], Progress(Said{talk, Cost{.usd = 0.01, .audio_seconds = 60},
                                         "https://stt/v1", "whisper"}));
  const Finding name{DealField::kName,  "Пётр",
                     "это Пётр",        1,
                     /*certain=*/false, "неизвестно, кто из двоих назвал имя"};
  EXPECT_EQ(shop.saved[2], Progress(Found{{name}, Cost{.usd = 0.002}, "mini"}));
  EXPECT_EQ(shop.saved[3], Progress(FillDeal{{DealField::kAddress}}));
}

TEST_F(RunningOneJob, DatesAreReadFromTheCallsStartInTheTenantsZone) {
  shop.Keep(RecordingKey{"17.1"}, {"Завтра в десять утра.", {}, "ru"});
  shop.answer = Extracted{Claims{{}, {}, {{"завтра в десять утра", "Завтра в десять утра"}}}, {}};
  RecordingJob job = Job(Stage::kTranscribed);
  job.call_start = *ParseUtc("2026-01-15T21:30:00Z");  // half past midnight of the 16th in Moscow
  Run(job);
  const auto& found = std::get<Found>(shop.saved.front());
  ASSERT_EQ(found.fields.size(), 1u);
  EXPECT_EQ(found.fields.front().value, "2026-01-17T07:00:00Z");
}

struct StageRow {
  std::string name;
  Stage stage;
  Diary diary;
};
void PrintTo(const StageRow& row, std::ostream* out) { *out << row.name; }

class StageDone : public RunningOneJob, public testing::WithParamInterface<StageRow> {};

TEST_P(StageDone, IsNotPaidForAgain) {
  Run(Job(GetParam().stage));
  Diary asked;
  for (const std::string& entry : shop.diary) {
    if (!entry.starts_with("save") && !entry.starts_with("told")) asked.push_back(entry);
  }
  EXPECT_EQ(asked, GetParam().diary);
  EXPECT_EQ(ProgressName(shop.saved.back()), "fill");
}

INSTANTIATE_TEST_SUITE_P(
    Table, StageDone,
    testing::Values(
        StageRow{"Fetched", Stage::kFetched, {"transcribe", "load", "extract from Это Пётр."}},
        StageRow{"Transcribed", Stage::kTranscribed, {"load", "extract from Это Пётр."}},
        StageRow{"Extracted", Stage::kExtracted, {}}),
    RowName());

class LeaseLost : public RunningOneJob, public testing::WithParamInterface<std::size_t> {};

TEST_P(LeaseLost, EndsTheJobAndNobodyIsTold) {
  shop.saves_before_lease_is_lost = GetParam();
  Run(Job());
  EXPECT_EQ(shop.saved.size(), GetParam());
  EXPECT_EQ(shop.diary.back(), "lost");
}

INSTANTIATE_TEST_SUITE_P(AtEachStage, LeaseLost, testing::Values(0, 1, 2, 3));

TEST_F(RunningOneJob, AFileThatIsGoneIsFetchedAgainAndTheRestGoesOn) {
  shop.files.clear();
  Run(Job(Stage::kFetched));
  ASSERT_EQ(shop.saved.size(), 5u);
  EXPECT_EQ(shop.saved[0], Progress(FileGone{}));
  EXPECT_EQ(ProgressName(shop.saved[1]), "fetched");
  EXPECT_EQ(ProgressName(shop.saved[4]), "fill");
}

TEST_F(RunningOneJob, AFileThatWasGoneAndIsBackIsNotFetchedAgain) {
  shop.files.insert("/state/a");
  auto job = Job(Stage::kWaiting);
  job.audio = "a";
  job.sound.seconds = 30;
  Run(job);
  ASSERT_EQ(shop.saved.size(), 4u);
  EXPECT_EQ(shop.saved[0], Progress(FileBack{}));
  EXPECT_EQ(ProgressName(shop.saved[1]), "said");
}

struct EndRow {
  std::string name;
  double seconds;
  bool silent;
  bool ai;
  Stage end;
};
void PrintTo(const EndRow& row, std::ostream* out) { *out << row.name; }

class NothingToSend : public RunningOneJob, public testing::WithParamInterface<EndRow> {};

TEST_P(NothingToSend, EndsWithoutAskingTheTranscriber) {
  shop.sound = Sound{GetParam().seconds, GetParam().silent, false};
  settings.ai = GetParam().ai;
  Run(Job());
  EXPECT_EQ(shop.Last<Ended>(), (Ended{GetParam().end, ""}));
  EXPECT_TRUE(shop.heard_of.empty());
  EXPECT_EQ(shop.saved.size(), 2u) << "the file is kept";
}

INSTANTIATE_TEST_SUITE_P(
    Table, NothingToSend,
    testing::Values(EndRow{"TooShort", 2.99, false, true, Stage::kTooShort},
                    EndRow{"Silent", 60, true, true, Stage::kSilent},
                    EndRow{"TooShortAndSilentIsTooShort", 1, true, true, Stage::kTooShort},
                    EndRow{"TooShortWithoutAi", 1, false, false, Stage::kTooShort},
                    EndRow{"WithoutAi", 60, false, false, Stage::kDone}),
    RowName());

TEST_F(RunningOneJob, JustLongEnoughIsTranscribed) {
  shop.sound = Sound{3, false, false};
  Run(Job());
  EXPECT_EQ(shop.heard_of.size(), 1u);
}

TEST_F(RunningOneJob, AiSwitchedOffAfterwardsKeepsTheTranscriptAndAsksNoModel) {
  settings.ai = false;
  Run(Job(Stage::kTranscribed));
  EXPECT_EQ(shop.saved, (std::vector<Progress>{Found{}, FillDeal{settings.fill}}));
  EXPECT_EQ(shop.diary.front(), "load");
}

TEST_F(RunningOneJob, AModelThatCannotBeAskedIsNotAndTheTranscriptStays) {
  settings.chat.model = "";
  Run(Job());
  EXPECT_EQ(shop.saved[2], Progress(Found{}));
  EXPECT_EQ(ProgressName(shop.saved[3]), "fill");
}

TEST_F(RunningOneJob, InATranscriptWithoutWordsNothingIsLookedFor) {
  shop.heard = Transcribed{};
  Run(Job());
  EXPECT_EQ(shop.saved[2], Progress(Found{}));
  for (const std::string& entry : shop.diary) EXPECT_FALSE(entry.starts_with("extract")) << entry;
}

TEST_F(RunningOneJob, PartsThatWerePaidForInAnEarlierTryAreFoundAgain) {
  shop.heard_in_parts = {{"both 0.000-30.000", {}}, {"both 30.000-60.000", {}}};
  shop.heard = Http(503);
  Run(Job(Stage::kFetched));
  shop.diary.clear();
  Run(Job(Stage::kFetched));
  EXPECT_EQ(shop.diary, (Diary{"transcribe", "save later", "told later after fetched"}));
}

TEST_F(RunningOneJob, WhenTheTimeIsOverNoFurtherPartIsPaidForAndTheTryDoesNotCount) {
  shop.heard_in_parts = {{"both 0.000-30.000", {}}, {"both 30.000-60.000", {}}};
  shop.time_is_over = true;
  Run(Job(Stage::kFetched));
  EXPECT_EQ(shop.diary, (Diary{"transcribe", "pay for both 0.000-30.000", "save given back",
                               "told given back after fetched"}));
  EXPECT_EQ(shop.passages.size(), 1u);
}

TEST_F(RunningOneJob, PartsThatAnotherModelOrServiceHeardArePaidForAnew) {
  shop.heard_in_parts = {{"both 0.000-30.000", {}}};
  shop.heard = Http(503);
  Run(Job(Stage::kFetched));
  settings.speech.model = "whisper-2";
  Run(Job(Stage::kFetched));
  settings.speech.base_url = "https://other/v1";
  Run(Job(Stage::kFetched));
  EXPECT_EQ(std::ranges::count(shop.diary, "pay for both 0.000-30.000"), 3);
}

struct SideRow {
  std::string name;
  Direction direction;
  bool two_sides;
  bool operator_second;
};
void PrintTo(const SideRow& row, std::ostream* out) { *out << row.name; }

class Sides : public RunningOneJob, public testing::WithParamInterface<SideRow> {};

TEST_P(Sides, TheOperatorIsSecondInACallToUs) {
  RecordingJob job = Job();
  job.direction = GetParam().direction;
  shop.sound = Sound{60, false, GetParam().two_sides};
  Run(job);
  ASSERT_EQ(shop.heard_of.size(), 1u);
  EXPECT_EQ(shop.heard_of.front().operator_second, GetParam().operator_second);
  EXPECT_EQ(shop.heard_of.front().sound, *shop.sound);
  EXPECT_TRUE(shop.files.contains(shop.heard_of.front().file.value));
}

INSTANTIATE_TEST_SUITE_P(Table, Sides,
                         testing::Values(SideRow{"Incoming", Direction::kIncoming, true, true},
                                         SideRow{"Outgoing", Direction::kOutgoing, true, false},
                                         SideRow{"OneSideOfAnUnknownCallIsNotWaitedFor",
                                                 Direction::kUnknown, false, false}),
                         RowName());

TEST_F(RunningOneJob, TwoSidesOfACallOfUnknownDirectionWaitForItToBeKnown) {
  RecordingJob job = Job();
  job.direction = Direction::kUnknown;
  shop.sound = Sound{60, false, true};
  shop.now = job.due_at + 10min - 1s;
  Run(job);
  EXPECT_EQ(shop.Last<GivenBack>(), (GivenBack{shop.now + 1min, "its call is not known yet"}));
  EXPECT_TRUE(shop.heard_of.empty());
}

TEST_F(RunningOneJob, TheDirectionOfACallIsNotWaitedForForEver) {
  RecordingJob job = Job();
  job.direction = Direction::kUnknown;
  shop.sound = Sound{60, false, true};
  shop.now = job.due_at + 10min;
  Run(job);
  EXPECT_EQ(shop.heard_of.size(), 1u);
  EXPECT_EQ(ProgressName(shop.saved.back()), "fill");
}

struct RemarkRow {
  std::string name;
  int call_seconds;
  double file_seconds;
  std::string remark;
};
void PrintTo(const RemarkRow& row, std::ostream* out) { *out << row.name; }

class FileLength : public RunningOneJob, public testing::WithParamInterface<RemarkRow> {};

TEST_P(FileLength, IsRemarkedOnWhenItIsFarFromTheCalls) {
  RecordingJob job = Job();
  job.call_seconds = GetParam().call_seconds;
  shop.sound = Sound{GetParam().file_seconds, false, false};
  Run(job);
  EXPECT_EQ(std::get<Fetched>(shop.saved.front()).remark, GetParam().remark);
}

INSTANTIATE_TEST_SUITE_P(
    Table, FileLength,
    testing::Values(RemarkRow{"ThirtySecondsAreRinging", 60, 90, ""},
                    RemarkRow{"MoreIsOdd", 60, 90.6, "the file lasts 91 s, the call lasted 60 s"},
                    RemarkRow{"LessIsOdd", 60, 29, "the file lasts 29 s, the call lasted 60 s"},
                    RemarkRow{"AFifthOfALongCallIsHolding", 600, 720, ""},
                    RemarkRow{"MoreThanAFifthIsOdd", 600, 721,
                              "the file lasts 721 s, the call lasted 600 s"},
                    RemarkRow{"ACallOfUnknownLengthIsNot", 0, 5000, ""}),
    RowName());

std::string AudioOf(RecordingJob job, const RecordingSettings& settings) {
  ScriptedShop shop;
  shop.Run(std::move(job), settings);
  return std::get<Fetched>(shop.saved.front()).audio;
}

TEST_F(RunningOneJob, AFileLiesByTenantAndMonthUnderANameOfItsOwn) {
  const std::string audio = AudioOf(Job(), settings);
  EXPECT_TRUE(audio.starts_with("recordings/crm/2026-01/")) << audio;
  EXPECT_EQ(AudioOf(Job(), settings), audio) << "fetched again it replaces what was there";
  RecordingJob other = Job();
  other.recording.value = "../../17.1";
  EXPECT_NE(AudioOf(other, settings), audio);
  EXPECT_EQ(AudioOf(other, settings).find(".."), std::string::npos);
}

TEST_F(RunningOneJob, WhatBreaksOfOursIsThrownAndWhatWasSavedStays) {
  struct BrokenListener : Listener {
    std::optional<Sound> Listen(const FilePath&) override { throw Unavailable("disk"); }
  } listener;
  const Workshop workshop{shop,
                          shop,
                          shop,
                          shop,
                          shop,
                          listener,
                          shop,
                          shop,
                          [&] { return shop.now; },
                          [] { return Jitter{0}; },
                          [](const auto&, const auto&) {}};
  shop.files.clear();
  EXPECT_THROW(RunOneJob(Job(Stage::kFetched), settings, workshop), Unavailable);
  EXPECT_EQ(shop.saved, std::vector<Progress>{FileGone{}});
}

}  // namespace
}  // namespace novofon
