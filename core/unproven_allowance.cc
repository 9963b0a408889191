#include "core/unproven_allowance.h"

#include <algorithm>
#include <chrono>

namespace novofon {
namespace {

constexpr std::size_t kBytesOfUnit = 4096;
constexpr std::chrono::seconds kOfUnit{1};
constexpr std::chrono::seconds kSavedUp{600};

}  // namespace

bool UnprovenAllowance::Take(TenantId tenant, std::size_t bytes, TimePoint now) {
  const auto units = static_cast<std::int64_t>(std::max<std::size_t>(bytes, 1) + kBytesOfUnit - 1) /
                     static_cast<std::int64_t>(kBytesOfUnit);
  TimePoint& full_again = full_again_[tenant];
  // Further ahead than it can get it is when the clock was put back.
  full_again = std::clamp(full_again, now, now + kSavedUp);
  if (full_again + units * kOfUnit > now + kSavedUp) return false;
  full_again += units * kOfUnit;
  return true;
}

}  // namespace novofon
