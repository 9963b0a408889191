#include "tests/standins/script.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace novofon::standins {
namespace {

struct Named {
  Service service;
  const char* name;
};
constexpr Named kNames[] = {{Service::kLink, "link"},
                            {Service::kFile, "file"},
                            {Service::kStt, "stt"},
                            {Service::kLlm, "llm"}};

}  // namespace

const char* NameOf(Service service) {
  return std::ranges::find(kNames, service, &Named::service)->name;
}

std::optional<Service> ServiceNamed(const std::string& name) {
  const auto* found =
      std::ranges::find_if(kNames, [&](const Named& named) { return named.name == name; });
  if (found == std::end(kNames)) return {};
  return found->service;
}

void Script::Then(Service service, const std::string& recording, std::vector<Step> steps) {
  const std::lock_guard lock(mutex_);
  auto& waiting = then_[{service, recording}];
  std::ranges::move(steps, std::back_inserter(waiting));
}

void Script::Always(Service service, const std::string& recording, std::optional<Step> step) {
  const std::lock_guard lock(mutex_);
  if (step) {
    always_[{service, recording}] = *step;
  } else {
    always_.erase({service, recording});
  }
}

void Script::Delay(Service service, std::chrono::milliseconds delay) {
  const std::lock_guard lock(mutex_);
  delay_[service] = delay;
}

void Script::Release() {
  const std::lock_guard lock(mutex_);
  ++released_;
  changed_.notify_all();
}

Step Script::Next(Service service, const std::string& recording) {
  const std::lock_guard lock(mutex_);
  const auto usual = delay_[service];
  for (const auto& name : {recording, std::string()}) {
    if (auto& waiting = then_[{service, name}]; !waiting.empty()) {
      Step step = std::move(waiting.front());
      waiting.pop_front();
      step.delay += usual;
      return step;
    }
    if (const auto found = always_.find({service, name}); found != always_.end()) {
      return found->second;
    }
  }
  return {.delay = usual};
}

bool Script::Hang() {
  std::unique_lock lock(mutex_);
  const auto before = released_;
  changed_.wait(lock, [&] { return over_ || released_ != before; });
  return !over_;
}

bool Script::Wait(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, time, [&] { return over_; });
  return !over_;
}

void Script::End() {
  const std::lock_guard lock(mutex_);
  over_ = true;
  changed_.notify_all();
}

std::size_t Script::Note(Service service, const std::string& recording) {
  const std::lock_guard lock(mutex_);
  const auto at = std::chrono::steady_clock::now() - began_;
  log_.push_back(
      {service, recording, 0, std::chrono::duration_cast<std::chrono::milliseconds>(at)});
  peak_[service] = std::max(peak_[service], ++under_way_[service]);
  return log_.size() - 1;
}

void Script::Answered(std::size_t number, int status) {
  const std::lock_guard lock(mutex_);
  --under_way_[log_[number].service];
  log_[number].status = status;
}

std::vector<Asked> Script::Log() const {
  const std::lock_guard lock(mutex_);
  return log_;
}

std::size_t Script::Count(Service service, const std::string& recording, int status) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::ranges::count_if(log_, [&](const Asked& asked) {
    return asked.service == service && (recording.empty() || asked.recording == recording) &&
           (status == 0 || asked.status == status);
  }));
}

std::size_t Script::Peak(Service service) const {
  const std::lock_guard lock(mutex_);
  const auto found = peak_.find(service);
  return found == peak_.end() ? 0 : found->second;
}

}  // namespace novofon::standins
