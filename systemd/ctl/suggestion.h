// novofonctl suggestion accept|dismiss|undo ID: a person's word on what the model found.
#pragma once

#include <cstdint>
#include <string>

#include "systemd/ctl/command.h"

namespace novofon::ctl {

class SuggestionCommand : public Command {
 public:
  explicit SuggestionCommand(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  CLI::App* app_;
  std::string word_;
  std::uint64_t id_ = 0;
  std::string user_id_;
};

}  // namespace novofon::ctl
