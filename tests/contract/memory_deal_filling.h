// Filling deals in memory.
#pragma once

#include "core/adapters/deal_filling.h"
#include "tests/contract/memory_state.h"

namespace novofon {

class MemoryDealFilling {
 public:
  explicit MemoryDealFilling(MemoryState& state) : state_(state) {}

  void Fill(TenantId tenant, const RecordingKey& recording, const FieldSet& by_itself) {
    const auto deal = DealOf(tenant, recording);
    if (!deal) return;
    DealFields& fields = state_.recordings.deals[{tenant, *deal}];
    for (MemorySuggestion& one : state_.recordings.suggestions) {
      SuggestionRow& row = one.row;
      if (one.tenant != tenant || one.recording != recording || row.state != "found") continue;
      const SuggestionState state = novofon::Fill(fields, row.finding, by_itself);
      row.state = NameOf(state);
      row.deal = deal;
      if (state == SuggestionState::kFilled) Rename(one, "", row.finding.value);
    }
    Note(tenant, *deal);
  }

  void FillLate(const FieldSet& by_itself, TimePoint now) {
    std::set<MemoryRecordings::Key> late;
    for (const MemorySuggestion& one : state_.recordings.suggestions) {
      if (one.row.state == "found" && one.made_at > now - std::chrono::days{7}) {
        late.insert({one.tenant, one.recording});
      }
    }
    for (const auto& [tenant, recording] : late) {
      const auto& work = state_.recordings.work.at({tenant, recording});
      if (work.row.stage == Stage::kDone) Fill(tenant, recording, by_itself);
    }
  }

  Decided Decide(TenantId tenant, std::uint64_t id, Decision decision, TimePoint now) {
    for (MemorySuggestion& one : state_.recordings.suggestions) {
      if (one.tenant == tenant && one.row.id == id) return Decide(one, decision, now);
    }
    return Decided::kNoSuchSuggestion;
  }

 private:
  Decided Decide(MemorySuggestion& one, Decision decision, TimePoint now) {
    SuggestionRow& row = one.row;
    const bool is_open = row.state == "suggested";
    const bool is_in = row.state == "filled" || row.state == "accepted";
    if (decision == Decision::kDismiss  ? !is_open && row.state != "doubted"
        : decision == Decision::kAccept ? !is_open
                                        : !is_in) {
      return Decided::kNotInThisState;
    }
    if (decision != Decision::kDismiss) {
      if (!row.deal || !state_.tenants.at(one.tenant).deals.contains(*row.deal)) {
        return Decided::kDealGone;
      }
      DealFields& fields = state_.recordings.deals[{one.tenant, *row.deal}];
      const std::string standing = TextOf(fields, row.finding.field);
      if (decision == Decision::kAccept) {
        row.previous = standing;
        Set(fields, row.finding.field, row.finding.value);
        Rename(one, standing, row.finding.value);
      } else {
        if (standing != row.finding.value) return Decided::kFieldChanged;
        Set(fields, row.finding.field, row.previous);
        RenameBack(one);
      }
      Note(one.tenant, *row.deal);
    }
    row.state = decision == Decision::kAccept    ? "accepted"
                : decision == Decision::kDismiss ? "dismissed"
                                                 : "undone";
    row.decided_at = now;
    return Decided::kYes;
  }

  std::optional<DealId> DealOf(TenantId tenant, const RecordingKey& recording) const {
    const Snapshot& state = state_.tenants.at(tenant);
    const auto call = state.calls.find(state.recordings.at(recording).call);
    if (call == state.calls.end() || !call->second.deal) return std::nullopt;
    return state.deals.contains(*call->second.deal) ? call->second.deal : std::nullopt;
  }

  Client& ClientOf(const MemorySuggestion& one) {
    Snapshot& state = state_.tenants.at(one.tenant);
    return state.clients.at(state.deals.at(*one.row.deal).client);
  }

  void Rename(MemorySuggestion& one, const std::string& from, const std::string& to) {
    if (one.row.finding.field != DealField::kName || ClientOf(one).name != from) return;
    one.client_previous = from;
    ClientOf(one).name = to;
  }
  void RenameBack(MemorySuggestion& one) {
    if (!one.client_previous || ClientOf(one).name != one.row.finding.value) return;
    ClientOf(one).name = *one.client_previous;
  }

  // Fold wants to know whether anything stands in a deal.
  void Note(TenantId tenant, DealId deal) {
    state_.tenants.at(tenant).deals.at(deal).is_filled =
        state_.recordings.deals[{tenant, deal}] != DealFields{};
  }

  MemoryState& state_;
};

}  // namespace novofon
