// A MariaDB server of the test's own: no network, a socket in a directory of its own.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/e2e/process.h"
#include "tests/e2e/sql_session.h"

namespace novofon::e2e {

class MariaDb {
 public:
  // Copies the template of a fresh server's data (made in NOVOFON_E2E_TEMPLATE by the first who
  // needs it) below `directory` and starts a server on it. Settings are as durable as an installed
  // server's; `options` are added to its command line. It holds a database "novofon" and its user
  // "novofon".
  explicit MariaDb(const std::filesystem::path& directory, std::vector<std::string> options = {});

  static constexpr const char* kDatabase = "novofon";
  static constexpr const char* kUser = "novofon";
  static constexpr const char* kPassword = "only for tests: п@роль";

  const std::filesystem::path& socket() const { return socket_; }
  pid_t pid() const { return process_->pid(); }
  SqlSession Connect() const { return SqlSession(socket_, kDatabase); }

  // As after a power cut: kill -9, nothing is written back. Nobody answers until Start().
  void Kill() { process_->Kill(); }
  // Returns when it takes connections.
  void Start();
  // SIGSTOP: connections stay open and nothing answers, until Thaw().
  void Freeze() { process_->Signal(SIGSTOP); }
  void Thaw() { process_->Signal(SIGCONT); }

 private:
  std::filesystem::path directory_;
  std::filesystem::path socket_;
  std::vector<std::string> options_;
  std::optional<Process> process_;
};

}  // namespace novofon::e2e
