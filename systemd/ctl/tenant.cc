#include "systemd/ctl/tenant.h"

#include <iostream>

#include "core/adapters/tenant_store.h"
#include "core/cabinet_time.h"
#include "systemd/ctl/table.h"

namespace novofon::ctl {
namespace {

void ReplaceOwnNumbers(Database& database, TenantId tenant,
                       const std::vector<PhoneNumber>& numbers) {
  if (numbers.empty()) return;
  database.InTransaction([&] {
    database.Execute(Sql() << "DELETE FROM own_numbers WHERE tenant_id = " << tenant.value);
    for (const auto& number : numbers) {
      database.Execute(Sql() << "INSERT INTO own_numbers (tenant_id, phone) VALUES ("
                             << tenant.value << "," << Text{number.value}
                             << ") ON DUPLICATE KEY UPDATE phone = phone");
    }
  });
}

Json OwnNumbersOf(Database& database, std::uint64_t tenant) {
  Json numbers = Json::array();
  for (const auto& row : database.Query(Sql() << "SELECT phone FROM own_numbers WHERE tenant_id = "
                                              << tenant << " ORDER BY phone")) {
    numbers.push_back(row.Text(0));
  }
  return numbers;
}

// Not LoadTenants: whether a secret is there can be told without the key that opens it.
Json TenantRows(Database& database) {
  Json tenants = Json::array();
  for (const auto& row : database.Query(
           Sql() << "SELECT id, user_id, name, api_key, api_secret <> '', url_token <> '', zone,"
                    " region, signature_scheme, age_window_s, redirect_to_owner, return_timeout_s,"
                    " repeat_moves_to_new, record_delay_s, created_at FROM tenants ORDER BY id")) {
    Json tenant;
    tenant["id"] = row.Text(1);
    tenant["name"] = row.Text(2);
    tenant["api_key"] = row.Text(3);
    tenant["has_api_secret"] = row.Flag(4);
    tenant["has_url_token"] = row.Flag(5);
    tenant["zone"] = row.Text(6);
    tenant["region"] = row.Text(7);
    tenant["signature"] = row.Text(8);
    tenant["age_window"] = row.IsNull(9) ? Json() : Json(row.Number(9));
    tenant["redirect"] = row.Flag(10);
    tenant["return_timeout"] = row.Number(11);
    tenant["repeat_moves_to_new"] = row.Flag(12);
    tenant["record_delay"] = row.Number(13);
    tenant["own_numbers"] = OwnNumbersOf(database, row.Number(0));
    tenant["created_at"] = FormatUtc(row.Time(14));
    tenants.push_back(std::move(tenant));
  }
  return tenants;
}

}  // namespace

TenantCommand::TenantCommand(CLI::App& program)
    : app_(program.add_subcommand("tenant", "The firms whose calls are taken")),
      add_(app_->add_subcommand("add", "Add a tenant, with its columns")),
      set_(app_->add_subcommand("set", "Change what is named of a tenant")),
      list_(app_->add_subcommand("list", "Show the tenants, without their secrets")) {
  app_->require_subcommand(1);
  AddTenantOptions(*add_, options_);
  AddTenantOptions(*set_, options_);
  add_->get_option("--name")->required();
  add_->get_option("--api-key")->required();
  list_->add_flag("--json", json_, "For programs");
}

int TenantCommand::Run(Desk& desk) {
  if (add_->parsed()) return Add(desk);
  if (set_->parsed()) return Set(desk);
  return List(desk);
}

int TenantCommand::Add(Desk& desk) const {
  const auto taken = desk.database.Query(Sql() << "SELECT 1 FROM tenants WHERE user_id = "
                                               << Text{options_.user_id});
  if (!taken.empty()) {
    throw Refused(kFailed, "there is a tenant " + options_.user_id +
                               " already; novofonctl tenant set changes it");
  }
  Tenant tenant;
  tenant.user_id = options_.user_id;
  ApplyOptions(options_, tenant);
  const auto own_numbers = OwnNumbers(options_, tenant);
  const TenantId id = AddTenant(desk.database, desk.seal, tenant, desk.now);
  ReplaceOwnNumbers(desk.database, id, own_numbers);
  std::cout << "added tenant " << tenant.user_id << std::endl;
  return 0;
}

int TenantCommand::Set(Desk& desk) const {
  Tenant tenant = OpenTenant(desk, options_.user_id);
  ApplyOptions(options_, tenant);
  const auto own_numbers = OwnNumbers(options_, tenant);
  ChangeTenant(desk.database, desk.seal, tenant);
  ReplaceOwnNumbers(desk.database, tenant.id, own_numbers);
  std::cout << "changed tenant " << tenant.user_id << std::endl;
  return 0;
}

int TenantCommand::List(Desk& desk) const {
  const Json tenants = TenantRows(desk.database);
  std::cout << (json_ ? AsJson(tenants) + "\n"
                      : AsTable(tenants, {"id", "name", "api_key", "has_api_secret",
                                          "has_url_token", "zone", "region", "own_numbers"}));
  return 0;
}

}  // namespace novofon::ctl
