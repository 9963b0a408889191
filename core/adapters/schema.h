// The schema's numbered steps, compiled in, and the version that these programs speak.
#pragma once

#include <string>
#include <vector>

namespace novofon {

struct SchemaStep {
  std::string name;  // "001_calls.sql"
  std::string text;
};

// In order; the last one's number is the version these programs need.
const std::vector<SchemaStep>& SchemaSteps();

// "CREATE ...; INSERT ...;" taken apart; comments ("-- ...") are dropped. No step holds a semicolon
// or two dashes in a string.
std::vector<std::string> Statements(const std::string& step);

}  // namespace novofon
