#include "core/callbacks.h"

#include <gtest/gtest.h>

#include "tests/core/calls.h"

namespace novofon {
namespace {

Fields Later(const std::string& disposition) {
  return End(disposition, {{"pbx_call_id", "in_2"}, {"call_start", "2026-01-15 10:30:00"}});
}

class Missed : public testing::TestWithParam<std::string> {};

TEST_P(Missed, OpensACallback) {
  Cabinet cabinet;
  cabinet.Receives(End(GetParam()));
  ASSERT_TRUE(cabinet.Owes());
  EXPECT_EQ(cabinet.CallbackOf().phone.value, "+79161234567");
  EXPECT_EQ(cabinet.CallbackOf().missed_at, Moscow("10:00:00"));
}

INSTANTIATE_TEST_SUITE_P(Dispositions, Missed,
                         testing::Values("no answer", "cancel", "busy", "failed", "call failed",
                                         "no money", ""));

class NotMissed : public testing::TestWithParam<std::string> {};

TEST_P(NotMissed, OpensNone) {
  Cabinet cabinet;
  cabinet.Receives(End(GetParam()));
  EXPECT_TRUE(cabinet.state.callbacks.empty());
}

INSTANTIATE_TEST_SUITE_P(Dispositions, NotMissed, testing::Values("answered", "gone fishing"));

TEST(Callbacks, TheClientWhoGetsThroughIsOwedNothing) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer")).Receives(Later("answered"));
  EXPECT_FALSE(cabinet.Owes());
  EXPECT_EQ(cabinet.CallbackOf().closed_at, Moscow("10:30:00"));
  EXPECT_EQ(cabinet.CallbackOf().closed_by, cabinet.CallOf("in_2").id);
}

TEST(Callbacks, TheClientWhoWasReachedIsOwedNothing) {
  Cabinet cabinet;
  cabinet.Receives(End("busy")).Receives(OutEnd("answered"));
  EXPECT_FALSE(cabinet.Owes());
  EXPECT_EQ(cabinet.CallbackOf().closed_by, cabinet.CallOf("out_1").id);
}

TEST(Callbacks, TryingIsNotReaching) {
  Cabinet cabinet;
  cabinet.Receives(End("busy")).Receives(OutEnd("no answer")).Receives(Later("cancel"));
  EXPECT_TRUE(cabinet.Owes("in_1"));
  EXPECT_TRUE(cabinet.Owes("in_2"));
}

TEST(Callbacks, ACallBeforeTheMissedOneSettlesNothing) {
  Cabinet cabinet;
  cabinet.Receives(Later("no answer")).Receives(End("answered"));
  EXPECT_TRUE(cabinet.Owes("in_2"));
}

TEST(Callbacks, AMissedCallToldOfLateIsSettledByTheAnswerThatIsThere) {
  Cabinet cabinet;
  cabinet.Receives(Later("answered")).Receives(End("no answer"));
  EXPECT_FALSE(cabinet.Owes("in_1"));
}

TEST(Callbacks, TheFirstAnswerClosesWhicheverIsToldFirst) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer")).Receives(OutEnd("answered")).Receives(Later("answered"));
  EXPECT_EQ(cabinet.CallbackOf().closed_by, cabinet.CallOf("in_2").id);
}

TEST(Callbacks, ACallThatWasAnsweredAfterAllIsNotOwed) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer", {{"internal", "101"}}));
  cabinet.Receives(End("answered", {{"internal", "102"}}));
  EXPECT_TRUE(cabinet.state.callbacks.empty());
}

TEST(Callbacks, TheAnswerOfAnotherClientSettlesNothing) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer"));
  cabinet.Receives(End("answered", {{"pbx_call_id", "in_2"},
                                    {"call_start", "2026-01-15 10:30:00"},
                                    {"caller_id", "+79160000002"}}));
  EXPECT_TRUE(cabinet.Owes("in_1"));
}

TEST(Callbacks, WhatAPersonClosedStaysAsItIs) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer"));
  cabinet.CallbackOf().closed_at = Moscow("10:40:00");
  cabinet.Receives(Later("answered")).Receives(End("busy"));
  EXPECT_EQ(cabinet.CallbackOf().closed_at, Moscow("10:40:00"));
  EXPECT_EQ(cabinet.CallbackOf().closed_by, std::nullopt);
}

TEST(Callbacks, AnAnswerThatTurnsOutToBeEarlierOpensThemAgain) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer"));
  const Given other = {{"pbx_call_id", "in_2"}, {"call_start", "-"}};
  cabinet.Receives(End("answered", other), Moscow("10:02:00"));
  EXPECT_FALSE(cabinet.Owes("in_1"));
  cabinet.Receives(Start(other), Moscow("09:58:00"));
  EXPECT_TRUE(cabinet.Owes("in_1"));
}

TEST(Callbacks, WhoGetsABusyLineBecauseHeIsBeingCalledIsReached) {
  const Fields talk =
      OutEnd("answered", {{"call_start", "2026-01-15 09:59:00"}, {"duration", "120"}});
  for (const auto& events : {std::vector{talk, End("busy")}, {End("busy"), talk}}) {
    Cabinet cabinet;
    for (const Fields& fields : events) cabinet.Receives(fields);
    EXPECT_FALSE(cabinet.Owes());
    EXPECT_EQ(cabinet.CallbackOf().closed_at, Moscow("10:00:00"));
  }
}

TEST(Callbacks, ATalkThatWasOverBeforeReachedNobody) {
  Cabinet cabinet;
  cabinet.Receives(End("busy"));
  cabinet.Receives(OutEnd("answered", {{"call_start", "2026-01-15 09:59:00"}, {"duration", "59"}}));
  EXPECT_TRUE(cabinet.Owes());
}

TEST(Callbacks, AClosingCallThatWasNotLoadedKeepsItsPlace) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer")).Receives(Later("answered"));
  const CallId closer = cabinet.CallOf("in_2").id;
  cabinet.state.calls.erase(CallKey{"in_2"});
  cabinet.Receives(OutEnd("answered"));
  EXPECT_EQ(cabinet.CallbackOf().closed_by, closer);
}

}  // namespace
}  // namespace novofon
