#include "core/adapters/schema_version.h"

#include "core/adapters/schema.h"

namespace novofon {

unsigned SchemaVersionOfProgram() { return static_cast<unsigned>(SchemaSteps().size()); }

unsigned SchemaVersionOf(Database& database) {
  const auto table =
      database.Query(Sql() << "SELECT COUNT(*) FROM information_schema.TABLES"
                              " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'schema_version'");
  if (!table.front().Flag(0)) return 0;
  const auto rows = database.Query(Sql() << "SELECT version FROM schema_version WHERE one = 1");
  return rows.empty() ? 0 : static_cast<unsigned>(rows.front().Number(0));
}

std::optional<std::string> CheckSchema(Database& database) {
  const unsigned ours = SchemaVersionOfProgram();
  const unsigned theirs = SchemaVersionOf(database);
  if (ours == theirs) return std::nullopt;
  return "the database has schema version " + std::to_string(theirs) + ", this program needs " +
         std::to_string(ours) +
         (theirs < ours ? ": run novofonctl migrate" : ": install the newer program");
}

}  // namespace novofon
