#include "tests/bench/report.h"

#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>

namespace novofon::bench {

namespace {

struct Ratio {
  const char* of;
  const char* to;
};
constexpr Ratio kRatios[] = {{kNovofonFigure, kPhpFigure},
                             {kNovofonFigure, kReturn200Figure},
                             {kNovofonFigure, kInsertFigure},
                             {kHistoryFigure, kNovofonFigure}};

bool Has(const Report& report, const char* figure) {
  return report.figures.contains({figure, kConnectionCounts[0]});
}

Sample Middle(const Report& report, const std::string& figure, int connections) {
  return MedianOf(report.figures.at({figure, connections}));
}

double RatioOf(const Report& report, const Ratio& ratio, int connections) {
  return Middle(report, ratio.of, connections).per_second /
         Middle(report, ratio.to, connections).per_second;
}

const char* NameOf(Mix mix) { return mix == Mix::kCalls ? "calls" : "ends"; }

void PrintFigures(std::ostream& out, const Report& report) {
  out << std::setw(31) << "";
  for (const int connections : kConnectionCounts) {
    out << std::setw(20) << connections << " connections  ";
  }
  out << "\n" << std::setw(31) << "";
  for ([[maybe_unused]] const int connections : kConnectionCounts) {
    out << std::setw(14) << "per second" << std::setw(10) << "p50 ms" << std::setw(10) << "p99 ms";
  }
  out << "\n";
  for (const char* figure :
       {kNovofonFigure, kHistoryFigure, kPhpFigure, kReturn200Figure, kInsertFigure}) {
    if (!Has(report, figure)) continue;
    out << std::left << std::setw(31) << figure << std::right << std::fixed;
    for (const int connections : kConnectionCounts) {
      const Sample sample = Middle(report, figure, connections);
      out << std::setprecision(0) << std::setw(14) << sample.per_second << std::setprecision(2);
      if (sample.p99_ms > 0) {
        out << std::setw(10) << sample.p50_ms << std::setw(10) << sample.p99_ms;
      } else {
        out << std::setw(10) << "-" << std::setw(10) << "-";
      }
    }
    out << "\n";
  }
}

void PrintRatios(std::ostream& out, const Report& report) {
  out << "\nRatios of the medians\n" << std::setprecision(2);
  for (const Ratio& ratio : kRatios) {
    if (!Has(report, ratio.of) || !Has(report, ratio.to)) continue;
    out << std::left << std::setw(61) << std::string(ratio.of) + " / " + ratio.to << std::right;
    for (const int connections : kConnectionCounts) {
      out << std::setw(8) << RatioOf(report, ratio, connections);
    }
    out << "\n";
  }
}

void PrintProcessorTime(std::ostream& out, const Report& report) {
  out << "\nProcessor time per event, microseconds\n" << std::setprecision(0);
  for (const char* figure : {kNovofonFigure, kHistoryFigure, kPhpFigure, kReturn200Figure}) {
    if (!Has(report, figure)) continue;
    for (const int connections : kConnectionCounts) {
      out << std::left << std::setw(31) << figure << std::right << std::setw(4) << connections;
      for (const auto& [kind, microseconds] : Middle(report, figure, connections).processor_us) {
        out << "  " << kind << " " << std::setw(5) << microseconds;
      }
      out << "\n";
    }
  }
}

nlohmann::json JsonOf(const Sample& sample) {
  return {{"per_second", sample.per_second},
          {"p50_ms", sample.p50_ms},
          {"p99_ms", sample.p99_ms},
          {"processor_us_per_event", sample.processor_us}};
}

}  // namespace

void PrintTable(std::ostream& out, const Report& report) {
  const Options& options = report.options;
  out << "\nMedians of " << options.rounds << " interleaved rounds, "
      << options.sample.count() / 1000 << " s a figure, events of \"" << NameOf(options.mix)
      << "\"; " << options.processes << " pool processes, " << report.php_children
      << " php-fpm children";
  if (options.history > 0) out << "; the long journal held " << options.history << " events";
  out << "\n\n";
  PrintFigures(out, report);
  PrintRatios(out, report);
  PrintProcessorTime(out, report);
  out << "\nIdle memory of the pool (PSS): " << std::setprecision(1)
      << static_cast<double>(report.pool_pss_kib) / 1024 << " MiB\n\n";
  for (const std::string& line : report.circumstances) out << line << "\n";
}

void PrintJson(std::ostream& out, const Report& report) {
  nlohmann::json json = {
      {"rounds", report.options.rounds},     {"seconds", report.options.sample.count() / 1000},
      {"mix", NameOf(report.options.mix)},   {"processes", report.options.processes},
      {"history", report.options.history},   {"php_children", report.php_children},
      {"pool_pss_kib", report.pool_pss_kib}, {"circumstances", report.circumstances}};
  for (const auto& [key, samples] : report.figures) {
    const std::string connections = std::to_string(key.second);
    auto& figure = json["figures"][key.first][connections];
    figure["median"] = JsonOf(MedianOf(samples));
    for (const Sample& sample : samples) figure["rounds"].push_back(JsonOf(sample));
  }
  for (const Ratio& ratio : kRatios) {
    if (!Has(report, ratio.of) || !Has(report, ratio.to)) continue;
    for (const int connections : kConnectionCounts) {
      json["ratios"][std::string(ratio.of) + " / " + ratio.to][std::to_string(connections)] =
          RatioOf(report, ratio, connections);
    }
  }
  out << json.dump(2) << "\n";
}

}  // namespace novofon::bench
