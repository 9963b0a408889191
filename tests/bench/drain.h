// A heap of recordings, and how the timer's program gets through it.
#pragma once

#include <chrono>
#include <cstdint>

namespace novofon::bench {

struct DrainPlan {
  int recordings = 1000;
  int in_flight = 16;
  std::chrono::milliseconds answer_takes{0};  // of the transcriber, each
};

struct Drain {
  double seconds = 0;            // until the last one is done
  double processor_ms = 0;       // of the program, for each recording
  double database_ms = 0;        // of the database
  std::uint64_t peak_kib = 0;    // resident memory of the program
  double usd = 0;                // what the services asked for each, as the program added it up
  std::size_t most_at_once = 0;  // transcriptions under way
};

// Throws when a recording is not done exactly once.
Drain TakeDrain(const DrainPlan& plan);

}  // namespace novofon::bench
