// The recordings' program's part of a store, with eyes and hands of the test's own.
#pragma once

#include <vector>

#include "core/adapters/deal_filling.h"
#include "tests/contract/recording_rows.h"

namespace novofon {

class RecordingStores {
 public:
  virtual ~RecordingStores() = default;
  virtual RecordingLeases& leases() = 0;
  virtual RecordingBook& book() = 0;
  virtual PassageBook& passages() = 0;
  virtual LinkBudget& budget() = 0;
  // As the last stage does, once more.
  virtual void Fill(TenantId tenant, const RecordingKey& recording, const FieldSet& by_itself) = 0;
  // As the program does before it takes recordings.
  virtual void FillLate(const FieldSet& by_itself, TimePoint now) = 0;
  virtual Decided Decide(TenantId tenant, std::uint64_t suggestion, Decision decision,
                         TimePoint now) = 0;

  virtual WorkRow WorkOf(TenantId tenant, const RecordingKey& recording) = 0;
  virtual std::vector<SuggestionRow> SuggestionsOf(TenantId tenant) = 0;  // oldest first
  // Of the tenant's only deal and only client.
  virtual DealFields Deal(TenantId tenant) = 0;
  virtual std::string ClientName(TenantId tenant) = 0;
  // As people do.
  virtual void WriteDeal(TenantId tenant, const DealFields& fields) = 0;
  virtual void RenameClient(TenantId tenant, const std::string& name) = 0;
  virtual void DeleteDeal(TenantId tenant) = 0;
};

}  // namespace novofon
