// novofonctl inspect, replay and rebuild: the journal, looked at and told again.
#pragma once

#include <string>

#include "systemd/ctl/command.h"

namespace novofon::ctl {

// Everything that is known of one event.
class Inspect : public Command {
 public:
  explicit Inspect(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  CLI::App* app_;
  std::string event_;
  bool json_ = false;
};

// Folds one event again.
class Replay : public Command {
 public:
  explicit Replay(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  CLI::App* app_;
  std::string event_;
};

// Folds all events again: rows that are missing are made, those that are there stay.
class Rebuild : public Command {
 public:
  explicit Rebuild(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  CLI::App* app_;
  std::string user_id_;
};

}  // namespace novofon::ctl
