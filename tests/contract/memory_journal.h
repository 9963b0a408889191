#pragma once

#include <algorithm>

#include "core/errors.h"
#include "tests/contract/memory_state.h"

namespace novofon {

class MemoryJournal : public Journal {
 public:
  explicit MemoryJournal(MemoryState& state) : state_(state) {}

  std::vector<Kept> Keep(std::span<const JournalEntry> entries) override {
    std::vector<Kept> kept;
    for (const JournalEntry& entry : entries) {
      const bool fits = entry.event.size() <= 64 && entry.request_id.size() <= 64;
      if (!fits && entries.size() == 1) throw BadEntry("a text is too long");
      const bool known = std::ranges::any_of(state_.journal, [&](const JournalEntry& other) {
        return other.identity == entry.identity;
      });
      if (fits && !known) state_.journal.push_back(entry);
      kept.push_back(known ? Kept::kRepeat : Kept::kNew);
    }
    return kept;
  }

 private:
  MemoryState& state_;
};

}  // namespace novofon
