#include "systemd/ctl/event_rows.h"

#include <algorithm>
#include <charconv>

#include "core/adapters/entry_json.h"
#include "core/cabinet_time.h"
#include "systemd/ctl/command.h"

namespace novofon::ctl {
namespace {

struct Listed {
  TimePoint received_at;
  Json row;
};

Identity IdentityOfBytes(const std::string& bytes) {
  Identity identity;
  if (bytes.size() != identity.bytes.size()) throw Bug("an identity of the journal is cut short");
  std::copy(bytes.begin(), bytes.end(), identity.bytes.begin());
  return identity;
}

Json TextOrNull(const std::optional<std::string>& text) {
  return text && !text->empty() ? Json(*text) : Json();
}

// Columns: id, event, verdict, why, received_at, applied_at, request_id, identity.
Listed ListedOf(const Row& row, bool journalled) {
  Json event;
  event["id"] = journalled ? Json(row.Number(0)) : Json("t" + row.Text(0));
  event["event"] = TextOrNull(row.MaybeText(1));
  event["verdict"] = row.Text(2);
  event["why"] = TextOrNull(row.MaybeText(3));
  event["received_at"] = FormatUtc(row.Time(4));
  event["applied_at"] = row.IsNull(5) ? Json() : Json(FormatUtc(row.Time(5)));
  event["request_id"] = TextOrNull(row.MaybeText(6));
  event["identity"] = row.IsNull(7) ? Json() : Json(ToHex(IdentityOfBytes(row.Text(7))));
  return {row.Time(4), std::move(event)};
}

Sql SelectTurnedAway() {
  Sql sql;
  sql << "SELECT id, event, verdict, why, received_at, NULL, request_id, identity FROM turned_away";
  return sql;
}

Sql SelectJournal() {
  Sql sql;
  sql << "SELECT id, tenant_id, identity, event, verdict, fields, received_at, request_id,"
         " applied_at FROM events";
  return sql;
}

Journalled JournalledOf(const Row& row) {
  Journalled found;
  found.id = row.Number(0);
  found.entry.tenant = {static_cast<std::uint32_t>(row.Number(1))};
  found.entry.identity = IdentityOfBytes(row.Text(2));
  found.entry.event = row.Text(3);
  found.entry.verdict = row.Text(4) == "ignored" ? Verdict::kIgnored : Verdict::kAccepted;
  const auto fields = FieldsFromJson(row.Text(5));
  if (!fields) throw Bug("event " + row.Text(0) + " of the journal can't be read");
  found.entry.fields = *fields;
  found.entry.received_at = row.Time(6);
  found.entry.request_id = row.Text(7);
  found.applied_at = row.MaybeTime(8);
  return found;
}

std::optional<std::uint64_t> WholeNumber(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return number;
}

void OfTenant(Sql& sql, std::optional<TenantId> tenant) {
  if (tenant) sql << " WHERE tenant_id = " << tenant->value;
}

}  // namespace

Json EventRows(Database& database, std::optional<TenantId> tenant, std::uint64_t limit) {
  Sql kept;
  kept << "SELECT id, event, verdict, NULL, received_at, applied_at, request_id, identity"
          " FROM events";
  OfTenant(kept, tenant);
  kept << " ORDER BY id DESC LIMIT " << limit;
  Sql turned_away = SelectTurnedAway();
  OfTenant(turned_away, tenant);
  turned_away << " ORDER BY id DESC LIMIT " << limit;

  std::vector<Listed> all;
  for (const auto& row : database.Query(kept)) all.push_back(ListedOf(row, true));
  for (const auto& row : database.Query(turned_away)) all.push_back(ListedOf(row, false));
  std::reverse(all.begin(), all.end());
  std::stable_sort(all.begin(), all.end(),
                   [](const Listed& a, const Listed& b) { return a.received_at < b.received_at; });
  if (all.size() > limit) all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(limit));
  Json rows = Json::array();
  for (auto& listed : all) rows.push_back(std::move(listed.row));
  return rows;
}

std::optional<Journalled> FindEvent(Database& database, const std::string& name) {
  Sql sql = SelectJournal();
  const auto identity = IdentityFromHex(name);
  const auto number = WholeNumber(name);
  if (identity) {
    const std::string bytes(identity->bytes.begin(), identity->bytes.end());
    sql << " WHERE identity = " << Bytes{bytes};
  } else if (number) {
    sql << " WHERE id = " << *number;
  } else {
    throw Refused(kUsage, "'" + name +
                              "' is no event: give its number from novofonctl list events,"
                              " or its identity (40 hex digits)");
  }
  const auto rows = database.Query(sql);
  if (rows.empty()) return std::nullopt;
  return JournalledOf(rows.front());
}

std::vector<Journalled> EventsAfter(Database& database, std::uint64_t after,
                                    std::optional<TenantId> tenant, std::uint64_t limit) {
  Sql sql = SelectJournal();
  sql << " WHERE id > " << after << " AND verdict = 'accepted'";
  if (tenant) sql << " AND tenant_id = " << tenant->value;
  sql << " ORDER BY id LIMIT " << limit;
  std::vector<Journalled> events;
  for (const auto& row : database.Query(sql)) events.push_back(JournalledOf(row));
  return events;
}

Json RepeatsOf(Database& database, const Identity& identity) {
  const std::string bytes(identity.bytes.begin(), identity.bytes.end());
  Json repeats = Json::array();
  for (const auto& row :
       database.Query(SelectTurnedAway() << " WHERE identity = " << Bytes{bytes}
                                         << " AND verdict = 'duplicate' ORDER BY id")) {
    repeats.push_back(ListedOf(row, false).row);
  }
  return repeats;
}

Json TurnedAwayRow(Database& database, const std::string& name, std::optional<Identity>& repeated) {
  const auto number = name.starts_with('t') ? WholeNumber(name.substr(1)) : std::nullopt;
  if (!number) return nullptr;
  const auto rows = database.Query(SelectTurnedAway() << " WHERE id = " << *number);
  if (rows.empty()) return nullptr;
  if (!rows.front().IsNull(7)) repeated = IdentityOfBytes(rows.front().Text(7));
  return ListedOf(rows.front(), false).row;
}

}  // namespace novofon::ctl
