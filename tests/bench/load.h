// A closed loop of HTTP/1.1 connections, each sending its next request when its last one was
// answered. One thread, plain sockets, no allocation per request worth naming: on two cores the
// generator's own cost is part of every figure.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/traffic.h"

namespace novofon::bench {

using Clock = std::chrono::steady_clock;

struct LoadPlan {
  std::uint16_t port = 0;  // on 127.0.0.1
  int connections = 16;
  std::chrono::milliseconds duration{};  // no request begins later; what is under way is awaited
  bool again = false;                    // begin anew when the traffic is used up, else stop
};

struct LoadResult {
  Clock::time_point first_sent;
  Clock::time_point last_answered;
  std::vector<std::uint32_t> latencies_us;  // of the requests answered 200
  std::vector<bool> accepted;               // by shot: answered 200 (not with LoadPlan::again)
  std::map<int, std::uint64_t> refused;     // other answers, by status
  std::uint64_t broken = 0;                 // connections that closed before the answer

  double Seconds() const;
  // "3 times 503, 1 connection broken"; "" when every request was answered 200.
  std::string Complaint() const;
};

// Throws std::runtime_error when nothing listens, or when no answer comes for ten seconds.
LoadResult RunLoad(const Traffic& traffic, const LoadPlan& plan);

// The smallest latency that `share` of all don't exceed, in milliseconds.
double PercentileMs(std::vector<std::uint32_t> latencies_us, double share);

}  // namespace novofon::bench
