// What every command of novofonctl is given, and how it says that it can't.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/adapters/database.h"
#include "core/adapters/seal.h"
#include "core/tenant.h"
#include "core/values.h"

namespace novofon::ctl {

inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kConfig = 78;  // EX_CONFIG

// A message for the operator, and the program's exit status.
class Refused : public std::runtime_error {
 public:
  Refused(int status, const std::string& message) : std::runtime_error(message), status_(status) {}
  int status() const { return status_; }

 private:
  int status_;
};

// What is at hand while a command runs.
struct Desk {
  Database& database;
  const Seal& seal;
  TimePoint now;
  std::filesystem::path state_dir;
};

class Command {
 public:
  virtual ~Command() = default;
  // Whether the command line names this command.
  virtual bool Chosen() const = 0;
  // The exit status. Throws Refused, or what the adapters throw.
  virtual int Run(Desk& desk) = 0;
  virtual bool NeedsCurrentSchema() const { return true; }
};

// The tenant that --tenant names by its user_id. Throws Refused when there is none.
TenantId FindTenant(Database& database, std::string_view user_id);
// The same with its rules, and its keys if they can be opened (Tenant::is_sealed).
Tenant TenantNamed(Desk& desk, std::string_view user_id);
// The same; throws Refused also when its keys can't be opened.
Tenant OpenTenant(Desk& desk, std::string_view user_id);

// Says on stderr how far a long work is.
void Progress(const std::string& message);

}  // namespace novofon::ctl
