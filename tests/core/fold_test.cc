// What notifications add to a call. What ended calls mean: settle_test.cc and its neighbours.
#include "core/fold.h"

#include <gtest/gtest.h>

#include "tests/contract/canonical_dump.h"
#include "tests/core/calls.h"

namespace novofon {
namespace {

TEST(Fold, StartAloneIsARingingCall) {
  Cabinet cabinet;
  cabinet.Receives(Start());
  EXPECT_EQ(OutcomeOf(cabinet.CallOf()), Outcome::kRinging);
  EXPECT_EQ(DirectionOf(cabinet.CallOf()), Direction::kIncoming);
  EXPECT_EQ(cabinet.CallOf().started_at, Moscow("10:00:00"));
}

TEST(Fold, EndAloneIsAWholeCall) {
  Cabinet cabinet;
  cabinet.Receives(End("answered", {{"internal", "101"}}));
  EXPECT_EQ(OutcomeOf(cabinet.CallOf()), Outcome::kAnswered);
  EXPECT_EQ(cabinet.CallOf().duration, 95);
  EXPECT_EQ(ExtensionOf(cabinet.CallOf()).value, "101");
}

TEST(Fold, TheSameEventTwiceChangesNothing) {
  Cabinet cabinet;
  for (const Fields& fields :
       {Start(), Internal("101"), Answer("101"), End("answered"), Record("1"), OutEnd("busy")}) {
    cabinet.Receives(fields, Moscow("10:01:00"));
    const std::string once = DumpOf(cabinet.state);
    cabinet.Receives(fields, Moscow("10:01:00"));
    EXPECT_EQ(DumpOf(cabinet.state), once);
  }
}

TEST(Fold, AnOrphanLegDoesNotTakeAnswersBack) {
  Cabinet cabinet;
  cabinet.Receives(Answer("101")).Receives(End("no answer", {{"internal", "102"}}));
  EXPECT_EQ(OutcomeOf(cabinet.CallOf()), Outcome::kAnswered);
  EXPECT_EQ(ExtensionOf(cabinet.CallOf()).value, "101");
  EXPECT_TRUE(cabinet.state.callbacks.empty());
  EXPECT_NE(cabinet.NoteOf().find("Статус: Звонок отвечен"), std::string::npos);
}

TEST(Fold, ALaterEndDoesNotTakeAnswersBack) {
  Cabinet cabinet;
  cabinet.Receives(End("answered", {{"internal", "101"}}));
  cabinet.Receives(End("cancel", {{"internal", "102"}}));
  EXPECT_EQ(OutcomeOf(cabinet.CallOf()), Outcome::kAnswered);
  EXPECT_EQ(cabinet.CallOf().disposition, "answered");
  EXPECT_EQ(cabinet.CallOf().duration, 95);
  EXPECT_EQ(cabinet.state.deals.size(), 1u);
}

TEST(Fold, TalkTimeWithoutAWordIsAnAnswerThatStays) {
  Cabinet cabinet;
  cabinet.Receives(End("", {{"duration", "30"}}));
  EXPECT_EQ(OutcomeOf(cabinet.CallOf()), Outcome::kAnswered);
  cabinet.Receives(End("no answer"));
  EXPECT_EQ(OutcomeOf(cabinet.CallOf()), Outcome::kAnswered);
}

TEST(Fold, AMissingFieldErasesNothing) {
  Cabinet cabinet;
  cabinet.Receives(End("answered", {{"internal", "101"}, {"status_code", "16"}}));
  const std::string whole = DumpOf(cabinet.state);
  Fields poor = {{"event", "NOTIFY_END"}, {"pbx_call_id", "in_1"}};
  cabinet.Receives(poor);
  EXPECT_EQ(DumpOf(cabinet.state), whole);
}

TEST(Fold, TheCallerMayComeAfterTheEnd) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer", {{"caller_id", "-"}}));
  EXPECT_TRUE(cabinet.state.clients.empty());
  cabinet.Receives(Start());
  EXPECT_EQ(cabinet.state.clients.size(), 1u);
  EXPECT_TRUE(cabinet.Owes());
}

TEST(Fold, AfterATransferTheLastExtensionSpoke) {
  Cabinet cabinet;
  cabinet.Receives(Internal("101")).Receives(Answer("101"));
  cabinet.Receives(Internal("102", {{"transfer_from", "101"}})).Receives(Answer("102"));
  cabinet.Receives(End("answered", {{"internal", "101"}, {"last_internal", "102"}}));
  EXPECT_EQ(ExtensionOf(cabinet.CallOf()).value, "102");
  EXPECT_TRUE(cabinet.CallOf().legs.at({"102"}).transferred_from.contains({"101"}));
  EXPECT_EQ(cabinet.OnlyDeal().owner.value, "102");
}

TEST(Fold, WhoPassedTheCallOnIsNotWhoSpokeLast) {
  Cabinet cabinet;
  cabinet.Receives(Internal("100")).Receives(Answer("100"));
  cabinet.Receives(Internal("101", {{"transfer_from", "100"}})).Receives(Answer("101"));
  EXPECT_EQ(ExtensionOf(cabinet.CallOf()).value, "101");
  cabinet.Receives(End("answered", {{"internal", "101"}}));
  EXPECT_EQ(ExtensionOf(cabinet.CallOf()).value, "101");
}

TEST(Fold, OfTwoWhoAnsweredTheOneWithWhomItEndedSpokeLast) {
  Cabinet cabinet;
  cabinet.Receives(Answer("100")).Receives(Answer("101"));
  cabinet.Receives(End("answered", {{"internal", "101"}}));
  EXPECT_EQ(ExtensionOf(cabinet.CallOf()).value, "101");
}

TEST(Fold, ATransferringExtensionAsCallerDoesNotHideTheClient) {
  Cabinet cabinet;
  cabinet.Receives(Start()).Receives(Internal("102", {{"caller_id", "101"}}));
  cabinet.Receives(End("answered"));
  EXPECT_EQ(cabinet.CallOf().phone->value, "+79161234567");
}

TEST(Fold, WithoutCallStartTheFirstReceiptIsTheTime) {
  Cabinet cabinet;
  cabinet.Receives(End("answered", {{"call_start", "-"}}), Moscow("10:05:00"));
  cabinet.Receives(Start({{"call_start", "-"}}), Moscow("10:03:00"));
  EXPECT_EQ(cabinet.CallOf().started_at, Moscow("10:03:00"));
}

TEST(Fold, AnImpossibleCallStartCountsAsMissing) {
  Cabinet cabinet;
  cabinet.Receives(End("answered", {{"call_start", "0000-00-00 00:00:00"}}), Moscow("10:05:00"));
  EXPECT_EQ(cabinet.CallOf().started_at, Moscow("10:05:00"));
  EXPECT_EQ(cabinet.CallOf().call_start, "");
}

TEST(Fold, RecordBeforeEndMakesOneRecording) {
  Cabinet cabinet;
  cabinet.Receives(Record("17.1"), Moscow("10:02:00"));
  cabinet.Receives(End("answered", {{"is_recorded", "1"}, {"call_id_with_rec", "17.1"}}),
                   Moscow("10:02:30"));
  ASSERT_EQ(cabinet.state.recordings.size(), 1u);
  const Recording& recording = cabinet.state.recordings.at({"17.1"});
  EXPECT_EQ(recording.call.value, "in_1");
  EXPECT_EQ(recording.due_at, Moscow("10:02:40"));
  EXPECT_TRUE(cabinet.CallOf().is_recorded);
}

TEST(Fold, RecordAfterEndMakesOneRecordingDueFromTheFirstNotification) {
  Cabinet cabinet;
  cabinet.Receives(End("answered", {{"is_recorded", "1"}, {"call_id_with_rec", "17.1"}}),
                   Moscow("10:02:00"));
  cabinet.Receives(Record("17.1"), Moscow("10:03:00"));
  ASSERT_EQ(cabinet.state.recordings.size(), 1u);
  EXPECT_EQ(cabinet.state.recordings.at({"17.1"}).due_at, Moscow("10:02:40"));
}

TEST(Fold, EndMakesNoRecordingWithoutBothTheFlagAndTheId) {
  Cabinet cabinet;
  cabinet.Receives(End("answered", {{"is_recorded", "0"}, {"call_id_with_rec", "17.1"}}));
  cabinet.Receives(End("answered", {{"is_recorded", "1"}, {"call_id_with_rec", ""}}));
  EXPECT_TRUE(cabinet.state.recordings.empty());
}

TEST(Fold, OutEndMakesARecordingEvenOfACancelledCall) {
  Cabinet cabinet;
  cabinet.Receives(OutEnd("cancel", {{"is_recorded", "1"}, {"call_id_with_rec", "17.2"}}));
  EXPECT_EQ(cabinet.state.recordings.at({"17.2"}).call.value, "out_1");
  EXPECT_EQ(OutcomeOf(cabinet.CallOf("out_1")), Outcome::kNotReached);
}

TEST(Fold, RecordTellsNothingOfWhenTheCallWas) {
  Cabinet cabinet;
  cabinet.Receives(Record("17.1"), Moscow("10:01:00"));
  cabinet.Receives(End("answered", {{"call_start", "-"}}), Moscow("10:05:00"));
  EXPECT_EQ(cabinet.CallOf().started_at, Moscow("10:05:00"));
}

TEST(Fold, WhatIsKeptOnlyAndWhatIsUnknownMakesNothing) {
  Cabinet cabinet;
  const std::string before = DumpOf(cabinet.state);
  for (const char* event : {"NOTIFY_IVR", "SMS", "NUMBER_LOOKUP", "CALL_TRACKING",
                            "SPEECH_RECOGNITION", "NOTIFY_SOMETHING"}) {
    cabinet.Receives(Incoming(event, {}));
  }
  EXPECT_EQ(DumpOf(cabinet.state), before);
}

TEST(Fold, MoreLegsThanAnyCallHasAreNotKept) {
  Cabinet cabinet;
  for (int i = 0; i < 100; ++i) cabinet.Receives(Internal(std::to_string(1000 + i)));
  EXPECT_EQ(cabinet.CallOf().legs.size(), 32u);
  Cabinet backwards;
  for (int i = 99; i >= 0; --i) backwards.Receives(Internal(std::to_string(1000 + i)));
  EXPECT_EQ(backwards.CallOf().legs, cabinet.CallOf().legs);
}

TEST(Fold, KeepsTheFirstInOrderOfAllTooManyTransfers) {
  const auto from = [](int n) { return std::to_string(100 + n); };
  for (const bool upwards : {true, false}) {
    Cabinet cabinet;
    for (int i = 0; i < 30; ++i) {
      cabinet.Receives(Internal("200", {{"transfer_from", from(upwards ? i : 29 - i)}}));
    }
    const auto& kept = cabinet.CallOf("in_1").legs.at(Extension{"200"}).transferred_from;
    EXPECT_EQ(kept.size(), 8u);
    EXPECT_EQ(kept.begin()->value, "100");
    EXPECT_EQ(kept.rbegin()->value, "107");
  }
}

}  // namespace
}  // namespace novofon
