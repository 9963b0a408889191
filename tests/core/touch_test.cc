#include "core/touch.h"

#include <gtest/gtest.h>

#include "tests/core/calls.h"

namespace novofon {
namespace {

TEST(Touch, StartOfANewCallNeedsNoClient) {
  Touch touch;
  AddTouch(touch, ReadEvent(Start()), Moscow("10:00:01"), Rules{});
  AddTouch(touch, {PhoneNumber{"+74951230001"}});
  EXPECT_EQ(touch.calls, std::set{CallKey{"in_1"}});
  EXPECT_TRUE(touch.phones.empty());
}

TEST(Touch, TheCallerOfAStartIsNeededWhenTheEndOfTheSameBatchLacksHim) {
  Touch touch;
  AddTouch(touch, ReadEvent(End("busy", {{"caller_id", "-"}})), Moscow("10:01:00"), Rules{});
  AddTouch(touch, ReadEvent(Start()), Moscow("10:00:01"), Rules{});
  AddTouch(touch, {PhoneNumber{"+74951230001"}});
  EXPECT_EQ(touch.phones, std::set{PhoneNumber{"+79161234567"}});
}

TEST(Touch, ADidThatIsNotKnownAsOursNeedsAllOfItsPast) {
  Touch touch;
  AddTouch(touch, ReadEvent(Start()), Moscow("10:00:01"), Rules{});
  AddTouch(touch, std::set<PhoneNumber>{});
  EXPECT_EQ(touch.phones, std::set{PhoneNumber{"+74951230001"}});
  EXPECT_LT(touch.since, TimePoint{});
}

TEST(Touch, ACallThatNamesSeveralPeopleNeedsAllOfTheirPast) {
  Touch touch;
  AddTouch(touch, ReadEvent(End("busy")), Moscow("10:01:00"), Rules{});
  AddTouch(touch, ReadEvent(End("busy", {{"caller_id", "+79160000001"}})), Moscow("10:01:00"),
           Rules{});
  AddTouch(touch, {PhoneNumber{"+74951230001"}});
  EXPECT_LT(touch.since, TimePoint{});
}

}  // namespace
}  // namespace novofon
