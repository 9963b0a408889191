// The audio of a client who is forgotten.
#pragma once

#include <cstdint>
#include <vector>

#include "core/adapters/forgetting.h"

namespace novofon {

struct ErasedAudio {
  std::uint64_t files = 0;
  std::vector<KeptAudio> elsewhere;  // on other hosts' disks
};

// Takes away all that lies on this host, also what no row names: a download that was killed leaves
// a part.
ErasedAudio EraseAudio(AudioShelf& shelf, const std::string& this_host, const Traces& traces);

}  // namespace novofon
