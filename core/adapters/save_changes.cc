#include <algorithm>

#include "core/adapters/call_columns.h"
#include "core/adapters/call_rows.h"
#include "core/adapters/log.h"

namespace novofon {
namespace {

// The entries of `after` that `before` lacks or has otherwise.
template <class Map>
std::vector<const typename Map::mapped_type*> Changed(const Map& before, const Map& after) {
  std::vector<const typename Map::mapped_type*> changed;
  for (const auto& [key, value] : after) {
    const auto old = before.find(key);
    if (old == before.end() || !(old->second == value)) changed.push_back(&value);
  }
  return changed;
}

// "INSERT ... VALUES (row),(row) <suffix>", nothing for no rows.
template <class Rows, class Write>
void Insert(Database& database, Sql::Literal head, const Rows& rows, Write write,
            Sql::Literal suffix) {
  if (rows.empty()) return;
  Sql sql;
  sql << head << " VALUES ";
  bool first = true;
  for (const auto& row : rows) {
    if (!first) sql << ",";
    first = false;
    write(sql, row);
  }
  database.Execute(sql << suffix);
}

void SaveCalls(Database& database, TenantId tenant, const Snapshot& before, const Snapshot& after) {
  Insert(
      database,
      "INSERT INTO calls (tenant_id,id,call_key,started_incoming,started_outgoing,answered_seen,"
      "ended,call_start,started_at,first_seen_at,caller,destination,own_number,phone,disposition,"
      "status_code,duration_s,is_recorded,legs,client_id,deal_id,direction,outcome,extension)",
      Changed(before.calls, after.calls),
      [&](Sql& sql, const Call* call) { WriteCall(sql, tenant, *call); },
      " ON DUPLICATE KEY UPDATE started_incoming=VALUES(started_incoming),"
      "started_outgoing=VALUES(started_outgoing),answered_seen=VALUES(answered_seen),"
      "ended=VALUES(ended),call_start=VALUES(call_start),started_at=VALUES(started_at),"
      "first_seen_at=VALUES(first_seen_at),caller=VALUES(caller),destination=VALUES(destination),"
      "own_number=VALUES(own_number),phone=VALUES(phone),disposition=VALUES(disposition),"
      "status_code=VALUES(status_code),duration_s=VALUES(duration_s),"
      "is_recorded=VALUES(is_recorded),legs=VALUES(legs),client_id=VALUES(client_id),"
      "deal_id=VALUES(deal_id),direction=VALUES(direction),outcome=VALUES(outcome),"
      "extension=VALUES(extension)");
}

void SaveClients(Database& database, TenantId tenant, const Snapshot& before,
                 const Snapshot& after) {
  Insert(
      database, "INSERT INTO clients (tenant_id,id,name,created_at)",
      Changed(before.clients, after.clients),
      [&](Sql& sql, const Client* client) {
        sql << "(" << tenant.value << "," << client->id.value << "," << Text{client->name} << ","
            << client->created_at << ")";
      },
      " ON DUPLICATE KEY UPDATE created_at=VALUES(created_at)");
  std::vector<std::pair<PhoneNumber, ClientId>> fresh;
  for (const auto& entry : after.phones) {
    const auto old = before.phones.find(entry.first);
    if (old == before.phones.end() || old->second != entry.second) fresh.emplace_back(entry);
  }
  Insert(
      database, "INSERT INTO client_phones (tenant_id,phone,client_id)", fresh,
      [&](Sql& sql, const auto& entry) {
        sql << "(" << tenant.value << "," << Text{entry.first.value} << "," << entry.second.value
            << ")";
      },
      " ON DUPLICATE KEY UPDATE client_id=VALUES(client_id)");
}

void WriteKeyOrNull(Sql& sql, const std::optional<CallKey>& key) {
  if (key) {
    sql << Bytes{key->value};
  } else {
    sql << "NULL";
  }
}

void SaveDeals(Database& database, TenantId tenant, const Snapshot& before, const Snapshot& after) {
  const auto changed = Changed(before.deals, after.deals);
  Insert(
      database,
      "INSERT INTO deals (tenant_id,id,client_id,column_id,phone,created_at,origin_call,owner_call,"
      "owner_since,owner_extension)",
      changed,
      [&](Sql& sql, const Deal* deal) {
        sql << "(" << tenant.value << "," << deal->id.value << "," << deal->client.value << ","
            << deal->column.value << "," << Text{deal->phone.value} << "," << deal->created_at
            << ",";
        WriteKeyOrNull(sql, deal->origin);
        sql << ",";
        WriteKeyOrNull(sql, deal->owner_call);
        sql << "," << (deal->owner_call ? std::optional(deal->owner_since) : std::nullopt) << ","
            << Text{deal->owner.value} << ")";
      },
      " ON DUPLICATE KEY UPDATE phone=VALUES(phone),created_at=VALUES(created_at),"
      "origin_call=VALUES(origin_call),owner_call=VALUES(owner_call),owner_since=VALUES(owner_"
      "since),"
      "owner_extension=VALUES(owner_extension)");
  for (const Deal* const deal : changed) {
    const auto old = before.deals.find(deal->id);
    if (old == before.deals.end() || old->second.column == deal->column) continue;
    database.Execute(Sql() << "UPDATE deals SET column_id=" << deal->column.value
                           << " WHERE tenant_id=" << tenant.value << " AND id=" << deal->id.value
                           << " AND column_id=" << old->second.column.value);
  }
}

void SaveNotes(Database& database, TenantId tenant, const Snapshot& after) {
  Insert(
      database, "INSERT INTO notes (tenant_id,deal_id,call_id,at,text)", after.notes,
      [&](Sql& sql, const auto& entry) {
        const Note& note = entry.second;
        sql << "(" << tenant.value << "," << note.deal.value << "," << note.call.value << ","
            << note.at << "," << Text{note.text} << ")";
      },
      " ON DUPLICATE KEY UPDATE deal_id=VALUES(deal_id),at=VALUES(at),text=VALUES(text)");
}

template <class Ids>
void Delete(Database& database, Sql::Literal head, TenantId tenant, Sql::Literal key,
            const Ids& ids) {
  if (ids.empty()) return;
  Sql sql;
  sql << head << " WHERE tenant_id=" << tenant.value << " AND " << key << " IN ";
  database.Execute(sql.List(ids, [](Sql& list, const auto& id) { list << id.value; }));
}

// The keys of `before` that `after` lacks.
template <class Map>
std::vector<typename Map::key_type> Gone(const Map& before, const Map& after) {
  std::vector<typename Map::key_type> gone;
  for (const auto& [key, value] : before) {
    if (!after.contains(key)) gone.push_back(key);
  }
  return gone;
}

void SaveCallbacks(Database& database, TenantId tenant, const Snapshot& before,
                   const Snapshot& after) {
  Insert(
      database,
      "INSERT INTO callbacks (tenant_id,call_id,client_id,phone,missed_at,closed_at,closed_by)",
      Changed(before.callbacks, after.callbacks),
      [&](Sql& sql, const Callback* callback) {
        sql << "(" << tenant.value << "," << callback->call.value << "," << callback->client.value
            << "," << Text{callback->phone.value} << "," << callback->missed_at << ","
            << callback->closed_at << ","
            << (callback->closed_by ? std::optional(callback->closed_by->value) : std::nullopt)
            << ")";
      },
      " ON DUPLICATE KEY UPDATE client_id=VALUES(client_id),phone=VALUES(phone),"
      "missed_at=VALUES(missed_at),closed_at=VALUES(closed_at),"
      "closed_by=VALUES(closed_by)");
}

void SaveRecordings(Database& database, TenantId tenant, const Snapshot& before,
                    const Snapshot& after) {
  const auto changed = Changed(before.recordings, after.recordings);
  Insert(
      database, "INSERT INTO recordings (tenant_id,id,recording_key,call_key,due_at)", changed,
      [&](Sql& sql, const Recording* recording) {
        sql << "(" << tenant.value << "," << recording->id << "," << Bytes{recording->key.value}
            << "," << Bytes{recording->call.value} << "," << recording->due_at << ")";
      },
      " ON DUPLICATE KEY UPDATE call_key=VALUES(call_key),due_at=LEAST(due_at,VALUES(due_at))");
  Insert(
      database, "INSERT INTO recording_work (tenant_id,recording_key,work_at)", changed,
      [&](Sql& sql, const Recording* recording) {
        sql << "(" << tenant.value << "," << Bytes{recording->key.value} << "," << recording->due_at
            << ")";
      },
      // Once somebody has begun with it, only he says when it is looked at again.
      " ON DUPLICATE KEY UPDATE work_at=IF(lease=0,LEAST(work_at,VALUES(work_at)),work_at)");
}

void SaveColumns(Database& database, TenantId tenant, const Snapshot& before,
                 const Snapshot& after) {
  // Fold only ever adds «Новые».
  const auto fresh = Changed(before.columns, after.columns);
  if (!fresh.empty()) {
    Log(Level::kNotice, "column_remade",
        "The column for new deals was gone or renamed; it was made again",
        {{"tenant", std::to_string(tenant.value)}});
  }
  Insert(
      database, "INSERT INTO board_columns (tenant_id,id,name,kind,position)", fresh,
      [&](Sql& sql, const Column* column) {
        sql << "(" << tenant.value << "," << column->id.value << "," << Text{column->name}
            << ",'open'," << column->position << ")";
      },
      "");
}

void SaveOwnNumbers(Database& database, TenantId tenant, const Snapshot& before,
                    const Snapshot& after) {
  std::vector<PhoneNumber> fresh;
  std::set_difference(after.own_numbers.begin(), after.own_numbers.end(),
                      before.own_numbers.begin(), before.own_numbers.end(),
                      std::back_inserter(fresh));
  Insert(
      database, "INSERT INTO own_numbers (tenant_id,phone)", fresh,
      [&](Sql& sql, const PhoneNumber& phone) {
        sql << "(" << tenant.value << "," << Text{phone.value} << ")";
      },
      " ON DUPLICATE KEY UPDATE phone=VALUES(phone)");
}

// Clients and deals go when their number turns out to be our own or their call somebody else's,
// phones with their client.
void DeleteWhatIsGone(Database& database, TenantId tenant, const Snapshot& before,
                      const Snapshot& after) {
  Delete(database, "DELETE FROM notes", tenant, "call_id", after.dropped_notes);
  Delete(database, "DELETE FROM callbacks", tenant, "call_id",
         Gone(before.callbacks, after.callbacks));
  Delete(database, "DELETE FROM deals", tenant, "id", Gone(before.deals, after.deals));
  const auto clients = Gone(before.clients, after.clients);
  Delete(database, "DELETE FROM client_phones", tenant, "client_id", clients);
  Delete(database, "DELETE FROM clients", tenant, "id", clients);
}

}  // namespace

void SaveChanges(Database& database, TenantId tenant, const Snapshot& before,
                 const Snapshot& after) {
  SaveOwnNumbers(database, tenant, before, after);
  SaveColumns(database, tenant, before, after);
  SaveCalls(database, tenant, before, after);
  SaveClients(database, tenant, before, after);
  SaveDeals(database, tenant, before, after);
  SaveNotes(database, tenant, after);
  SaveCallbacks(database, tenant, before, after);
  SaveRecordings(database, tenant, before, after);
  DeleteWhatIsGone(database, tenant, before, after);
  if (after.next_id != before.next_id) {
    database.Execute(Sql() << "UPDATE appliers SET next_id=" << after.next_id
                           << " WHERE tenant_id=" << tenant.value);
  }
}

}  // namespace novofon
