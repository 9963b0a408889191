#include "core/take_back.h"

#include <algorithm>

#include "core/settle.h"

namespace novofon {
namespace {

bool IsAsMade(const Snapshot& state, const Deal& deal) {
  const auto column = state.columns.find(deal.column);
  const bool is_new = column != state.columns.end() && IsNewColumn(column->second);
  return is_new && deal.origin && !deal.is_filled;
}

// Nobody has typed, added or moved anything.
bool IsAsMade(const Snapshot& state, const Client& client) {
  const auto is_his = [&](const auto& phone) { return phone.second == client.id; };
  return client.name.empty() && std::ranges::count_if(state.phones, is_his) == 1 &&
         std::ranges::all_of(state.deals, [&](const auto& deal) {
           return deal.second.client != client.id || IsAsMade(state, deal.second);
         });
}

void Forget(Snapshot& state, Call& call) {
  if (call.deal) DropNote(state, call);
  state.callbacks.erase(call.id);
  call.client.reset();
  call.deal.reset();
}

void Remove(Snapshot& state, const PhoneNumber& number, ClientId client) {
  std::erase_if(state.deals, [&](const auto& deal) { return deal.second.client == client; });
  state.phones.erase(number);
  state.clients.erase(client);
}

}  // namespace

void LearnOwnNumber(Snapshot& state, const PhoneNumber& number) {
  if (state.own_numbers.contains(number)) return;
  const Client* const client = FindClient(state, number);
  if (client != nullptr && !IsAsMade(state, *client)) return;
  state.own_numbers.insert(number);
  for (auto& [key, call] : state.calls) {
    if (call.phone != number) continue;
    Forget(state, call);
    call.phone.reset();
  }
  if (client != nullptr) Remove(state, number, client->id);
}

std::optional<std::vector<CallKey>> TakeBack(Snapshot& state, const PhoneNumber& number) {
  const Client* const client = FindClient(state, number);
  if (client == nullptr || !IsAsMade(state, *client)) return std::nullopt;
  std::vector<const Call*> calls;
  for (auto& [key, call] : state.calls) {
    if (call.phone != number) continue;
    Forget(state, call);
    calls.push_back(&call);
  }
  Remove(state, number, client->id);
  std::ranges::sort(calls, [](const Call* a, const Call* b) { return IsBefore(*a, *b); });
  std::vector<CallKey> keys;
  keys.reserve(calls.size());
  for (const Call* const call : calls) keys.push_back(call->key);
  return keys;
}

}  // namespace novofon
