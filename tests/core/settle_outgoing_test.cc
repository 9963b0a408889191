// What an outgoing call means for clients and deals.
#include <gtest/gtest.h>

#include "core/settle.h"
#include "tests/core/calls.h"

namespace novofon {
namespace {

TEST(SettleOutgoing, ACallWithNoDealMakesNone) {
  Cabinet cabinet;
  cabinet.Receives(OutStart()).Receives(OutEnd("answered"));
  EXPECT_EQ(OutcomeOf(cabinet.CallOf("out_1")), Outcome::kAnswered);
  EXPECT_EQ(cabinet.CallOf("out_1").deal, std::nullopt);
  EXPECT_TRUE(cabinet.state.deals.empty());
  EXPECT_TRUE(cabinet.state.clients.empty());
  EXPECT_TRUE(cabinet.state.notes.empty());
}

TEST(SettleOutgoing, OutStartOnlyUpdatesTheCall) {
  Cabinet cabinet;
  cabinet.Receives(End("answered")).Receives(OutStart());
  EXPECT_EQ(OutcomeOf(cabinet.CallOf("out_1")), Outcome::kRinging);
  EXPECT_EQ(cabinet.CallOf("out_1").deal, std::nullopt);
  EXPECT_EQ(cabinet.NoteOf("out_1"), "no note");
}

TEST(SettleOutgoing, TheOpenDealGetsTheCallHoweverTheNumberIsWritten) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.Receives(OutEnd("answered", {{"destination", "8 (916) 123-45-67"}}));
  EXPECT_EQ(cabinet.CallOf("out_1").deal, cabinet.OnlyDeal().id);
  EXPECT_TRUE(cabinet.NoteOf("out_1").starts_with("📞 Исходящий звонок (отвечен)\n"));
}

TEST(SettleOutgoing, WithoutAnOpenDealTheLastClosedOneGetsIt) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.Move(cabinet.DealOf("in_1"), "Оплачено");
  cabinet.Receives(
      End("answered", {{"pbx_call_id", "in_2"}, {"call_start", "2026-01-15 10:30:00"}}));
  cabinet.Move(cabinet.DealOf("in_2"), "Отказ");
  cabinet.Receives(OutEnd("no answer"));
  EXPECT_EQ(cabinet.CallOf("out_1").deal, cabinet.CallOf("in_2").deal);
  EXPECT_EQ(cabinet.ColumnOf(cabinet.DealOf("in_2")), "Отказ");
}

TEST(SettleOutgoing, AnOpenDealGoesBeforeALaterClosedOne) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  const DealId open = cabinet.OnlyDeal().id;
  Deal closed = cabinet.OnlyDeal();
  closed.id = DealId{cabinet.state.next_id++};
  closed.created_at = Moscow("10:30:00");
  closed.origin.reset();
  cabinet.Move(cabinet.state.deals[closed.id] = closed, "Отказ");
  cabinet.Receives(OutEnd("answered"));
  EXPECT_EQ(cabinet.CallOf("out_1").deal, open);
}

TEST(SettleOutgoing, ADealThatBeganAfterTheCallIsNotItsDealInEitherOrder) {
  const Fields late = End("answered", {{"call_start", "2026-01-15 12:00:00"}});
  for (const auto& events : {std::vector{OutEnd("answered"), late}, {late, OutEnd("answered")}}) {
    Cabinet cabinet;
    for (const Fields& fields : events) cabinet.Receives(fields);
    EXPECT_EQ(cabinet.CallOf("out_1").deal, std::nullopt);
    EXPECT_EQ(cabinet.CallOf("out_1").client, std::nullopt);
  }
}

TEST(SettleOutgoing, ADealThatOpenedDuringTheCallIsItsDealInEitherOrder) {
  const Fields meanwhile = End("busy", {{"call_start", "2026-01-15 11:00:10"}});
  const Fields call = OutEnd("answered", {{"duration", "90"}});
  for (const auto& events : {std::vector{call, meanwhile}, {meanwhile, call}}) {
    Cabinet cabinet;
    for (const Fields& fields : events) cabinet.Receives(fields);
    EXPECT_EQ(cabinet.CallOf("out_1").deal, cabinet.OnlyDeal().id);
  }
}

TEST(SettleOutgoing, ADealTypedByAPersonDuringTheCallIsItsDeal) {
  Cabinet cabinet;
  const ClientId client{cabinet.state.next_id++};
  cabinet.state.clients[client] = Client{client, "Ольга", Moscow("11:02:00")};
  cabinet.state.phones[PhoneNumber{"+79161234567"}] = client;
  Deal typed{};
  typed.id = DealId{cabinet.state.next_id++};
  typed.client = client;
  typed.phone = PhoneNumber{"+79161234567"};
  typed.column = cabinet.ColumnNamed("Новые").id;
  typed.created_at = Moscow("11:02:00");
  cabinet.state.deals[typed.id] = typed;
  cabinet.Receives(OutEnd("answered"));
  EXPECT_EQ(cabinet.CallOf("out_1").deal, typed.id);
}

TEST(SettleOutgoing, ACallIsGatheredWhenTheDealThatWasThereIsToldOfLate) {
  Cabinet cabinet;
  cabinet.Receives(OutEnd("answered")).Receives(End("answered"));
  EXPECT_EQ(cabinet.CallOf("out_1").deal, cabinet.OnlyDeal().id);
  EXPECT_TRUE(cabinet.NoteOf("out_1").starts_with("📞 Исходящий звонок"));
}

TEST(SettleOutgoing, ACallThatTurnsOutToBeEarlierLeavesItsDealWithItsNote) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.Receives(OutEnd("answered", {{"call_start", "-"}}), Moscow("10:10:00"));
  EXPECT_EQ(cabinet.CallOf("out_1").deal, cabinet.OnlyDeal().id);
  EXPECT_EQ(cabinet.OnlyDeal().owner.value, "101");
  cabinet.Receives(OutStart({{"call_start", "-"}}), Moscow("09:50:00"));
  EXPECT_EQ(cabinet.CallOf("out_1").deal, std::nullopt);
  EXPECT_EQ(cabinet.NoteOf("out_1"), "no note");
  EXPECT_EQ(cabinet.OnlyDeal().owner.value, "");
}

TEST(SettleOutgoing, ACallToAnExtensionOrToUsIsNobodys) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.Receives(OutEnd("answered", {{"destination", "102"}}));
  cabinet.Receives(OutEnd("answered", {{"pbx_call_id", "out_2"}, {"destination", "74951230001"}}));
  EXPECT_EQ(cabinet.CallOf("out_1").phone, std::nullopt);
  EXPECT_EQ(cabinet.CallOf("out_2").phone, std::nullopt);
}

TEST(SettleOutgoing, AZeroAsOurNumberIsNoNumber) {
  Cabinet cabinet;
  cabinet.Receives(OutStart({{"caller_id", "0"}}));
  EXPECT_EQ(cabinet.CallOf("out_1").own_number, "");
}

TEST(SettleOutgoing, ACallIsNotMissedWhenTheClientDoesNotAnswer) {
  Cabinet cabinet;
  cabinet.Receives(End("answered")).Receives(OutEnd("no answer"));
  EXPECT_EQ(OutcomeOf(cabinet.CallOf("out_1")), Outcome::kNotReached);
  EXPECT_TRUE(cabinet.state.callbacks.empty());
}

}  // namespace
}  // namespace novofon
