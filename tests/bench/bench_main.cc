// novofon_bench: what `dev bench` runs. Everything in one run and in turn, so that what else the
// machine does falls on all alike; ratios count, not the figures themselves.
#include <exception>
#include <iostream>
#include <optional>

#include "tests/bench/figures.h"
#include "tests/bench/options.h"
#include "tests/bench/report.h"

using namespace novofon::bench;

namespace {

using std::chrono::milliseconds;

// The rival gets the better of two pool sizes; trying them warms it up as well.
int BetterPhpChildren(Ground& ground, Mix mix) {
  std::map<int, double> best;
  for (const int children : {4, 8, 4, 8}) {
    ground.php().Start(children);
    const auto sample = TakeSample(ground, {Target::kPhp, 64, milliseconds(1500), mix});
    best[children] = std::max(best[children], sample.per_second);
  }
  const int children = best[4] >= best[8] ? 4 : 8;
  ground.php().Start(children);
  return children;
}

void TakeRound(Report& report, Ground& empty, Ground* full, int connections) {
  const Options& options = report.options;
  const auto keep = [&](const char* figure, Sample sample) {
    std::cerr << "  " << figure << ", " << connections
              << " connections: " << static_cast<long>(sample.per_second) << "/s\n";
    report.figures[{figure, connections}].push_back(std::move(sample));
  };
  const auto plan = [&](Target target, milliseconds duration) {
    return SamplePlan{target, connections, duration, options.mix};
  };
  keep(kNovofonFigure, TakeSample(empty, plan(Target::kNovofon, options.sample)));
  if (full != nullptr) {
    keep(kHistoryFigure, TakeSample(*full, plan(Target::kNovofon, options.sample)));
  }
  keep(kPhpFigure, TakeSample(empty, plan(Target::kPhp, options.sample)));
  keep(kReturn200Figure, TakeSample(empty, plan(Target::kReturn200, options.sample / 4)));
  keep(kInsertFigure, TakeInsertSample(empty, plan(Target::kNovofon, options.sample / 2)));
}

Report Measure(const Options& options) {
  Report report;
  report.options = options;
  std::cerr << "Starting MariaDB, nginx, the pool and php-fpm\n";
  Ground empty(options.processes, 0);
  std::optional<Ground> full;
  if (options.history > 0) {
    std::cerr << "Filling a second journal with " << options.history << " events\n";
    full.emplace(options.processes, options.history);
    full->php().Start(1);
    TakeSample(*full, {Target::kNovofon, 16, milliseconds(1500), options.mix});
  }
  report.php_children = BetterPhpChildren(empty, options.mix);
  TakeSample(empty, {Target::kNovofon, 16, milliseconds(1500), options.mix});
  for (int round = 1; round <= options.rounds; ++round) {
    std::cerr << "Round " << round << " of " << options.rounds << "\n";
    for (const int connections : kConnectionCounts) {
      TakeRound(report, empty, full ? &*full : nullptr, connections);
    }
  }
  report.pool_pss_kib = empty.PoolPssKiB();
  report.circumstances = empty.Circumstances();
  return report;
}

}  // namespace

int main(int argc, char** argv) try {
  const auto read = ReadOptions(argc, argv);
  if (const auto* wrong = std::get_if<std::string>(&read)) {
    std::cerr << *wrong;
    return 64;
  }
  const Report report = Measure(std::get<Options>(read));
  report.options.json ? PrintJson(std::cout, report) : PrintTable(std::cout, report);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "novofon_bench: " << error.what() << "\n";
  return 1;
}
