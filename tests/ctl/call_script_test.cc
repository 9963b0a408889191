#include "systemd/ctl/call_script.h"

#include <gtest/gtest.h>

#include <set>

#include "core/cabinet_time.h"

namespace novofon::ctl {
namespace {

CallPlan PlanOf(const std::string& kind) {
  CallPlan plan;
  plan.kind = kind;
  plan.begins_at = *ParseUtc("2026-01-15T07:00:00Z");
  plan.seed = 1;
  return plan;
}

std::vector<std::string> EventsOf(const std::vector<Fields>& script) {
  std::vector<std::string> events;
  for (const auto& fields : script) events.push_back(fields.at("event"));
  return events;
}

std::set<std::string> CallIdsOf(const std::vector<Fields>& script) {
  std::set<std::string> ids;
  for (const auto& fields : script) ids.insert(fields.at("pbx_call_id"));
  return ids;
}

using Events = std::vector<std::string>;

TEST(CallScript, AnAnsweredCallIsToldFromStartToRecord) {
  const auto script = CallScript(PlanOf("answered"));
  EXPECT_EQ(EventsOf(script), (Events{"NOTIFY_START", "NOTIFY_INTERNAL", "NOTIFY_ANSWER",
                                      "NOTIFY_END", "NOTIFY_RECORD"}));
  EXPECT_EQ(CallIdsOf(script).size(), 1u);
  EXPECT_EQ(script[3].at("disposition"), "answered");
  EXPECT_EQ(script[3].at("duration"), "60");
  EXPECT_EQ(script[3].at("call_id_with_rec"), script[4].at("call_id_with_rec"));
}

TEST(CallScript, TimesAreInTheCabinetsZone) {
  EXPECT_EQ(CallScript(PlanOf("answered")).front().at("call_start"), "2026-01-15 10:00:00");
}

TEST(CallScript, WhatIsGivenStandsAsGiven) {
  CallPlan plan = PlanOf("missed");
  plan.client = "8 (916) 123-45-67";
  plan.did = "84951234567";
  plan.extension = "205";
  const auto script = CallScript(plan);
  EXPECT_EQ(script.back().at("caller_id"), "8 (916) 123-45-67");
  EXPECT_EQ(script.back().at("called_did"), "84951234567");
  EXPECT_EQ(script[1].at("internal"), "205");
  EXPECT_EQ(script.back().at("disposition"), "no answer");
  EXPECT_EQ(script.back().at("duration"), "0");
}

TEST(CallScript, ARepeatIsTwoCallsOfOneClient) {
  const auto script = CallScript(PlanOf("repeat"));
  EXPECT_EQ(CallIdsOf(script).size(), 2u);
  EXPECT_EQ(script.front().at("caller_id"), script[5].at("caller_id"));
  EXPECT_EQ(script[5].at("call_start"), "2026-01-15 10:02:00");
}

TEST(CallScript, ADuplicateRepeatsTheEndByteForByte) {
  const auto script = CallScript(PlanOf("duplicate"));
  ASSERT_EQ(script.size(), 6u);
  EXPECT_EQ(script[3], script[4]);
  EXPECT_EQ(script[3].at("event"), "NOTIFY_END");
}

TEST(CallScript, ARecordMayComeBeforeItsEnd) {
  const auto events = EventsOf(CallScript(PlanOf("record-first")));
  EXPECT_EQ(events[3], "NOTIFY_RECORD");
  EXPECT_EQ(events[4], "NOTIFY_END");
}

TEST(CallScript, ATransferNamesWhoSpokeLast) {
  const auto script = CallScript(PlanOf("transfer"));
  const auto& end = script[script.size() - 2];
  EXPECT_EQ(end.at("internal"), "100");
  EXPECT_EQ(end.at("last_internal"), "101");
  EXPECT_EQ(script[3].at("transfer_from"), "100");
}

TEST(CallScript, LegsEndOneByOne) {
  const auto script = CallScript(PlanOf("legs"));
  EXPECT_EQ(script[4].at("disposition"), "no answer");
  EXPECT_EQ(script[5].at("disposition"), "answered");
  EXPECT_NE(script[4].at("internal"), script[5].at("internal"));
}

TEST(CallScript, AnOutgoingCallNamesItsDestination) {
  CallPlan plan = PlanOf("outgoing");
  plan.client = "+79001234567";
  const auto script = CallScript(plan);
  EXPECT_EQ(EventsOf(script),
            (Events{"NOTIFY_OUT_START", "NOTIFY_ANSWER", "NOTIFY_OUT_END", "NOTIFY_RECORD"}));
  EXPECT_EQ(script[2].at("destination"), "+79001234567");
  EXPECT_TRUE(script[2].at("pbx_call_id").starts_with("out_"));
  EXPECT_EQ(script[2].at("pbx_call_id").size(), 44u);
}

TEST(CallScript, CallsOfDifferentSeedsShareNothing) {
  CallPlan other = PlanOf("answered");
  other.seed = 2;
  const auto a = CallScript(PlanOf("answered")).back();
  const auto b = CallScript(other).back();
  EXPECT_NE(a.at("pbx_call_id"), b.at("pbx_call_id"));
  EXPECT_NE(a.at("call_id_with_rec"), b.at("call_id_with_rec"));
  EXPECT_EQ(CallScript(other), CallScript(other));
}

TEST(CallScript, EveryKindSaysHowItsCallEnded) {
  for (const auto& kind : CallKinds()) {
    const auto events = EventsOf(CallScript(PlanOf(kind)));
    const bool ends = std::any_of(events.begin(), events.end(), [](const std::string& event) {
      return event == "NOTIFY_END" || event == "NOTIFY_OUT_END";
    });
    EXPECT_TRUE(ends) << kind;
  }
}

}  // namespace
}  // namespace novofon::ctl
