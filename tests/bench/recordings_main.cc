// novofon_bench_recordings: the second part of `dev bench`.
#include <algorithm>
#include <exception>
#include <iomanip>
#include <iostream>

#include "tests/bench/drain.h"

using namespace novofon::bench;

namespace {

constexpr double kMostSeconds = 75;
constexpr std::uint64_t kMostKiB = 64 * 1024;

void Print(const char* name, const DrainPlan& plan, const Drain& drain) {
  std::cout << std::left << std::setw(34) << name << std::right << std::fixed
            << std::setprecision(1) << std::setw(9) << drain.seconds << std::setw(12)
            << plan.recordings / drain.seconds << std::setprecision(2) << std::setw(13)
            << drain.processor_ms << std::setw(13) << drain.database_ms << std::setprecision(1)
            << std::setw(10) << static_cast<double>(drain.peak_kib) / 1024 << std::setw(10)
            << drain.most_at_once << std::setprecision(5) << std::setw(11) << drain.usd << "\n";
}

}  // namespace

int main() try {
  std::cerr << "Recordings of 30 s, 16 at once: first a transcriber that answers at once\n";
  const DrainPlan quick;
  const Drain fast = TakeDrain(quick);
  std::cerr << "Then one that takes a second\n";
  DrainPlan slow;
  slow.answer_takes = std::chrono::milliseconds(1000);
  const Drain steady = TakeDrain(slow);
  std::cout << "\n1,000 recordings" << std::setw(27) << "seconds" << std::setw(12) << "a second"
            << std::setw(13) << "program, ms" << std::setw(13) << "database, ms" << std::setw(10)
            << "MiB, peak" << std::setw(10) << "at once" << std::setw(11) << "USD, each\n";
  Print("answers at once", quick, fast);
  Print("an answer takes 1 s", slow, steady);
  const bool good =
      steady.seconds <= kMostSeconds && std::max(steady.peak_kib, fast.peak_kib) <= kMostKiB;
  std::cout << (good ? "" : "NOT ") << "within 75 s and 64 MiB\n";
  return good ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "novofon_bench_recordings: " << error.what() << "\n";
  return 1;
}
