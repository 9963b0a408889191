#pragma once

#include <optional>

#include "tests/contract/canonical_dump.h"
#include "tests/contract/memory_call_book.h"
#include "tests/contract/memory_journal.h"
#include "tests/contract/memory_recording_stores.h"
#include "tests/contract/stores.h"

namespace novofon {

class MemoryStores : public Stores {
 public:
  MemoryStores() { Reopen(); }
  Journal& journal() override { return *journal_; }
  CallBook& book() override { return *book_; }
  RecordingStores& recordings() override { return *recordings_; }
  void Reopen() override {
    journal_.emplace(state_);
    book_.emplace(state_);
    recordings_.emplace(state_);
  }
  TenantId AddTenant() override {
    const TenantId id{static_cast<std::uint32_t>(state_.tenants.size() + 1)};
    state_.tenants[id] = NewTenantState();
    return id;
  }
  std::string Dump(TenantId tenant) override { return DumpOf(state_.tenants.at(tenant)); }

 private:
  MemoryState state_;
  std::optional<MemoryJournal> journal_;
  std::optional<MemoryCallBook> book_;
  std::optional<MemoryRecordingStores> recordings_;
};

}  // namespace novofon
