// novofonctl simulate-call: the notifications of one call, signed, sent as the provider would.
#pragma once

#include <optional>
#include <string>

#include "systemd/ctl/call_script.h"
#include "systemd/ctl/command.h"

namespace novofon::ctl {

class SimulateCall : public Command {
 public:
  explicit SimulateCall(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  CallPlan PlanFor(const Tenant& tenant, TimePoint now) const;

  CLI::App* app_;
  std::string user_id_;
  std::string url_;
  std::optional<std::string> at_;
  CallPlan plan_;
  bool insecure_ = false;
  bool json_ = false;
};

}  // namespace novofon::ctl
