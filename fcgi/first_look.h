// The database, looked at once before work begins.
#pragma once

#include <optional>
#include <string>

#include "core/adapters/database.h"
#include "core/adapters/seal.h"

namespace novofon {

// What makes it pointless to go on: a schema that is not ours, or a seal-key that opens nobody's
// secrets. A database that is away is no problem, the spool stands in for it. Settings under which
// a commit may be lost are logged as warnings.
std::optional<std::string> FirstLook(const DatabaseAddress& address, const Seal& seal);

}  // namespace novofon
