// A tenant's state as text in which no id occurs: two states are the same iff their texts are.
#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "core/cabinet_time.h"
#include "core/snapshot.h"

namespace novofon {

class CanonicalDump {
 public:
  explicit CanonicalDump(const Snapshot& state) : state_(state) {
    for (const auto& [key, call] : state.calls) Add(call);
    for (const auto& [id, client] : state.clients) {
      Line("client ", Name(id), " ", client.name, " ", FormatUtc(client.created_at));
    }
    for (const auto& [id, deal] : state.deals) Add(deal);
    for (const auto& [id, note] : state.notes) {
      Line("note ", Name(note.call), " in ", Name(note.deal), " ", FormatUtc(note.at), " ",
           note.text);
    }
    for (const auto& [id, callback] : state.callbacks) {
      Line("callback ", Name(id), " ", Name(callback.client), " ", callback.phone.value, " ",
           FormatUtc(callback.missed_at), " closed ",
           callback.closed_at ? FormatUtc(*callback.closed_at) : "no", " by ",
           callback.closed_by ? Name(*callback.closed_by) : "nobody");
    }
    for (const auto& [key, recording] : state.recordings) {
      Line("recording ", key.value, " of ", recording.call.value, " due ",
           FormatUtc(recording.due_at));
    }
    for (const auto& [id, column] : state.columns) {
      Line("column ", column.name, " ", static_cast<int>(column.kind), " ", column.position);
    }
    for (const PhoneNumber& number : state.own_numbers) Line("own ", number.value);
  }

  std::string Text() {
    std::ranges::sort(lines_);
    std::string text;
    for (const std::string& line : lines_) text += line + "\n";
    return text;
  }

 private:
  template <class... Parts>
  void Line(const Parts&... parts) {
    std::ostringstream line;
    (line << ... << parts);
    lines_.push_back(line.str());
  }

  std::string Name(CallId id) const {
    for (const auto& [key, call] : state_.calls) {
      if (call.id == id) return key.value;
    }
    return "MISSING CALL";
  }

  std::string Name(ClientId id) const {
    std::string phones;
    for (const auto& [phone, client] : state_.phones) {
      if (client == id) phones += phone.value + ",";
    }
    return state_.clients.contains(id) && !phones.empty() ? phones : "MISSING CLIENT";
  }

  std::string Name(DealId id) const {
    const auto deal = state_.deals.find(id);
    if (deal == state_.deals.end()) return "MISSING DEAL";
    return deal->second.phone.value + "/" + deal->second.origin.value_or(CallKey{"-"}).value;
  }

  void Add(const Call& call) {
    std::ostringstream legs;
    for (const auto& [extension, leg] : call.legs) {
      legs << " " << extension.value << ":" << leg.rang << leg.answered << leg.ended
           << leg.ended_answered << leg.last << leg.last_answered << leg.placed;
      for (const Extension& from : leg.transferred_from) legs << "<" << from.value;
    }
    Line("call ", call.key.value, " ", call.started_incoming, call.started_outgoing,
         call.answered_seen, call.ended, " outcome ", static_cast<int>(OutcomeOf(call)), " [",
         call.call_start, "] ", FormatUtc(call.started_at), " ", FormatUtc(call.first_seen_at),
         " caller ", call.caller, " destination ", call.destination, " own ", call.own_number,
         " phone ", call.phone.value_or(PhoneNumber{"-"}).value, " ", call.disposition, " ",
         call.status_code, " ", call.duration, "s recorded ", call.is_recorded, " legs", legs.str(),
         " client ", call.client ? Name(*call.client) : "-", " deal ",
         call.deal ? Name(*call.deal) : "-");
  }

  void Add(const Deal& deal) {
    const auto column = state_.columns.find(deal.column);
    Line("deal ", Name(deal.id), " of ", Name(deal.client), " in ",
         column == state_.columns.end() ? "MISSING COLUMN" : column->second.name, " since ",
         FormatUtc(deal.created_at), " owner ", deal.owner_call.value_or(CallKey{"-"}).value, " ",
         deal.owner.value, " ", FormatUtc(deal.owner_since), deal.is_filled ? " filled" : "");
  }

  const Snapshot& state_;
  std::vector<std::string> lines_;
};

inline std::string DumpOf(const Snapshot& state) { return CanonicalDump(state).Text(); }

}  // namespace novofon
