#include "core/adapters/deal_filling.h"

#include <algorithm>
#include <iterator>

#include "core/adapters/applier_lock.h"

namespace novofon {
namespace {

constexpr std::chrono::days kLateFor{7};

struct OpenDeal {
  DealId id;
  ClientId client;
  DealFields fields;
};

Finding ReadFound(const std::string& field, const std::string& value) {
  const auto* const named =
      std::ranges::find_if(kDealFields, [&](DealField one) { return NameOf(one) == field; });
  if (named == std::end(kDealFields)) throw Bug("suggestions.field holds an unknown word");
  Finding found;
  found.field = *named;
  found.value = value;
  return found;
}

std::optional<OpenDeal> LockDeal(Database& database, TenantId tenant, DealId id) {
  const auto rows =
      database.Query(Sql() << "SELECT client_id,name,address,scheduled_at FROM deals"
                              " WHERE tenant_id="
                           << tenant.value << " AND id=" << id.value << " FOR UPDATE");
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return OpenDeal{id, ClientId{row.Number(0)}, {row.Text(1), row.Text(2), row.MaybeTime(3)}};
}

std::optional<DealId> DealOfRecording(Database& database, TenantId tenant,
                                      const RecordingKey& recording) {
  const auto rows =
      database.Query(Sql() << "SELECT c.deal_id FROM recordings r JOIN calls c ON"
                              " c.tenant_id=r.tenant_id AND c.call_key=r.call_key"
                              " WHERE r.tenant_id="
                           << tenant.value << " AND r.recording_key=" << Bytes{recording.value});
  if (rows.empty() || rows.front().IsNull(0)) return std::nullopt;
  return DealId{rows.front().Number(0)};
}

void SaveDeal(Database& database, TenantId tenant, const OpenDeal& deal) {
  database.Execute(Sql() << "UPDATE deals SET name=" << Text{deal.fields.name}
                         << ",address=" << Text{deal.fields.address}
                         << ",scheduled_at=" << deal.fields.scheduled_at
                         << " WHERE tenant_id=" << tenant.value << " AND id=" << deal.id.value);
}

// The client's name where it still is `from`, letter for letter: one that a person has corrected
// stays.
bool RenameClient(Database& database, TenantId tenant, ClientId client, std::string_view from,
                  std::string_view to) {
  return database.Execute(Sql() << "UPDATE clients SET name=" << Text{to}
                                << " WHERE tenant_id=" << tenant.value << " AND id=" << client.value
                                << " AND CAST(name AS BINARY)=" << Bytes{from}) > 0;
}

SuggestionState StateAfter(Decision decision) {
  switch (decision) {
    case Decision::kAccept:
      return SuggestionState::kAccepted;
    case Decision::kDismiss:
      return SuggestionState::kDismissed;
    case Decision::kUndo:
      return SuggestionState::kUndone;
  }
  return SuggestionState::kDismissed;
}

bool MayBe(Decision decision, const std::string& state) {
  switch (decision) {
    case Decision::kAccept:
      return state == NameOf(SuggestionState::kSuggested);
    case Decision::kDismiss:
      return state == NameOf(SuggestionState::kSuggested) ||
             state == NameOf(SuggestionState::kDoubted);
    case Decision::kUndo:
      return state == NameOf(SuggestionState::kFilled) ||
             state == NameOf(SuggestionState::kAccepted);
  }
  return false;
}

// A suggestion that a person decides on.
struct Suggestion {
  std::uint64_t id = 0;
  Finding found;
  std::string previous;
  std::optional<std::string> client_previous;  // nothing: the client's name is none of ours
};

// The deal's field, and the client's name where it was the same.
void Accept(Database& database, TenantId tenant, OpenDeal& deal, Suggestion& suggestion) {
  const Finding& found = suggestion.found;
  suggestion.previous = TextOf(deal.fields, found.field);
  Set(deal.fields, found.field, found.value);
  SaveDeal(database, tenant, deal);
  if (found.field != DealField::kName) return;
  if (RenameClient(database, tenant, deal.client, suggestion.previous, found.value)) {
    suggestion.client_previous = suggestion.previous;
  }
}

void Undo(Database& database, TenantId tenant, OpenDeal& deal, const Suggestion& suggestion) {
  const Finding& found = suggestion.found;
  Set(deal.fields, found.field, suggestion.previous);
  SaveDeal(database, tenant, deal);
  if (!suggestion.client_previous) return;
  RenameClient(database, tenant, deal.client, found.value, *suggestion.client_previous);
}

void SaveDecided(Database& database, const Suggestion& suggestion, SuggestionState state,
                 TimePoint now) {
  const auto& client = suggestion.client_previous;
  database.Execute(Sql() << "UPDATE suggestions SET state=" << Text{NameOf(state)}
                         << ",previous=" << Text{suggestion.previous} << ",client_previous="
                         << (client ? std::optional(Text{*client}) : std::nullopt)
                         << ",decided_at=" << now << " WHERE id=" << suggestion.id);
}

}  // namespace

void FillDealOf(Database& database, TenantId tenant, const RecordingKey& recording,
                const FieldSet& by_itself) {
  LockOutAppliers(database, tenant);
  const auto rows = database.Query(
      Sql() << "SELECT id,field,value FROM suggestions WHERE tenant_id=" << tenant.value
            << " AND recording_key=" << Bytes{recording.value} << " AND state='found'");
  if (rows.empty()) return;
  const auto id = DealOfRecording(database, tenant, recording);
  auto deal = id ? LockDeal(database, tenant, *id) : std::nullopt;
  if (!deal) return;
  for (const Row& row : rows) {
    const Finding found = ReadFound(row.Text(1), row.Text(2));
    const SuggestionState state = Fill(deal->fields, found, by_itself);
    const bool is_name = state == SuggestionState::kFilled && found.field == DealField::kName;
    const bool renamed = is_name && RenameClient(database, tenant, deal->client, "", found.value);
    database.Execute(Sql() << "UPDATE suggestions SET state=" << Text{NameOf(state)}
                           << ",deal_id=" << id->value << ",client_previous="
                           << (renamed ? std::optional(Text{""}) : std::nullopt)
                           << " WHERE id=" << row.Number(0));
  }
  SaveDeal(database, tenant, *deal);
}

std::vector<LateRecording> FindLate(Database& database, TimePoint now) {
  std::vector<LateRecording> late;
  for (const Row& row : database.Query(
           Sql() << "SELECT DISTINCT s.tenant_id,s.recording_key FROM suggestions s"
                    " JOIN recording_work w ON w.tenant_id=s.tenant_id AND"
                    " w.recording_key=s.recording_key AND w.stage='done'"
                    " JOIN recordings r ON r.tenant_id=s.tenant_id AND"
                    " r.recording_key=s.recording_key"
                    " JOIN calls c ON c.tenant_id=r.tenant_id AND c.call_key=r.call_key AND"
                    " c.deal_id IS NOT NULL"
                    " WHERE s.state='found' AND s.made_at>"
                 << now - kLateFor << " LIMIT 1000")) {
    late.push_back(
        {TenantId{static_cast<std::uint32_t>(row.Number(0))}, RecordingKey{row.Text(1)}});
  }
  return late;
}

Decided DecideSuggestion(Database& database, TenantId tenant, std::uint64_t id, Decision decision,
                         TimePoint now) {
  Decided decided = Decided::kYes;
  const auto decide = [&] {
    LockOutAppliers(database, tenant);
    const auto rows = database.Query(
        Sql() << "SELECT field,value,state,deal_id,previous,client_previous FROM suggestions"
                 " WHERE tenant_id="
              << tenant.value << " AND id=" << id << " FOR UPDATE");
    if (rows.empty()) return Decided::kNoSuchSuggestion;
    const Row& row = rows.front();
    if (!MayBe(decision, row.Text(2))) return Decided::kNotInThisState;
    Suggestion suggestion{id, ReadFound(row.Text(0), row.Text(1)), row.Text(4), row.MaybeText(5)};
    if (decision != Decision::kDismiss) {
      auto deal = row.IsNull(3) ? std::nullopt : LockDeal(database, tenant, DealId{row.Number(3)});
      if (!deal) return Decided::kDealGone;
      if (decision == Decision::kAccept) {
        Accept(database, tenant, *deal, suggestion);
      } else if (TextOf(deal->fields, suggestion.found.field) == suggestion.found.value) {
        Undo(database, tenant, *deal, suggestion);
      } else {
        return Decided::kFieldChanged;
      }
    }
    SaveDecided(database, suggestion, StateAfter(decision), now);
    return Decided::kYes;
  };
  database.InTransaction([&] { decided = decide(); });
  return decided;
}

}  // namespace novofon
