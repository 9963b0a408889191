// One set of stack and services for all tests of a suite; each test takes tenants and calls of its
// own.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "tests/e2e/recordings.h"

namespace novofon::e2e {

class RecordingsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { Slot() = std::make_unique<Recordings>(); }
  static void TearDownTestSuite() {
    EXPECT_EQ(Slot()->stack().StopAndComplain(), "");
    Slot().reset();
  }
  static Recordings& it() { return *Slot(); }
  static std::unique_ptr<Recordings>& Slot() {
    static std::unique_ptr<Recordings> slot;
    return slot;
  }

  // A call of this test alone: nothing of another's is recognised in it.
  RecordedCall NewCall() {
    static unsigned calls = 0;
    number_ = ++calls;
    return {"791600001" + std::to_string(10 + calls), "1700000000." + std::to_string(calls),
            "in_" + std::to_string(calls), "2026-03-02 10:00:00"};
  }
  RecordedCall PutCall(double seconds = 8) {
    const auto call = NewCall();
    it().services().shelf().Put(Recordings::Dialogue(call, number_, seconds));
    return call;
  }

  unsigned number_ = 0;
};

}  // namespace novofon::e2e
