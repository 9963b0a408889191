#include "tests/e2e/stack.h"

#include <cppconn/exception.h>

#include <algorithm>
#include <stdexcept>

namespace novofon::e2e {
namespace {

namespace fs = std::filesystem;

Environment Settings(const fs::path& directory, const fs::path& socket, const Environment& more) {
  Environment settings{{"PATH", "/usr/bin:/bin"},
                       {"NOVOFON_DB_SOCKET", socket.string()},
                       {"NOVOFON_DB_NAME", MariaDb::kDatabase},
                       {"NOVOFON_DB_USER", MariaDb::kUser},
                       {"NOVOFON_STATE_DIR", (directory / "state").string()},
                       {"CREDENTIALS_DIRECTORY", (directory / "credentials").string()}};
  for (const auto& [name, value] : more) settings[name] = value;
  return settings;
}

void WriteCredentials(const fs::path& directory) {
  fs::create_directories(directory);
  std::string key;
  for (int i = 0; i < 32; ++i) key += "7e";
  WriteFile(directory / "seal-key", key + "\n", 0600);
  WriteFile(directory / "db-password", std::string(MariaDb::kPassword) + "\n", 0600);
}

}  // namespace

Stack::Stack(const StackOptions& options) : scratch_(options.parent) {
  const auto& directory = scratch_.path();
  WriteCredentials(directory / "credentials");
  fs::create_directories(state_dir());
  database_ = std::make_unique<MariaDb>(directory / "db", options.mariadb_options);
  environment_ = Settings(directory, database_->socket(), options.settings);
  ctl_ = std::make_unique<Ctl>(environment_);
  ctl_->Run({"migrate"});
  pool_ = std::make_unique<Pool>(directory / "pool", options.processes, environment_);
  nginx_ =
      std::make_unique<Nginx>(directory / "nginx", pool_->sockets(), options.nginx_server_lines);
  client_ = std::make_unique<Client>(nginx_->http());
}

Tenant Stack::AddTenant(const std::string& secret, const std::string& token,
                        const std::vector<std::string>& more) {
  Tenant tenant{std::to_string(7000 + ++tenants_), secret, token};
  std::vector<std::string> arguments{"tenant",    "add",
                                     "--id",      tenant.id,
                                     "--name",    "Тест " + tenant.id,
                                     "--api-key", "appid_" + tenant.id};
  const auto secret_file = scratch_.path() / ("secret-" + tenant.id);
  const auto token_file = scratch_.path() / ("token-" + tenant.id);
  if (!secret.empty()) {
    WriteFile(secret_file, secret + "\n", 0600);
    arguments.insert(arguments.end(), {"--api-secret-file", secret_file.string()});
  }
  if (!token.empty()) {
    WriteFile(token_file, token + "\n", 0600);
    arguments.insert(arguments.end(), {"--url-token-file", token_file.string()});
  }
  arguments.insert(arguments.end(), more.begin(), more.end());
  ctl_->Run(arguments);
  return tenant;
}

Reply Stack::Send(const Notification& fields, const Tenant& tenant) {
  return client_->Send(Signed(fields, tenant));
}

bool Stack::SendAll(const std::vector<Notification>& all, const Tenant& tenant) {
  return std::all_of(all.begin(), all.end(),
                     [&](const auto& fields) { return Send(fields, tenant).status == 200; });
}

bool Stack::WaitUntilApplied(std::chrono::milliseconds limit) {
  auto session = database_->Connect();
  return WaitUntil(limit, [&] {
    // In this order: what leaves the spool is in the journal by then.
    return Spooled() == 0 &&
           session.Number(
               "SELECT COUNT(*) FROM events WHERE applied_at IS NULL AND verdict='accepted'") == 0;
  });
}

std::size_t Stack::Spooled() const {
  const auto waiting = state_dir() / "spool" / "new";
  if (!fs::exists(waiting)) return 0;
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(waiting), fs::directory_iterator()));
}

std::string Stack::StopAndComplain() {
  std::string complaints;
  for (const int status : pool_->Stop()) {
    if (status != 0 && status != 128 + SIGKILL) {
      complaints += "a pool process ended with " + std::to_string(status) + "\n";
    }
  }
  const auto log = pool_->Log();
  for (const char* report : {"AddressSanitizer", "LeakSanitizer", "runtime error:"}) {
    if (log.find(report) != std::string::npos) complaints += std::string(report) + " reported\n";
  }
  return complaints.empty() ? "" : complaints + log;
}

}  // namespace novofon::e2e
