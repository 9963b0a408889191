#include "core/adapters/deal_filling.h"

#include "tests/contract/recording_contract.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

const FieldSet kAll = {DealField::kName, DealField::kAddress, DealField::kScheduledAt};
const std::string kTen = "2026-01-16T07:00:00Z";

Finding Named(const std::string& name) {
  return {DealField::kName, name, "это " + name, 1.5, true, ""};
}
Finding At(const std::string& address) {
  return {DealField::kAddress, address, address, {}, true, ""};
}
Finding On(const std::string& utc) {
  return {DealField::kScheduledAt, utc, "завтра в десять", 9, true, ""};
}

class DealFillingContract : public RecordingContract {
 protected:
  RecordingStores& shop() { return stores->recordings(); }
  // The call ended: it has a deal.
  void EndCall(TimePoint at = Moscow("12:00:00")) { ApplyTo(tenant, End("answered"), at); }
  // Its recording is through all stages, with this found in it.
  void Finish(const std::vector<Finding>& found, const FieldSet& by_itself = kAll) {
    Record({"17.1"});
    BringTo(Stage::kTranscribed, due);
    const RecordingJob job = MustTake(due);
    ASSERT_TRUE(Save(job, Found{found, {}, "mini"}, due));
    ASSERT_TRUE(Save(job, FillDeal{by_itself}, due));
  }
  std::vector<SuggestionRow> Suggestions() { return shop().SuggestionsOf(tenant.id); }
  std::string StateOf(DealField field) {
    for (const SuggestionRow& one : Suggestions()) {
      if (one.finding.field == field) return one.state;
    }
    return "none";
  }
  Decided Decide(Decision decision, DealField field = DealField::kName) {
    for (const SuggestionRow& one : Suggestions()) {
      if (one.finding.field == field) return shop().Decide(tenant.id, one.id, decision, decided_at);
    }
    return Decided::kNoSuchSuggestion;
  }
  DealFields Deal() { return shop().Deal(tenant.id); }
  std::string ClientName() { return shop().ClientName(tenant.id); }

  const TimePoint decided_at = Moscow("15:00:00");
};

TEST_P(DealFillingContract, EmptyFieldsAreFilledAndSayWithWhat) {
  EndCall();
  Finish({Named("Пётр"), At("ул. Ленина, д. 25"), On(kTen)});
  EXPECT_EQ(Deal(), (DealFields{"Пётр", "ул. Ленина, д. 25", ParseUtc(kTen)}));
  EXPECT_EQ(ClientName(), "Пётр");
  ASSERT_EQ(Suggestions().size(), 3u);
  for (const SuggestionRow& one : Suggestions()) {
    EXPECT_EQ(one.state, "filled");
    EXPECT_TRUE(one.deal);
    EXPECT_EQ(one.previous, "");
  }
  EXPECT_NE(stores->Dump(tenant.id).find(" filled"), std::string::npos)
      << "what folds calls takes it for written in";
}

TEST_P(DealFillingContract, NothingThatAPersonWroteIsOverwritten) {
  EndCall();
  const DealFields written{"Анна", "пр. Мира, 1", ParseUtc(kTen)};
  shop().WriteDeal(tenant.id, written);
  shop().RenameClient(tenant.id, "Анна Иванова");
  Finish({Named("Пётр"), At("ПР МИРА 1"), On("2026-01-16T08:00:00Z")});
  EXPECT_EQ(Deal(), written);
  EXPECT_EQ(ClientName(), "Анна Иванова");
  EXPECT_EQ(StateOf(DealField::kName), "suggested");
  EXPECT_EQ(StateOf(DealField::kAddress), "same");
  EXPECT_EQ(StateOf(DealField::kScheduledAt), "suggested");
}

TEST_P(DealFillingContract, FieldsThatAreNotFilledByItselfAreSuggested) {
  EndCall();
  Finish({Named("Пётр"), At("ул. Ленина, д. 25")}, {DealField::kAddress});
  EXPECT_EQ(Deal(), (DealFields{"", "ул. Ленина, д. 25", {}}));
  EXPECT_EQ(StateOf(DealField::kName), "suggested");
  EXPECT_EQ(ClientName(), "");
}

TEST_P(DealFillingContract, WhatCanNotBeTrustedIsOnlyAQuote) {
  EndCall();
  Finish({{DealField::kScheduledAt, "", "во вторник, десятого", 7, false, "не сходится"}});
  EXPECT_EQ(Deal(), DealFields{});
  EXPECT_EQ(StateOf(DealField::kScheduledAt), "doubted");
  EXPECT_EQ(Decide(Decision::kAccept, DealField::kScheduledAt), Decided::kNotInThisState);
  EXPECT_EQ(Decide(Decision::kDismiss, DealField::kScheduledAt), Decided::kYes);
  EXPECT_EQ(StateOf(DealField::kScheduledAt), "dismissed");
}

TEST_P(DealFillingContract, WhatIsFoundBeforeTheCallHasADealGoesIntoItLater) {
  Finish({Named("Пётр")});
  EXPECT_EQ(StateOf(DealField::kName), "found");
  shop().FillLate(kAll, due);
  EXPECT_EQ(StateOf(DealField::kName), "found") << "there is still no deal";
  EndCall();
  shop().FillLate(kAll, due + 1h);
  EXPECT_EQ(StateOf(DealField::kName), "filled");
  EXPECT_EQ(Deal().name, "Пётр");
  EXPECT_EQ(ClientName(), "Пётр");
}

TEST_P(DealFillingContract, AfterAWeekNobodyLooksForADealAnyMore) {
  Finish({Named("Пётр")});
  EndCall();
  shop().FillLate(kAll, due + 24h * 7);
  EXPECT_EQ(StateOf(DealField::kName), "found");
}

TEST_P(DealFillingContract, WhatIsFilledLateIsNotFilledWhileItsRecordingIsUnderWay) {
  EndCall();
  Record({"17.1"});
  BringTo(Stage::kTranscribed, due);
  ASSERT_TRUE(Save(MustTake(due), Found{{Named("Пётр")}, {}, "mini"}, due));
  shop().FillLate(kAll, due + 1s);
  EXPECT_EQ(StateOf(DealField::kName), "found");
}

TEST_P(DealFillingContract, AnAcceptedSuggestionReplacesTheFieldAndUndoingBringsItBack) {
  EndCall();
  shop().WriteDeal(tenant.id, {"Анна", "", {}});
  shop().RenameClient(tenant.id, "Анна");
  Finish({Named("Пётр")});
  ASSERT_EQ(Decide(Decision::kAccept), Decided::kYes);
  EXPECT_EQ(Deal().name, "Пётр");
  EXPECT_EQ(ClientName(), "Пётр") << "he was called what the deal was called";
  EXPECT_EQ(Suggestions()[0].state, "accepted");
  EXPECT_EQ(Suggestions()[0].previous, "Анна");
  EXPECT_EQ(Suggestions()[0].decided_at, decided_at);
  ASSERT_EQ(Decide(Decision::kUndo), Decided::kYes);
  EXPECT_EQ(Deal().name, "Анна");
  EXPECT_EQ(ClientName(), "Анна");
  EXPECT_EQ(Suggestions()[0].state, "undone");
}

TEST_P(DealFillingContract, AcceptingLeavesAClientWithANameOfHisOwn) {
  EndCall();
  shop().WriteDeal(tenant.id, {"Анна", "", {}});
  shop().RenameClient(tenant.id, "ООО «Ромашка»");
  Finish({Named("Пётр")});
  ASSERT_EQ(Decide(Decision::kAccept), Decided::kYes);
  EXPECT_EQ(ClientName(), "ООО «Ромашка»");
  ASSERT_EQ(Decide(Decision::kUndo), Decided::kYes);
  EXPECT_EQ(ClientName(), "ООО «Ромашка»");
}

TEST_P(DealFillingContract, UndoingWhatWasFilledEmptiesEachFieldAlone) {
  EndCall();
  Finish({Named("Пётр"), At("ул. Ленина, д. 25"), On(kTen)});
  ASSERT_EQ(Decide(Decision::kUndo, DealField::kScheduledAt), Decided::kYes);
  EXPECT_EQ(Deal(), (DealFields{"Пётр", "ул. Ленина, д. 25", {}}));
  ASSERT_EQ(Decide(Decision::kUndo, DealField::kAddress), Decided::kYes);
  EXPECT_EQ(Deal(), (DealFields{"Пётр", "", {}}));
  ASSERT_EQ(Decide(Decision::kUndo), Decided::kYes);
  EXPECT_EQ(Deal(), DealFields{});
  EXPECT_EQ(ClientName(), "");
}

TEST_P(DealFillingContract, UndoingNeverTakesAClientsNameThatWasThereBefore) {
  EndCall();
  shop().RenameClient(tenant.id, "Пётр");
  Finish({Named("Пётр")});
  ASSERT_EQ(StateOf(DealField::kName), "filled");
  ASSERT_EQ(Decide(Decision::kUndo), Decided::kYes);
  EXPECT_EQ(Deal().name, "");
  EXPECT_EQ(ClientName(), "Пётр") << "a person called him so";
}

TEST_P(DealFillingContract, UndoingNeverTakesANameThatAPersonHasCorrected) {
  EndCall();
  Finish({Named("Петр")});
  shop().RenameClient(tenant.id, "ПЁТР");
  ASSERT_EQ(Decide(Decision::kUndo), Decided::kYes);
  EXPECT_EQ(ClientName(), "ПЁТР");
}

TEST_P(DealFillingContract, WhatAPersonWroteOverIsNotUndone) {
  EndCall();
  Finish({Named("Петр")});
  shop().WriteDeal(tenant.id, {"Пётр", "", {}});
  EXPECT_EQ(Decide(Decision::kUndo), Decided::kFieldChanged);
  EXPECT_EQ(Deal().name, "Пётр");
  EXPECT_EQ(StateOf(DealField::kName), "filled");
}

TEST_P(DealFillingContract, ADismissedSuggestionChangesNothing) {
  EndCall();
  shop().WriteDeal(tenant.id, {"Анна", "", {}});
  Finish({Named("Пётр")});
  ASSERT_EQ(Decide(Decision::kDismiss), Decided::kYes);
  EXPECT_EQ(Deal().name, "Анна");
  EXPECT_EQ(StateOf(DealField::kName), "dismissed");
  EXPECT_EQ(Suggestions()[0].decided_at, decided_at);
}

TEST_P(DealFillingContract, InEachStateOnlySomeWordsHaveAMeaning) {
  EndCall();
  shop().WriteDeal(tenant.id, {"Анна", "", {}});
  Finish({Named("Пётр"), At("ул. Ленина, д. 25")});
  EXPECT_EQ(Decide(Decision::kAccept, DealField::kAddress), Decided::kNotInThisState) << "filled";
  EXPECT_EQ(Decide(Decision::kDismiss, DealField::kAddress), Decided::kNotInThisState);
  EXPECT_EQ(Decide(Decision::kUndo), Decided::kNotInThisState) << "suggested";
  ASSERT_EQ(Decide(Decision::kAccept), Decided::kYes);
  EXPECT_EQ(Decide(Decision::kAccept), Decided::kNotInThisState) << "accepted";
  EXPECT_EQ(Decide(Decision::kDismiss), Decided::kNotInThisState);
  ASSERT_EQ(Decide(Decision::kUndo), Decided::kYes);
  ASSERT_EQ(Decide(Decision::kUndo, DealField::kAddress), Decided::kYes);
  for (const Decision decision : {Decision::kAccept, Decision::kDismiss, Decision::kUndo}) {
    EXPECT_EQ(Decide(decision), Decided::kNotInThisState) << "undone";
  }
}

TEST_P(DealFillingContract, OnlyTheTenantsOwnSuggestionsCanBeDecidedOn) {
  EndCall();
  Finish({Named("Пётр")});
  const std::uint64_t id = Suggestions()[0].id;
  EXPECT_EQ(shop().Decide(other.id, id, Decision::kUndo, due), Decided::kNoSuchSuggestion);
  EXPECT_EQ(shop().Decide(tenant.id, id + 1, Decision::kUndo, due), Decided::kNoSuchSuggestion);
  EXPECT_EQ(Deal().name, "Пётр");
}

TEST_P(DealFillingContract, OfADealThatIsGoneNothingCanBeAcceptedOrUndone) {
  EndCall();
  shop().WriteDeal(tenant.id, {"Анна", "", {}});
  Finish({Named("Пётр"), At("ул. Ленина, д. 25")});
  shop().DeleteDeal(tenant.id);
  EXPECT_EQ(Decide(Decision::kAccept), Decided::kDealGone);
  EXPECT_EQ(Decide(Decision::kUndo, DealField::kAddress), Decided::kDealGone);
  EXPECT_EQ(Decide(Decision::kDismiss), Decided::kYes);
}

TEST_P(DealFillingContract, WhatAPersonHasUndoneOrDismissedIsNotFilledAgain) {
  EndCall();
  shop().WriteDeal(tenant.id, {"", "пр. Мира, 1", {}});
  Finish({Named("Пётр"), At("ул. Ленина, д. 25")});
  ASSERT_EQ(Decide(Decision::kUndo), Decided::kYes);
  ASSERT_EQ(Decide(Decision::kDismiss, DealField::kAddress), Decided::kYes);
  shop().WriteDeal(tenant.id, {});
  shop().Fill(tenant.id, RecordingKey{"17.1"}, kAll);
  EXPECT_EQ(Deal(), DealFields{});
  EXPECT_EQ(StateOf(DealField::kName), "undone");
  EXPECT_EQ(StateOf(DealField::kAddress), "dismissed");
}

TEST_P(DealFillingContract, FoldingMoreOfTheCallLeavesWhatWasFilled) {
  EndCall();
  Finish({Named("Пётр"), On(kTen)});
  const DealFields filled = Deal();
  EndCall(Moscow("13:00:00"));
  ApplyTo(tenant, Start(), Moscow("13:00:01"));
  shop().FillLate(kAll, Moscow("13:00:02"));
  EXPECT_EQ(Deal(), filled);
  EXPECT_EQ(ClientName(), "Пётр");
}

NOVOFON_BOTH_STORES(DealFillingContract);

}  // namespace
}  // namespace novofon
