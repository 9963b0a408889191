// A bound on events of which nothing proves who sent them. For some the provider documents no
// signature, nor for those we don't know; where the tenant has no URL token either, whoever knows
// its user_id could fill its journal.
#pragma once

#include <cstddef>
#include <map>

#include "core/values.h"

namespace novofon {

// Of one process. What was answered with 200 is kept for ever, so more is refused, not forgotten.
class UnprovenAllowance {
 public:
  // Whether `tenant` takes one more event of `bytes`. Each costs one unit for every 4 KiB begun; a
  // unit comes back every second, and at most 600 are saved up: a busy cabinet's recognised speech
  // by far, at worst 340 MiB a day.
  [[nodiscard]] bool Take(TenantId tenant, std::size_t bytes, TimePoint now);

 private:
  std::map<TenantId, TimePoint> full_again_;  // when all units will have come back
};

}  // namespace novofon
