// Parts of recordings that were heard, in MySQL or MariaDB.
#pragma once

#include "core/adapters/database.h"
#include "core/recording_work.h"

namespace novofon {

class MysqlPassageBook : public PassageBook {
 public:
  // `database` outlives this and is used by the same thread only.
  explicit MysqlPassageBook(Database& database) : database_(database) {}

  std::optional<Passage> Find(const RecordingJob& job, const PassageKey& key) override;
  bool Keep(const RecordingJob& job, const PassageKey& key, const Passage& passage) override;

 private:
  Database& database_;
};

}  // namespace novofon
