// novofonctl forget-client PHONE and novofonctl retention: what is not to be kept any more.
#pragma once

#include <string>

#include "systemd/ctl/command.h"

namespace novofon::ctl {

class ForgetClient : public Command {
 public:
  explicit ForgetClient(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  CLI::App* app_;
  std::string phone_;
  std::string user_id_;
  bool json_ = false;
};

class Retention : public Command {
 public:
  explicit Retention(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  CLI::App* app_;
  bool dry_run_ = false;
  bool json_ = false;
};

}  // namespace novofon::ctl
