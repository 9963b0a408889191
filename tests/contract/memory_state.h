// A database in memory: what a store keeps between two batches, and nothing else.
#pragma once

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/fold.h"
#include "core/journal.h"
#include "core/snapshot.h"
#include "core/touch.h"
#include "tests/contract/memory_recording_state.h"

namespace novofon {

struct MemoryState {
  std::vector<JournalEntry> journal;
  std::set<Identity> applied;
  std::map<Identity, TimePoint> aside;  // until when
  std::map<TenantId, Snapshot> tenants;
  MemoryRecordings recordings;
};

// «Новые» and the others, as a new tenant has them.
inline Snapshot NewTenantState() {
  Snapshot state;
  const auto add = [&](const char* name, ColumnKind kind) {
    const ColumnId id{state.next_id++};
    state.columns[id] = Column{id, name, kind, static_cast<int>(id.value)};
  };
  add("Новые", ColumnKind::kOpen);
  add("В работе", ColumnKind::kOpen);
  add("Выполнено", ColumnKind::kOpen);
  add("Оплачено", ColumnKind::kWon);
  add("Отказ", ColumnKind::kLost);
  return state;
}

// The part of `whole` that a store loads for `touch`, and no row more: what Fold needs beyond it
// would be missing in MySQL too.
inline Snapshot LoadPart(const Snapshot& whole, Touch touch) {
  Snapshot part;
  part.next_id = whole.next_id;
  part.own_numbers = whole.own_numbers;
  for (const auto& [key, call] : whole.calls) {
    if (!touch.calls.contains(key)) continue;
    part.calls[key] = call;
    AddTouch(touch, call);
  }
  AddTouch(touch, whole.own_numbers);
  for (const auto& [key, recording] : whole.recordings) {
    if (touch.recordings.contains(key)) part.recordings[key] = recording;
  }
  if (!touch.told.empty()) part.columns = whole.columns;
  if (touch.phones.empty()) return part;

  for (const PhoneNumber& phone : touch.phones) {
    const auto client = whole.phones.find(phone);
    if (client != whole.phones.end())
      part.clients[client->second] = whole.clients.at(client->second);
  }
  std::set<PhoneNumber> phones = touch.phones;
  for (const auto& [phone, client] : whole.phones) {
    if (!part.clients.contains(client)) continue;
    part.phones[phone] = client;
    phones.insert(phone);
  }
  for (const auto& [id, deal] : whole.deals) {
    if (part.clients.contains(deal.client)) part.deals[id] = deal;
  }
  for (const auto& [id, callback] : whole.callbacks) {
    const bool matters = !callback.closed_at || *callback.closed_at >= touch.since;
    if (matters && part.clients.contains(callback.client)) part.callbacks[id] = callback;
  }
  for (const auto& [key, call] : whole.calls) {
    const bool neighbour = call.phone && phones.contains(*call.phone) && EndOf(call) >= touch.since;
    if (neighbour) part.calls[key] = call;
  }
  for (const auto& [id, deal] : part.deals) {
    if (deal.origin) part.calls[*deal.origin] = whole.calls.at(*deal.origin);
  }
  return part;
}

// Writes back what became of the part `before`. Throws where a unique key would be hurt: a row was
// made that is there already but was not loaded.
template <class Map>
void SaveRows(Map& whole, const Map& before, const Map& after, const char* what) {
  for (const auto& [key, row] : before) {
    if (!after.contains(key)) whole.erase(key);
  }
  for (const auto& [key, row] : after) {
    if (!before.contains(key) && whole.contains(key)) {
      throw std::logic_error(std::string("a second row of the same key in ") + what);
    }
    whole[key] = row;
  }
}

inline void SavePart(Snapshot& whole, const Snapshot& before, const Snapshot& after) {
  SaveRows(whole.calls, before.calls, after.calls, "calls");
  SaveRows(whole.clients, before.clients, after.clients, "clients");
  SaveRows(whole.phones, before.phones, after.phones, "client_phones");
  SaveRows(whole.deals, before.deals, after.deals, "deals");
  if (!before.columns.empty()) whole.columns = after.columns;
  SaveRows(whole.callbacks, before.callbacks, after.callbacks, "callbacks");
  SaveRows(whole.recordings, before.recordings, after.recordings, "recordings");
  for (const auto& [call, note] : after.notes) whole.notes[call] = note;
  for (const CallId call : after.dropped_notes) whole.notes.erase(call);
  whole.own_numbers = after.own_numbers;
  whole.next_id = after.next_id;
}

}  // namespace novofon
