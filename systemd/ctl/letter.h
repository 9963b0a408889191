// novofonctl letter: what to write to the provider's support, which alone can switch the webhooks
// on.
#pragma once

#include <string>

#include "systemd/ctl/command.h"

namespace novofon::ctl {

struct LetterFacts {
  std::string url;  // as the provider should call it
  std::string extension;
  std::string api_key;
};

// In Russian, whole, with the address to send it to.
std::string LetterText(const LetterFacts& facts);

class Letter : public Command {
 public:
  explicit Letter(CLI::App& program);
  bool Chosen() const override { return app_->parsed(); }
  int Run(Desk& desk) override;

 private:
  CLI::App* app_;
  std::string user_id_;
  std::string url_;
  std::string extension_ = "100";
  bool with_token_ = false;
};

}  // namespace novofon::ctl
