// The operator's command.
#include <algorithm>
#include <array>
#include <iostream>

#include "core/adapters/log.h"
#include "core/adapters/schema_version.h"
#include "core/adapters/settings.h"
#include "systemd/ctl/forget_client.h"
#include "systemd/ctl/inspect.h"
#include "systemd/ctl/letter.h"
#include "systemd/ctl/list.h"
#include "systemd/ctl/migrate.h"
#include "systemd/ctl/retry.h"
#include "systemd/ctl/simulate_call.h"
#include "systemd/ctl/suggestion.h"
#include "systemd/ctl/tenant.h"

namespace novofon::ctl {
namespace {

// Migrations of large tables and listings of long journals may take their time.
constexpr int kReadTimeoutSeconds = 3600;

TimePoint Now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

int RunCommand(Command& command, const Settings& settings) {
  DatabaseAddress address = settings.database;
  address.read_timeout_s = kReadTimeoutSeconds;
  Database database(address);
  const Seal seal(settings.seal_key);
  Desk desk{database, seal, Now(), settings.state_dir};
  if (command.NeedsCurrentSchema()) {
    if (const auto problem = CheckSchema(database)) throw Refused(kConfig, *problem);
  }
  return command.Run(desk);
}

struct Commands {
  explicit Commands(CLI::App& program)
      : migrate(program),
        tenant(program),
        list(program),
        simulate_call(program),
        inspect(program),
        replay(program),
        rebuild(program),
        letter(program),
        suggestion(program),
        forget_client(program),
        retention(program),
        retry(program) {}

  Command& Chosen() {
    const std::array<Command*, 12> all = {&migrate,    &tenant,        &list,      &simulate_call,
                                          &inspect,    &replay,        &rebuild,   &letter,
                                          &suggestion, &forget_client, &retention, &retry};
    return **std::find_if(all.begin(), all.end(), [](const Command* c) { return c->Chosen(); });
  }

  Migrate migrate;
  TenantCommand tenant;
  List list;
  SimulateCall simulate_call;
  Inspect inspect;
  Replay replay;
  Rebuild rebuild;
  Letter letter;
  SuggestionCommand suggestion;
  ForgetClient forget_client;
  Retention retention;
  Retry retry;
};

int Main(int argc, char** argv) {
  CLI::App program("Runs Novofon's calls-to-deals plugin: its database, its tenants, its journal.",
                   "novofonctl");
  program.require_subcommand(0, 1);  // None is answered below, so that an unknown one is named.
  Commands commands(program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : kUsage;
  }
  if (program.get_subcommands().empty()) {
    std::cerr << program.help();
    return kUsage;
  }

  StartLog("novofonctl", /*to_stderr=*/true);
  const auto read = ReadSettings(FromEnvironment, FromCredentials);
  if (const auto* problems = std::get_if<std::vector<std::string>>(&read)) {
    return Complain("novofonctl", *problems);
  }
  try {
    return RunCommand(commands.Chosen(), std::get<Settings>(read));
  } catch (const Refused& refused) {
    std::cerr << "novofonctl: " << refused.what() << std::endl;
    return refused.status();
  } catch (const Unavailable& error) {
    std::cerr << "novofonctl: " << error.what()
              << "; is the database server running, and are the NOVOFON_DB_ settings right?"
              << std::endl;
  } catch (const std::exception& error) {
    std::cerr << "novofonctl: " << error.what() << std::endl;
  }
  return kFailed;
}

}  // namespace
}  // namespace novofon::ctl

int main(int argc, char** argv) { return novofon::ctl::Main(argc, argv); }
