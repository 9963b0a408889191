// What incoming calls become, told through nginx and read with novofonctl.
#include "tests/e2e/stack_fixture.h"

namespace novofon::e2e {
namespace {

using nlohmann::json;

class IncomingCalls : public StackTest {
 protected:
  static std::string NoteOf(const Tenant& tenant, const std::string& call) {
    for (const auto& note : List("notes", tenant)) {
      if (note["pbx_call_id"] == call) return note["text"];
    }
    return "no note of " + call;
  }
  static void Sql(const Tenant& tenant, std::string statement) {
    const std::string mine = "(SELECT id FROM tenants WHERE user_id = '" + tenant.id + "')";
    for (auto at = statement.find('@'); at != std::string::npos; at = statement.find('@')) {
      statement.replace(at, 1, mine);
    }
    stack().database().Connect().Execute(statement);
  }
  static void MoveDealsTo(const Tenant& tenant, const std::string& column) {
    Sql(tenant,
        "UPDATE deals SET column_id = (SELECT id FROM board_columns WHERE tenant_id = @"
        " AND name = '" +
            column + "') WHERE tenant_id = @");
  }
};

TEST_F(IncomingCalls, AnUnknownClientsCallMakesAClientAndADealWithItsPhoneAndNote) {
  const auto tenant = stack().AddTenant();
  const CallScript call{"in_a1"};
  Tell(tenant, {call.Start(), call.Internal(), call.Answer(), call.End("answered", 65)});
  const auto deal = Only("deals", tenant);
  EXPECT_EQ(deal["column"], "Новые");
  EXPECT_EQ(deal["phone"], "+79160000001");
  EXPECT_EQ(deal["created_at"], "2026-03-02T07:00:00Z");
  EXPECT_EQ(deal["notes"],
            "📞 Входящий звонок\n"
            "Статус: Звонок отвечен\n"
            "Длительность: 65 сек.\n"
            "Внутренний номер: 101\n"
            "Время: 02.03.2026 10:00");
  const auto known = Only("calls", tenant);
  EXPECT_EQ(known["pbx_call_id"], "in_a1");
  EXPECT_EQ(known["direction"], "incoming");
  EXPECT_EQ(known["phone"], "+79160000001");
  EXPECT_EQ(known["extension"], "101");
  EXPECT_EQ(known["disposition"], "answered");
  EXPECT_EQ(known["outcome"], "answered");
  EXPECT_EQ(known["duration"], 65);
  EXPECT_EQ(known["started_at"], "2026-03-02T07:00:00Z");
  EXPECT_EQ(known["deal_id"], deal["id"]);
  EXPECT_EQ(Only("clients", tenant)["phones"], json({"+79160000001"}));
  EXPECT_EQ(List("callbacks", tenant).size(), 0U);
}

TEST_F(IncomingCalls, AMissedCallMakesADealANoteAndACallback) {
  const auto tenant = stack().AddTenant();
  const CallScript call{.id = "in_m1", .extension = ""};
  Tell(tenant, {call.Start(), call.End("no answer")});
  EXPECT_EQ(Only("deals", tenant)["notes"],
            "🔴 ПРОПУЩЕННЫЙ ЗВОНОК\n"
            "Статус: Пропущенный звонок (не ответили)\n"
            "Длительность: 0 сек.\n"
            "Внутренний номер: не указан\n"
            "Время: 02.03.2026 10:00");
  EXPECT_EQ(Only("calls", tenant)["outcome"], "missed");
  const auto callback = Only("callbacks", tenant);
  EXPECT_EQ(callback["pbx_call_id"], "in_m1");
  EXPECT_EQ(callback["phone"], "+79160000001");
  EXPECT_EQ(callback["state"], "open");
}

TEST_F(IncomingCalls, EveryDispositionHasItsWordAndAnUnknownOneStandsAsItCame) {
  const auto tenant = stack().AddTenant();
  const std::vector<std::pair<std::string, std::string>> words = {
      {"answered", "Статус: Звонок отвечен\n"},
      {"no answer", "Статус: Пропущенный звонок (не ответили)\n"},
      {"cancel", "Статус: Отменён звонящим\n"},
      {"busy", "Статус: Занято\n"},
      {"failed", "Статус: Не удался\n"},
      {"call failed", "Статус: Не удался\n"},
      {"strange new one", "Статус: strange new one\n"},
  };
  std::vector<Notification> ends;
  for (const auto& [disposition, word] : words) {
    ends.push_back(CallScript{"in_" + disposition}.End(disposition));
  }
  Tell(tenant, ends);
  for (const auto& [disposition, word] : words) {
    EXPECT_NE(NoteOf(tenant, "in_" + disposition).find(word), std::string::npos)
        << NoteOf(tenant, "in_" + disposition);
  }
}

TEST_F(IncomingCalls, TheNotesTimeIsInTheTenantsZone) {
  const auto tenant = stack().AddTenant("secret-of-a-test", "", {"--zone", "Asia/Vladivostok"});
  Tell(tenant, {CallScript{"in_z"}.End("answered", 1)});
  EXPECT_EQ(Only("calls", tenant)["started_at"], "2026-03-02T00:00:00Z");
  EXPECT_NE(NoteOf(tenant, "in_z").find("Время: 02.03.2026 10:00"), std::string::npos);
}

TEST_F(IncomingCalls, ARepeatAddsANoteToTheOpenDealAndNoSecondDeal) {
  const auto tenant = stack().AddTenant();
  Tell(tenant, {CallScript{"in_r1"}.End("no answer")});
  MoveDealsTo(tenant, "В работе");
  Tell(tenant, {CallScript{.id = "in_r2", .start = "2026-03-02 11:30:00"}.End("answered", 30)});
  EXPECT_EQ(Only("deals", tenant)["column"], "В работе");
  const auto note = NoteOf(tenant, "in_r2");
  EXPECT_EQ(note.find("📞 ПОВТОРНЫЙ ЗВОНОК\n"), 0U) << note;
  EXPECT_NE(note.find("Статус: Звонок отвечен\nДлительность: 30 сек.\nВнутренний номер: 101\n"
                      "Время: 02.03.2026 11:30"),
            std::string::npos)
      << note;
}

TEST_F(IncomingCalls, ARuleMovesARepeatedDealBackToNew) {
  const auto tenant = stack().AddTenant("secret-of-a-test", "", {"--repeat-moves-to-new", "on"});
  Tell(tenant, {CallScript{"in_r1"}.End("no answer")});
  MoveDealsTo(tenant, "В работе");
  Tell(tenant, {CallScript{.id = "in_r2", .start = "2026-03-02 11:30:00"}.End("answered", 30)});
  EXPECT_EQ(Only("deals", tenant)["column"], "Новые");
}

TEST_F(IncomingCalls, WhenAllDealsAreClosedANewOneIsMade) {
  const auto tenant = stack().AddTenant();
  for (const char* closed : {"Оплачено", "Отказ"}) {
    const std::string n = closed;
    const auto before = List("deals", tenant).size();
    Tell(tenant, {CallScript{.id = "in_before_" + n,
                             .start = "2026-03-0" + std::to_string(2 + before) + " 10:00:00"}
                      .End("answered", 30)});
    MoveDealsTo(tenant, closed);
    EXPECT_EQ(List("deals", tenant).size(), before + 1) << closed;
  }
  Tell(tenant, {CallScript{.id = "in_last", .start = "2026-03-09 10:00:00"}.End("answered", 30)});
  const auto deals = List("deals", tenant);
  ASSERT_EQ(deals.size(), 3U);
  EXPECT_EQ(deals[2]["column"], "Новые");
  EXPECT_EQ(deals[2]["notes"].get<std::string>().find("📞 Входящий звонок\n"), 0U);
}

TEST_F(IncomingCalls, TheNewColumnIsMadeAgainWhenItWasRenamedOrDeleted) {
  const auto tenant = stack().AddTenant();
  Sql(tenant, "UPDATE board_columns SET name = 'Свежие' WHERE tenant_id = @ AND name = 'Новые'");
  Tell(tenant, {CallScript{"in_c1"}.End("answered", 5)});
  EXPECT_EQ(Only("deals", tenant)["column"], "Новые");
  Sql(tenant, "DELETE FROM board_columns WHERE tenant_id = @ AND name = 'Новые'");
  Tell(tenant, {CallScript{.id = "in_c2", .client = "79160000002"}.End("answered", 5)});
  const auto deals = List("deals", tenant);
  ASSERT_EQ(deals.size(), 2U);
  EXPECT_EQ(deals[1]["column"], "Новые");
  Sql(tenant, "DELETE FROM board_columns WHERE tenant_id = @");
  Tell(tenant, {CallScript{.id = "in_c3", .client = "79160000003"}.End("answered", 5)});
  EXPECT_EQ(List("deals", tenant)[2]["column"], "Новые");
}

TEST_F(IncomingCalls, NumbersAreOneClientHoweverTheyAreSpelt) {
  const auto tenant = stack().AddTenant();
  int n = 0;
  for (const char* spelt : {"8 (916) 123-45-67", "+79161234567", "79161234567", "89161234567"}) {
    Tell(tenant,
         {CallScript{.id = "in_n" + std::to_string(++n), .client = spelt}.End("answered", 5)});
  }
  EXPECT_EQ(Only("clients", tenant)["phones"], json({"+79161234567"}));
  EXPECT_EQ(List("calls", tenant).size(), 4U);
  EXPECT_EQ(List("deals", tenant).size(), 1U);
}

TEST_F(IncomingCalls, CitiesWithTheSameLastDigitsAreTwoClients) {
  const auto tenant = stack().AddTenant();
  Tell(tenant, {CallScript{.id = "in_1", .client = "+74951112233"}.End("answered", 5),
                CallScript{.id = "in_2", .client = "+73951112233"}.End("answered", 5)});
  EXPECT_EQ(List("clients", tenant).size(), 2U);
}

TEST_F(IncomingCalls, WhatIsNoClientsNumberMakesACallAndNothingElse) {
  const auto tenant = stack().AddTenant();
  std::vector<Notification> ends;
  for (const char* caller : {"anonymous", "0", "", "101", "74951234567"}) {
    ends.push_back(
        CallScript{.id = "in_" + std::string(caller), .client = caller}.End("no answer", 0));
  }
  Tell(tenant, ends);
  EXPECT_EQ(List("calls", tenant).size(), 5U);
  for (const char* nothing : {"clients", "deals", "notes", "callbacks"}) {
    EXPECT_EQ(List(nothing, tenant).size(), 0U) << nothing;
  }
}

TEST_F(IncomingCalls, ASecondEndAddsWhatItKnowsAndErasesNothing) {
  const auto tenant = stack().AddTenant();
  const CallScript call{"in_e"};
  Tell(tenant, {call.End("answered", 65), call.End("answered", 70),
                With(call.End("answered", 3), {{"internal", ""}})});
  EXPECT_EQ(Only("calls", tenant)["duration"], 70);
  EXPECT_EQ(Only("calls", tenant)["extension"], "101");
  EXPECT_NE(Only("notes", tenant)["text"].get<std::string>().find("Длительность: 70 сек."),
            std::string::npos);
}

TEST_F(IncomingCalls, AnAnsweredLegIsFinalInBothOrders) {
  const auto tenant = stack().AddTenant();
  const CallScript first{.id = "in_l1", .extension = "101"};
  const CallScript second{.id = "in_l2", .client = "79160000002", .extension = "101"};
  const auto other = [](Notification end) { return With(std::move(end), {{"internal", "102"}}); };
  Tell(tenant, {first.End("answered", 65), other(first.End("no answer")),
                other(second.End("no answer")), second.End("answered", 65)});
  for (const auto& call : List("calls", tenant)) {
    EXPECT_EQ(call["outcome"], "answered") << call;
    EXPECT_EQ(call["extension"], "101") << call;
  }
  EXPECT_EQ(List("deals", tenant).size(), 2U);
  for (const auto& callback : List("callbacks", tenant)) EXPECT_NE(callback["state"], "open");
}

TEST_F(IncomingCalls, AfterATransferTheLastExtensionIsTheCalls) {
  const auto tenant = stack().AddTenant();
  const CallScript call{"in_t"};
  const auto to_102 = With(
      call.Internal(), {{"internal", "102"}, {"transfer_from", "101"}, {"transfer_type", "blind"}});
  Tell(tenant, {call.Start(), call.Internal(), call.Answer(), to_102,
                With(call.Answer(), {{"internal", "102"}, {"destination", "102"}}),
                With(call.End("answered", 90), {{"last_internal", "102"}})});
  EXPECT_EQ(Only("calls", tenant)["extension"], "102");
  EXPECT_EQ(Only("calls", tenant)["legs"].size(), 2U);
}

TEST_F(IncomingCalls, WithoutAnEndThereIsACallAndNoDeal) {
  const auto tenant = stack().AddTenant();
  const CallScript call{"in_s"};
  Tell(tenant, {call.Start(), call.Internal()});
  EXPECT_EQ(Only("calls", tenant)["outcome"], "ringing");
  EXPECT_EQ(List("deals", tenant).size(), 0U);
  Tell(tenant, {call.Answer()});
  EXPECT_EQ(Only("calls", tenant)["outcome"], "talking");
}

TEST_F(IncomingCalls, NothingOfOneTenantIsSeenByAnother) {
  const auto mine = stack().AddTenant();
  const auto other = stack().AddTenant();
  Tell(mine, {CallScript{"in_x"}.End("answered", 5)});
  Tell(other, {CallScript{"in_x"}.End("no answer")});
  EXPECT_EQ(Only("calls", mine)["outcome"], "answered");
  EXPECT_EQ(Only("calls", other)["outcome"], "missed");
  EXPECT_EQ(List("deals", mine).size(), 1U);
  EXPECT_EQ(List("deals", other).size(), 1U);
}

}  // namespace
}  // namespace novofon::e2e
