#include "tests/bench/traffic.h"

#include <date/date.h>

#include <cstdio>
#include <random>

#include "core/signature.h"

namespace novofon::bench {

namespace {

constexpr std::uint32_t kMissedEvery = 4;
constexpr std::uint32_t kRepeatEvery = 5;

bool IsMissed(std::uint32_t call) { return call % kMissedEvery == kMissedEvery - 1; }

// Who calls, by call: a new client, or by every fifth call an earlier one.
std::vector<std::uint32_t> Callers(std::size_t calls, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::uint32_t> callers;
  std::uint32_t clients = 0;
  for (std::size_t call = 0; call < calls; ++call) {
    const bool repeats = call % kRepeatEvery == kRepeatEvery - 1;
    callers.push_back(repeats ? static_cast<std::uint32_t>(random() % clients) : clients++);
  }
  return callers;
}

// Of 89 million mobile numbers; runs of less than 50,021 clients share none until the salts come
// round, which takes 1,700 runs.
std::string Phone(std::uint32_t salt, std::uint32_t client) {
  const std::uint64_t number = (std::uint64_t{salt} * 50'021 + client) % 89'000'000;
  return "+7" + std::to_string(9'100'000'000 + number);
}

std::string CallKey(std::uint32_t salt, std::uint32_t call) {
  char text[48];
  std::snprintf(text, sizeof text, "in_%08x%08x%024x", salt * 2654435761u, call * 2246822519u,
                call);
  return text;
}

}  // namespace

Traffic::Traffic(const TrafficPlan& plan) {
  const std::size_t per_four_calls = plan.mix == Mix::kCalls ? 11 : 4;
  const std::size_t calls = (plan.events * 4 + per_four_calls - 1) / per_four_calls;
  callers_ = Callers(calls, plan.salt);
  shots_.reserve(calls * 3);
  text_.reserve(plan.events * 640);
  for (std::size_t step = 0; step < calls + 2 * kSpread; ++step) {
    const auto call_at = [&](std::size_t ago) { return static_cast<std::uint32_t>(step - ago); };
    const auto is_call = [&](std::size_t ago) { return step >= ago && step - ago < calls; };
    if (plan.mix == Mix::kCalls) {
      if (is_call(0)) Add(plan, Kind::kStart, call_at(0));
      if (is_call(kSpread) && !IsMissed(call_at(kSpread)))
        Add(plan, Kind::kAnswer, call_at(kSpread));
    }
    if (is_call(2 * kSpread)) Add(plan, Kind::kEnd, call_at(2 * kSpread));
  }
}

void Traffic::Add(const TrafficPlan& plan, Kind kind, std::uint32_t call) {
  // About 100 calls begin in a second: the journal's identities grow as slowly as in a busy hour.
  const auto start = plan.starts_at + std::chrono::seconds(call / 100);
  // The cabinet is in Moscow.
  Fields fields = {{"call_start", date::format("%F %T", start + std::chrono::hours(3))},
                   {"pbx_call_id", CallKey(plan.salt, call)},
                   {"caller_id", Phone(plan.salt, callers_[call])}};
  const std::string extension = std::to_string(101 + call % 7);
  const bool missed = IsMissed(call);
  if (kind == Kind::kAnswer) {
    fields.insert(
        {{"event", "NOTIFY_ANSWER"}, {"destination", extension}, {"internal", extension}});
  } else {
    fields.insert({"event", kind == Kind::kStart ? "NOTIFY_START" : "NOTIFY_END"});
    fields.insert({"called_did", "74951270777"});
  }
  if (kind == Kind::kEnd) {
    fields.insert({{"duration", missed ? "0" : std::to_string(15 + call % 600)},
                   {"disposition", missed ? "no answer" : "answered"},
                   {"status_code", missed ? "19" : "16"},
                   {"is_recorded", missed ? "0" : "1"}});
    if (!missed) {
      fields.insert({{"internal", extension},
                     {"last_internal", extension},
                     {"call_id_with_rec", std::to_string(start.time_since_epoch().count()) + "." +
                                              std::to_string(plan.salt) + std::to_string(call)}});
    }
  }
  const std::string body = BuildQuery(Parameters(fields.begin(), fields.end()));
  Shot shot{text_.size(), 0, kind == Kind::kEnd, callers_[call], call};
  text_ += "POST " + plan.path + "?user_id=" + plan.user_id +
           " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Zadarma API v1\r\nSignature: " +
           Sign(SignedText(fields).value(), plan.api_secret, SignatureScheme::kHex) +
           "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
  shot.size = static_cast<std::uint32_t>(text_.size() - shot.offset);
  shots_.push_back(shot);
}

std::string_view Traffic::Text(std::size_t i) const {
  return std::string_view(text_).substr(shots_[i].offset, shots_[i].size);
}

std::string_view Traffic::Body(std::size_t i) const {
  const std::string_view text = Text(i);
  return text.substr(text.find("\r\n\r\n") + 4);
}

}  // namespace novofon::bench
