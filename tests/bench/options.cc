#include "tests/bench/options.h"

#include <charconv>
#include <string_view>

namespace novofon::bench {

namespace {

constexpr std::size_t kUsualHistory = 10'000'000;
constexpr const char* kUsage =
    "usage: dev bench [options]\n"
    "  --rounds N       interleaved rounds, 5 by default; figures are medians over them\n"
    "  --seconds S      how long each figure's events are sent, 4 by default\n"
    "  --processes N    of the pool, 2 by default\n"
    "  --mix calls|ends START, ANSWER and END of every call (default), or END alone\n"
    "  --history [N]    also against a journal that holds N events, 10000000 by default\n"
    "  --json           figures as JSON\n";

template <class Number>
bool ReadNumber(std::string_view text, Number& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && number > 0;
}

// Takes `name` with its `value`; false when they make no sense.
bool Take(Options& options, std::string_view name, std::string_view value) {
  if (name == "--rounds") return ReadNumber(value, options.rounds);
  if (name == "--processes") return ReadNumber(value, options.processes);
  if (name == "--history") return ReadNumber(value, options.history);
  if (name == "--mix") {
    options.mix = value == "ends" ? Mix::kEnds : Mix::kCalls;
    return value == "ends" || value == "calls";
  }
  int seconds = 0;
  if (name != "--seconds" || !ReadNumber(value, seconds)) return false;
  options.sample = std::chrono::seconds(seconds);
  return true;
}

}  // namespace

std::variant<Options, std::string> ReadOptions(int argc, const char* const* argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    const std::string_view value = i + 1 < argc ? argv[i + 1] : "";
    if (name == "--json") {
      options.json = true;
    } else if (name == "--history" && (value.empty() || value.starts_with("--"))) {
      options.history = kUsualHistory;
    } else if (Take(options, name, value)) {
      ++i;
    } else {
      return "can't use " + std::string(name) + " " + std::string(value) + "\n" + kUsage;
    }
  }
  return options;
}

}  // namespace novofon::bench
