#include "systemd/ctl/call_script.h"

#include <algorithm>
#include <chrono>
#include <random>

#include "core/cabinet_time.h"

namespace novofon::ctl {
namespace {

constexpr std::string_view kDid = "74951230000";
constexpr std::string_view kExtension = "100";
constexpr int kMinute = 60;

// One call on its way: writes the notifications about it.
class Caller {
 public:
  Caller(const CallPlan& plan, std::mt19937_64& random, std::string_view prefix,
         TimePoint begins_at)
      : plan_(plan),
        call_start_(FormatCabinetTime(begins_at, plan.zone)),
        call_id_(std::string(prefix) + Hex(random, 40)),
        recording_(
            std::to_string(
                std::chrono::floor<std::chrono::seconds>(begins_at).time_since_epoch().count()) +
            "." + Hex(random, 32)) {}

  Fields Start() const {
    return Event("NOTIFY_START", {{"caller_id", plan_.client}, {"called_did", plan_.did}});
  }
  Fields Rings(const std::string& extension, const std::string& transferred_from = "") const {
    Fields fields =
        Event("NOTIFY_INTERNAL",
              {{"caller_id", plan_.client}, {"called_did", plan_.did}, {"internal", extension}});
    if (!transferred_from.empty()) {
      fields["transfer_from"] = transferred_from;
      fields["transfer_type"] = "blind";
    }
    return fields;
  }
  // `destination` is the extension of an incoming call and the client's number of an outgoing one.
  Fields Answered(const std::string& caller, const std::string& destination,
                  const std::string& extension) const {
    return Event("NOTIFY_ANSWER",
                 {{"caller_id", caller}, {"destination", destination}, {"internal", extension}});
  }
  // Empty extensions are left out: live notifications of missed calls lack these fields.
  Fields Ended(const std::string& disposition, int seconds, const std::string& extension = "",
               const std::string& last = "") const {
    Fields fields = Event("NOTIFY_END", {{"caller_id", plan_.client}, {"called_did", plan_.did}});
    if (!extension.empty()) fields["internal"] = extension;
    if (!last.empty()) fields["last_internal"] = last;
    AddEnding(fields, disposition, seconds);
    return fields;
  }
  Fields OutStart() const {
    return Event(
        "NOTIFY_OUT_START",
        {{"caller_id", plan_.did}, {"destination", plan_.client}, {"internal", plan_.extension}});
  }
  Fields OutEnded(const std::string& disposition, int seconds) const {
    Fields fields = Event(
        "NOTIFY_OUT_END",
        {{"caller_id", plan_.did}, {"destination", plan_.client}, {"internal", plan_.extension}});
    AddEnding(fields, disposition, seconds);
    return fields;
  }
  Fields Recorded() const {
    return {
        {"event", "NOTIFY_RECORD"}, {"pbx_call_id", call_id_}, {"call_id_with_rec", recording_}};
  }

 private:
  static std::string Hex(std::mt19937_64& random, std::size_t digits) {
    std::string text(digits, '0');
    for (char& digit : text) digit = "0123456789abcdef"[random() % 16];
    return text;
  }

  Fields Event(std::string_view name, Fields fields) const {
    fields["event"] = name;
    fields["call_start"] = call_start_;
    fields["pbx_call_id"] = call_id_;
    return fields;
  }

  void AddEnding(Fields& fields, const std::string& disposition, int seconds) const {
    const bool answered = disposition == "answered";
    fields["duration"] = std::to_string(seconds);
    fields["disposition"] = disposition;
    fields["status_code"] = StatusCode(disposition);
    fields["is_recorded"] = answered ? "1" : "0";
    if (answered) fields["call_id_with_rec"] = recording_;
  }

  // Q.931
  static std::string StatusCode(std::string_view disposition) {
    if (disposition == "busy") return "17";
    if (disposition == "no answer") return "19";
    if (disposition == "failed") return "41";
    return "16";
  }

  const CallPlan& plan_;
  std::string call_start_;
  std::string call_id_;
  std::string recording_;
};

using Script = std::vector<Fields>;

// The extension that a call goes to besides the one it is for.
std::string OtherExtension(const std::string& extension) {
  return extension == "101" ? "102" : "101";
}

std::mt19937_64 RandomOf(const CallPlan& plan) { return std::mt19937_64(plan.seed); }

int TalkSeconds(const CallPlan& plan) { return plan.duration.value_or(kMinute); }

// An incoming call that one extension answers. `random` gives its ids.
Script AnsweredCall(const CallPlan& plan, std::mt19937_64& random, TimePoint begins_at) {
  const Caller call(plan, random, "in_", begins_at);
  const std::string& extension = plan.extension;
  return {call.Start(), call.Rings(extension), call.Answered(plan.client, extension, extension),
          call.Ended("answered", TalkSeconds(plan), extension, extension), call.Recorded()};
}

Script Answered(const CallPlan& plan) {
  auto random = RandomOf(plan);
  return AnsweredCall(plan, random, plan.begins_at);
}

template <const char* disposition>
Script Unanswered(const CallPlan& plan) {
  auto random = RandomOf(plan);
  const Caller call(plan, random, "in_", plan.begins_at);
  return {call.Start(), call.Rings(plan.extension),
          call.Ended(disposition, plan.duration.value_or(0))};
}

Script Outgoing(const CallPlan& plan) {
  auto random = RandomOf(plan);
  const Caller call(plan, random, "out_", plan.begins_at);
  return {call.OutStart(), call.Answered(plan.did, plan.client, plan.extension),
          call.OutEnded("answered", TalkSeconds(plan)), call.Recorded()};
}

Script OutgoingMissed(const CallPlan& plan) {
  auto random = RandomOf(plan);
  const Caller call(plan, random, "out_", plan.begins_at);
  return {call.OutStart(), call.OutEnded("no answer", plan.duration.value_or(0))};
}

Script Repeat(const CallPlan& plan) {
  auto random = RandomOf(plan);
  Script script = AnsweredCall(plan, random, plan.begins_at);
  const auto pause = std::chrono::seconds{TalkSeconds(plan) + kMinute};
  const Script second = AnsweredCall(plan, random, plan.begins_at + pause);
  script.insert(script.end(), second.begin(), second.end());
  return script;
}

Script Transfer(const CallPlan& plan) {
  auto random = RandomOf(plan);
  const Caller call(plan, random, "in_", plan.begins_at);
  const std::string& first = plan.extension;
  const std::string second = OtherExtension(first);
  return {call.Start(),
          call.Rings(first),
          call.Answered(plan.client, first, first),
          call.Rings(second, first),
          call.Answered(plan.client, second, second),
          call.Ended("answered", TalkSeconds(plan), first, second),
          call.Recorded()};
}

Script RecordFirst(const CallPlan& plan) {
  Script script = Answered(plan);
  std::swap(script[script.size() - 1], script[script.size() - 2]);
  return script;
}

Script Duplicate(const CallPlan& plan) {
  Script script = Answered(plan);
  const Fields end = script[script.size() - 2];
  script.insert(script.end() - 1, end);
  return script;
}

Script Anonymous(const CallPlan& plan) {
  CallPlan hidden = plan;
  hidden.client = "anonymous";
  return Answered(hidden);
}

Script NoStart(const CallPlan& plan) {
  const Script script = Answered(plan);
  return {script[script.size() - 2]};
}

// Two extensions ring, the second answers; the provider sends an END for each.
Script Legs(const CallPlan& plan) {
  auto random = RandomOf(plan);
  const Caller call(plan, random, "in_", plan.begins_at);
  const std::string& first = plan.extension;
  const std::string second = OtherExtension(first);
  return {call.Start(),
          call.Rings(first),
          call.Rings(second),
          call.Answered(plan.client, second, second),
          call.Ended("no answer", 0, first),
          call.Ended("answered", TalkSeconds(plan), second, second),
          call.Recorded()};
}

constexpr char kNoAnswer[] = "no answer";
constexpr char kBusy[] = "busy";
constexpr char kCancel[] = "cancel";
constexpr char kFailedCall[] = "failed";

struct Kind {
  std::string name;
  Script (*script)(const CallPlan&);
};

const std::vector<Kind>& Kinds() {
  static const std::vector<Kind> kinds = {
      {"answered", Answered},      {"missed", Unanswered<kNoAnswer>},
      {"busy", Unanswered<kBusy>}, {"cancel", Unanswered<kCancel>},
      {"outgoing", Outgoing},      {"failed", Unanswered<kFailedCall>},
      {"repeat", Repeat},          {"outgoing-missed", OutgoingMissed},
      {"transfer", Transfer},      {"record-first", RecordFirst},
      {"duplicate", Duplicate},    {"anonymous", Anonymous},
      {"no-start", NoStart},       {"legs", Legs},
  };
  return kinds;
}

std::string InventedClient(std::uint64_t seed) {
  std::mt19937_64 random(~seed);
  std::string digits = std::to_string(random() % 10'000'000);
  return "+7900" + std::string(7 - digits.size(), '0') + digits;
}

}  // namespace

const std::vector<std::string>& CallKinds() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& kind : Kinds()) all.push_back(kind.name);
    return all;
  }();
  return names;
}

std::vector<Fields> CallScript(const CallPlan& plan) {
  CallPlan whole = plan;
  if (whole.client.empty()) whole.client = InventedClient(plan.seed);
  if (whole.did.empty()) whole.did = kDid;
  if (whole.extension.empty()) whole.extension = kExtension;
  const auto kind = std::find_if(Kinds().begin(), Kinds().end(),
                                 [&](const Kind& one) { return one.name == plan.kind; });
  return kind->script(whole);
}

}  // namespace novofon::ctl
