// One stack for all tests of a suite; each test takes tenants of its own.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

#include "tests/e2e/stack.h"

namespace novofon::e2e {

class StackTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { Slot() = std::make_unique<Stack>(); }
  static void TearDownTestSuite() {
    if (Slot()) {
      EXPECT_EQ(Slot()->StopAndComplain(), "");
    }
    Slot().reset();
  }

  static Stack& stack() {
    if (!Slot()) throw std::runtime_error("the stack did not start");
    return *Slot();
  }

  // Sends them and waits until they are applied.
  static void Tell(const Tenant& tenant, const std::vector<Notification>& notifications) {
    ASSERT_TRUE(stack().SendAll(notifications, tenant));
    ASSERT_TRUE(stack().WaitUntilApplied());
  }
  static nlohmann::json List(const std::string& kind, const Tenant& tenant) {
    return stack().ctl().List(kind, tenant.id);
  }
  // The only one that there is; an empty object, and a failure, otherwise.
  static nlohmann::json Only(const std::string& kind, const Tenant& tenant) {
    const auto list = List(kind, tenant);
    EXPECT_EQ(list.size(), 1U) << kind << ": " << list.dump(1);
    return list.size() == 1 ? list[0] : nlohmann::json::object();
  }

 private:
  static std::unique_ptr<Stack>& Slot() {
    static std::unique_ptr<Stack> slot;
    return slot;
  }
};

}  // namespace novofon::e2e
