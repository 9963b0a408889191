#include <algorithm>

#include "core/adapters/call_columns.h"
#include "core/adapters/call_rows.h"

namespace novofon {
namespace {

const auto kWriteKey = [](Sql& sql, const auto& key) { sql << Bytes{key.value}; };
const auto kWritePhone = [](Sql& sql, const PhoneNumber& phone) { sql << Text{phone.value}; };

void Lock(Database& database, TenantId tenant, Snapshot& state) {
  const auto rows = database.Query(
      Sql() << "SELECT next_id FROM appliers WHERE tenant_id=" << tenant.value << " FOR UPDATE");
  if (rows.empty()) throw Bug("a tenant without its row in appliers");
  state.next_id = rows.front().Number(0);
}

void LoadOwnNumbers(Database& database, TenantId tenant, Snapshot& state) {
  for (const Row& row :
       database.Query(Sql() << "SELECT phone FROM own_numbers WHERE tenant_id=" << tenant.value)) {
    state.own_numbers.insert(PhoneNumber{row.Text(0)});
  }
}

void LoadColumns(Database& database, TenantId tenant, Snapshot& state) {
  for (const Row& row :
       database.Query(Sql() << "SELECT id,name,kind,position FROM board_columns WHERE tenant_id="
                            << tenant.value)) {
    const std::string& kind = row.Text(2);
    const ColumnId id{row.Number(0)};
    state.columns[id] = Column{id, row.Text(1),
                               kind == "won"    ? ColumnKind::kWon
                               : kind == "lost" ? ColumnKind::kLost
                                                : ColumnKind::kOpen,
                               std::stoi(row.Text(3))};
  }
}

void LoadCalls(Database& database, const Sql& sql, Snapshot& state) {
  for (const Row& row : database.Query(sql)) {
    Call call = ReadCall(row);
    CallKey key = call.key;
    state.calls.try_emplace(std::move(key), std::move(call));
  }
}

void LoadCallsByKey(Database& database, TenantId tenant, const std::set<CallKey>& keys,
                    Snapshot& state) {
  if (keys.empty()) return;
  Sql sql;
  sql << "SELECT " << kCallColumns << " FROM calls WHERE tenant_id=" << tenant.value
      << " AND call_key IN ";
  LoadCalls(database, sql.List(keys, kWriteKey), state);
}

void LoadRecordings(Database& database, TenantId tenant, const Touch& touch, Snapshot& state) {
  if (touch.recordings.empty()) return;
  Sql sql;
  sql << "SELECT id,recording_key,call_key,due_at FROM recordings WHERE tenant_id=" << tenant.value
      << " AND recording_key IN ";
  for (const Row& row : database.Query(sql.List(touch.recordings, kWriteKey))) {
    const RecordingKey key{row.Text(1)};
    state.recordings[key] = Recording{row.Number(0), key, CallKey{row.Text(2)}, row.Time(3)};
  }
}

void LoadClients(Database& database, TenantId tenant, const Touch& touch, Snapshot& state) {
  Sql sql;
  sql << "SELECT c.id,c.name,c.created_at,other.phone FROM client_phones p"
         " JOIN clients c ON c.tenant_id=p.tenant_id AND c.id=p.client_id"
         " JOIN client_phones other ON other.tenant_id=p.tenant_id AND other.client_id=p.client_id"
         " WHERE p.tenant_id="
      << tenant.value << " AND p.phone IN ";
  for (const Row& row : database.Query(sql.List(touch.phones, kWritePhone))) {
    const ClientId id{row.Number(0)};
    state.clients[id] = Client{id, row.Text(1), row.Time(2)};
    state.phones[PhoneNumber{row.Text(3)}] = id;
  }
}

template <class Map>
void ListIds(Sql& sql, const Map& rows) {
  sql.List(rows, [](Sql& list, const auto& row) { list << row.first.value; });
}

void LoadDeals(Database& database, TenantId tenant, Snapshot& state) {
  Sql sql;
  sql << "SELECT id,client_id,column_id,phone,created_at,origin_call,owner_call,owner_since,"
         "owner_extension,name<>'' OR address<>'' OR scheduled_at IS NOT NULL FROM deals WHERE "
         "tenant_id="
      << tenant.value << " AND client_id IN ";
  ListIds(sql, state.clients);
  for (const Row& row : database.Query(sql)) {
    Deal deal{.id = DealId{row.Number(0)},
              .client = ClientId{row.Number(1)},
              .column = ColumnId{row.Number(2)},
              .phone = PhoneNumber{row.Text(3)},
              .created_at = row.Time(4),
              .origin = {},
              .owner_call = {},
              .owner_since = row.MaybeTime(7).value_or(TimePoint{}),
              .owner = Extension{row.Text(8)},
              .is_filled = row.Flag(9)};
    if (const auto origin = row.MaybeText(5)) deal.origin = CallKey{*origin};
    if (const auto owner = row.MaybeText(6)) deal.owner_call = CallKey{*owner};
    state.deals[deal.id] = deal;
  }
}

void LoadCallbacks(Database& database, TenantId tenant, TimePoint since, Snapshot& state) {
  Sql sql;
  sql << "SELECT call_id,client_id,phone,missed_at,closed_at,closed_by FROM callbacks WHERE "
         "tenant_id="
      << tenant.value << " AND client_id IN ";
  ListIds(sql, state.clients);
  sql << " AND (closed_at IS NULL OR closed_at>=" << since << ")";
  for (const Row& row : database.Query(sql)) {
    Callback callback{CallId{row.Number(0)}, ClientId{row.Number(1)}, PhoneNumber{row.Text(2)},
                      row.Time(3),           row.MaybeTime(4),        {}};
    if (const auto by = row.MaybeNumber(5)) callback.closed_by = CallId{*by};
    state.callbacks[callback.call] = callback;
  }
}

// Calls of the touched people that had not ended before the batch, and those that opened their
// deals.
void LoadNeighbours(Database& database, TenantId tenant, const Touch& touch, Snapshot& state) {
  std::set<PhoneNumber> phones = touch.phones;
  for (const auto& [phone, client] : state.phones) phones.insert(phone);
  Sql sql;
  sql << "SELECT " << kCallColumns << " FROM calls WHERE tenant_id=" << tenant.value
      << " AND started_at>=" << touch.since - kLongestCall << " AND (started_at>=" << touch.since
      << " OR DATE_ADD(started_at,INTERVAL LEAST(duration_s,"
      << static_cast<std::uint64_t>(std::chrono::seconds(kLongestCall).count())
      << ") SECOND)>=" << touch.since << ") AND phone IN ";
  LoadCalls(database, sql.List(phones, kWritePhone), state);

  std::set<CallKey> origins;
  for (const auto& [id, deal] : state.deals) {
    if (deal.origin && !state.calls.contains(*deal.origin)) origins.insert(*deal.origin);
  }
  LoadCallsByKey(database, tenant, origins, state);
}

}  // namespace

Snapshot LoadTouched(Database& database, TenantId tenant, Touch touch) {
  Snapshot state;
  Lock(database, tenant, state);
  LoadOwnNumbers(database, tenant, state);
  LoadCallsByKey(database, tenant, touch.calls, state);
  for (const auto& [key, call] : state.calls) AddTouch(touch, call);
  AddTouch(touch, state.own_numbers);
  LoadRecordings(database, tenant, touch, state);
  if (!touch.told.empty()) LoadColumns(database, tenant, state);
  if (touch.phones.empty()) return state;
  LoadClients(database, tenant, touch, state);
  if (!state.clients.empty()) {
    LoadDeals(database, tenant, state);
    LoadCallbacks(database, tenant, touch.since, state);
  }
  LoadNeighbours(database, tenant, touch, state);
  return state;
}

}  // namespace novofon
