// The journal in MySQL or MariaDB.
#pragma once

#include "core/adapters/database.h"
#include "core/journal.h"

namespace novofon {

class MysqlJournal : public Journal {
 public:
  // `database` outlives this and is used by the same thread only.
  explicit MysqlJournal(Database& database) : database_(database) {}

  std::vector<Kept> Keep(std::span<const JournalEntry> entries) override;

 private:
  std::vector<Kept> KeepDistinct(std::span<const JournalEntry* const> entries);

  Database& database_;
};

}  // namespace novofon
