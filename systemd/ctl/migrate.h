// novofonctl migrate: brings the database to the schema that these programs speak.
#pragma once

#include "systemd/ctl/command.h"

namespace novofon::ctl {

class Migrate : public Command {
 public:
  explicit Migrate(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;
  bool NeedsCurrentSchema() const override { return false; }

 private:
  CLI::App* app_;
};

}  // namespace novofon::ctl
