#pragma once

#include "tests/contract/memory_recording_state.h"

namespace novofon {

class MemoryLinkBudget : public LinkBudget {
 public:
  explicit MemoryLinkBudget(MemoryRecordings& state) : state_(state) {}

  std::optional<TimePoint> Spend(const std::string& api_key, TimePoint now) override {
    if (const auto when = FreeAt(state_, api_key); when > now) return when;
    auto& requests = state_.requests[api_key];
    requests.push_back(now);
    if (requests.size() > 100) requests.pop_front();
    return std::nullopt;
  }

  // When a request may be made.
  static TimePoint FreeAt(const MemoryRecordings& state, const std::string& api_key) {
    const auto requests = state.requests.find(api_key);
    if (requests == state.requests.end() || requests->second.size() < 100) return {};
    return requests->second.front() + std::chrono::milliseconds{60'500};
  }

 private:
  MemoryRecordings& state_;
};

}  // namespace novofon
