// The database, looked at once before work begins.
#pragma once

#include <optional>
#include <string>

#include "core/adapters/database.h"
#include "core/adapters/seal.h"

namespace novofon {

// What makes it pointless to go on: a schema that is not ours, or a seal-key that opens nobody's
// secrets. Settings under which a commit may be lost are logged as warnings. Throws Unavailable.
std::optional<std::string> LookAt(Database& database, const Seal& seal);

struct Looked {
  std::optional<std::string> problem;
  bool is_away = false;  // no problem, the spool stands in; it is to be looked at when it is back
};
Looked FirstLook(const DatabaseAddress& address, const Seal& seal);

}  // namespace novofon
