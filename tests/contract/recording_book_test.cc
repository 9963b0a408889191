#include "tests/contract/recording_contract.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

const PassageKey kPart{"https://stt/v1", "whisper", "first 0.000-600.125"};
const PassageKey kNextPart{"https://stt/v1", "whisper", "first 600.125-1187.340"};

class RecordingBookContract : public RecordingContract {
 protected:
  void SetUp() override { Record({"17.1"}); }
};

TEST_P(RecordingBookContract, AFetchedFilesFactsAreKeptAndTheJobStaysLeased) {
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(Save(job, AFile(), due + 5s));
  WorkRow expected;
  expected.stage = Stage::kFetched;
  expected.work_at = due + kLease;
  expected.attempts = 1;
  expected.is_held = true;
  expected.remark = AFile().remark;
  expected.audio = AFile().audio;
  expected.host = "host-1";
  expected.file = AFile().file;
  expected.sound = AFile().sound;
  expected.fetched_at = due + 5s;
  EXPECT_EQ(Work(), expected);
  EXPECT_EQ(Taken(due + 5s), "");
}

TEST_P(RecordingBookContract, AFetchedFilesFactsSurviveACrash) {
  ASSERT_TRUE(Save(MustTake(due), AFile(), due + 5s));
  stores->Reopen();
  const RecordingJob again = MustTake(due + kLease, kOtherRun);
  EXPECT_EQ(again.stage, Stage::kFetched);
  EXPECT_EQ(again.audio, AFile().audio);
  EXPECT_EQ(again.sound, AFile().sound);
  EXPECT_EQ(again.attempts, 2) << "the crash was the first attempt at this stage";
}

TEST_P(RecordingBookContract, AFileThatIsGoneIsWaitedForAgain) {
  BringTo(Stage::kFetched, due);
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(Save(job, FileGone{}, due + 1s));
  const WorkRow work = Work();
  EXPECT_EQ(work.stage, Stage::kWaiting);
  EXPECT_EQ(work.audio, AFile().audio) << "another host may have it";
  EXPECT_EQ(work.attempts, 1);
  EXPECT_TRUE(work.is_held);
  ASSERT_TRUE(Save(job, AFile(), due + 2s));
  EXPECT_EQ(Work().audio, AFile().audio);
}

TEST_P(RecordingBookContract, AFileThatIsBackIsGoneOnWith) {
  BringTo(Stage::kFetched, due);
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(Save(job, FileGone{}, due + 1s));
  ASSERT_TRUE(Save(job, Later{due + 2s, "File not found"}, due + 1s));
  const RecordingJob again = MustTake(due + 2s);
  EXPECT_EQ(again.stage, Stage::kWaiting);
  EXPECT_EQ(again.audio, AFile().audio);
  EXPECT_EQ(again.sound, AFile().sound);
  ASSERT_TRUE(Save(again, FileBack{}, due + 2s));
  EXPECT_EQ(Work().stage, Stage::kFetched);
  EXPECT_TRUE(Work().is_held);
}

TEST_P(RecordingBookContract, ATranscriptComesBackAsItWasSaved) {
  Said said = Words();
  said.transcript.segments = {
      {0, 1.25, "Оператор", "Здравствуйте — «Чистый дом»?", 0.125, -0.3, 1.7},
      {1.1, 61.375, "Клиент", "It's \\ \"ёлка\"\n📞 '; DROP", {}, {}, {}},
      {61.375, 61.375, "", "", 1.0, {}, {}}};
  said.transcript.text = "Оператор: Здравствуйте — «Чистый дом»?\nКлиент: It's \\ \"ёлка\"\n📞";
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(Save(job, AFile(), due));
  ASSERT_TRUE(Save(job, said, due));
  stores->Reopen();
  EXPECT_EQ(book().LoadTranscript(job), said.transcript);
  EXPECT_EQ(Work().stage, Stage::kTranscribed);
  EXPECT_TRUE(Work().is_held);
}

TEST_P(RecordingBookContract, APassageComesBackAsItWasKeptAndSurvivesACrash) {
  const Passage passage{
      {"It's «ёлка» 📞", {{0, 1.25, "A", "It's «ёлка» 📞", 0.125, -0.3, 1.7}}, "ru"},
      {0.0061, 23.5, 10U, 5U}};
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(passages().Keep(job, kPart, passage));
  ASSERT_TRUE(passages().Keep(job, kNextPart, Passage{}));
  stores->Reopen();
  EXPECT_EQ(passages().Find(job, kPart), passage);
  EXPECT_EQ(passages().Find(job, kNextPart), Passage{});
}

TEST_P(RecordingBookContract, APassageIsOfOneServiceAndModelOnly) {
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(passages().Keep(job, kPart, Passage{}));
  PassageKey newer = kPart;
  newer.model = "whisper-2";
  EXPECT_EQ(passages().Find(job, newer), std::nullopt);
  EXPECT_EQ(passages().Find(job, {"https://other/v1", kPart.model, kPart.part}), std::nullopt);
  ASSERT_TRUE(passages().Keep(job, newer, Passage{}));
  EXPECT_EQ(passages().Find(job, newer), Passage{});
  EXPECT_EQ(passages().Find(job, kPart), std::nullopt) << "it is replaced";
}

TEST_P(RecordingBookContract, WhoLostTheLeaseKeepsNoPassage) {
  const RecordingJob lost = MustTake(due);
  const RecordingJob job = MustTake(due + kLease, kOtherRun);
  EXPECT_FALSE(passages().Keep(lost, kPart, Passage{}));
  EXPECT_EQ(passages().Find(job, kPart), std::nullopt);
}

TEST_P(RecordingBookContract, PassagesOutliveAFailureAndGoWhenTheWholeIsSaved) {
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(Save(job, AFile(), due));
  ASSERT_TRUE(passages().Keep(job, kPart, Passage{}));
  ASSERT_TRUE(Save(job, Later{due + 30s, "HTTP 503"}, due));
  const RecordingJob again = MustTake(due + 30s, kOtherRun);
  EXPECT_EQ(passages().Find(again, kPart), Passage{});
  ASSERT_TRUE(Save(again, Words(), due + 31s));
  EXPECT_EQ(passages().Find(again, kPart), std::nullopt);
}

TEST_P(RecordingBookContract, ATranscriptWithoutSegmentsOrWordsComesBackToo) {
  for (const Transcript& transcript :
       {Transcript{"Алло.", {}, ""}, Transcript{"", {}, "ru"}, Transcript{}}) {
    const RecordingJob job = MustTake(due);
    ASSERT_TRUE(Save(job, Said{transcript, {}, "", ""}, due));
    EXPECT_EQ(book().LoadTranscript(job), transcript);
    ASSERT_TRUE(Save(job, GivenBack{due, ""}, due));
  }
}

TEST_P(RecordingBookContract, ALaterFailureLosesNoTranscript) {
  BringTo(Stage::kTranscribed, due);
  RecordingJob job = MustTake(due);
  ASSERT_EQ(job.stage, Stage::kTranscribed);
  ASSERT_TRUE(Save(job, Later{due + 30s, "HTTP 503"}, due));
  job = MustTake(due + 30s);
  ASSERT_TRUE(Save(job, Ended{Stage::kGaveUp, "HTTP 400"}, due + 31s));
  EXPECT_EQ(book().LoadTranscript(job), Words().transcript);
  EXPECT_EQ(Work().audio, AFile().audio);
}

TEST_P(RecordingBookContract, WhatWasFoundIsKeptOnceHoweverOftenItIsSaved) {
  const Finding name{DealField::kName, "Пётр", "это Пётр", 1.5, false, "неизвестно, кто назвал"};
  const Finding address{DealField::kAddress, "", "Ленина 2-5", {}, false, "не сказано"};
  BringTo(Stage::kTranscribed, due);
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(Save(job, Found{{name, address}, Cost{.usd = 0.1, .input_tokens = 7}, "m"}, due));
  Finding other_name = name;
  other_name.value = "Иван";
  ASSERT_TRUE(Save(job, Found{{other_name}, {}, "m"}, due));
  const auto suggestions = stores->recordings().SuggestionsOf(tenant.id);
  ASSERT_EQ(suggestions.size(), 2u);
  EXPECT_EQ(suggestions[0].finding, name);
  EXPECT_EQ(suggestions[1].finding, address);
  for (const SuggestionRow& one : suggestions) {
    EXPECT_EQ(one.state, "found");
    EXPECT_EQ(one.deal, std::nullopt);
    EXPECT_EQ(one.decided_at, std::nullopt);
  }
  EXPECT_EQ(Work().stage, Stage::kExtracted);
}

TEST_P(RecordingBookContract, ADoneRecordingIsFinishedAndKeepsItsFile) {
  BringTo(Stage::kExtracted, due);
  ASSERT_TRUE(Save(MustTake(due), FillDeal{}, due + 9s));
  const WorkRow work = Work();
  EXPECT_EQ(work.stage, Stage::kDone);
  EXPECT_EQ(work.work_at, std::nullopt);
  EXPECT_EQ(work.finished_at, due + 9s);
  EXPECT_FALSE(work.is_held);
  EXPECT_EQ(work.error, "");
  EXPECT_EQ(work.audio, AFile().audio);
}

TEST_P(RecordingBookContract, EveryEndIsKeptWithItsReason) {
  for (const Stage stage :
       {Stage::kTooShort, Stage::kSilent, Stage::kNoRecording, Stage::kGaveUp, Stage::kDone}) {
    const std::string key(NameOf(stage));
    Record({key});
    RecordingJob job = MustTake(due);
    while (job.recording.value != key) {
      ASSERT_TRUE(Save(job, Ended{Stage::kDone, ""}, due));
      job = MustTake(due);
    }
    ASSERT_TRUE(Save(job, Ended{stage, "потому что"}, due + 1s));
    const WorkRow work = Work(key);
    EXPECT_EQ(work.stage, stage);
    EXPECT_EQ(work.error, "потому что");
    EXPECT_EQ(work.work_at, std::nullopt);
    EXPECT_EQ(work.finished_at, due + 1s);
  }
  EXPECT_EQ(Taken(due + 24h), "");
}

TEST_P(RecordingBookContract, WhatIsTriedLaterKeepsItsStageAndItsAttempts) {
  ASSERT_TRUE(Save(MustTake(due), Later{due + 60s, "HTTP 502"}, due + 1s));
  const WorkRow work = Work();
  EXPECT_EQ(work.stage, Stage::kWaiting);
  EXPECT_EQ(work.work_at, due + 60s);
  EXPECT_EQ(work.error, "HTTP 502");
  EXPECT_FALSE(work.is_held);
  EXPECT_EQ(Taken(due + 60s - 1us), "");
  EXPECT_EQ(MustTake(due + 60s).attempts, 2);
}

TEST_P(RecordingBookContract, AStageThatIsDoneForgetsTheErrorBeforeIt) {
  ASSERT_TRUE(Save(MustTake(due), Later{due + 60s, "HTTP 502"}, due));
  ASSERT_TRUE(Save(MustTake(due + 60s), AFile(), due + 61s));
  EXPECT_EQ(Work().error, "");
  EXPECT_EQ(Work().attempts, 1);
}

TEST_P(RecordingBookContract, WhatIsGivenBackWasNoAttempt) {
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(Save(job, GivenBack{due + 10s, "too little free space"}, due));
  EXPECT_EQ(Work().attempts, 0);
  EXPECT_EQ(Work().error, "too little free space");
  EXPECT_EQ(Taken(due + 10s - 1us), "");
  EXPECT_EQ(MustTake(due + 10s).attempts, 1);
}

TEST_P(RecordingBookContract, GivingBackTwiceIsNoHarm) {
  // The answer to the first was lost on its way.
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(Save(job, GivenBack{due, ""}, due));
  EXPECT_TRUE(Save(job, GivenBack{due, ""}, due));
  EXPECT_EQ(Work().attempts, 0);
}

TEST_P(RecordingBookContract, WhatIsFinishedStaysFinished) {
  // The answer to the first was lost on its way, and the holder puts it off.
  const RecordingJob job = MustTake(due);
  ASSERT_TRUE(Save(job, Ended{Stage::kGaveUp, "HTTP 400"}, due));
  const WorkRow finished = Work();
  EXPECT_FALSE(Save(job, Later{due + 5min, "lost connection"}, due));
  EXPECT_EQ(Work(), finished);
}

TEST_P(RecordingBookContract, ALongErrorIsCutAtAWholeLetter) {
  std::string error;
  for (int i = 0; i < 1000; ++i) error += "ё";
  ASSERT_TRUE(Save(MustTake(due), Later{due, error}, due));
  const std::string kept = Work().error;
  EXPECT_LE(kept.size(), 500u * 4);
  EXPECT_GE(kept.size(), 490u);
  EXPECT_TRUE(error.starts_with(kept)) << kept;
}

TEST_P(RecordingBookContract, NothingThatALostLeaseBringsChangesAnything) {
  BringTo(Stage::kTranscribed, due);
  const RecordingJob lost = MustTake(due, kRun);
  ASSERT_EQ(Taken(due + kLease, kOtherRun), "17.1");
  const WorkRow before = Work();
  Said said = Words();
  said.transcript.text = "другое";
  const Finding name{DealField::kName, "Пётр", "это Пётр", 1, true, ""};
  for (const Progress& progress :
       {Progress(AFile()), Progress(FileGone{}), Progress(FileBack{}), Progress(said),
        Progress(Found{{name}, {}, ""}), Progress(FillDeal{}), Progress(Ended{Stage::kSilent, ""}),
        Progress(Later{due, "x"}), Progress(GivenBack{due, "x"}), Progress(StagePaused{"x"})}) {
    EXPECT_FALSE(Save(lost, progress, due + kLease)) << progress.index();
  }
  EXPECT_EQ(Work(), before);
  EXPECT_EQ(book().LoadTranscript(lost), Words().transcript);
  EXPECT_TRUE(stores->recordings().SuggestionsOf(tenant.id).empty());
  EXPECT_FALSE(book().IsPaused(lost));
}

TEST_P(RecordingBookContract, OneTenantsRecordingIsNotTheOthersOfTheSameName) {
  ApplyTo(other, novofon::Record("17.1"), Moscow("12:00:01"));
  RecordingJob job = MustTake(due);
  ASSERT_EQ(job.tenant, tenant.id);
  ASSERT_TRUE(Save(job, Ended{Stage::kSilent, ""}, due));
  EXPECT_EQ(stores->recordings().WorkOf(other.id, RecordingKey{"17.1"}).stage, Stage::kWaiting);
  job = MustTake(due + 1s);
  EXPECT_EQ(job.tenant, other.id);
}

NOVOFON_BOTH_STORES(RecordingBookContract);

}  // namespace
}  // namespace novofon
