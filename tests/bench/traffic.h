// The load: signed events of invented calls, made before the clock runs, so that the generator does
// nothing but send.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/secret.h"

namespace novofon::bench {

// kCalls: what a cabinet with the notifications START, ANSWER and END switched on sends. Three
// calls
//   of four are answered (START, ANSWER, END with a recording), one is missed (START, END). The
//   events of one call stand kSpread calls apart, as other calls' events come between them in life.
// kEnds: END alone, the one event that every cabinet sends.
// In both, four calls of five come from a number never seen before, so that their END makes a
// client and a deal; the fifth repeats an earlier caller and makes a note.
enum class Mix { kCalls, kEnds };
inline constexpr std::size_t kSpread = 128;

struct TrafficPlan {
  std::string path = "/api/webhooks/novofon";
  std::string user_id;
  Secret api_secret;
  Mix mix = Mix::kCalls;
  std::size_t events = 0;              // at least; the last call is sent to its end
  std::uint32_t salt = 0;              // another salt, other calls: up to 65535
  std::chrono::sys_seconds starts_at;  // of the first call
};

// One HTTP request, ready to be written.
struct Shot {
  std::size_t offset = 0;
  std::uint32_t size = 0;
  bool ends_call = false;
  std::uint32_t client = 0;  // which of the run's clients calls
  std::uint32_t call = 0;    // which of the run's calls it is about
};

class Traffic {
 public:
  explicit Traffic(const TrafficPlan& plan);

  std::size_t size() const { return shots_.size(); }
  const Shot& shot(std::size_t i) const { return shots_[i]; }
  std::string_view Text(std::size_t i) const;
  // The body alone, for a row of the journal.
  std::string_view Body(std::size_t i) const;

 private:
  enum class Kind { kStart, kAnswer, kEnd };
  void Add(const TrafficPlan& plan, Kind kind, std::uint32_t call);

  std::vector<std::uint32_t> callers_;  // by call
  std::vector<Shot> shots_;
  std::string text_;
};

}  // namespace novofon::bench
