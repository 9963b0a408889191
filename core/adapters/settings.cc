#include "core/adapters/settings.h"

#include <sysexits.h>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "core/adapters/log.h"
#include "core/adapters/seal.h"

namespace novofon {
namespace {

constexpr std::uintmax_t kSpoolMaxBytes = 256U * 1024 * 1024;

// Collects what is wrong while it reads, so that all of it is said at once.
class Reader {
 public:
  Reader(const Lookup& environment, const Lookup& credential)
      : environment_(environment), credential_(credential) {}

  Settings Read() {
    Settings settings;
    settings.database = ReadAddress();
    settings.database.name = Required("NOVOFON_DB_NAME", "the name of the database");
    settings.database.user = Required("NOVOFON_DB_USER", "the database user to connect as");
    settings.database.password = Secret(credential_("db-password").value_or(""));
    settings.seal_key = ReadSealKey();
    settings.state_dir = ReadStateDir();
    settings.spool_max_bytes =
        Number("NOVOFON_SPOOL_MAX_BYTES", kSpoolMaxBytes, 1, UINTMAX_MAX, "a number of bytes");
    settings.jobs_in_flight =
        static_cast<int>(Number("NOVOFON_JOBS_IN_FLIGHT", 4, 1, 256, "a number of 1 .. 256"));
    settings.run_for = std::chrono::seconds(
        Number("NOVOFON_RUN_SECONDS", 600, 1, 86'400, "a number of seconds, 1 .. 86400"));
    settings.free_floor =
        Number("NOVOFON_FREE_FLOOR_BYTES", 1ULL << 30U, 0, UINTMAX_MAX, "a number of bytes");
    return settings;
  }

  std::vector<std::string> problems() && { return std::move(problems_); }

 private:
  std::string Get(std::string_view name) { return environment_(name).value_or(""); }

  std::string Required(std::string_view name, std::string_view what) {
    std::string value = Get(name);
    if (value.empty()) Problem(name, "is not set; set it to " + std::string(what));
    return value;
  }

  void Problem(std::string_view name, std::string_view what) {
    problems_.push_back(std::string(name) + " " + std::string(what));
  }

  std::uintmax_t Number(std::string_view name, std::uintmax_t otherwise, std::uintmax_t least,
                        std::uintmax_t most, std::string_view what) {
    const std::string text = Get(name);
    if (text.empty()) return otherwise;
    std::uintmax_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    const bool is_number = error == std::errc() && stopped == end;
    if (!is_number || number < least || number > most) Problem(name, "is not " + std::string(what));
    return number;
  }

  DatabaseAddress ReadAddress() {
    DatabaseAddress address;
    address.socket = Get("NOVOFON_DB_SOCKET");
    address.host = Get("NOVOFON_DB_HOST");
    address.port = static_cast<int>(
        Number("NOVOFON_DB_PORT", 3306, 1, 65535, "a port; set it to a number of 1 .. 65535"));
    address.ca = Get("NOVOFON_DB_CA");
    if (address.socket.empty() && address.host.empty()) {
      Problem(
          "NOVOFON_DB_SOCKET",
          "is not set and neither is NOVOFON_DB_HOST; set one of them to where the database is");
    } else if (!address.socket.empty() && !address.host.empty()) {
      Problem("NOVOFON_DB_SOCKET", "and NOVOFON_DB_HOST are both set; set only one of them");
    } else if (!address.host.empty() && address.ca.empty()) {
      Problem("NOVOFON_DB_CA",
              "is not set; with NOVOFON_DB_HOST set it to the file with the CA of the database's "
              "certificate");
    }
    return address;
  }

  Secret ReadSealKey() {
    auto text = credential_("seal-key");
    if (!text) {
      Problem("seal-key",
              "is not among the credentials; give it by LoadCredential=seal-key:FILE, with 64 hex "
              "digits in FILE");
      return Secret();
    }
    Secret key(*std::move(text));
    if (!Seal::IsKey(key)) Problem("seal-key", "is not a key; a key is 64 hex digits");
    return key;
  }

  std::filesystem::path ReadStateDir() {
    std::string directory = Get("NOVOFON_STATE_DIR");
    if (directory.empty()) directory = Get("STATE_DIRECTORY");
    if (directory.empty()) {
      Problem("NOVOFON_STATE_DIR",
              "is not set and neither is STATE_DIRECTORY; set StateDirectory= in the unit");
    } else if (!directory.starts_with('/')) {
      Problem("NOVOFON_STATE_DIR", "is not an absolute path; begin it with a slash");
    }
    return directory;
  }

  const Lookup& environment_;
  const Lookup& credential_;
  std::vector<std::string> problems_;
};

}  // namespace

std::variant<Settings, std::vector<std::string>> ReadSettings(const Lookup& environment,
                                                              const Lookup& credential) {
  Reader reader(environment, credential);
  Settings settings = reader.Read();
  if (auto problems = std::move(reader).problems(); !problems.empty()) return problems;
  return settings;
}

std::optional<std::string> FromEnvironment(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::optional<std::string> FromCredentials(std::string_view name) {
  const auto directory = FromEnvironment("CREDENTIALS_DIRECTORY");
  if (!directory) return std::nullopt;
  std::ifstream file(std::filesystem::path(*directory) / name, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return std::nullopt;
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

int Complain(std::string_view program, const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) {
    std::cerr << program << ": " << problem << "\n";
    Log(Level::kError, "bad_configuration", problem);
  }
  return EX_CONFIG;
}

}  // namespace novofon
