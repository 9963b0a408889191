#include "tests/e2e/ctl.h"

#include <stdexcept>

namespace novofon::e2e {

Finished Ctl::Try(const std::vector<std::string>& arguments) const {
  Command command{{NOVOFON_CTL}, environment_, {}};
  command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
  return RunToEnd(command);
}

std::string Ctl::Run(const std::vector<std::string>& arguments) const {
  const auto finished = Try(arguments);
  if (finished.status == 0) return finished.out;
  std::string line = "novofonctl";
  for (const auto& argument : arguments) line += " " + argument;
  throw std::runtime_error(line + " ended with " + std::to_string(finished.status) + ": " +
                           finished.out + finished.err);
}

nlohmann::json Ctl::List(const std::string& kind, const std::string& tenant) const {
  return nlohmann::json::parse(Run({"list", kind, "--tenant", tenant, "--json"}));
}

}  // namespace novofon::e2e
