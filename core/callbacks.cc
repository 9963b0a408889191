#include "core/callbacks.h"

#include <algorithm>

namespace novofon {
namespace {

bool IsClosedByPerson(const Callback& callback) {
  return callback.closed_at && !callback.closed_by;
}

bool CanClose(const Call& call, const Callback& callback) {
  return call.client == callback.client && call.id != callback.call &&
         EndOf(call) >= callback.missed_at && OutcomeOf(call) == Outcome::kAnswered;
}

void SettleCallback(Snapshot& state, Callback& callback) {
  if (IsClosedByPerson(callback)) return;
  const Call* first = nullptr;
  bool closer_is_loaded = false;
  for (const auto& [key, call] : state.calls) {
    closer_is_loaded = closer_is_loaded || callback.closed_by == call.id;
    if (CanClose(call, callback) && (first == nullptr || IsBefore(call, *first))) first = &call;
  }
  // A closing call that was not loaded is older than all that matters here, so it was the first.
  if (callback.closed_by && !closer_is_loaded &&
      (first == nullptr || first->started_at >= *callback.closed_at)) {
    return;
  }
  callback.closed_at.reset();
  callback.closed_by.reset();
  if (first == nullptr) return;
  callback.closed_at = std::max(first->started_at, callback.missed_at);
  callback.closed_by = first->id;
}

}  // namespace

void OweCallback(Snapshot& state, const Call& missed, const Client& client) {
  Callback& callback = state.callbacks[missed.id];
  callback.call = missed.id;
  callback.client = client.id;
  callback.phone = *missed.phone;
  callback.missed_at = missed.started_at;
  SettleCallback(state, callback);
}

void SettleCallbacks(Snapshot& state, ClientId client) {
  for (auto& [id, callback] : state.callbacks) {
    if (callback.client == client) SettleCallback(state, callback);
  }
}

}  // namespace novofon
