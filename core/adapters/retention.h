// Audio that is kept no longer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/adapters/database.h"
#include "core/recording_work.h"

namespace novofon {

struct KeptAudio {
  TenantId tenant;
  RecordingKey recording;
  CallKey call;
  std::string audio;
  std::string host;
  std::uint64_t bytes = 0;
  TimePoint fetched_at;
};

// Audio that is older than its tenant wants it kept, at most `limit`: what lies on this host, then
// what lies on others, each the oldest first. Only of recordings that are finished.
std::vector<KeptAudio> FindExpiredAudio(Database& database, const std::string& this_host,
                                        TimePoint now, std::size_t limit);

// Takes the file away and says so in the database; texts stay. False when it lies on another host,
// which must do it.
bool DestroyAudio(Database& database, AudioShelf& shelf, const std::string& this_host,
                  const KeptAudio& kept);

}  // namespace novofon
