// Taking one figure, and keeping many.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/ground.h"

namespace novofon::bench {

struct Sample {
  double per_second = 0;
  double p50_ms = 0;  // of the answers; 0 where there are none
  double p99_ms = 0;
  std::map<std::string, double> processor_us;  // per event, by kind of program
};

struct SamplePlan {
  Target target = Target::kNovofon;
  int connections = 16;
  std::chrono::milliseconds duration{};
  Mix mix = Mix::kCalls;
};

// Sends events for `duration` and counts them until the last one is applied; the tables are empty
// before. Throws when an answer is not 200 or when the rows are not what they must be.
Sample TakeSample(Ground& ground, const SamplePlan& plan);
// Rows per second into `events`, from as many connections.
Sample TakeInsertSample(Ground& ground, const SamplePlan& plan);

// What was measured, by name and number of connections.
using Figures = std::map<std::pair<std::string, int>, std::vector<Sample>>;

// The medians, each of its own.
Sample MedianOf(const std::vector<Sample>& samples);

}  // namespace novofon::bench
