// novofon_load: signed calls against one port of this machine, figures as JSON. For looking at one
// thing alone; novofon_bench makes the comparison.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/bench/load.h"

using namespace novofon;
using namespace novofon::bench;

int main(int argc, char** argv) {
  if (argc != 8) {
    std::cerr << "usage: novofon_load PORT CONNECTIONS SECONDS EVENTS USER_ID SALT calls|ends\n"
                 "The tenant's API secret is read from standard input.\n";
    return 64;
  }
  std::string secret;
  std::getline(std::cin, secret);
  LoadPlan plan;
  plan.port = static_cast<std::uint16_t>(std::stoi(argv[1]));
  plan.connections = std::stoi(argv[2]);
  plan.duration = std::chrono::seconds(std::stoi(argv[3]));
  TrafficPlan what;
  what.user_id = argv[5];
  what.api_secret = Secret(secret);
  what.mix = argv[7] == std::string("ends") ? Mix::kEnds : Mix::kCalls;
  what.events = std::stoul(argv[4]);
  what.salt = static_cast<std::uint32_t>(std::stoul(argv[6]));
  what.starts_at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const Traffic traffic(what);
  const LoadResult result = RunLoad(traffic, plan);
  const nlohmann::json report = {
      {"answered_200", result.latencies_us.size()},
      {"complaint", result.Complaint()},
      {"seconds", result.Seconds()},
      {"per_second", static_cast<double>(result.latencies_us.size()) / result.Seconds()},
      {"p50_ms", PercentileMs(result.latencies_us, 0.50)},
      {"p99_ms", PercentileMs(result.latencies_us, 0.99)}};
  std::cout << report.dump(2) << "\n";
  return result.Complaint().empty() ? 0 : 1;
}
