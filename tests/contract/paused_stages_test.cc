// Leases and results of stages that wait for a person.
#include "tests/contract/recording_contract.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

class PausedStagesContract : public RecordingContract {
 protected:
  // The first one that is due meets a refusal.
  std::string Pause(TimePoint now) {
    const RecordingJob job = MustTake(now);
    EXPECT_TRUE(Save(job, StagePaused{"HTTP 401"}, now));
    return job.recording.value;
  }
  // A probe that is taken at `now`.
  RecordingJob Probe(TimePoint now) {
    RecordingJob job = MustTake(now);
    EXPECT_TRUE(job.probe);
    return job;
  }
};

TEST_P(PausedStagesContract, OfAPausedStageNothingIsHandedOut) {
  Record({"17.1", "17.2"});
  Pause(due);
  EXPECT_EQ(Taken(due), "");
  EXPECT_EQ(Taken(due + 5min - 1us), "");
}

TEST_P(PausedStagesContract, TheRefusalIsKeptAndItsAttemptDoesNotCount) {
  Record({"17.1"});
  Pause(due);
  const WorkRow work = Work();
  EXPECT_EQ(work.error, "HTTP 401");
  EXPECT_EQ(work.attempts, 0);
  EXPECT_EQ(work.stage, Stage::kWaiting);
  EXPECT_FALSE(work.is_held);
  EXPECT_EQ(MustTake(due + 5min).attempts, 1);
}

TEST_P(PausedStagesContract, OtherTenantsAndOtherStagesGoOn) {
  Record({"17.1"});
  BringTo(Stage::kFetched, due);
  RecordAt("17.2", Moscow("12:00:01"));
  ApplyTo(other, novofon::Record("18.1"), Moscow("12:00:02"));
  RecordingJob paused = MustTake(due);
  ASSERT_EQ(paused.stage, Stage::kFetched);
  ASSERT_TRUE(Save(paused, StagePaused{"HTTP 402"}, due));
  EXPECT_EQ(Taken(due + 10s), "17.2");
  EXPECT_EQ(Taken(due + 10s), "18.1");
  EXPECT_EQ(Taken(due + 10s), "");
}

TEST_P(PausedStagesContract, TheSameStageOfAnotherTenantGoesOn) {
  Record({"17.1"});
  ApplyTo(other, novofon::Record("18.1"), Moscow("12:00:01"));
  ASSERT_EQ(Pause(due), "17.1");
  EXPECT_EQ(Taken(due + 1s), "18.1");
}

TEST_P(PausedStagesContract, WhetherAStageIsPausedIsAskedForItsTenant) {
  Record({"17.1"});
  ApplyTo(other, novofon::Record("18.1"), Moscow("12:00:01"));
  BringTo(Stage::kFetched, due);
  RecordingJob paused = MustTake(due);
  ASSERT_TRUE(Save(paused, StagePaused{"HTTP 402"}, due));
  RecordingJob others = MustTake(due + 10s);
  ASSERT_EQ(others.recording.value, "18.1");
  EXPECT_TRUE(book().IsPaused(paused));
  others.stage = Stage::kFetched;
  EXPECT_FALSE(book().IsPaused(others));
}

TEST_P(PausedStagesContract, AStageIsPausedUntilOneCameThrough) {
  Record({"17.1"});
  RecordingJob job = MustTake(due);
  EXPECT_FALSE(book().IsPaused(job));
  ASSERT_TRUE(Save(job, StagePaused{"HTTP 401"}, due));
  EXPECT_TRUE(book().IsPaused(job));
  for (const Stage stage : {Stage::kFetched, Stage::kTranscribed, Stage::kExtracted}) {
    job.stage = stage;
    EXPECT_FALSE(book().IsPaused(job)) << NameOf(stage);
  }
  const RecordingJob probe = Probe(due + 5min);
  EXPECT_TRUE(book().IsPaused(probe)) << "nobody knows yet";
  ASSERT_TRUE(Save(probe, AFile(), due + 5min));
  EXPECT_FALSE(book().IsPaused(probe));
}

TEST_P(PausedStagesContract, WhenThePauseIsOverOneTriesAndTheOthersWaitForIt) {
  Record({"17.1", "17.2", "17.3"});
  Pause(due);
  const RecordingJob probe = Probe(due + 5min);
  EXPECT_EQ(Taken(due + 5min, kOtherRun), "");
  ASSERT_TRUE(Save(probe, AFile(), due + 5min + 1s));
  const RecordingJob next = MustTake(due + 5min + 1s);
  EXPECT_FALSE(next.probe);
  EXPECT_NE(Taken(due + 5min + 1s), "") << "all of them";
}

TEST_P(PausedStagesContract, EachProbeThatFailsMakesTheNextPauseLonger) {
  Record({"17.1", "17.2"});
  Pause(due);
  TimePoint now = due + 5min;
  for (const auto pause : {15min, 30min, 60min, 60min}) {
    ASSERT_TRUE(Save(Probe(now), StagePaused{"HTTP 401"}, now));
    EXPECT_EQ(Taken(now + pause - 1us), "");
    now += pause;
  }
  ASSERT_TRUE(Save(Probe(now), AFile(), now));
  const RecordingJob again = MustTake(now);
  ASSERT_TRUE(Save(again, StagePaused{"HTTP 401"}, now));
  EXPECT_NE(Taken(now + 5min), "") << "a new pause begins with the shortest";
}

TEST_P(PausedStagesContract, OthersThatWereUnderWayAndFailTooMakeItNoLonger) {
  Record({"17.1", "17.2"});
  const RecordingJob first = MustTake(due);
  const RecordingJob second = MustTake(due);
  ASSERT_TRUE(Save(first, StagePaused{"HTTP 401"}, due));
  ASSERT_TRUE(Save(second, StagePaused{"HTTP 401"}, due + 1min));
  EXPECT_EQ(Taken(due + 5min - 1us), "");
  Probe(due + 5min);
}

TEST_P(PausedStagesContract, AllThatMetTheRefusalAreDueAsSoonAsItIsMended) {
  Record({"17.1", "17.2"});
  const RecordingJob first = MustTake(due);
  const RecordingJob second = MustTake(due);
  ASSERT_TRUE(Save(first, StagePaused{"HTTP 401"}, due));
  ASSERT_TRUE(Save(second, StagePaused{"HTTP 401"}, due));
  ASSERT_TRUE(Save(Probe(due + 5min), StagePaused{"HTTP 401"}, due + 5min));
  ASSERT_TRUE(Save(Probe(due + 20min), AFile(), due + 20min));
  EXPECT_NE(Taken(due + 20min), "");
}

struct SilentProbe {
  std::string name;
  Progress progress;
};

TEST_P(PausedStagesContract, AProbeThatTellsNothingOfTheServiceLetsTheNextOneTry) {
  const std::vector<SilentProbe> probes = {
      {"too short", Ended{Stage::kTooShort, ""}},
      {"given back", GivenBack{due + 1h, "its call is not known yet"}},
      {"given up", Ended{Stage::kGaveUp, "HTTP 400"}}};
  Record({"17.1", "17.2", "17.3", "17.4"});
  Pause(due);
  for (const SilentProbe& one : probes) {
    SCOPED_TRACE(one.name);
    ASSERT_TRUE(Save(Probe(due + 5min), one.progress, due + 5min));
  }
  Probe(due + 5min);
  EXPECT_EQ(Taken(due + 5min), "") << "still only one";
}

TEST_P(PausedStagesContract, AProbeWhoseFileIsGoneLetsTheNextOneTry) {
  Record({"17.1"});
  BringTo(Stage::kFetched, due);
  Pause(due);
  RecordingJob probe = Probe(due + 5min);
  ASSERT_EQ(probe.stage, Stage::kFetched);
  ASSERT_TRUE(Save(probe, FileGone{}, due + 5min));
  probe.stage = Stage::kWaiting;
  ASSERT_TRUE(Save(probe, AFile(), due + 5min));
  ASSERT_TRUE(Save(probe, GivenBack{due + 5min, "its stage is paused"}, due + 5min));
  EXPECT_EQ(Probe(due + 5min).stage, Stage::kFetched) << "it has its file again and may try";
}

TEST_P(PausedStagesContract, AfterAProbeThatDiedAnotherTries) {
  Record({"17.1"});
  Pause(due);
  Probe(due + 5min);
  EXPECT_EQ(Taken(due + 5min + kLease - 1us), "");
  Probe(due + 5min + kLease);
}

TEST_P(PausedStagesContract, AProbeThatIsPutOffLeavesThePauseToTheNextOne) {
  Record({"17.1", "17.2"});
  Pause(due);
  ASSERT_TRUE(Save(Probe(due + 5min), Later{due + 1h, "HTTP 503"}, due + 5min));
  EXPECT_EQ(Taken(due + 5min), "");
  Probe(due + 5min + kLease);
}

// One recording that is always refused, and others that never are.
TEST_P(PausedStagesContract, HowOftenARecordingBeganAPauseIsRemembered) {
  Record({"17.1", "17.2"});
  TimePoint now = due;
  for (const int earlier : {0, 1, 2}) {
    RecordingJob job = MustTake(now);
    if (job.recording.value != "17.1") {
      ASSERT_TRUE(Save(job, GivenBack{now + 1s, ""}, now));
      job = MustTake(now);
    }
    ASSERT_EQ(job.recording.value, "17.1");
    EXPECT_EQ(job.refusals, earlier);
    ASSERT_TRUE(Save(job, StagePaused{"HTTP 403"}, now + 2s));
    now += 2s + 5min;
    const RecordingJob passes = Probe(now);
    ASSERT_EQ(passes.recording.value, "17.2");
    EXPECT_EQ(passes.refusals, 0);
    ASSERT_TRUE(Save(passes, AFile(), now));
    ASSERT_TRUE(Save(passes, FileGone{}, now)) << "so that it can pass again";
    ASSERT_TRUE(Save(passes, GivenBack{now + 1s, ""}, now));
  }
}

TEST_P(PausedStagesContract, AProbeThatIsRefusedBeganNoPause) {
  Record({"17.1"});
  Pause(due);
  EXPECT_EQ(Pause(due + 5min), "17.1");
  EXPECT_EQ(Probe(due + 20min).refusals, 1);
}

TEST_P(PausedStagesContract, AStageThatIsDoneLeavesNoRefusals) {
  Record({"17.1"});
  Pause(due);
  RecordingJob job = Probe(due + 5min);
  ASSERT_EQ(job.refusals, 1);
  ASSERT_TRUE(Save(job, AFile(), due + 5min));
  job.stage = Stage::kFetched;
  ASSERT_TRUE(Save(job, GivenBack{due + 5min, ""}, due + 5min));
  EXPECT_EQ(MustTake(due + 5min).refusals, 0);
}

NOVOFON_BOTH_STORES(PausedStagesContract);

}  // namespace
}  // namespace novofon
