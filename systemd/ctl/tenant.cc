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

// What can't be opened must be given anew: written as it was read, it would be gone.
void DemandSecrets(Database& database, const Tenant& tenant, const TenantOptions& options) {
  const Row row = database
                      .Query(Sql() << "SELECT api_secret<>'',url_token<>'' FROM tenants WHERE id="
                                   << tenant.id.value)
                      .front();
  std::string missing;
  if (row.Flag(0) && !options.api_secret_file) missing += " --api-secret-file";
  if (row.Flag(1) && !options.url_token_file) missing += " --url-token-file";
  if (missing.empty()) return;
  throw Refused(kFailed, "the secrets of tenant " + tenant.user_id +
                             " were sealed with another seal-key: bring that key back, or add" +
                             missing);
}

// What is wanted of its recordings. Keys are never shown, only that they are there.
void AddRecordingSettings(Database& database, std::uint64_t tenant, Json& to) {
  const auto rows = database.Query(
      Sql() << "SELECT ai,min_seconds,novofon_url,stt_url,stt_model,stt_shape,stt_key<>'',llm_url,"
               "llm_model,llm_key<>'',allow_hosts,fill_fields,retention_days"
               " FROM recording_settings WHERE tenant_id="
            << tenant);
  to["ai"] = !rows.empty() && rows.front().Flag(0);
  if (rows.empty()) return;
  const Row& row = rows.front();
  to["min_seconds"] = row.Fraction(1);
  to["novofon_url"] = row.Text(2);
  to["stt_url"] = row.Text(3);
  to["stt_model"] = row.Text(4);
  to["stt_shape"] = row.Text(5);
  to["has_stt_key"] = row.Flag(6);
  to["llm_url"] = row.Text(7);
  to["llm_model"] = row.Text(8);
  to["has_llm_key"] = row.Flag(9);
  to["allow_hosts"] = row.Text(10);
  to["fill"] = row.Text(11);
  to["retention_days"] = row.Number(12);
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
    AddRecordingSettings(database, row.Number(0), tenant);
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
  for (CLI::App* const command : {add_, set_}) AddRecordingOptions(*command, recording_options_);
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
  const auto recordings = ReadChange(recording_options_);  // may refuse, so before anything is made
  const TenantId id = AddTenant(desk.database, desk.seal, tenant, desk.now);
  ReplaceOwnNumbers(desk.database, id, own_numbers);
  SetRecordings(desk, id, recordings);
  std::cout << "added tenant " << tenant.user_id << std::endl;
  return 0;
}

int TenantCommand::Set(Desk& desk) const {
  Tenant tenant = TenantNamed(desk, options_.user_id);
  if (tenant.is_sealed) DemandSecrets(desk.database, tenant, options_);
  ApplyOptions(options_, tenant);
  const auto own_numbers = OwnNumbers(options_, tenant);
  const auto recordings = ReadChange(recording_options_);
  ChangeTenant(desk.database, desk.seal, tenant);
  ReplaceOwnNumbers(desk.database, tenant.id, own_numbers);
  SetRecordings(desk, tenant.id, recordings);
  std::cout << "changed tenant " << tenant.user_id << std::endl;
  return 0;
}

// What is still missing is said, not refused: it may come with the next command.
void TenantCommand::SetRecordings(Desk& desk, TenantId tenant,
                                  const RecordingSettingsChange& change) {
  ChangeRecordingSettings(desk.database, desk.seal, tenant, change);
  const auto settings = LoadRecordingSettings(desk.database, desk.seal, tenant);
  if (!settings) return;
  for (const auto& sentence : Missing(*settings)) std::cerr << "note: " << sentence << std::endl;
}

int TenantCommand::List(Desk& desk) const {
  const Json tenants = TenantRows(desk.database);
  std::cout << (json_ ? AsJson(tenants) + "\n"
                      : AsTable(tenants, {"id", "name", "api_key", "has_api_secret",
                                          "has_url_token", "zone", "region", "ai", "own_numbers"}));
  return 0;
}

}  // namespace novofon::ctl
