// Everything at once: MariaDB with our schema, the pool, nginx in front of it, novofonctl beside
// it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/client.h"
#include "tests/e2e/ctl.h"
#include "tests/e2e/mariadb.h"
#include "tests/e2e/nginx.h"
#include "tests/e2e/notification.h"
#include "tests/e2e/pool.h"
#include "tests/e2e/wait.h"

namespace novofon::e2e {

struct StackOptions {
  std::filesystem::path parent = "/tmp";  // the stack's directory is made there; a short name
  int processes = 2;
  Environment settings = {};  // beside those that every program needs
  std::vector<std::string> mariadb_options = {};
  std::string nginx_server_lines = {};  // into server{}
};

class Stack {
 public:
  explicit Stack(const StackOptions& options = {});

  // A tenant of the test's own, so that tests may share a stack. "" for no secret or no token;
  // `more` are options of `tenant add`.
  Tenant AddTenant(const std::string& secret = "secret-of-a-test", const std::string& token = "",
                   const std::vector<std::string>& more = {});

  Client NewClient() const { return Client(nginx_->http()); }
  // Sends `fields` as the provider does, over the stack's own connection.
  Reply Send(const Notification& fields, const Tenant& tenant);
  // Sends them all and says whether each was answered 200.
  bool SendAll(const std::vector<Notification>& all, const Tenant& tenant);
  // Until every journalled event shows in calls and deals; false when that takes longer than
  // `limit`.
  bool WaitUntilApplied(std::chrono::milliseconds limit = 30s);
  // Events that wait in the spool.
  std::size_t Spooled() const;

  MariaDb& database() { return *database_; }
  Pool& pool() { return *pool_; }
  Nginx& nginx() { return *nginx_; }
  Ctl& ctl() { return *ctl_; }
  Client& client() { return *client_; }
  const std::filesystem::path& directory() const { return scratch_.path(); }
  std::filesystem::path state_dir() const { return scratch_.path() / "state"; }
  const Environment& environment() const { return environment_; }

  // Ends the pool with SIGTERM. What is wrong with how its processes ended, sanitizers' reports
  // included; "" when nothing is.
  std::string StopAndComplain();

 private:
  ScratchDirectory scratch_;
  Environment environment_;
  std::unique_ptr<MariaDb> database_;
  std::unique_ptr<Ctl> ctl_;
  std::unique_ptr<Pool> pool_;
  std::unique_ptr<Nginx> nginx_;
  std::unique_ptr<Client> client_;
  int tenants_ = 0;
};

}  // namespace novofon::e2e
