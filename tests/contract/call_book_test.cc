#include "core/call_book.h"

#include "tests/contract/contract.h"

namespace novofon {
namespace {

using CallBookContract = Contract;

TEST_P(CallBookContract, FoldsWhatItIsGivenAndMarksItApplied) {
  const std::vector entries = {EntryOf(Start(), "r1"), EntryOf(End("no answer"), "r2")};
  ASSERT_EQ(Keep(entries).size(), 2u);
  EXPECT_EQ(CountUnapplied(), 2u);
  Apply(entries);
  EXPECT_EQ(CountUnapplied(), 0u);
  const std::string dump = stores->Dump(tenant.id);
  EXPECT_NE(dump.find("deal +79161234567/in_1 of +79161234567, in Новые"), std::string::npos)
      << dump;
  EXPECT_NE(dump.find("callback in_1 +79161234567, +79161234567"), std::string::npos) << dump;
}

TEST_P(CallBookContract, ApplyingAgainChangesNothingAlsoAfterReopening) {
  const std::vector entries = {EntryOf(End("answered"), "r1"), EntryOf(Record("17.1"), "r2")};
  ASSERT_EQ(Keep(entries).size(), 2u);
  Apply(entries);
  const std::string once = stores->Dump(tenant.id);
  stores->Reopen();
  Apply({entries[1], entries[0], entries[0]});
  EXPECT_EQ(stores->Dump(tenant.id), once);
}

TEST_P(CallBookContract, ACallIsTheSameInOneBatchOrInFour) {
  const std::vector entries = {
      EntryOf(Start(), "r1"), EntryOf(Internal("101", {{"transfer_from", "102"}}), "r2"),
      EntryOf(Answer("101"), "r3"), EntryOf(End("answered", {{"last_internal", "101"}}), "r4")};
  ASSERT_EQ(Keep(entries).size(), 4u);
  for (const JournalEntry& entry : entries) {
    Apply({entry});
    stores->Reopen();
  }
  MemoryStores in_one;
  Tenant same;
  same.id = in_one.AddTenant();
  in_one.book().Apply(same, entries, Moscow("12:00:05"));
  EXPECT_EQ(stores->Dump(tenant.id), in_one.Dump(same.id));
}

TEST_P(CallBookContract, ANumberLearnedLateAsOursTakesItsRowsAway) {
  const std::vector entries = {
      EntryOf(End("no answer", {{"caller_id", "74951230002"}}), "r1"),
      EntryOf(Start({{"pbx_call_id", "in_2"}, {"called_did", "74951230002"}}), "r2")};
  ASSERT_EQ(Keep(entries).size(), 2u);
  Apply({entries[0]});
  ASSERT_NE(stores->Dump(tenant.id).find("\ndeal "), std::string::npos);
  Apply({entries[1]});
  const std::string dump = stores->Dump(tenant.id);
  for (const char* row : {"\ndeal ", "client ", "\nnote ", "callback "}) {
    EXPECT_EQ(("\n" + dump).find("\n" + std::string(row)), std::string::npos) << dump;
  }
  EXPECT_EQ(dump.find("deal +"), std::string::npos) << dump;
}

TEST_P(CallBookContract, OneTenantsCallsAreNotTheOthers) {
  const std::string empty = stores->Dump(other.id);
  const std::vector entries = {EntryOf(End("answered"), "r1")};
  ASSERT_EQ(Keep(entries).size(), 1u);
  Apply(entries);
  EXPECT_EQ(stores->Dump(other.id), empty);
}

TEST_P(CallBookContract, WhatIsLeftIsOldEnoughAndTheOldestFirst) {
  JournalEntry fresh = EntryOf(Start(), "r1");
  fresh.received_at = Moscow("12:59:00");
  JournalEntry old = EntryOf(End("busy"), "r2");
  ASSERT_EQ(Keep({old}).size(), 1u);
  ASSERT_EQ(Keep({fresh}).size(), 1u);
  EXPECT_EQ(stores->book().Unapplied(Moscow("12:30:00"), 10), std::vector{old});
  EXPECT_EQ(stores->book().Unapplied(Moscow("13:00:00"), 10), (std::vector{old, fresh}));
  EXPECT_EQ(stores->book().Unapplied(Moscow("13:00:00"), 1), std::vector{old});
}

TEST_P(CallBookContract, WhatIsSetAsideIsInNobodysWayAndComesAgain) {
  const JournalEntry bad = EntryOf(Start(), "r1");
  const JournalEntry good = EntryOf(End("busy"), "r2");
  ASSERT_EQ(Keep({bad}).size(), 1u);
  ASSERT_EQ(Keep({good}).size(), 1u);
  stores->book().SetAside(bad, "database error 1406", Moscow("13:30:00"));
  stores->Reopen();
  EXPECT_EQ(stores->book().Unapplied(Moscow("13:00:00"), 1), std::vector{good});
  EXPECT_EQ(stores->book().Unapplied(Moscow("13:30:00"), 10), (std::vector{bad, good}));
  stores->book().SetAside(bad, "database error 1406", Moscow("13:50:00"));
  EXPECT_EQ(stores->book().Unapplied(Moscow("13:40:00"), 10), std::vector{good});
  Apply({bad, good});
  EXPECT_TRUE(stores->book().Unapplied(Moscow("14:00:00"), 10).empty());
}

TEST_P(CallBookContract, TheLongestListOfLegsAndTransfersIsKept) {
  std::vector<JournalEntry> entries;
  const auto name = [](int n) { return std::string(30, '\x01') + std::to_string(100 + n); };
  for (int leg = 0; leg < 40; ++leg) {
    for (int from = 0; from < 10; ++from) {
      entries.push_back(EntryOf(Internal(name(leg), {{"transfer_from", name(from)}}),
                                "r" + std::to_string(entries.size())));
    }
  }
  Apply(entries);
  EXPECT_NE(stores->Dump(tenant.id).find("call in_1 "), std::string::npos);
}

TEST_P(CallBookContract, AnIgnoredEventIsNeverLeft) {
  JournalEntry entry = EntryOf(Incoming("NOTIFY_NEWS", {}), "r1");
  entry.verdict = Verdict::kIgnored;
  ASSERT_EQ(Keep({entry}).size(), 1u);
  EXPECT_EQ(CountUnapplied(), 0u);
}

NOVOFON_BOTH_STORES(CallBookContract);

}  // namespace
}  // namespace novofon
