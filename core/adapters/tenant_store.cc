#include "core/adapters/tenant_store.h"

#include <functional>

namespace novofon {
namespace {

constexpr Sql::Literal kColumns(
    "id,user_id,name,api_key,api_secret,url_token,signature_scheme,age_window_s,redirect_to_owner,"
    "return_timeout_s,zone,region,repeat_moves_to_new,record_delay_s");

// One tenant's row that can't be read is no reason to lose the others' calls.
void OpenSecrets(Tenant& tenant, const Seal& seal, const std::string& api_secret,
                 const std::string& url_token) {
  auto secret = seal.Open(api_secret);
  auto token = seal.Open(url_token);
  tenant.is_sealed = !secret || !token;
  if (tenant.is_sealed) return;
  tenant.api_secret = std::move(*secret);
  tenant.url_token = std::move(*token);
}

Tenant ReadTenant(const Row& row, const Seal& seal) {
  using std::chrono::seconds;
  Tenant tenant;
  tenant.id = TenantId{static_cast<std::uint32_t>(row.Number(0))};
  tenant.user_id = row.Text(1);
  tenant.name = row.Text(2);
  tenant.api_key = row.Text(3);
  OpenSecrets(tenant, seal, row.Text(4), row.Text(5));
  tenant.signature_scheme = row.Text(6) == "raw" ? SignatureScheme::kRaw : SignatureScheme::kHex;
  if (const auto window = row.MaybeNumber(7)) tenant.age_window = seconds(*window);
  tenant.redirect_to_owner = row.Flag(8);
  tenant.return_timeout = seconds(row.Number(9));
  tenant.rules.zone = row.Text(10);
  tenant.rules.region = row.Text(11);
  tenant.rules.repeat_moves_to_new = row.Flag(12);
  tenant.rules.record_delay = seconds(row.Number(13));
  return tenant;
}

std::int64_t Seconds(std::chrono::seconds duration) { return duration.count(); }

struct Assignment {
  Sql::Literal column;
  std::function<void(Sql&)> value;
};

// Everything but id and user_id.
std::vector<Assignment> Assignments(const Tenant& tenant, const Seal& seal) {
  return {
      {"name", [&](Sql& sql) { sql << Text{tenant.name}; }},
      {"api_key", [&](Sql& sql) { sql << Text{tenant.api_key}; }},
      {"api_secret", [&](Sql& sql) { sql << Bytes{seal.Close(tenant.api_secret)}; }},
      {"url_token", [&](Sql& sql) { sql << Bytes{seal.Close(tenant.url_token)}; }},
      {"signature_scheme",
       [&](Sql& sql) {
         sql << Text{tenant.signature_scheme == SignatureScheme::kRaw ? "raw" : "hex"};
       }},
      {"age_window_s",
       [&](Sql& sql) {
         sql << (tenant.age_window ? std::optional(Seconds(*tenant.age_window)) : std::nullopt);
       }},
      {"redirect_to_owner", [&](Sql& sql) { sql << tenant.redirect_to_owner; }},
      {"return_timeout_s", [&](Sql& sql) { sql << Seconds(tenant.return_timeout); }},
      {"zone", [&](Sql& sql) { sql << Text{tenant.rules.zone}; }},
      {"region", [&](Sql& sql) { sql << Text{tenant.rules.region}; }},
      {"repeat_moves_to_new", [&](Sql& sql) { sql << tenant.rules.repeat_moves_to_new; }},
      {"record_delay_s", [&](Sql& sql) { sql << Seconds(tenant.rules.record_delay); }},
  };
}

void WriteAssignments(Sql& sql, const Tenant& tenant, const Seal& seal) {
  for (const auto& [column, value] : Assignments(tenant, seal)) {
    sql << "," << column << "=";
    value(sql);
  }
}

struct FirstColumn {
  std::string_view name;
  std::string_view kind;
};
constexpr FirstColumn kFirstColumns[] = {{"Новые", "open"},
                                         {"В работе", "open"},
                                         {"Выполнено", "open"},
                                         {"Оплачено", "won"},
                                         {"Отказ", "lost"}};

void AddColumns(Database& database, TenantId id) {
  Sql sql;
  sql << "INSERT INTO board_columns (tenant_id,id,name,kind,position) VALUES ";
  int next = 1;
  for (const auto& [name, kind] : kFirstColumns) {
    if (next > 1) sql << ",";
    sql << "(" << id.value << "," << next << "," << Text{name} << "," << Text{kind} << "," << next
        << ")";
    ++next;
  }
  database.Execute(sql);
  database.Execute(Sql() << "INSERT INTO appliers (tenant_id,next_id) VALUES (" << id.value << ","
                         << next << ")");
}

}  // namespace

std::vector<Tenant> LoadTenants(Database& database, const Seal& seal) {
  std::vector<Tenant> tenants;
  for (const Row& row :
       database.Query(Sql() << "SELECT " << kColumns << " FROM tenants ORDER BY id")) {
    tenants.push_back(ReadTenant(row, seal));
  }
  return tenants;
}

TenantId AddTenant(Database& database, const Seal& seal, const Tenant& tenant, TimePoint now) {
  TenantId id;
  database.InTransaction([&] {
    Sql sql;
    sql << "INSERT INTO tenants SET user_id=" << Text{tenant.user_id} << ",created_at=" << now;
    WriteAssignments(sql, tenant, seal);
    database.Execute(sql);
    id.value = static_cast<std::uint32_t>(
        database.Query(Sql() << "SELECT LAST_INSERT_ID()").front().Number(0));
    AddColumns(database, id);
  });
  return id;
}

void ChangeTenant(Database& database, const Seal& seal, const Tenant& tenant) {
  Sql sql;
  sql << "UPDATE tenants SET id=id";
  WriteAssignments(sql, tenant, seal);
  database.Execute(sql << " WHERE id=" << tenant.id.value);
}

}  // namespace novofon
