// Which version of the schema a database has, and whether this program may work with it.
#pragma once

#include <optional>
#include <string>

#include "core/adapters/database.h"

namespace novofon {

// The version these programs need: the number of the last step.
unsigned SchemaVersionOfProgram();

// The database's; 0 when it has no version row (empty, or its first migration was interrupted).
unsigned SchemaVersionOf(Database& database);

// Nothing when the versions are the same; else what is wrong, with both numbers and what to do.
std::optional<std::string> CheckSchema(Database& database);

}  // namespace novofon
