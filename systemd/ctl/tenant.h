// novofonctl tenant add|set|list.
#pragma once

#include "systemd/ctl/command.h"
#include "systemd/ctl/recording_options.h"
#include "systemd/ctl/tenant_options.h"

namespace novofon::ctl {

class TenantCommand : public Command {
 public:
  explicit TenantCommand(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  int Add(Desk& desk) const;
  int Set(Desk& desk) const;
  int List(Desk& desk) const;
  static void SetRecordings(Desk& desk, TenantId tenant, const RecordingSettingsChange& change);

  CLI::App* app_;
  CLI::App* add_;
  CLI::App* set_;
  CLI::App* list_;
  TenantOptions options_;
  RecordingOptions recording_options_;
  bool json_ = false;
};

}  // namespace novofon::ctl
