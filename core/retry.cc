#include "core/retry.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace novofon {
namespace {

using std::chrono::seconds;
using namespace std::chrono_literals;

constexpr double kJitterShare = 0.25;

constexpr seconds kFetchDelays[] = {60s,   90s, 120s, 180s, 5min, 10min,     20min,
                                    30min, 1h,  2h,   4h,   6h,   9h + 45min};
constexpr seconds kCallDelays[] = {30s, 1min, 2min, 5min, 10min, 20min, 30min, 1h, 2h, 4h, 6h, 9h};
constexpr seconds kProbeDelays[] = {5min, 15min, 30min, 1h};

seconds Shortened(seconds delay, Jitter jitter) {
  const double share = std::clamp(jitter.value, 0.0, 1.0) * kJitterShare;
  return seconds(static_cast<seconds::rep>(static_cast<double>(delay.count()) * (1 - share)));
}

template <std::size_t kRows>
std::optional<seconds> Row(const seconds (&table)[kRows], int failures) {
  if (failures < 1 || static_cast<std::size_t>(failures) > kRows) return std::nullopt;
  return table[failures - 1];
}

}  // namespace

std::optional<seconds> NextFetch(int failures, Jitter jitter) {
  const auto delay = Row(kFetchDelays, failures);
  if (!delay) return std::nullopt;
  return Shortened(*delay, jitter);
}

std::optional<seconds> NextCall(int failures, Jitter jitter, std::optional<seconds> retry_after) {
  const auto delay = Row(kCallDelays, failures);
  if (!delay) return std::nullopt;
  const seconds asked = std::clamp<seconds>(retry_after.value_or(0s), 0s, kLongestRetryAfter);
  return std::max(Shortened(*delay, jitter), asked);
}

seconds NextProbe(int pauses) {
  const auto row = static_cast<std::size_t>(std::max(pauses, 1)) - 1;
  return kProbeDelays[std::min(row, std::size(kProbeDelays) - 1)];
}

}  // namespace novofon
