// Results of the recordings' program, in MySQL or MariaDB.
#pragma once

#include "core/adapters/database.h"
#include "core/recording_work.h"

namespace novofon {

class MysqlRecordingBook : public RecordingBook {
 public:
  // `database` outlives this and is used by the same thread only. `host` is where files are.
  MysqlRecordingBook(Database& database, std::string host)
      : database_(database), host_(std::move(host)) {}

  bool Save(const RecordingJob& job, const Progress& progress, TimePoint now) override;
  bool IsPaused(const RecordingJob& job) override;
  Transcript LoadTranscript(const RecordingJob& job) override;

 private:
  Database& database_;
  std::string host_;
};

}  // namespace novofon
