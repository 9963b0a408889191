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
  bool is_awaited = false;  // it was to be transcribed yet
};

// Audio that is older than its tenant wants it kept, at most `limit`: what lies on this host, then
// what lies on others, each the oldest first. Not of recordings that are just being worked at.
std::vector<KeptAudio> FindExpiredAudio(Database& database, const std::string& this_host,
                                        TimePoint now, std::size_t limit);

// Takes the file away and says so in the database; texts stay. A recording that waited to be
// transcribed is given up. False when it lies on another host, which must do it, or when somebody
// works at it now.
bool DestroyAudio(Database& database, AudioShelf& shelf, const std::string& this_host,
                  const KeptAudio& kept, TimePoint now);

// Takes away what lies on this host and is named by nothing any more, at most `limit`; returns how
// many.
std::size_t DestroyStrays(Database& database, AudioShelf& shelf, const std::string& this_host,
                          std::size_t limit);

}  // namespace novofon
