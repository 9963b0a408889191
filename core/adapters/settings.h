// What every program of ours is told by its unit: where the database is, where state is kept, and
// the secrets among its credentials.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/adapters/database.h"
#include "core/secret.h"

namespace novofon {

struct Settings {
  DatabaseAddress database;  // NOVOFON_DB_SOCKET or NOVOFON_DB_HOST, _PORT, _CA; _NAME; _USER;
                             // credential db-password (may be missing: then none)
  Secret seal_key;           // credential seal-key
  std::filesystem::path state_dir;    // NOVOFON_STATE_DIR, else STATE_DIRECTORY
  std::uintmax_t spool_max_bytes;     // NOVOFON_SPOOL_MAX_BYTES, default 256 MiB
  int jobs_in_flight = 4;             // NOVOFON_JOBS_IN_FLIGHT, recordings worked at at once
  std::chrono::seconds run_for{600};  // NOVOFON_RUN_SECONDS, a run takes no new one after it
  std::uintmax_t free_floor = 1ULL
                              << 30U;  // NOVOFON_FREE_FLOOR_BYTES, below it no audio is fetched
};

using Lookup = std::function<std::optional<std::string>(std::string_view name)>;

// Every problem at once, each naming its setting and what to do. `environment` looks up a variable,
// `credential` the contents of a file in $CREDENTIALS_DIRECTORY (trailing newline removed).
std::variant<Settings, std::vector<std::string>> ReadSettings(const Lookup& environment,
                                                              const Lookup& credential);

// The process's own.
std::optional<std::string> FromEnvironment(std::string_view name);
std::optional<std::string> FromCredentials(std::string_view name);

// Says every problem on stderr and in the log; returns EX_CONFIG (78), on which units don't
// restart.
int Complain(std::string_view program, const std::vector<std::string>& problems);

}  // namespace novofon
