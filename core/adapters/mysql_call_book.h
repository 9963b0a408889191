// The state of calls and deals in MySQL or MariaDB.
#pragma once

#include "core/adapters/database.h"
#include "core/call_book.h"

namespace novofon {

class MysqlCallBook : public CallBook {
 public:
  // `database` outlives this and is used by the same thread only.
  explicit MysqlCallBook(Database& database) : database_(database) {}

  void Apply(const Tenant& tenant, std::span<const JournalEntry> entries, TimePoint now) override;
  std::vector<JournalEntry> Unapplied(TimePoint before, std::size_t limit) override;
  void SetAside(const JournalEntry& entry, const std::string& why, TimePoint again) override;

 private:
  Database& database_;
};

}  // namespace novofon
