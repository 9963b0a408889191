#include "core/own_number.h"

#include <gtest/gtest.h>

#include <algorithm>

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
