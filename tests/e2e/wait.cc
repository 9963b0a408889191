#include "tests/e2e/wait.h"

#include <thread>

namespace novofon::e2e {

bool WaitUntil(std::chrono::milliseconds limit, const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!holds()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    // The only sleep of the tests: between two looks at the thing itself.
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

}  // namespace novofon::e2e
