#pragma once

#include <algorithm>

#include "core/call_book.h"
#include "core/event.h"
#include "core/fold.h"
#include "tests/contract/memory_state.h"

namespace novofon {

class MemoryCallBook : public CallBook {
 public:
  explicit MemoryCallBook(MemoryState& state) : state_(state) {}

  void Apply(const Tenant& tenant, std::span<const JournalEntry> entries, TimePoint) override {
    Touch touch;
    for (const JournalEntry& entry : entries) {
      if (entry.verdict == Verdict::kIgnored) continue;
      AddTouch(touch, ReadEvent(entry.fields), entry.received_at, tenant.rules);
    }
    Snapshot& whole = state_.tenants[tenant.id];
    const Snapshot before = LoadPart(whole, std::move(touch));
    Snapshot after = before;
    for (const JournalEntry& entry : entries) {
      if (entry.verdict == Verdict::kIgnored) continue;
      Fold(after, ReadEvent(entry.fields), entry.received_at, tenant.rules);
    }
    SavePart(whole, before, after);
    for (const auto& [key, recording] : after.recordings) {
      const auto old = before.recordings.find(key);
      if (old != before.recordings.end() && old->second == recording) continue;
      state_.recordings.Learn(tenant.id, recording);
    }
    for (const JournalEntry& entry : entries) state_.applied.insert(entry.identity);
  }

  std::vector<JournalEntry> Unapplied(TimePoint before, std::size_t limit) override {
    std::vector<JournalEntry> entries;
    std::size_t left = 0;
    for (const JournalEntry& entry : state_.journal) {
      const bool is_left = entry.verdict == Verdict::kAccepted && entry.received_at < before &&
                           !state_.applied.contains(entry.identity);
      if (!is_left) continue;
      const auto aside = state_.aside.find(entry.identity);
      const bool is_aside = aside != state_.aside.end();
      if (is_aside ? aside->second <= before : left++ < limit) entries.push_back(entry);
    }
    return entries;
  }

  void SetAside(const JournalEntry& entry, const std::string&, TimePoint again) override {
    state_.aside[entry.identity] = again;
  }

 private:
  MemoryState& state_;
};

}  // namespace novofon
