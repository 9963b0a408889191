#include "tests/bench/figures.h"

#include <algorithm>
#include <stdexcept>

#include "tests/bench/inserts.h"

namespace novofon::bench {

namespace {

// More events a second than any of them has been seen to reach here; when a machine is quicker the
// load ends earlier and the figure is still right.
std::size_t MostPerSecond(Target target) { return target == Target::kPhp ? 4'000 : 25'000; }

Traffic MakeTraffic(Ground& ground, const SamplePlan& plan) {
  static std::uint32_t salt = 0;  // other calls every time
  TrafficPlan traffic;
  traffic.path = Ground::PathOf(plan.target);
  traffic.user_id = ground.user_id();
  traffic.api_secret = ground.api_secret();
  traffic.mix = plan.mix;
  traffic.events =
      MostPerSecond(plan.target) * static_cast<std::size_t>(plan.duration.count()) / 1000;
  traffic.salt = ++salt;
  traffic.starts_at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return Traffic(traffic);
}

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

Sample TakeSample(Ground& ground, const SamplePlan& plan) {
  const Traffic traffic = MakeTraffic(ground, plan);
  const bool is_ceiling = plan.target == Target::kReturn200;
  if (!is_ceiling) ground.Clear();
  const auto before = ground.ProcessorSecondsSoFar();
  const LoadResult result =
      RunLoad(traffic, {ground.port(), plan.connections, plan.duration, /*again=*/is_ceiling});
  const auto end =
      is_ceiling ? result.last_answered : ground.WaitUntilApplied(result.latencies_us.size());
  const auto after = ground.ProcessorSecondsSoFar();
  if (const auto complaint = result.Complaint(); !complaint.empty()) {
    throw std::runtime_error(Ground::PathOf(plan.target) + ": " + complaint);
  }
  if (!is_ceiling) ground.Check(traffic, result);
  const auto events = static_cast<double>(result.latencies_us.size());
  Sample sample;
  sample.per_second = events / std::chrono::duration<double>(end - result.first_sent).count();
  sample.p50_ms = PercentileMs(result.latencies_us, 0.50);
  sample.p99_ms = PercentileMs(result.latencies_us, 0.99);
  for (const auto& [kind, seconds] : after) {
    sample.processor_us[kind] = (seconds - before.at(kind)) * 1e6 / events;
  }
  return sample;
}

Sample TakeInsertSample(Ground& ground, const SamplePlan& plan) {
  const Traffic traffic = MakeTraffic(ground, plan);
  ground.Clear();
  Sample sample;
  sample.per_second =
      InsertsPerSecond(ground.database_socket(), traffic, plan.connections, plan.duration);
  ground.Clear();
  return sample;
}

Sample MedianOf(const std::vector<Sample>& samples) {
  const auto median = [&](auto of) {
    std::vector<double> values;
    for (const Sample& sample : samples) values.push_back(of(sample));
    return Median(std::move(values));
  };
  Sample middle;
  middle.per_second = median([](const Sample& sample) { return sample.per_second; });
  middle.p50_ms = median([](const Sample& sample) { return sample.p50_ms; });
  middle.p99_ms = median([](const Sample& sample) { return sample.p99_ms; });
  if (samples.empty()) return middle;
  for (const auto& [kind, unused] : samples.front().processor_us) {
    middle.processor_us[kind] =
        median([&, &kind = kind](const Sample& sample) { return sample.processor_us.at(kind); });
  }
  return middle;
}

}  // namespace novofon::bench
