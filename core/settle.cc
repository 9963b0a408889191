#include "core/settle.h"

#include <algorithm>
#include <tuple>

#include "core/callbacks.h"
#include "core/note_text.h"

namespace novofon {
namespace {

constexpr std::string_view kNewColumn = "Новые";

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

// The client's newest open deal, or nullptr. Newest by id: created_at moves when an earlier call
// turns up.
Deal* OpenDeal(Snapshot& state, ClientId client) {
  Deal* newest = nullptr;
  for (auto& [id, deal] : state.deals) {
    if (deal.client != client || !IsOpen(state, deal)) continue;
    if (newest == nullptr || deal.id > newest->id) newest = &deal;
  }
  return newest;
}

// The deal that an outgoing call which ended at `at` belongs to: an open one that was there, else
// the last one that was there. A deal that a person made counts also when it came later (he typed
// it after he spoke); one that a call made doesn't, for the call was no part of it.
Deal* DealAt(Snapshot& state, ClientId client, TimePoint at) {
  Deal* best = nullptr;
  const auto rank = [&](const Deal& deal) {
    const bool was_there = deal.created_at <= at;
    const auto distance = was_there ? at - deal.created_at : deal.created_at - at;
    return std::tuple(!was_there, was_there && !IsOpen(state, deal), distance, deal.id);
  };
  for (auto& [id, deal] : state.deals) {
    if (deal.client != client || (deal.origin && deal.created_at > at)) continue;
    if (best == nullptr || rank(deal) < rank(*best)) best = &deal;
  }
  return best;
}

void WriteNote(Snapshot& state, const Call& call, const Deal& deal, const Rules& rules) {
  const bool repeated = deal.origin != call.key;
  state.dropped_notes.erase(call.id);
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
  DropNote(state, call);
  if (deal.owner_call != call.key) return;
  deal.owner_call.reset();
  deal.owner_since = {};
  deal.owner = {};
  for (const auto& [key, other] : state.calls) {
    if (other.deal == deal.id && key != call.key) MaybeOwner(deal, other);
  }
}

// Where an outgoing call belongs is asked anew each time: a deal, or the call itself, may turn out
// to have begun earlier.
void SettleOutgoing(Snapshot& state, Call& call, const Rules& rules) {
  const Client* const client = FindClient(state, *call.phone);
  if (client == nullptr) return;
  Deal* const deal = DealAt(state, client->id, EndOf(call));
  Deal* const left = DealOf(state, call);
  const bool was_deleted = call.deal && left == nullptr;  // by a person, with what stood in it
  if (!was_deleted && left != deal) {
    if (left != nullptr) LeaveDeal(state, *left, call);
    call.deal = deal == nullptr ? std::nullopt : std::optional(deal->id);
  }
  const bool was_client = client->created_at <= EndOf(call);
  call.client = call.deal || was_client ? std::optional(client->id) : std::nullopt;
  if (deal != nullptr && !was_deleted) {
    MaybeOwner(*deal, call);
    WriteNote(state, call, *deal, rules);
  }
  if (OutcomeOf(call) == Outcome::kAnswered) SettleCallbacks(state, client->id);
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
  deal.phone = *call.phone;
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
  state.callbacks.erase(call.id);
  if (OutcomeOf(call) == Outcome::kAnswered) SettleCallbacks(state, client.id);
}

}  // namespace

bool IsNewColumn(const Column& column) {
  return column.name == kNewColumn && column.kind == ColumnKind::kOpen;
}

ColumnId NewColumn(Snapshot& state) {
  const Column* found = nullptr;
  int first_position = 1;
  for (const auto& [id, column] : state.columns) {
    first_position = std::min(first_position, column.position);
    if (!IsNewColumn(column)) continue;
    if (found == nullptr || column.position < found->position) found = &column;
  }
  if (found != nullptr) return found->id;
  const ColumnId id{state.next_id++};
  state.columns[id] = Column{id, std::string(kNewColumn), ColumnKind::kOpen, first_position - 1};
  return id;
}

void DropNote(Snapshot& state, const Call& call) {
  state.notes.erase(call.id);
  state.dropped_notes.insert(call.id);
}

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
