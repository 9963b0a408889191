// The server's own limit: rows put into `events` one by one, each durable, from many connections.
#pragma once

#include <chrono>
#include <filesystem>

#include "tests/bench/traffic.h"

namespace novofon::bench {

// Inserts per second, a thread and a connection for each of `connections`.
double InsertsPerSecond(const std::filesystem::path& socket, const Traffic& traffic,
                        int connections, std::chrono::milliseconds duration);

}  // namespace novofon::bench
