// What processes have used, as the kernel counts it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

namespace novofon::bench {

// Processor seconds of a process and its living descendants, since they began.
double ProcessorSeconds(pid_t root);
// Of this process itself.
double OwnProcessorSeconds();

// Memory that is its own plus its share of what it shares, in KiB.
std::uint64_t PssKiB(pid_t pid);

}  // namespace novofon::bench
