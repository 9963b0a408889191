// Notifications of a call as the provider would send them, for tests.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "core/cabinet_time.h"
#include "core/event.h"
#include "core/fold.h"
#include "core/identity.h"
#include "core/journal.h"
#include "tests/contract/memory_state.h"

namespace novofon {

inline constexpr TenantId kTenant{1};

using Given = std::initializer_list<std::pair<const std::string, std::string>>;

// `given` over what every such notification has; "-" takes a field away.
inline Fields Notification(const std::string& event, Fields usual, Given given) {
  usual["event"] = event;
  for (const auto& [name, value] : given) {
    usual[name] = value;
    if (value == "-") usual.erase(name);
  }
  return usual;
}

inline Fields Incoming(const std::string& event, Given given) {
  return Notification(event,
                      {{"call_start", "2026-01-15 10:00:00"},
                       {"pbx_call_id", "in_1"},
                       {"caller_id", "+79161234567"},
                       {"called_did", "74951230001"}},
                      given);
}

inline Fields Outgoing(const std::string& event, Given given) {
  return Notification(event,
                      {{"call_start", "2026-01-15 11:00:00"},
                       {"pbx_call_id", "out_1"},
                       {"destination", "+79161234567"},
                       {"internal", "101"}},
                      given);
}

inline Fields Start(Given given = {}) { return Incoming("NOTIFY_START", given); }

inline Fields Internal(const std::string& extension, Given given = {}) {
  Fields fields = Incoming("NOTIFY_INTERNAL", given);
  fields["internal"] = extension;
  return fields;
}

inline Fields Answer(const std::string& extension, Given given = {}) {
  Fields fields = Incoming("NOTIFY_ANSWER", given);
  fields.erase("called_did");
  fields["destination"] = extension;
  fields["internal"] = extension;
  return fields;
}

inline Fields End(const std::string& disposition, Given given = {}) {
  Fields fields = Incoming("NOTIFY_END", given);
  fields["disposition"] = disposition;
  fields.try_emplace("duration", disposition == "answered" ? "95" : "0");
  return fields;
}

inline Fields OutStart(Given given = {}) { return Outgoing("NOTIFY_OUT_START", given); }

inline Fields OutEnd(const std::string& disposition, Given given = {}) {
  Fields fields = Outgoing("NOTIFY_OUT_END", given);
  fields["disposition"] = disposition;
  fields.try_emplace("duration", disposition == "answered" ? "45" : "0");
  return fields;
}

inline Fields Record(const std::string& recording, Given given = {}) {
  return Notification("NOTIFY_RECORD", {{"pbx_call_id", "in_1"}, {"call_id_with_rec", recording}},
                      given);
}

inline TimePoint Moscow(const std::string& time) {
  return ParseCabinetTime("2026-01-15 " + time, "Europe/Moscow").value();
}

inline JournalEntry Entry(Fields fields, TimePoint received_at) {
  JournalEntry entry;
  entry.tenant = kTenant;
  entry.identity = IdentityOf(kTenant, fields);
  entry.event = FieldOf(fields, "event");
  entry.received_at = received_at;
  entry.fields = std::move(fields);
  return entry;
}

// What a tenant sees after these notifications, received a second apart from noon on.
class Cabinet {
 public:
  Cabinet() : state(NewTenantState()) {}

  Cabinet& Receives(const Fields& fields) {
    now_ += std::chrono::seconds{1};
    return Receives(fields, now_);
  }
  Cabinet& Receives(const Fields& fields, TimePoint received_at) {
    Fold(state, ReadEvent(fields), received_at, rules);
    for (const CallId call : state.dropped_notes) state.notes.erase(call);
    return *this;
  }

  const Call& CallOf(const std::string& key = "in_1") const { return state.calls.at({key}); }
  // The only deal.
  Deal& OnlyDeal() {
    if (state.deals.size() != 1) throw std::logic_error("not one deal");
    return state.deals.begin()->second;
  }
  // The deal that a call is in.
  Deal& DealOf(const std::string& key) { return state.deals.at(CallOf(key).deal.value()); }
  std::string NoteOf(const std::string& key = "in_1") const {
    const auto note = state.notes.find(CallOf(key).id);
    return note == state.notes.end() ? "no note" : note->second.text;
  }
  Callback& CallbackOf(const std::string& key = "in_1") {
    return state.callbacks.at(CallOf(key).id);
  }
  bool Owes(const std::string& key = "in_1") const {
    const auto callback = state.callbacks.find(CallOf(key).id);
    return callback != state.callbacks.end() && !callback->second.closed_at;
  }
  std::string ColumnOf(const Deal& deal) const { return state.columns.at(deal.column).name; }
  // As a person drags it.
  void Move(Deal& deal, const std::string& column) { deal.column = ColumnNamed(column).id; }
  Column& ColumnNamed(const std::string& name) {
    for (auto& [id, column] : state.columns) {
      if (column.name == name) return column;
    }
    throw std::logic_error("no column " + name);
  }

  Snapshot state;
  Rules rules;

 private:
  TimePoint now_ = Moscow("12:00:00");
};

}  // namespace novofon
