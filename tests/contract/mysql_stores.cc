#include "tests/contract/mysql_stores.h"

#include <stdexcept>

#include "core/adapters/call_rows.h"
#include "core/adapters/schema.h"
#include "core/adapters/tenant_store.h"
#include "core/cabinet_time.h"
#include "tests/contract/canonical_dump.h"

namespace novofon {
namespace {

// Everything that a tenant has, by the same reading as an applier's.
Snapshot LoadWhole(Database& database, TenantId tenant) {
  Touch all;
  all.since = TimePoint{} - std::chrono::days{2};
  for (const Row& row : database.Query(Sql() << "SELECT call_key,phone FROM calls WHERE tenant_id="
                                             << tenant.value)) {
    all.calls.insert(CallKey{row.Text(0)});
    if (const auto phone = row.MaybeText(1)) all.phones.insert(PhoneNumber{*phone});
  }
  for (const Row& row : database.Query(Sql() << "SELECT phone FROM client_phones WHERE tenant_id="
                                             << tenant.value)) {
    all.phones.insert(PhoneNumber{row.Text(0)});
  }
  for (const Row& row : database.Query(
           Sql() << "SELECT recording_key FROM recordings WHERE tenant_id=" << tenant.value)) {
    all.recordings.insert(RecordingKey{row.Text(0)});
  }
  // Columns are read only where a call is told of.
  all.told[CallKey{"none"}];
  Snapshot whole;
  database.InTransaction([&] { whole = LoadTouched(database, tenant, all); });
  for (const Row& row : database.Query(
           Sql() << "SELECT deal_id,call_id,at,text FROM notes WHERE tenant_id=" << tenant.value)) {
    const CallId call{row.Number(1)};
    whole.notes[call] = Note{DealId{row.Number(0)}, call, row.Time(2), row.Text(3)};
  }
  return whole;
}

}  // namespace

MysqlStores::MysqlStores()
    : server_(directory_.path()), seal_key_(Seal::NewKey()), seal_(seal_key_) {
  Database::LoadDriver();
  auto session = server_.Connect();
  for (const SchemaStep& step : SchemaSteps()) {
    for (const std::string& statement : Statements(step.text)) session.Execute(statement);
  }
  Reopen();
}

DatabaseAddress MysqlStores::Address() const {
  DatabaseAddress address;
  address.socket = server_.socket();
  address.name = e2e::MariaDb::kDatabase;
  address.user = e2e::MariaDb::kUser;
  address.password = Secret(e2e::MariaDb::kPassword);
  return address;
}

TenantId MysqlStores::AddTenant() {
  Tenant tenant;
  tenant.user_id = "tenant-" + std::to_string(++tenants_);
  tenant.name = "Чистый дом";
  tenant.api_key = "key-" + std::to_string(tenants_);
  return novofon::AddTenant(open_->database, seal_, tenant, *ParseUtc("2026-01-15T00:00:00Z"));
}

std::string MysqlStores::Dump(TenantId tenant) {
  const Snapshot whole = LoadWhole(open_->database, tenant);
  auto session = server_.Connect();
  const auto check = [&](const std::string& table, std::size_t seen) {
    const auto rows = session.Number("SELECT COUNT(*) FROM " + table +
                                     " WHERE tenant_id=" + std::to_string(tenant.value));
    if (rows == static_cast<long long>(seen)) return;
    throw std::logic_error(std::to_string(rows) + " rows in " + table + ", but one is led to " +
                           std::to_string(seen));
  };
  check("calls", whole.calls.size());
  check("clients", whole.clients.size());
  check("client_phones", whole.phones.size());
  check("deals", whole.deals.size());
  check("callbacks", whole.callbacks.size());
  check("recordings", whole.recordings.size());
  return DumpOf(whole);
}

}  // namespace novofon
