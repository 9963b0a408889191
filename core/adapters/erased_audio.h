// The audio of a client who is forgotten.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/adapters/forgetting.h"

namespace novofon {

struct FileElsewhere {
  std::string host;
  std::string audio;
  bool operator==(const FileElsewhere&) const = default;
};
struct ErasedAudio {
  std::uint64_t files = 0;
  std::vector<FileElsewhere> elsewhere;
};

// Takes away all that lies on this host, also what no row names: a download that was killed leaves
// a part. What lies on other hosts is left to their next DestroyStrays.
ErasedAudio EraseAudio(Database& database, AudioShelf& shelf, const std::string& this_host,
                       TenantId tenant, const Traces& traces, TimePoint now);

}  // namespace novofon
