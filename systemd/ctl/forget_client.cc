#include "systemd/ctl/forget_client.h"

#include <algorithm>
#include <iostream>
#include <thread>

#include "core/adapters/audio_directory.h"
#include "core/adapters/erased_audio.h"
#include "core/adapters/host_name.h"
#include "core/adapters/mysql_link_budget.h"
#include "core/adapters/novofon_api.h"
#include "core/adapters/recording_settings_store.h"
#include "core/adapters/retention.h"
#include "core/cabinet_time.h"
#include "core/phone.h"
#include "core/recording_failure.h"
#include "systemd/ctl/table.h"

namespace novofon::ctl {
namespace {

constexpr std::size_t kMostExpired = 1'000'000;
constexpr int kMostRounds = 3;  // the client may call while he is being forgotten

TimePoint Now() {
  return std::chrono::time_point_cast<TimePoint::duration>(std::chrono::system_clock::now());
}

// The provider's limit holds for this too.
void WaitForTurn(Database& database, const std::string& api_key) {
  MysqlLinkBudget budget(database);
  while (const auto when = budget.Spend(api_key, Now())) {
    Progress("the provider takes no more requests this minute; waiting");
    std::this_thread::sleep_until(*when);
  }
}

struct Outside {
  std::uint64_t provider_copies = 0;
  std::uint64_t audio_files = 0;
  Json left = Json::array();  // what could not be erased, a sentence each
};

// Why the provider still has its copy; nothing when it is gone.
std::optional<std::string> EraseCopy(Desk& desk, const RecordingSettings& settings,
                                     const RecordingKey& recording) {
  if (settings.account.api_secret.empty()) return "the tenant has no API secret";
  WaitForTurn(desk.database, settings.account.api_key);
  const auto failed = NovofonApi().Erase(settings.account, recording);
  return failed ? std::optional(Describe(failed->error)) : std::nullopt;
}

// Those of this client, and those that could not be deleted when others were forgotten.
void EraseProviderCopies(Desk& desk, TenantId tenant, const Traces& traces, Outside& outside) {
  const auto settings = LoadRecordingSettings(desk.database, desk.seal, tenant);
  if (!settings) return;
  for (const RecordingKey& recording : traces.recordings) {
    RememberProviderCopy(desk.database, tenant, recording, desk.now);
  }
  for (const RecordingKey& recording : FindProviderCopies(desk.database, tenant)) {
    if (const auto why = EraseCopy(desk, *settings, recording)) {
      outside.left.push_back("the provider's copy of " + recording.value + ": " + *why +
                             "; run forget-client again, its key is kept for that");
      continue;
    }
    ForgetProviderCopy(desk.database, tenant, recording);
    ++outside.provider_copies;
  }
}

void EraseFiles(Desk& desk, TenantId tenant, const Traces& traces, Outside& outside) {
  AudioDirectory shelf(desk.state_dir, 0);
  const ErasedAudio erased = EraseAudio(desk.database, shelf, HostName(), tenant, traces, desk.now);
  outside.audio_files += erased.files;
  for (const FileElsewhere& file : erased.elsewhere) {
    outside.left.push_back(file.audio + " on host " + file.host +
                           ": its next run of novofon-transcribe destroys it");
  }
}

// A number of the tenant's own stands in everybody's calls.
bool IsOurs(Database& database, const Tenant& tenant, const PhoneNumber& phone) {
  const Sql of_tenant = Sql() << " WHERE tenant_id=" << tenant.id.value;
  const Sql same = Sql() << of_tenant << " AND phone=" << Text{phone.value};
  if (!database.Query(Sql() << "SELECT 1 FROM own_numbers" << same).empty()) return true;
  if (!database.Query(Sql() << "SELECT 1 FROM client_phones" << same).empty()) return false;
  const auto shown = database.Query(Sql() << "SELECT DISTINCT own_number FROM calls" << of_tenant);
  return std::ranges::any_of(
      shown, [&](const Row& row) { return ParsePhone(row.Text(0), tenant.rules.region) == phone; });
}

std::string OnlyTenant(Database& database, const std::string& user_id) {
  if (!user_id.empty()) return user_id;
  const auto rows = database.Query(Sql() << "SELECT user_id FROM tenants LIMIT 2");
  if (rows.size() != 1) {
    throw Refused(kUsage, "--tenant is required; novofonctl tenant list shows the tenants");
  }
  return rows.front().Text(0);
}

Json Account(const ErasedRows& rows, const Outside& outside, std::uint64_t payloads) {
  Json account;
  account["clients"] = rows.clients;
  account["deals"] = rows.deals;
  account["notes"] = rows.notes;
  account["callbacks"] = rows.callbacks;
  account["calls"] = rows.calls;
  account["recordings"] = rows.recordings;
  account["audio_files"] = outside.audio_files;
  account["transcripts"] = rows.transcripts;
  account["suggestions"] = rows.suggestions;
  account["journal_payloads"] = payloads;
  account["provider_copies"] = outside.provider_copies;
  account["left"] = outside.left;
  return account;
}

void PrintAccount(const Json& account) {
  for (const auto& [name, value] : account.items()) {
    if (value.is_number()) std::cout << name << "  " << value << "\n";
  }
  for (const auto& sentence : account["left"]) {
    std::cerr << "NOT erased yet: " << sentence.get<std::string>() << std::endl;
  }
  std::cout << std::flush;
}

Json RowOf(const KeptAudio& kept, const std::string& user_id) {
  return Json{{"tenant", user_id},   {"pbx_call_id", kept.call.value},
              {"audio", kept.audio}, {"host", kept.host},
              {"bytes", kept.bytes}, {"fetched_at", FormatUtc(kept.fetched_at)}};
}

}  // namespace

ForgetClient::ForgetClient(CLI::App& program)
    : app_(program.add_subcommand(
          "forget-client",
          "Erase everything that is kept of a client: calls, deals, audio, transcripts, the"
          " journal's payloads, the provider's recordings")) {
  app_->add_option("PHONE", phone_, "One of the client's numbers")->required();
  app_->add_option("--tenant", user_id_, "Whose client, by user_id; needed when there are several");
  app_->add_flag("--json", json_, "For programs");
}

int ForgetClient::Run(Desk& desk) {
  const Tenant tenant = OpenTenant(desk, OnlyTenant(desk.database, user_id_));
  const auto phone = ParsePhone(phone_, tenant.rules.region);
  if (!phone) throw Refused(kUsage, "'" + phone_ + "' is no telephone number");
  if (IsOurs(desk.database, tenant, *phone)) {
    throw Refused(kUsage, phone->value + " is the tenant's own number; every call names it");
  }
  Outside outside;
  ErasedRows rows;
  std::uint64_t payloads = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    const Traces traces = FindTraces(desk.database, tenant.id, *phone);
    if (round > 0 && traces.clients.empty() && traces.calls.empty()) break;
    if (!TakeOutOfWork(desk.database, tenant.id, traces, Now())) {
      throw Refused(kFailed,
                    "one of the client's recordings is being worked at; try again in some minutes");
    }
    EraseProviderCopies(desk, tenant.id, traces, outside);
    EraseFiles(desk, tenant.id, traces, outside);
    rows += EraseRows(desk.database, tenant.id, traces);
    payloads += EraseJournal(desk.database, tenant, traces, [](std::uint64_t seen) {
      if (seen % 100'000 == 0) Progress("looked at " + std::to_string(seen) + " events");
    });
  }
  const Json account = Account(rows, outside, payloads);
  if (json_) {
    std::cout << AsJson(account) << std::endl;
  } else {
    PrintAccount(account);
  }
  return outside.left.empty() ? 0 : kFailed;
}

Retention::Retention(CLI::App& program)
    : app_(program.add_subcommand("retention",
                                  "Destroy audio that is older than its tenant keeps it")) {
  app_->add_flag("--dry-run", dry_run_, "Only show what would be destroyed");
  app_->add_flag("--json", json_, "For programs");
}

int Retention::Run(Desk& desk) {
  AudioDirectory shelf(desk.state_dir, 0);
  Json rows = Json::array();
  for (const KeptAudio& kept :
       FindExpiredAudio(desk.database, HostName(), desk.now, kMostExpired)) {
    const auto named =
        desk.database.Query(Sql() << "SELECT user_id FROM tenants WHERE id=" << kept.tenant.value);
    Json row = RowOf(kept, named.empty() ? "" : named.front().Text(0));
    row["destroyed"] = !dry_run_ && DestroyAudio(desk.database, shelf, HostName(), kept, desk.now);
    rows.push_back(std::move(row));
  }
  if (!dry_run_) DestroyStrays(desk.database, shelf, HostName(), kMostExpired);
  std::cout << (json_ ? AsJson(rows) + "\n"
                      : AsTable(rows, {"tenant", "pbx_call_id", "fetched_at", "bytes", "host",
                                       "destroyed"}));
  return 0;
}

}  // namespace novofon::ctl
