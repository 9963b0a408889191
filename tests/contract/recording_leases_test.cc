#include "tests/contract/recording_contract.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

class RecordingLeasesContract : public RecordingContract {};

TEST_P(RecordingLeasesContract, NothingIsHandedOutBeforeItIsDue) {
  Record({"17.1"});
  EXPECT_EQ(Take(due - 1us), std::nullopt);
  EXPECT_EQ(Taken(due), "17.1");
}

TEST_P(RecordingLeasesContract, AJobKnowsItsCall) {
  ApplyTo(tenant, End("answered"), Moscow("12:00:00"));
  Record({"17.1"});
  RecordingJob expected;
  expected.tenant = tenant.id;
  expected.recording = RecordingKey{"17.1"};
  expected.call = CallKey{"in_1"};
  expected.lease = 1;
  expected.due_at = due;
  expected.direction = Direction::kIncoming;
  expected.call_start = Moscow("10:00:00");
  expected.call_seconds = 95;
  EXPECT_EQ(Take(due), expected);
}

TEST_P(RecordingLeasesContract, AJobOfACallThatOnlyRecordSpokeOfKnowsNoDirection) {
  ApplyTo(tenant, novofon::Record("17.1", {{"pbx_call_id", "7531"}}), Moscow("12:00:00"));
  const RecordingJob job = MustTake(due);
  EXPECT_EQ(job.call.value, "7531");
  EXPECT_EQ(job.direction, Direction::kUnknown);
  EXPECT_EQ(job.call_start, Moscow("12:00:00"));
  EXPECT_EQ(job.call_seconds, 0);
}

TEST_P(RecordingLeasesContract, NobodyElseGetsItUntilTheLeaseEnds) {
  Record({"17.1"});
  ASSERT_EQ(Taken(due), "17.1");
  stores->Reopen();
  EXPECT_EQ(Taken(due, kOtherRun), "");
  EXPECT_EQ(Taken(due + kLease - 1us, kOtherRun), "");
  EXPECT_EQ(Taken(due + kLease, kOtherRun), "17.1");
}

TEST_P(RecordingLeasesContract, TheAttemptCountsWhenItIsTaken) {
  Record({"17.1"});
  EXPECT_EQ(MustTake(due).attempts, 1);
  EXPECT_EQ(Work().attempts, 1);
  const RecordingJob again = MustTake(due + kLease, kOtherRun);
  EXPECT_EQ(again.attempts, 2);
  EXPECT_EQ(again.lease, 2u);
}

TEST_P(RecordingLeasesContract, WhatIsDueLongestComesFirst) {
  RecordAt("later", Moscow("12:00:02"));
  RecordAt("latest", Moscow("12:00:03"));
  RecordAt("first", Moscow("12:00:01"));
  EXPECT_EQ(Taken(due + 10s), "first");
  EXPECT_EQ(Taken(due + 10s), "later");
  EXPECT_EQ(Taken(due + 10s), "latest");
  EXPECT_EQ(Taken(due + 10s), "");
}

TEST_P(RecordingLeasesContract, KeepingUpHoldsEverythingOfTheRunAndNothingElse) {
  Record({"17.1", "17.2", "17.3"});
  ASSERT_NE(Taken(due, kRun), "");
  ASSERT_NE(Taken(due, kRun), "");
  const std::string theirs = Taken(due, kOtherRun);
  leases().KeepUp(kRun, due + 100s, kLease);
  EXPECT_EQ(Taken(due + kLease, kOtherRun), theirs);
  EXPECT_EQ(Taken(due + 100s + kLease - 1us, kOtherRun), "");
  EXPECT_NE(Taken(due + 100s + kLease, kOtherRun), "");
  EXPECT_NE(Taken(due + 100s + kLease, kOtherRun), "");
}

TEST_P(RecordingLeasesContract, KeepingUpTouchesNothingThatWasPutOffOrFinished) {
  Record({"17.1", "17.2"});
  const RecordingJob put_off = MustTake(due);
  const RecordingJob finished = MustTake(due);
  ASSERT_TRUE(Save(put_off, Later{due + 30s, "HTTP 503"}, due));
  ASSERT_TRUE(Save(finished, Ended{Stage::kSilent, ""}, due));
  leases().KeepUp(kRun, due + 1s, kLease);
  EXPECT_EQ(Work(put_off.recording.value).work_at, due + 30s);
  EXPECT_EQ(Work(finished.recording.value).work_at, std::nullopt);
}

TEST_P(RecordingLeasesContract, WhatADeadRunHeldIsDueAtOnceAndItsAttemptCounts) {
  Record({"17.1", "17.2"});
  const std::string of_the_dead = Taken(due, kRun);
  ASSERT_NE(Taken(due, kOtherRun), "");
  leases().Inherit(kRun, due + 1s);
  const RecordingJob inherited = MustTake(due + 1s, kOtherRun);
  EXPECT_EQ(inherited.recording.value, of_the_dead);
  EXPECT_EQ(inherited.attempts, 2);
  EXPECT_EQ(Taken(due + 1s, kOtherRun), "") << "the living keep what they hold";
}

TEST_P(RecordingLeasesContract, NothingIsInheritedThatTheDeadHadLetGo) {
  Record({"17.1", "17.2"});
  const RecordingJob put_off = MustTake(due);
  const RecordingJob finished = MustTake(due);
  ASSERT_TRUE(Save(put_off, Later{due + 30s, "HTTP 503"}, due));
  ASSERT_TRUE(Save(finished, Ended{Stage::kSilent, ""}, due));
  leases().Inherit(kRun, due + 1s);
  EXPECT_EQ(Taken(due + 1s), "");
}

TEST_P(RecordingLeasesContract, WhoIsTakenForDeadByMistakeMayStillSaveUntilSomebodyTakesOver) {
  Record({"17.1"});
  const RecordingJob job = MustTake(due, kRun);
  leases().Inherit(kRun, due + 1s);
  EXPECT_TRUE(Save(job, AFile(), due + 2s));
  ASSERT_EQ(Taken(due + 3s, kOtherRun), "17.1");
  EXPECT_FALSE(Save(job, Words(), due + 4s));
}

TEST_P(RecordingLeasesContract, TheOldHoldersResultIsDropped) {
  Record({"17.1"});
  const RecordingJob old = MustTake(due, kRun);
  const RecordingJob taken_over = MustTake(due + kLease, kOtherRun);
  const WorkRow before = Work();
  EXPECT_FALSE(Save(old, AFile(), due + kLease + 1s));
  EXPECT_EQ(Work(), before);
  EXPECT_TRUE(Save(taken_over, AFile(), due + kLease + 2s));
}

TEST_P(RecordingLeasesContract, ALeaseThatEndedButWasTakenByNobodyIsStillGood) {
  Record({"17.1"});
  const RecordingJob job = MustTake(due);
  EXPECT_TRUE(Save(job, AFile(), due + kLease + 1h));
}

TEST_P(RecordingLeasesContract, ARepeatedRecordDoesNotWakeAFinishedRecording) {
  Record({"17.1"});
  ASSERT_TRUE(Save(MustTake(due), Ended{Stage::kNoRecording, "HTTP 404"}, due));
  const WorkRow finished = Work();
  RecordAt("17.1", Moscow("11:59:00"));
  RecordAt("17.1", Moscow("12:30:00"));
  EXPECT_EQ(Work(), finished);
  EXPECT_EQ(Taken(due + 24h), "");
}

TEST_P(RecordingLeasesContract, AnEarlierRecordMovesTheDueTimeOfAnUntouchedRecording) {
  Record({"17.1"});
  RecordAt("17.1", Moscow("12:10:00"));
  EXPECT_EQ(Work().work_at, due);
  RecordAt("17.1", Moscow("11:50:00"));
  EXPECT_EQ(Work().work_at, Moscow("11:50:40"));
  EXPECT_EQ(MustTake(Moscow("11:50:40")).due_at, Moscow("11:50:40"));
}

TEST_P(RecordingLeasesContract, AnEarlierRecordDoesNotMoveWhatSomebodyHasBegunWith) {
  Record({"17.1", "17.2"});
  const RecordingJob put_off = MustTake(due);
  ASSERT_TRUE(Save(put_off, Later{due + 1h, "HTTP 503"}, due));
  const RecordingJob held = MustTake(due);
  RecordAt("17.1", Moscow("11:50:00"));
  RecordAt("17.2", Moscow("11:50:00"));
  EXPECT_EQ(Work(put_off.recording.value).work_at, due + 1h);
  EXPECT_EQ(Work(held.recording.value).work_at, due + kLease);
}

TEST_P(RecordingLeasesContract, ATenantWithoutRequestsThisMinuteWaitsForItsFilesOnly) {
  Record({"17.1"});
  BringTo(Stage::kFetched, due);
  RecordAt("17.2", Moscow("11:00:00"));
  ApplyTo(other, novofon::Record("18.1"), Moscow("12:00:00"));
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(stores->recordings().budget().Spend("key-1", due), std::nullopt);
  }
  EXPECT_EQ(Taken(due + 1s), "17.1") << "its file is there";
  EXPECT_EQ(Taken(due + 1s), "18.1") << "another account";
  EXPECT_EQ(Taken(due + 1s), "");
  EXPECT_EQ(Taken(due + 61s), "17.2");
}

NOVOFON_BOTH_STORES(RecordingLeasesContract);

}  // namespace
}  // namespace novofon
