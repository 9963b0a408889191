#include "systemd/ctl/suggestion.h"

#include <iostream>

#include "core/adapters/deal_filling.h"

namespace novofon::ctl {
namespace {

Decision DecisionNamed(const std::string& word) {
  if (word == "accept") return Decision::kAccept;
  return word == "dismiss" ? Decision::kDismiss : Decision::kUndo;
}

std::string WhyNot(Decided decided) {
  switch (decided) {
    case Decided::kYes:
      return "";
    case Decided::kNoSuchSuggestion:
      return "there is no such suggestion; novofonctl list suggestions shows those there are";
    case Decided::kNotInThisState:
      return "only what is suggested can be accepted or dismissed, and only what was filled in or"
             " accepted undone; novofonctl list suggestions shows its state";
    case Decided::kDealGone:
      return "its deal is gone";
    case Decided::kFieldChanged:
      return "somebody has written over the field since; it is left as it is";
  }
  return "";
}

}  // namespace

SuggestionCommand::SuggestionCommand(CLI::App& program)
    : app_(program.add_subcommand("suggestion", "Say what becomes of what the model found")) {
  app_->add_option("WORD", word_, "accept, dismiss or undo")
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>{"accept", "dismiss", "undo"}));
  app_->add_option("ID", id_, "Its number in novofonctl list suggestions")->required();
  app_->add_option("--tenant", user_id_, "Whose, by user_id")->required();
}

int SuggestionCommand::Run(Desk& desk) {
  const TenantId tenant = FindTenant(desk.database, user_id_);
  const Decided decided =
      DecideSuggestion(desk.database, tenant, id_, DecisionNamed(word_), desk.now);
  if (decided != Decided::kYes) throw Refused(kFailed, WhyNot(decided));
  std::cout << word_ << ": suggestion " << id_ << std::endl;
  return 0;
}

}  // namespace novofon::ctl
