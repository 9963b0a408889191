// The notifications that the provider sends about one call, as the live ones look.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace novofon::ctl {

struct CallPlan {
  // One of CallKinds().
  std::string kind = "answered";
  // As the provider would write them; empty: invented.
  std::string client;
  std::string did;
  std::string extension;
  // Seconds of talk; nothing: a minute for a call that is answered, none for one that isn't.
  std::optional<int> duration;
  TimePoint begins_at;
  std::string zone = "Europe/Moscow";
  // Calls of different seeds have different ids and, if invented, different clients.
  std::uint64_t seed = 0;
};

const std::vector<std::string>& CallKinds();

// In the order in which they are sent. The same plan always gives the same script.
// REQUIRES: plan.kind is one of CallKinds(), IsZone(plan.zone)
std::vector<Fields> CallScript(const CallPlan& plan);

}  // namespace novofon::ctl
