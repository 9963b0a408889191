#include "systemd/ctl/call_rows.h"

#include <map>

#include "systemd/ctl/row_cells.h"

namespace novofon::ctl {
namespace {

Sql SelectDeals(TenantId tenant) {
  Sql sql;
  sql << "SELECT d.id, c.name, d.phone, d.name, d.address, d.scheduled_at, d.created_at,"
         " d.client_id, d.owner_extension"
         " FROM deals d LEFT JOIN board_columns c ON c.tenant_id = d.tenant_id AND c.id = "
         "d.column_id"
         " WHERE d.tenant_id = "
      << tenant.value;
  return sql;
}

Json DealOf(const Row& row) {
  Json deal;
  deal["id"] = row.Number(0);
  deal["column"] = TextOrNull(row, 1);
  deal["phone"] = TextOrNull(row, 2);
  deal["name"] = TextOrNull(row, 3);
  deal["address"] = TextOrNull(row, 4);
  deal["scheduled_at"] = TimeOrNull(row, 5);
  deal["created_at"] = TimeOrNull(row, 6);
  deal["notes"] = "";
  deal["client_id"] = NumberOrNull(row, 7);
  deal["owner_extension"] = TextOrNull(row, 8);
  return deal;
}

// What stands in the deals' notes: a note for each call, and after it the transcripts of its
// recordings. A transcript belongs to its call and goes where that goes.
Sql SelectNotes(TenantId tenant) {
  Sql sql;
  sql << "SELECT n.deal_id, c.call_key, n.at, n.text, '' AS recording_key, n.call_id FROM notes n"
         " LEFT JOIN calls c ON c.tenant_id = n.tenant_id AND c.id = n.call_id"
         " WHERE n.tenant_id = "
      << tenant.value << " UNION ALL SELECT c.deal_id, c.call_key, c.started_at, CONCAT("
      << Text{"🎙️ Расшифровка разговора\n"}
      << ", t.text), r.recording_key, c.id FROM transcripts t"
         " JOIN recordings r ON r.tenant_id = t.tenant_id AND r.recording_key = t.recording_key"
         " JOIN calls c ON c.tenant_id = r.tenant_id AND c.call_key = r.call_key"
         " WHERE c.deal_id IS NOT NULL AND t.text <> '' AND t.tenant_id = "
      << tenant.value;
  return sql;
}

// The notes of each of `deals`, joined by blank lines.
void AddNotes(Database& database, TenantId tenant, Json& deals) {
  std::map<std::uint64_t, std::string> notes;
  Sql sql;
  sql << "SELECT deal_id, text FROM (" << SelectNotes(tenant) << ") every WHERE deal_id IN ";
  sql.List(deals, [](Sql& out, const Json& deal) { out << deal["id"].get<std::uint64_t>(); });
  sql << " ORDER BY at, call_key, recording_key";
  for (const auto& row : database.Query(sql)) {
    auto& text = notes[row.Number(0)];
    text += (text.empty() ? "" : "\n\n") + row.Text(1);
  }
  for (auto& deal : deals) deal["notes"] = notes[deal["id"].get<std::uint64_t>()];
}

Sql SelectCalls(TenantId tenant) {
  Sql sql;
  sql << "SELECT call_key, direction, phone, IF(direction = 'outgoing', destination, caller),"
         " extension, disposition, outcome, duration_s, started_at, deal_id, id, client_id, legs,"
         " own_number, is_recorded FROM calls WHERE tenant_id = "
      << tenant.value;
  return sql;
}

Json CallOfRow(const Row& row) {
  Json call;
  call["pbx_call_id"] = row.Text(0);
  call["direction"] = row.Text(1);
  call["phone"] = row.IsNull(2) ? TextOrNull(row, 3) : Json(row.Text(2));
  call["extension"] = TextOrNull(row, 4);
  call["disposition"] = TextOrNull(row, 5);
  call["outcome"] = row.Text(6);
  call["duration"] = row.Number(7);
  call["started_at"] = TimeOrNull(row, 8);
  call["deal_id"] = NumberOrNull(row, 9);
  call["id"] = row.Number(10);
  call["client_id"] = NumberOrNull(row, 11);
  call["legs"] = Json::parse(row.Text(12), nullptr, /*allow_exceptions=*/false);
  if (call["legs"].is_discarded()) call["legs"] = nullptr;
  call["own_number"] = TextOrNull(row, 13);
  call["is_recorded"] = row.Flag(14);
  return call;
}

}  // namespace

Json DealRows(Database& database, TenantId tenant, std::uint64_t limit) {
  Json deals = OldestFirst(
      database.Query(SelectDeals(tenant)
                     << " ORDER BY d.created_at DESC, d.origin_call DESC, d.id DESC LIMIT "
                     << limit),
      DealOf);
  AddNotes(database, tenant, deals);
  return deals;
}

Json DealRow(Database& database, TenantId tenant, DealId deal) {
  Json deals =
      OldestFirst(database.Query(SelectDeals(tenant) << " AND d.id = " << deal.value), DealOf);
  AddNotes(database, tenant, deals);
  return deals.empty() ? Json() : deals.front();
}

Json CallRows(Database& database, TenantId tenant, std::uint64_t limit) {
  return OldestFirst(database.Query(SelectCalls(tenant)
                                    << " ORDER BY started_at DESC, call_key DESC LIMIT " << limit),
                     CallOfRow);
}

Json CallRow(Database& database, TenantId tenant, const CallKey& key) {
  const Json calls = OldestFirst(
      database.Query(SelectCalls(tenant) << " AND call_key = " << Bytes{key.value}), CallOfRow);
  return calls.empty() ? Json() : calls.front();
}

Json ClientRows(Database& database, TenantId tenant, std::uint64_t limit) {
  Json clients = OldestFirst(
      database.Query(Sql() << "SELECT id, name, created_at FROM clients WHERE tenant_id = "
                           << tenant.value << " ORDER BY created_at DESC, id DESC LIMIT " << limit),
      [](const Row& row) {
        return Json{{"id", row.Number(0)},
                    {"name", TextOrNull(row, 1)},
                    {"phones", Json::array()},
                    {"created_at", TimeOrNull(row, 2)}};
      });
  std::map<std::uint64_t, Json> phones;
  Sql sql;
  sql << "SELECT client_id, phone FROM client_phones WHERE tenant_id = " << tenant.value
      << " AND client_id IN ";
  sql.List(clients, [](Sql& out, const Json& client) { out << client["id"].get<std::uint64_t>(); });
  sql << " ORDER BY phone";
  for (const auto& row : database.Query(sql)) phones[row.Number(0)].push_back(row.Text(1));
  for (auto& client : clients) {
    const auto found = phones.find(client["id"].get<std::uint64_t>());
    if (found != phones.end()) client["phones"] = found->second;
  }
  return clients;
}

Json NoteRows(Database& database, TenantId tenant, std::uint64_t limit) {
  return OldestFirst(
      database.Query(Sql() << "SELECT deal_id, call_key, at, text FROM (" << SelectNotes(tenant)
                           << ") every ORDER BY at DESC, call_key DESC, recording_key DESC LIMIT "
                           << limit),
      [](const Row& row) {
        return Json{{"deal_id", row.Number(0)},
                    {"pbx_call_id", TextOrNull(row, 1)},
                    {"at", TimeOrNull(row, 2)},
                    {"text", row.Text(3)}};
      });
}

Json CallbackRows(Database& database, TenantId tenant, std::uint64_t limit) {
  return OldestFirst(
      database.Query(
          Sql() << "SELECT missed.call_key, b.phone, b.client_id, b.missed_at, b.closed_at,"
                   " closing.call_key FROM callbacks b"
                   " LEFT JOIN calls missed ON missed.tenant_id = b.tenant_id"
                   " AND missed.id = b.call_id"
                   " LEFT JOIN calls closing ON closing.tenant_id = b.tenant_id"
                   " AND closing.id = b.closed_by WHERE b.tenant_id = "
                << tenant.value << " ORDER BY b.missed_at DESC, missed.call_key DESC LIMIT "
                << limit),
      [](const Row& row) {
        return Json{{"pbx_call_id", TextOrNull(row, 0)},
                    {"phone", row.Text(1)},
                    {"client_id", row.Number(2)},
                    {"missed_at", TimeOrNull(row, 3)},
                    {"state", row.IsNull(4) ? "open" : "closed"},
                    {"closed_at", TimeOrNull(row, 4)},
                    {"closed_by", TextOrNull(row, 5)}};
      });
}

}  // namespace novofon::ctl
