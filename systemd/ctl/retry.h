// novofonctl retry: recordings that were given up, or wait, are tried again.
#pragma once

#include <cstdint>
#include <string>

#include "systemd/ctl/command.h"

namespace novofon::ctl {

class Retry : public Command {
 public:
  explicit Retry(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  CLI::App* app_;
  std::uint64_t recording_ = 0;
  bool all_ = false;
  std::string user_id_;
};

}  // namespace novofon::ctl
