#include "tests/bench/costs.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace novofon::bench {

namespace {

std::filesystem::path Proc(pid_t pid) { return "/proc/" + std::to_string(pid); }

// utime and stime of one process: fields 14 and 15, counted from behind the name, which may hold
// blanks.
double Ticks(pid_t pid) {
  std::ifstream file(Proc(pid) / "stat");
  std::string text;
  std::getline(file, text);
  std::istringstream rest(text.substr(text.rfind(')') + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) rest >> skipped;
  double user = 0;
  double system = 0;
  rest >> user >> system;
  return user + system;
}

}  // namespace

double ProcessorSeconds(pid_t root) {
  double seconds = Ticks(root) / static_cast<double>(sysconf(_SC_CLK_TCK));
  for (const auto& task : std::filesystem::directory_iterator(Proc(root) / "task")) {
    std::ifstream children(task.path() / "children");
    for (pid_t child = 0; children >> child;) seconds += ProcessorSeconds(child);
  }
  return seconds;
}

double OwnProcessorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::uint64_t PssKiB(pid_t pid) {
  std::ifstream file(Proc(pid) / "smaps_rollup");
  for (std::string word; file >> word;) {
    std::uint64_t size = 0;
    if (word == "Pss:" && file >> size) return size;
  }
  throw std::runtime_error("can't read " + (Proc(pid) / "smaps_rollup").string());
}

}  // namespace novofon::bench
