#include "core/settle.h"

#include <algorithm>
#include <tuple>

#include "core/note_text.h"

namespace novofon {
namespace {

constexpr std::string_view kNewColumn = "Новые";

// «Новые», made again when somebody renamed or deleted it.
ColumnId NewColumn(Snapshot& state) {
  const Column* found = nullptr;
  int first_position = 1;
  for (const auto& [id, column] : state.columns) {
    first_position = std::min(first_position, column.position);
    if (column.name != kNewColumn || column.kind != ColumnKind::kOpen) continue;
    if (found == nullptr || column.position < found->position) found = &column;
  }
  if (found != nullptr) return found->id;
  const ColumnId id{state.next_id++};
  state.columns[id] = Column{id, std::string(kNewColumn), ColumnKind::kOpen, first_position - 1};
  return id;
}

// A deal whose column somebody deleted is still open: nobody said that it ended.
bool IsOpen(const Snapshot& state, const Deal& deal) {
  const auto column = state.columns.find(deal.column);
  return column == state.columns.end() || column->second.kind == ColumnKind::kOpen;
}

Deal* DealOf(Snapshot& state, const Call& call) {
  if (!call.deal) return nullptr;
  const auto found = state.deals.find(*call.deal);
  return found == state.deals.end() ? nullptr : &found->second;
}

// The client's newest open deal, or nullptr.
Deal* OpenDeal(Snapshot& state, ClientId client) {
  Deal* newest = nullptr;
  for (auto& [id, deal] : state.deals) {
    if (deal.client != client || !IsOpen(state, deal)) continue;
    if (newest == nullptr || deal.created_at >= newest->created_at) newest = &deal;
  }
  return newest;
}

// The deal that an outgoing call at `at` belongs to: an open one that was there, else the last one
// that was there, else the first that came after (the client called back, or a clock is off).
Deal* DealAt(Snapshot& state, ClientId client, TimePoint at) {
  Deal* best = nullptr;
  const auto rank = [&](const Deal& deal) {
    const bool was_there = deal.created_at <= at;
    const auto distance = was_there ? at - deal.created_at : deal.created_at - at;
    return std::tuple(!was_there, was_there && !IsOpen(state, deal), distance, deal.id);
  };
  for (auto& [id, deal] : state.deals) {
    if (deal.client != client) continue;
    if (best == nullptr || rank(deal) < rank(*best)) best = &deal;
  }
  return best;
}

void WriteNote(Snapshot& state, const Call& call, const Deal& deal, const Rules& rules) {
  const bool repeated = deal.origin != call.key;
  state.notes[call.id] =
      Note{deal.id, call.id, call.started_at, NoteText(call, repeated, rules.zone)};
}

// The extension of the first answered call is in charge of the deal.
void MaybeOwner(Deal& deal, const Call& call) {
  const Extension extension = ExtensionOf(call);
  if (OutcomeOf(call) != Outcome::kAnswered || extension.value.empty()) return;
  const bool is_first = !deal.owner_call || std::tie(call.started_at, call.key) <=
                                                std::tie(deal.owner_since, *deal.owner_call);
  if (!is_first && deal.owner_call != call.key) return;
  deal.owner_call = call.key;
  deal.owner_since = call.started_at;
  deal.owner = extension;
}

void LeaveDeal(Snapshot& state, Deal& deal, const Call& call) {
  if (deal.owner_call != call.key) return;
  deal.owner_call.reset();
  deal.owner_since = {};
  deal.owner = {};
  for (const auto& [key, other] : state.calls) {
    if (other.deal == deal.id && key != call.key) MaybeOwner(deal, other);
  }
}

bool Earlier(const Snapshot& state, const Call& a, const Callback& closed) {
  if (a.started_at != *closed.closed_at) return a.started_at < *closed.closed_at;
  for (const auto& [key, call] : state.calls) {
    if (call.id == *closed.closed_by) return a.key < key;
  }
  return false;
}

// The client was reached, or got through: what was owed before is settled, by the first such call.
void CloseCallbacks(Snapshot& state, const Call& answered) {
  for (auto& [id, callback] : state.callbacks) {
    if (callback.client != answered.client || id == answered.id) continue;
    if (callback.missed_at > answered.started_at) continue;
    const bool by_person = callback.closed_at && !callback.closed_by;
    if (by_person || (callback.closed_at && !Earlier(state, answered, callback))) continue;
    callback.closed_at = answered.started_at;
    callback.closed_by = answered.id;
  }
}

void OweCallback(Snapshot& state, const Call& missed, const Client& client) {
  const auto [place, is_new] = state.callbacks.try_emplace(missed.id);
  Callback& callback = place->second;
  if (!is_new && callback.missed_at == missed.started_at) return;
  const bool by_person = callback.closed_at && !callback.closed_by;
  const auto closed_at = by_person ? callback.closed_at : std::nullopt;
  callback = Callback{missed.id, client.id, *missed.phone, missed.started_at, closed_at, {}};
  for (const auto& [key, call] : state.calls) {
    if (call.client == client.id && OutcomeOf(call) == Outcome::kAnswered) {
      CloseCallbacks(state, call);
    }
  }
}

void SettleOutgoing(Snapshot& state, Call& call, const Rules& rules) {
  const Client* const client = FindClient(state, *call.phone);
  if (client == nullptr) return;
  call.client = client->id;
  Deal* const better = DealAt(state, client->id, call.started_at);
  if (better == nullptr) return;
  Deal* deal = DealOf(state, call);
  const bool moves = !call.deal || (deal != nullptr && better != deal && better->origin &&
                                    better->created_at <= call.started_at &&
                                    better->created_at > deal->created_at);
  if (moves) {
    call.deal = better->id;
    if (deal != nullptr) LeaveDeal(state, *deal, call);
    deal = better;
  }
  if (deal == nullptr) return;  // a person deleted the deal
  MaybeOwner(*deal, call);
  WriteNote(state, call, *deal, rules);
  if (OutcomeOf(call) == Outcome::kAnswered) CloseCallbacks(state, call);
}

// A deal began, or turned out to have begun earlier: outgoing calls may belong to it.
void GatherOutgoing(Snapshot& state, const Client& client, const Rules& rules) {
  for (auto& [key, call] : state.calls) {
    if (!call.ended || !call.phone || DirectionOf(call) != Direction::kOutgoing) continue;
    if (FindClient(state, *call.phone) == &client) SettleOutgoing(state, call, rules);
  }
}

Client& ClientOf(Snapshot& state, const Call& call) {
  Client* client = FindClient(state, *call.phone);
  if (client == nullptr) {
    const ClientId id{state.next_id++};
    client = &state.clients[id];
    *client = Client{id, "", call.started_at};
    state.phones[*call.phone] = id;
  }
  client->created_at = std::min(client->created_at, call.started_at);
  return *client;
}

// The call's deal: the one it has, else the client's open one, else a new one.
Deal* DealFor(Snapshot& state, Call& call, const Client& client, const Rules& rules) {
  if (call.deal) return DealOf(state, call);
  Deal* deal = OpenDeal(state, client.id);
  if (deal == nullptr) {
    const ColumnId column = NewColumn(state);
    const DealId id{state.next_id++};
    deal = &state.deals[id];
    *deal = Deal{id, client.id, column, *call.phone, call.started_at, call.key, {}, {}, {}};
  } else if (rules.repeat_moves_to_new) {
    deal->column = NewColumn(state);
  }
  call.deal = deal->id;
  return deal;
}

// The earliest call is the one that opened the deal; the one that was taken for it becomes a
// repeat.
void MaybeOrigin(Snapshot& state, Deal& deal, const Call& call, const Rules& rules) {
  if (!deal.origin) return;
  if (deal.origin != call.key) {
    const auto origin = state.calls.find(*deal.origin);
    if (origin == state.calls.end() || !IsBefore(call, origin->second)) return;
    deal.origin = call.key;
    WriteNote(state, origin->second, deal, rules);
  }
  deal.created_at = call.started_at;
}

void SettleIncoming(Snapshot& state, Call& call, const Rules& rules) {
  const Client& client = ClientOf(state, call);
  call.client = client.id;
  Deal* const deal = DealFor(state, call, client, rules);
  if (deal != nullptr) {
    MaybeOrigin(state, *deal, call, rules);
    MaybeOwner(*deal, call);
    WriteNote(state, call, *deal, rules);
    if (deal->origin == call.key) GatherOutgoing(state, client, rules);
  }
  if (OutcomeOf(call) == Outcome::kMissed) {
    OweCallback(state, call, client);
    return;
  }
  const auto callback = state.callbacks.find(call.id);
  if (callback != state.callbacks.end()) state.callbacks.erase(callback);
  if (OutcomeOf(call) == Outcome::kAnswered) CloseCallbacks(state, call);
}

}  // namespace

Client* FindClient(Snapshot& state, const PhoneNumber& phone) {
  const auto id = state.phones.find(phone);
  if (id == state.phones.end()) return nullptr;
  const auto client = state.clients.find(id->second);
  return client == state.clients.end() ? nullptr : &client->second;
}

void Settle(Snapshot& state, Call& call, const Rules& rules) {
  if (!call.ended || !call.phone) return;
  switch (DirectionOf(call)) {
    case Direction::kIncoming:
      return SettleIncoming(state, call, rules);
    case Direction::kOutgoing:
      return SettleOutgoing(state, call, rules);
    case Direction::kUnknown:
      return;
  }
}

}  // namespace novofon
