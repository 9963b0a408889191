// novofonctl as an operator runs it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/e2e/process.h"

namespace novofon::e2e {

class Ctl {
 public:
  explicit Ctl(Environment environment) : environment_(std::move(environment)) {}

  Finished Try(const std::vector<std::string>& arguments) const;
  // What it prints. Throws with what it said when it fails.
  std::string Run(const std::vector<std::string>& arguments) const;
  // "list KIND --tenant N --json": an array.
  nlohmann::json List(const std::string& kind, const std::string& tenant) const;

 private:
  Environment environment_;
};

}  // namespace novofon::e2e
