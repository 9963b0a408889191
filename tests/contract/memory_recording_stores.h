#pragma once

#include "tests/contract/memory_recording_book.h"
#include "tests/contract/memory_recording_leases.h"
#include "tests/contract/recording_stores.h"

namespace novofon {

class MemoryRecordingStores : public RecordingStores {
 public:
  explicit MemoryRecordingStores(MemoryState& state)
      : state_(state),
        leases_(state),
        book_(state, "host-1"),
        passages_(state.recordings),
        budget_(state.recordings),
        filling_(state) {}

  RecordingLeases& leases() override { return leases_; }
  RecordingBook& book() override { return book_; }
  PassageBook& passages() override { return passages_; }
  LinkBudget& budget() override { return budget_; }
  void Fill(TenantId tenant, const RecordingKey& recording, const FieldSet& by_itself) override {
    filling_.Fill(tenant, recording, by_itself);
  }
  void FillLate(const FieldSet& by_itself, TimePoint now) override {
    filling_.FillLate(by_itself, now);
  }
  Decided Decide(TenantId tenant, std::uint64_t suggestion, Decision decision,
                 TimePoint now) override {
    return filling_.Decide(tenant, suggestion, decision, now);
  }

  WorkRow WorkOf(TenantId tenant, const RecordingKey& recording) override {
    return state_.recordings.work.at({tenant, recording}).row;
  }
  std::vector<SuggestionRow> SuggestionsOf(TenantId tenant) override {
    std::vector<SuggestionRow> rows;
    for (const MemorySuggestion& one : state_.recordings.suggestions) {
      if (one.tenant == tenant) rows.push_back(one.row);
    }
    return rows;
  }
  DealFields Deal(TenantId tenant) override {
    return state_.recordings.deals[{tenant, OnlyDeal(tenant).id}];
  }
  std::string ClientName(TenantId tenant) override { return OnlyClient(tenant).name; }
  void WriteDeal(TenantId tenant, const DealFields& fields) override {
    novofon::Deal& deal = OnlyDeal(tenant);
    state_.recordings.deals[{tenant, deal.id}] = fields;
    deal.is_filled = fields != DealFields{};
  }
  void RenameClient(TenantId tenant, const std::string& name) override {
    OnlyClient(tenant).name = name;
  }
  void DeleteDeal(TenantId tenant) override {
    state_.tenants.at(tenant).deals.erase(OnlyDeal(tenant).id);
  }

 private:
  novofon::Deal& OnlyDeal(TenantId tenant) {
    auto& deals = state_.tenants.at(tenant).deals;
    if (deals.size() != 1) throw std::logic_error("not one deal");
    return deals.begin()->second;
  }
  Client& OnlyClient(TenantId tenant) {
    auto& clients = state_.tenants.at(tenant).clients;
    if (clients.size() != 1) throw std::logic_error("not one client");
    return clients.begin()->second;
  }

  MemoryState& state_;
  MemoryRecordingLeases leases_;
  MemoryRecordingBook book_;
  MemoryPassageBook passages_;
  MemoryLinkBudget budget_;
  MemoryDealFilling filling_;
};

}  // namespace novofon
