#include "core/adapters/spool_text.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/digest.h"

namespace novofon {
namespace {

using nlohmann::json;

constexpr std::string_view kFormat = "novofon-spool 1 ";

// A text as itself; bytes that JSON can't hold as {"hex":"..."}.
json Pack(const std::string& bytes) {
  const std::string written = json(bytes).dump(-1, ' ', false, json::error_handler_t::replace);
  if (json::parse(written) == bytes) return bytes;
  return {{"hex", HexOf({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()})}};
}

std::string Unpack(const json& packed) {
  if (packed.is_string()) return packed.get<std::string>();
  auto bytes = BytesOfHex(packed.at("hex").get_ref<const std::string&>());
  if (!bytes) throw std::invalid_argument("no hex digits");
  return *std::move(bytes);
}

std::string BodyOf(const JournalEntry& entry) {
  json fields = json::array();
  for (const auto& [name, value] : entry.fields) fields.push_back({Pack(name), Pack(value)});
  return json{{"tenant", entry.tenant.value},
              {"identity", ToHex(entry.identity)},
              {"event", Pack(entry.event)},
              {"ignored", entry.verdict == Verdict::kIgnored},
              {"fields", std::move(fields)},
              {"received_at_us", entry.received_at.time_since_epoch().count()},
              {"request_id", Pack(entry.request_id)}}
      .dump();
}

JournalEntry EntryOf(const json& body) {
  JournalEntry entry;
  entry.tenant.value = body.at("tenant").get<std::uint32_t>();
  const auto identity = IdentityFromHex(body.at("identity").get_ref<const std::string&>());
  if (!identity) throw std::invalid_argument("no identity");
  entry.identity = *identity;
  entry.event = Unpack(body.at("event"));
  entry.verdict = body.at("ignored").get<bool>() ? Verdict::kIgnored : Verdict::kAccepted;
  for (const json& field : body.at("fields")) {
    entry.fields.emplace(Unpack(field.at(0)), Unpack(field.at(1)));
  }
  entry.received_at =
      TimePoint{std::chrono::microseconds{body.at("received_at_us").get<std::int64_t>()}};
  entry.request_id = Unpack(body.at("request_id"));
  return entry;
}

std::string Header(std::string_view body) {
  return std::string(kFormat) + std::to_string(body.size()) + " " + HexOf(Sha256(body)) + "\n";
}

}  // namespace

std::string SpoolText(const JournalEntry& entry) {
  const std::string body = BodyOf(entry);
  return Header(body) + body;
}

std::variant<JournalEntry, NoEntry> ReadSpoolText(std::string_view text) {
  if (!text.starts_with(kFormat)) return NoEntry{"it does not begin like a file of this spool"};
  const auto end = text.find('\n');
  if (end == text.npos) return NoEntry{"it was cut short in its first line"};
  const std::string_view header = text.substr(0, end + 1);
  const std::string_view body = text.substr(end + 1);
  // The header that this body would have says both at once: length and hash.
  if (header != Header(body)) return NoEntry{"its length or its hash is not what it says"};
  try {
    return EntryOf(json::parse(body));
  } catch (const std::exception&) {  // its texts quote the body
    return NoEntry{"it is whole, but does not hold an entry that this version can read"};
  }
}

}  // namespace novofon
