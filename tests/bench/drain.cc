#include "tests/bench/drain.h"

#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/costs.h"
#include "tests/e2e/recordings.h"

namespace novofon::bench {
namespace {

using namespace e2e;

constexpr int kOfOneAccount = 50;  // well below the provider's hundred requests a minute

// "VmHWM:   12345 kB"; 0 when the process is gone.
std::uint64_t PeakKiB(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/status");
  for (std::string word; file >> word;) {
    std::uint64_t size = 0;
    if (word == "VmHWM:" && file >> size) return size;
  }
  return 0;
}

double ChildrensSeconds() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::vector<Tenant> Heap(Recordings& recordings, int count) {
  std::vector<Tenant> tenants;
  for (int number = 1; number <= count; ++number) {
    if ((number - 1) % kOfOneAccount == 0) {
      tenants.push_back(
          recordings.AddTenant({"--stt-url", recordings.services().openrouter_stt(), "--stt-model",
                                "openai/whisper-large-v3", "--stt-shape", "openrouter"}));
    }
    RecordedCall call;
    call.key = "1700000000." + std::to_string(number);
    call.call = "in_" + std::to_string(number);
    call.client = "7916" + std::to_string(1000000 + number);
    auto dialogue = Recordings::Dialogue(call, static_cast<unsigned>(number), 30);
    // One side only, as most recordings are: one request for each.
    dialogue.file = standins::Tones(static_cast<unsigned>(number), 30);
    for (auto& said : dialogue.says) said.channel = 0;
    recordings.services().shelf().Put(std::move(dialogue));
    CallScript script;
    script.id = call.call;
    script.client = call.client;
    const bool told = recordings.stack().SendAll(
        {script.End("answered", 30), script.Record(call.key)}, tenants.back());
    if (!told) throw std::runtime_error("a call was not taken");
  }
  if (!recordings.stack().WaitUntilApplied()) throw std::runtime_error("calls were not applied");
  return tenants;
}

void Check(Recordings& recordings, const std::vector<Tenant>& tenants, int count) {
  auto session = recordings.stack().database().Connect();
  if (session.Number("SELECT COUNT(*) FROM recording_work WHERE stage='done'") != count ||
      recordings.script().Count(standins::Service::kStt) != static_cast<std::size_t>(count)) {
    throw std::runtime_error("not every recording was done, or one was transcribed twice: " +
                             recordings.List("recordings", tenants.front()).dump(1));
  }
}

}  // namespace

Drain TakeDrain(const DrainPlan& plan) {
  Recordings recordings;
  const auto tenants = Heap(recordings, plan.recordings);
  recordings.script().Delay(standins::Service::kStt, plan.answer_takes);
  const double database_before = ProcessorSeconds(recordings.stack().database().pid());
  const double children_before = ChildrensSeconds();
  const auto began = std::chrono::steady_clock::now();
  auto program = recordings.Start(plan.in_flight);
  Drain drain;
  const bool ended = WaitUntil(std::chrono::minutes(10), [&] {
    // The last one counts: until it is the program, a new process is as large as this one.
    if (const auto peak = PeakKiB(program->pid()); peak > 0) drain.peak_kib = peak;
    return !program->Running();
  });
  drain.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (!ended) throw std::runtime_error("the recordings were not drained in ten minutes");
  Check(recordings, tenants, plan.recordings);
  drain.processor_ms = (ChildrensSeconds() - children_before) * 1000 / plan.recordings;
  drain.database_ms = (ProcessorSeconds(recordings.stack().database().pid()) - database_before) *
                      1000 / plan.recordings;
  drain.usd = std::stod(recordings.stack().database().Connect().Value(
                  "SELECT SUM(cost_usd + COALESCE(extract_cost_usd, 0)) FROM transcripts")) /
              plan.recordings;
  drain.most_at_once = recordings.script().Peak(standins::Service::kStt);
  return drain;
}

}  // namespace novofon::bench
