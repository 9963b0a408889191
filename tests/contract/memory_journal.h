#pragma once

#include <algorithm>

#include "tests/contract/memory_state.h"

namespace novofon {

class MemoryJournal : public Journal {
 public:
  explicit MemoryJournal(MemoryState& state) : state_(state) {}

  std::vector<Kept> Keep(std::span<const JournalEntry> entries) override {
    std::vector<Kept> kept;
    for (const JournalEntry& entry : entries) kept.push_back(KeepOne(entry));
    return kept;
  }

 private:
  Kept KeepOne(const JournalEntry& entry) {
    constexpr auto kYear10000 = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1};
    if (entry.received_at >= kYear10000) return Kept::kRefused;
    const auto known = std::ranges::find(state_.journal, entry.identity, &JournalEntry::identity);
    if (known == state_.journal.end()) {
      state_.journal.push_back(entry);
      return Kept::kNew;
    }
    return known->request_id == entry.request_id ? Kept::kNew : Kept::kRepeat;
  }

  MemoryState& state_;
};

}  // namespace novofon
