#include "core/adapters/call_columns.h"

#include <nlohmann/json.hpp>

namespace novofon {
namespace {

using Json = nlohmann::ordered_json;

struct LegBit {
  const char* name;
  bool Leg::*bit;
};
constexpr LegBit kLegBits[] = {
    {"rang", &Leg::rang},     {"answered", &Leg::answered},
    {"ended", &Leg::ended},   {"ended_answered", &Leg::ended_answered},
    {"last", &Leg::last},     {"last_answered", &Leg::last_answered},
    {"placed", &Leg::placed},
};

std::string LegsToJson(const std::map<Extension, Leg>& legs) {
  if (legs.empty()) return "{}";
  Json json = Json::object();
  for (const auto& [extension, leg] : legs) {
    Json& one = json[extension.value] = Json::object();
    for (const auto& [name, bit] : kLegBits) {
      if (leg.*bit) one[name] = true;
    }
    for (const Extension& from : leg.transferred_from) {
      one["transferred_from"].push_back(from.value);
    }
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::map<Extension, Leg> LegsFromJson(const std::string& text) {
  std::map<Extension, Leg> legs;
  if (text == "{}") return legs;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) throw Bug("calls.legs holds no JSON object");
  for (const auto& [extension, one] : json.items()) {
    Leg& leg = legs[Extension{extension}];
    for (const auto& [name, bit] : kLegBits) leg.*bit = one.value(name, false);
    for (const auto& from : one.value("transferred_from", Json::array())) {
      leg.transferred_from.insert(Extension{from.get<std::string>()});
    }
  }
  return legs;
}

void WriteDirection(Sql& sql, Direction direction) {
  switch (direction) {
    case Direction::kUnknown:
      sql << "'unknown'";
      return;
    case Direction::kIncoming:
      sql << "'incoming'";
      return;
    case Direction::kOutgoing:
      sql << "'outgoing'";
      return;
  }
}

void WriteOutcome(Sql& sql, Outcome outcome) {
  switch (outcome) {
    case Outcome::kRinging:
      sql << "'ringing'";
      return;
    case Outcome::kTalking:
      sql << "'talking'";
      return;
    case Outcome::kAnswered:
      sql << "'answered'";
      return;
    case Outcome::kMissed:
      sql << "'missed'";
      return;
    case Outcome::kNotReached:
      sql << "'not_reached'";
      return;
    case Outcome::kEnded:
      sql << "'ended'";
      return;
  }
}

template <class Id>
void WriteId(Sql& sql, const std::optional<Id>& id) {
  sql << (id ? std::optional<std::uint64_t>(id->value) : std::nullopt);
}

}  // namespace

Call ReadCall(const Row& row) {
  Call call;
  std::size_t i = 0;
  call.id = CallId{row.Number(i++)};
  call.key = CallKey{row.Text(i++)};
  call.started_incoming = row.Flag(i++);
  call.started_outgoing = row.Flag(i++);
  call.answered_seen = row.Flag(i++);
  call.ended = row.Flag(i++);
  call.call_start = row.Text(i++);
  call.started_at = row.Time(i++);
  call.first_seen_at = row.Time(i++);
  call.caller = row.Text(i++);
  call.destination = row.Text(i++);
  call.own_number = row.Text(i++);
  if (const auto phone = row.MaybeText(i++)) call.phone = PhoneNumber{*phone};
  call.disposition = row.Text(i++);
  call.status_code = row.Text(i++);
  call.duration = static_cast<int>(row.Number(i++));
  call.is_recorded = row.Flag(i++);
  call.legs = LegsFromJson(row.Text(i++));
  if (const auto client = row.MaybeNumber(i++)) call.client = ClientId{*client};
  if (const auto deal = row.MaybeNumber(i++)) call.deal = DealId{*deal};
  return call;
}

void WriteCall(Sql& sql, TenantId tenant, const Call& call) {
  sql << "(" << tenant.value << "," << call.id.value << "," << Bytes{call.key.value} << ","
      << call.started_incoming << "," << call.started_outgoing << "," << call.answered_seen << ","
      << call.ended << "," << Text{call.call_start} << "," << call.started_at << ","
      << call.first_seen_at << "," << Text{call.caller} << "," << Text{call.destination} << ","
      << Text{call.own_number} << ",";
  if (call.phone) {
    sql << Text{call.phone->value};
  } else {
    sql << "NULL";
  }
  sql << "," << Text{call.disposition} << "," << Text{call.status_code} << "," << call.duration
      << "," << call.is_recorded << "," << Text{LegsToJson(call.legs)} << ",";
  WriteId(sql, call.client);
  sql << ",";
  WriteId(sql, call.deal);
  sql << ",";
  WriteDirection(sql, DirectionOf(call));
  sql << ",";
  WriteOutcome(sql, OutcomeOf(call));
  sql << "," << Text{ExtensionOf(call).value} << ")";
}

}  // namespace novofon
