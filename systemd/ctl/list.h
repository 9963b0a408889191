// novofonctl list WHAT: what the calls have become.
#pragma once

#include <cstdint>
#include <string>

#include "systemd/ctl/command.h"

namespace novofon::ctl {

class List : public Command {
 public:
  explicit List(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  CLI::App* app_;
  std::string what_;
  std::string user_id_;
  std::uint64_t limit_ = 1000;
  bool json_ = false;
};

}  // namespace novofon::ctl
