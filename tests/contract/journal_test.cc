#include "core/journal.h"

#include "tests/contract/contract.h"

namespace novofon {
namespace {

using JournalContract = Contract;
using Answers = std::vector<Kept>;

TEST_P(JournalContract, KeepsAnEventOnceEvenAfterReopening) {
  EXPECT_EQ(Keep({EntryOf(Start(), "r1")}), Answers{Kept::kNew});
  EXPECT_EQ(Keep({EntryOf(Start(), "r2")}), Answers{Kept::kRepeat});
  stores->Reopen();
  EXPECT_EQ(Keep({EntryOf(Start(), "r3")}), Answers{Kept::kRepeat});
  EXPECT_EQ(CountUnapplied(), 1u);
}

TEST_P(JournalContract, AnswersInOrderWhenSomeAreNewAndSomeAreNot) {
  ASSERT_EQ(Keep({EntryOf(Answer("101"), "r1")}), Answers{Kept::kNew});
  EXPECT_EQ(
      Keep({EntryOf(Start(), "r2"), EntryOf(Answer("101"), "r3"), EntryOf(End("busy"), "r4")}),
      (Answers{Kept::kNew, Kept::kRepeat, Kept::kNew}));
  EXPECT_EQ(CountUnapplied(), 3u);
}

TEST_P(JournalContract, KnowsARepeatWithinTheSameBatch) {
  EXPECT_EQ(Keep({EntryOf(Start(), "r1"), EntryOf(Start(), "r2")}),
            (Answers{Kept::kNew, Kept::kRepeat}));
  EXPECT_EQ(CountUnapplied(), 1u);
}

TEST_P(JournalContract, TheSameRequestAgainIsNoRepeat) {
  ASSERT_EQ(Keep({EntryOf(Start(), "r1")}), Answers{Kept::kNew});
  EXPECT_EQ(Keep({EntryOf(Start(), "r1")}), Answers{Kept::kNew}) << "kept, but nobody was told";
  EXPECT_EQ(CountUnapplied(), 1u);
}

TEST_P(JournalContract, ABadEntryFailsAlone) {
  JournalEntry bad = EntryOf(Answer("101"), "r2");
  bad.received_at = std::chrono::sys_days{std::chrono::year{10001} / 1 / 1};
  EXPECT_EQ(Keep({EntryOf(Start(), "r1"), bad, EntryOf(End("busy"), "r3")}),
            (Answers{Kept::kNew, Kept::kRefused, Kept::kNew}));
  EXPECT_EQ(Keep({bad}), Answers{Kept::kRefused});
  EXPECT_EQ(CountUnapplied(), 2u);
}

TEST_P(JournalContract, NothingAsksForNothing) { EXPECT_EQ(Keep({}), Answers{}); }

TEST_P(JournalContract, GivesBackWhatWasReceived) {
  JournalEntry entry = EntryOf(Start({{"note", "«Ольга» \\ ' \" \n 📞"}, {"empty", ""}}), "r1");
  entry.received_at += std::chrono::microseconds{123456};
  ASSERT_EQ(Keep({entry}), Answers{Kept::kNew});
  stores->Reopen();
  EXPECT_EQ(stores->book().Unapplied(Moscow("13:00:00"), 10), std::vector{entry});
}

TEST_P(JournalContract, OneTenantsEventIsNotTheOthers) {
  JournalEntry theirs = EntryOf(Start(), "r2");
  theirs.tenant = other.id;
  theirs.identity = IdentityOf(other.id, theirs.fields);
  EXPECT_EQ(Keep({EntryOf(Start(), "r1"), theirs}), (Answers{Kept::kNew, Kept::kNew}));
}

TEST_P(JournalContract, AThousandAtOnceAreAllKept) {
  std::vector<JournalEntry> entries;
  for (int i = 0; i < 1000; ++i) {
    entries.push_back(EntryOf(Start({{"pbx_call_id", "in_" + std::to_string(i)}}), "r"));
  }
  EXPECT_EQ(Keep(entries), Answers(1000, Kept::kNew));
  EXPECT_EQ(stores->book().Unapplied(Moscow("13:00:00"), 2000).size(), 1000u);
}

NOVOFON_BOTH_STORES(JournalContract);

}  // namespace
}  // namespace novofon
