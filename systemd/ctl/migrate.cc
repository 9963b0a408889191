#include "systemd/ctl/migrate.h"

#include <iostream>
#include <optional>
#include <set>

#include "core/adapters/schema.h"
#include "core/adapters/schema_version.h"

namespace novofon::ctl {
namespace {

// A step's DDL can't be rolled back, so how far it came is written down after each statement, in a
// table that exists only while a migration is under way.
class StepProgress {
 public:
  explicit StepProgress(Database& database) : database_(database) {}

  void Begin() {
    database_.Execute(Sql() << "CREATE TABLE IF NOT EXISTS schema_progress ("
                               "step INT UNSIGNED NOT NULL PRIMARY KEY,"
                               "done INT UNSIGNED NOT NULL) ENGINE=InnoDB");
  }
  unsigned StatementsDone(unsigned step) {
    const auto rows =
        database_.Query(Sql() << "SELECT done FROM schema_progress WHERE step = " << step);
    return rows.empty() ? 0 : static_cast<unsigned>(rows.front().Number(0));
  }
  void Note(unsigned step, unsigned done) {
    database_.Execute(Sql() << "INSERT INTO schema_progress (step, done) VALUES (" << step << ","
                            << done << ") ON DUPLICATE KEY UPDATE done = " << done);
  }
  void End() { database_.Execute(Sql() << "DROP TABLE IF EXISTS schema_progress"); }

 private:
  Database& database_;
};

std::set<std::string> TablesOf(Database& database) {
  std::set<std::string> names;
  for (const auto& row : database.Query(Sql() << "SELECT TABLE_NAME FROM information_schema.TABLES"
                                                 " WHERE TABLE_SCHEMA = DATABASE()")) {
    names.insert(row.Text(0));
  }
  return names;
}

// The table that a CREATE TABLE statement makes, or nothing.
std::optional<std::string> CreatedTable(std::string_view statement) {
  static constexpr std::string_view kCreate = "CREATE TABLE ";
  if (!statement.starts_with(kCreate)) return std::nullopt;
  statement.remove_prefix(kCreate.size());
  return std::string(statement.substr(0, statement.find_first_of(" (\n")));
}

bool IsDataChange(std::string_view statement) {
  return statement.starts_with("INSERT") || statement.starts_with("UPDATE") ||
         statement.starts_with("DELETE");
}

std::string FirstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

// Tables of other programs under our names: nothing may be mixed with them.
void RefuseForeignTables(Database& database) {
  const auto there = TablesOf(database);
  if (there.contains("schema_progress")) return;  // ours, interrupted
  std::string met;
  for (const auto& statement : Statements(SchemaSteps().front().text)) {
    const auto table = CreatedTable(statement);
    if (table && there.contains(*table)) met += (met.empty() ? "" : ", ") + *table;
  }
  if (met.empty()) return;
  throw Refused(kFailed, "the database has no schema version but tables of these names: " + met +
                             ". Give Novofon a database of its own (NOVOFON_DB_NAME), or drop them"
                             " if they are left from a trial");
}

void RunStatement(Database& database, StepProgress& progress, unsigned step, unsigned index,
                  const std::string& statement) {
  if (IsDataChange(statement)) {
    database.InTransaction([&] {
      database.Execute(Sql::OfSchema(statement));
      progress.Note(step, index + 1);
    });
    return;
  }
  // Whoever was interrupted between a statement and its note finds the table there already.
  const auto table = CreatedTable(statement);
  if (!table || !TablesOf(database).contains(*table)) database.Execute(Sql::OfSchema(statement));
  progress.Note(step, index + 1);
}

void RunStep(Database& database, unsigned number, const SchemaStep& step) {
  StepProgress progress(database);
  progress.Begin();
  const auto statements = Statements(step.text);
  const unsigned begun = progress.StatementsDone(number);
  for (unsigned i = begun; i < statements.size(); ++i) {
    try {
      RunStatement(database, progress, number, i, statements[i]);
    } catch (const std::exception& error) {
      const std::string where = step.name + ", statement " + std::to_string(i + 1) + " of " +
                                std::to_string(statements.size());
      throw Refused(kFailed,
                    where + " failed: " + error.what() + "\n  " + FirstLine(statements[i]) +
                        "\nWhat came before it is kept; put right what is wrong and run novofonctl"
                        " migrate again. If this statement has in fact been carried out, skip it:"
                        " INSERT INTO schema_progress VALUES (" +
                        std::to_string(number) + "," + std::to_string(i + 1) +
                        ") ON DUPLICATE KEY UPDATE done = " + std::to_string(i + 1));
    }
  }
  if (SchemaVersionOf(database) < number) {
    throw Bug(step.name + " does not set schema_version to " + std::to_string(number));
  }
  std::cout << "applied " << step.name << (begun > 0 ? " (went on where it was interrupted)" : "")
            << std::endl;
}

// Only so that two operators don't get in each other's way. The lock is let go when this connection
// ends.
void WaitForOtherMigrations(Database& database) {
  static constexpr int kTries = 100;
  for (int i = 0; i < kTries; ++i) {
    const auto got =
        database.Query(Sql() << "SELECT GET_LOCK(CONCAT('novofon_migrate_', MD5(DATABASE())), 3)");
    if (!got.front().IsNull(0) && got.front().Flag(0)) return;
    if (i == 0) Progress("waiting for another novofonctl migrate to end");
  }
  throw Refused(kFailed,
                "another novofonctl migrate has been at work for five minutes; look at it"
                " with SHOW PROCESSLIST and try again");
}

}  // namespace

Migrate::Migrate(CLI::App& program)
    : app_(program.add_subcommand(
          "migrate", "Bring the database to this program's schema; harmless when it is there")) {}

int Migrate::Run(Desk& desk) {
  WaitForOtherMigrations(desk.database);
  const unsigned ours = SchemaVersionOfProgram();
  const unsigned theirs = SchemaVersionOf(desk.database);
  if (theirs > ours) throw Refused(kConfig, *CheckSchema(desk.database));
  if (theirs == 0) RefuseForeignTables(desk.database);
  for (unsigned number = theirs + 1; number <= ours; ++number) {
    RunStep(desk.database, number, SchemaSteps()[number - 1]);
  }
  StepProgress(desk.database).End();
  std::cout << "schema version " << ours << (theirs == ours ? ", nothing to do" : "") << std::endl;
  return 0;
}

}  // namespace novofon::ctl
