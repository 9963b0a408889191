// What an incoming call means for clients and deals. Outgoing calls: settle_outgoing_test.cc;
// missed ones: callbacks_test.cc.
#include "core/settle.h"

#include <gtest/gtest.h>

#include "tests/core/calls.h"

namespace novofon {
namespace {

Fields Second(const std::string& disposition) {
  return End(disposition, {{"pbx_call_id", "in_2"}, {"call_start", "2026-01-15 10:05:00"}});
}

TEST(Settle, AnUnknownNumberBecomesAClientWithOneDealInTheNewColumn) {
  Cabinet cabinet;
  cabinet.Receives(Start()).Receives(End("answered"));
  ASSERT_EQ(cabinet.state.clients.size(), 1u);
  EXPECT_EQ(cabinet.OnlyDeal().phone.value, "+79161234567");
  EXPECT_EQ(cabinet.ColumnOf(cabinet.OnlyDeal()), "Новые");
  EXPECT_EQ(cabinet.OnlyDeal().created_at, Moscow("10:00:00"));
  EXPECT_EQ(cabinet.state.notes.size(), 1u);
}

TEST(Settle, ACallThatHasNotEndedMakesNothing) {
  Cabinet cabinet;
  cabinet.Receives(Start()).Receives(Internal("101")).Receives(Answer("101"));
  EXPECT_EQ(OutcomeOf(cabinet.CallOf()), Outcome::kTalking);
  EXPECT_TRUE(cabinet.state.clients.empty());
  EXPECT_TRUE(cabinet.state.deals.empty());
  EXPECT_TRUE(cabinet.state.notes.empty());
}

TEST(Settle, AKnownClientsOpenDealGetsANoteAndNoSecondDeal) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.Move(cabinet.OnlyDeal(), "В работе");
  cabinet.Receives(Second("answered"));
  EXPECT_EQ(cabinet.ColumnOf(cabinet.OnlyDeal()), "В работе");
  EXPECT_TRUE(cabinet.NoteOf("in_2").starts_with("📞 ПОВТОРНЫЙ ЗВОНОК\n"));
  EXPECT_TRUE(cabinet.NoteOf("in_1").starts_with("📞 Входящий звонок\n"));
}

TEST(Settle, ARuleMovesTheOpenDealBackToNew) {
  Cabinet cabinet;
  cabinet.rules.repeat_moves_to_new = true;
  cabinet.Receives(End("answered"));
  cabinet.Move(cabinet.OnlyDeal(), "В работе");
  cabinet.Receives(Second("answered"));
  EXPECT_EQ(cabinet.ColumnOf(cabinet.OnlyDeal()), "Новые");
}

TEST(Settle, ARepeatedEventDoesNotMoveADealThatAPersonMoved) {
  Cabinet cabinet;
  cabinet.rules.repeat_moves_to_new = true;
  cabinet.Receives(End("answered"));
  cabinet.Move(cabinet.OnlyDeal(), "В работе");
  cabinet.Receives(End("answered"));
  EXPECT_EQ(cabinet.ColumnOf(cabinet.OnlyDeal()), "В работе");
}

class ClosedColumn : public testing::TestWithParam<std::string> {};

TEST_P(ClosedColumn, AClientWhoseDealsStandThereGetsANewDeal) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.Move(cabinet.OnlyDeal(), GetParam());
  cabinet.Receives(Second("answered"));
  ASSERT_EQ(cabinet.state.deals.size(), 2u);
  EXPECT_EQ(cabinet.state.clients.size(), 1u);
  EXPECT_EQ(cabinet.ColumnOf(cabinet.DealOf("in_2")), "Новые");
  EXPECT_TRUE(cabinet.NoteOf("in_2").starts_with("📞 Входящий звонок\n"));
}

INSTANTIATE_TEST_SUITE_P(WonAndLost, ClosedColumn, testing::Values("Оплачено", "Отказ"));

TEST(Settle, TheNewColumnIsMadeAgainWhenRenamed) {
  Cabinet cabinet;
  cabinet.ColumnNamed("Новые").name = "Входящие";
  cabinet.Receives(End("answered"));
  EXPECT_EQ(cabinet.ColumnOf(cabinet.OnlyDeal()), "Новые");
  EXPECT_EQ(cabinet.state.columns.size(), 6u);
}

TEST(Settle, TheNewColumnIsMadeAgainWhenDeletedAndStandsFirst) {
  Cabinet cabinet;
  cabinet.state.columns.erase(cabinet.ColumnNamed("Новые").id);
  cabinet.Receives(End("answered"));
  EXPECT_EQ(cabinet.ColumnOf(cabinet.OnlyDeal()), "Новые");
  for (const auto& [id, column] : cabinet.state.columns) {
    EXPECT_GE(column.position, cabinet.ColumnNamed("Новые").position);
  }
}

TEST(Settle, TheNewColumnIsMadeAgainEvenIfNoDealNeedsIt) {
  Cabinet cabinet;
  cabinet.state.columns.erase(cabinet.ColumnNamed("Новые").id);
  cabinet.Receives(End("answered", {{"caller_id", "anonymous"}}));
  EXPECT_TRUE(cabinet.state.deals.empty());
  EXPECT_EQ(cabinet.ColumnNamed("Новые").kind, ColumnKind::kOpen);
}

TEST(Settle, ADealWhoseColumnWasDeletedIsStillOpen) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.state.columns.erase(cabinet.OnlyDeal().column);
  cabinet.Receives(Second("answered"));
  EXPECT_EQ(cabinet.state.deals.size(), 1u);
}

TEST(Settle, ADealThatAPersonDeletedDoesNotComeBack) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.state.deals.clear();
  cabinet.Receives(End("answered", {{"last_internal", "102"}}));
  EXPECT_TRUE(cabinet.state.deals.empty());
}

class NobodysCaller : public testing::TestWithParam<std::string> {};

TEST_P(NobodysCaller, MakesACallAndNoClient) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer", {{"caller_id", GetParam()}}));
  EXPECT_EQ(OutcomeOf(cabinet.CallOf()), Outcome::kMissed);
  EXPECT_EQ(cabinet.CallOf().phone, std::nullopt);
  EXPECT_TRUE(cabinet.state.clients.empty());
  EXPECT_TRUE(cabinet.state.deals.empty());
  EXPECT_TRUE(cabinet.state.callbacks.empty());
}

INSTANTIATE_TEST_SUITE_P(Texts, NobodysCaller,
                         testing::Values("", "-", "0", "anonymous", "100", "74951230001",
                                         "8 (495) 123-00-01"));

class OneWriting : public testing::TestWithParam<std::string> {};

TEST_P(OneWriting, IsTheSameClient) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.Receives(End("answered", {{"pbx_call_id", "in_2"}, {"caller_id", GetParam()}}));
  EXPECT_EQ(cabinet.state.clients.size(), 1u);
  EXPECT_EQ(cabinet.state.deals.size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Texts, OneWriting,
                         testing::Values("8 (916) 123-45-67", "79161234567", "9161234567",
                                         "+79161234567   "));

TEST(Settle, NumbersOfMoscowAndIrkutskAreNeverOneClient) {
  Cabinet cabinet;
  cabinet.Receives(End("answered", {{"caller_id", "+74951234567"}}));
  cabinet.Receives(End("answered", {{"pbx_call_id", "in_2"}, {"caller_id", "+73951234567"}}));
  EXPECT_EQ(cabinet.state.clients.size(), 2u);
  EXPECT_EQ(cabinet.state.deals.size(), 2u);
}

TEST(Settle, AClientWithTwoPhonesHasOneDeal) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.state.phones[PhoneNumber{"+79160000002"}] = cabinet.state.clients.begin()->first;
  cabinet.Receives(End("answered", {{"pbx_call_id", "in_2"}, {"caller_id", "89160000002"}}));
  EXPECT_EQ(cabinet.state.clients.size(), 1u);
  EXPECT_EQ(cabinet.CallOf("in_2").deal, cabinet.OnlyDeal().id);
}

TEST(Settle, TwoCallsOfOneClientAtOnceMakeOneDeal) {
  Cabinet cabinet;
  const Given other = {{"pbx_call_id", "in_2"}, {"call_start", "2026-01-15 10:00:30"}};
  cabinet.Receives(Start()).Receives(Start(other)).Receives(Answer("101"));
  cabinet.Receives(End("busy", other)).Receives(End("answered"));
  EXPECT_EQ(cabinet.OnlyDeal().origin, CallKey{"in_1"});
  EXPECT_TRUE(cabinet.NoteOf("in_2").starts_with("📞 ПОВТОРНЫЙ ЗВОНОК\n"));
}

TEST(Settle, AnEarlierCallThatComesLateOpensTheDealAfterAll) {
  Cabinet cabinet;
  cabinet.Receives(Second("answered")).Receives(End("answered"));
  EXPECT_EQ(cabinet.OnlyDeal().origin, CallKey{"in_1"});
  EXPECT_EQ(cabinet.OnlyDeal().created_at, Moscow("10:00:00"));
  EXPECT_TRUE(cabinet.NoteOf("in_1").starts_with("📞 Входящий звонок\n"));
  EXPECT_TRUE(cabinet.NoteOf("in_2").starts_with("📞 ПОВТОРНЫЙ ЗВОНОК\n"));
}

TEST(Settle, WhoAnsweredFirstIsInChargeOfTheDeal) {
  Cabinet cabinet;
  cabinet.Receives(
      End("answered",
          {{"pbx_call_id", "in_2"}, {"call_start", "2026-01-15 10:05:00"}, {"internal", "102"}}));
  EXPECT_EQ(cabinet.OnlyDeal().owner.value, "102");
  cabinet.Receives(End("answered", {{"internal", "101"}}));
  EXPECT_EQ(cabinet.OnlyDeal().owner.value, "101");
}

TEST(Settle, AnEmptyExtensionIsNobodyInCharge) {
  Cabinet cabinet;
  cabinet.Receives(End("answered")).Receives(Second("no answer"));
  EXPECT_EQ(cabinet.OnlyDeal().owner.value, "");
  EXPECT_EQ(cabinet.OnlyDeal().owner_call, std::nullopt);
}

}  // namespace
}  // namespace novofon
