#include "core/take_back.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/contract/canonical_dump.h"
#include "tests/core/calls.h"

namespace novofon {
namespace {

// Our second number calls the first; nobody has called the second yet.
const Fields kFromUs = End("no answer", {{"caller_id", "74951230002"}});
const Fields kToUs = Start({{"pbx_call_id", "in_2"}, {"called_did", "74951230002"}});

TEST(OwnNumber, ANumberThatIsCalledIsOurs) {
  Cabinet cabinet;
  cabinet.Receives(Start());
  EXPECT_TRUE(cabinet.state.own_numbers.contains(PhoneNumber{"+74951230001"}));
}

TEST(OwnNumber, OnceKnownItIsNeverAClient) {
  Cabinet cabinet;
  cabinet.Receives(kToUs).Receives(kFromUs);
  EXPECT_TRUE(cabinet.state.clients.empty());
}

TEST(OwnNumber, LearnedLateItTakesBackWhatItsCallsMade) {
  Cabinet cabinet;
  cabinet.Receives(kFromUs);
  ASSERT_EQ(cabinet.state.deals.size(), 1u);
  cabinet.Receives(kToUs);
  EXPECT_TRUE(cabinet.state.clients.empty());
  EXPECT_TRUE(cabinet.state.phones.empty());
  EXPECT_TRUE(cabinet.state.deals.empty());
  EXPECT_TRUE(cabinet.state.callbacks.empty());
  EXPECT_EQ(cabinet.NoteOf(), "no note");
  EXPECT_EQ(cabinet.CallOf().phone, std::nullopt);
  EXPECT_EQ(OutcomeOf(cabinet.CallOf()), Outcome::kMissed);
}

// Whoever has seen a signature can move digits from one signed field to the next.
// What is signed of a call to a client, extension, number and start as one text, says the same of a
// call from the extension to that number.
TEST(OwnNumber, IsNotLearnedWhereNobodysNumberCalls) {
  for (const char* caller : {"101", "", "anonymous", "0"}) {
    Cabinet cabinet;
    cabinet.Receives(End("answered"));
    cabinet.Receives(Start({{"pbx_call_id", "in_2"},
                            {"caller_id", caller},
                            {"called_did", "+79161234567"},
                            {"call_start", "2026-01-15 11:00:00"}}));
    EXPECT_EQ(cabinet.state.deals.size(), 1u) << caller;
    EXPECT_FALSE(cabinet.state.own_numbers.contains(PhoneNumber{"+79161234567"})) << caller;
  }
}

TEST(OwnNumber, NamedForAClientsOwnCallItTakesNothingBack) {
  Cabinet cabinet;
  cabinet.Receives(End("answered"));
  cabinet.Receives(Start({{"caller_id", "101"}, {"called_did", "+79161234567"}}));
  EXPECT_EQ(cabinet.state.deals.size(), 1u);
  EXPECT_EQ(cabinet.CallOf("in_1").phone, PhoneNumber{"+79161234567"});
}

TEST(OwnNumber, IsNotLearnedFromWhatHasNoReadableStart) {
  Cabinet cabinet;
  cabinet.Receives(End("no answer"));
  cabinet.Receives(Start({{"pbx_call_id", "in_2"},
                          {"caller_id", ""},
                          {"called_did", "+79161234567"},
                          {"call_start", "749512300012026-01-15 10:00:00"}}));
  EXPECT_EQ(cabinet.OnlyDeal().phone.value, "+79161234567");
  EXPECT_FALSE(cabinet.state.own_numbers.contains(PhoneNumber{"+79161234567"}));
}

TEST(SomebodyElsesCall, ASecondEndThatNamesAnotherCallerMovesTheDeal) {
  Cabinet one, other;
  const Fields ivan = End("no answer", {{"caller_id", "+79161234568"}});
  const Fields olga = End("no answer", {{"internal", "101"}});
  one.Receives(ivan).Receives(olga);
  other.Receives(olga).Receives(ivan);
  EXPECT_EQ(one.OnlyDeal().phone, other.OnlyDeal().phone);
  EXPECT_EQ(one.state.clients.size(), 1u);
  EXPECT_EQ(other.state.clients.size(), 1u);
  EXPECT_EQ(one.state.callbacks.size(), 1u);
}

TEST(SomebodyElsesCall, TheOthersOfTheClientKeepWhatTheyMade) {
  Cabinet cabinet;
  cabinet.Receives(
      End("no answer", {{"pbx_call_id", "in_2"}, {"call_start", "2026-01-15 09:00:00"}}));
  cabinet.Receives(End("busy"));
  ASSERT_EQ(cabinet.state.deals.size(), 1u);
  cabinet.Receives(End("busy", {{"caller_id", "+79160000001"}, {"internal", "101"}}));
  EXPECT_EQ(cabinet.state.deals.size(), 2u);
  EXPECT_EQ(cabinet.state.clients.size(), 2u);
}

TEST(SomebodyElsesCall, AnOutgoingCallThatEndsAsAnIncomingOneToo) {
  Cabinet one, other;
  const Fields out = OutEnd("answered");
  const Fields in = End("answered", {{"pbx_call_id", "out_1"}, {"caller_id", "101"}});
  for (Cabinet* const cabinet : {&one, &other}) cabinet->Receives(End("no answer"));
  one.Receives(out).Receives(in);
  other.Receives(in).Receives(out);
  EXPECT_EQ(DumpOf(one.state), DumpOf(other.state));
  EXPECT_EQ(DirectionOf(one.state.calls.at(CallKey{"out_1"})), Direction::kOutgoing);
}

struct Work {
  const char* what;
  void (*done)(Cabinet&);
};

class PeoplesWork : public testing::TestWithParam<Work> {};

TEST_P(PeoplesWork, KeepsAClientWhateverIsLearned) {
  Cabinet cabinet;
  cabinet.Receives(kFromUs);
  GetParam().done(cabinet);
  cabinet.Receives(kToUs);
  EXPECT_EQ(cabinet.state.clients.size(), 1u);
  EXPECT_EQ(cabinet.state.deals.size(), 1u);
  EXPECT_FALSE(cabinet.state.own_numbers.contains(PhoneNumber{"+74951230002"}));
}

INSTANTIATE_TEST_SUITE_P(
    Done, PeoplesWork,
    testing::Values(Work{"moved", [](Cabinet& c) { c.Move(c.OnlyDeal(), "В работе"); }},
                    Work{"filled", [](Cabinet& c) { c.OnlyDeal().is_filled = true; }},
                    Work{"made by hand", [](Cabinet& c) { c.OnlyDeal().origin.reset(); }},
                    Work{"named",
                         [](Cabinet& c) { c.state.clients.begin()->second.name = "Ольга"; }},
                    Work{"second phone",
                         [](Cabinet& c) {
                           c.state.phones[PhoneNumber{"+79160000002"}] =
                               c.state.clients.begin()->first;
                         }}),
    [](const auto& each) {
      std::string name = each.param.what;
      std::ranges::replace(name, ' ', '_');
      return name;
    });

}  // namespace
}  // namespace novofon
