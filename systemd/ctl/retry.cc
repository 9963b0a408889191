#include "systemd/ctl/retry.h"

#include <iostream>

#include "core/adapters/recording_retry.h"
#include "core/adapters/recording_settings_store.h"

namespace novofon::ctl {

Retry::Retry(CLI::App& program)
    : app_(program.add_subcommand(
          "retry",
          "Try recordings again that were given up, wait for their next attempt, or were done"
          " while --ai or a key was missing")) {
  auto* const recording =
      app_->add_option("RECORDING", recording_, "Its number in novofonctl list recordings");
  app_->add_flag("--all", all_, "All of the tenant's")->excludes(recording);
  app_->add_option("--tenant", user_id_, "Whose, by user_id")->required();
}

int Retry::Run(Desk& desk) {
  if (recording_ == 0 && !all_) throw Refused(kUsage, "name a RECORDING, or give --all");
  const TenantId tenant = FindTenant(desk.database, user_id_);
  const auto settings = LoadRecordingSettings(desk.database, desk.seal, tenant);
  if (!settings) throw Refused(kFailed, "the tenant is gone");
  const auto only = all_ ? std::nullopt : std::optional(recording_);
  const std::uint64_t retried = RetryRecordings(desk.database, *settings, only, desk.now);
  if (retried == 0 && !all_) {
    throw Refused(
        kFailed,
        "there is no recording " + std::to_string(recording_) +
            " that was given up, waits or lacks what the settings permit now; novofonctl list"
            " recordings shows them");
  }
  std::cout << retried << " recordings are tried again with the next run" << std::endl;
  return 0;
}

}  // namespace novofon::ctl
