#include "tests/e2e/load.h"

#include "tests/e2e/wait.h"

namespace novofon::e2e {

Load::Load(const std::string& base, const Tenant& tenant, int threads, Calls calls)
    : tenant_(tenant), calls_(std::move(calls)) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this, base] { Send(base); });
}

Load::~Load() { Stop(); }

void Load::Send(const std::string& base) {
  Client client(base);
  while (!stop_) {
    const auto call = calls_(next_++);
    if (call.empty()) return;
    for (const auto& notification : call) {
      const auto reply = client.Send(Signed(notification, tenant_));
      const std::lock_guard lock(mutex_);
      ++statuses_[reply.status];
      milliseconds_.push_back(static_cast<double>(reply.took.count()) / 1000);
      if (reply.status != 200) continue;
      acknowledged_.push_back(notification);
      ++kept_;
    }
  }
}

bool Load::WaitForMore(std::size_t count) {
  const auto enough = Kept() + count;
  return WaitUntil(60s, [&] { return Kept() >= enough; });
}

void Load::Stop() {
  stop_ = true;
  Join();
}

void Load::Join() {
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

std::vector<Notification> Load::Acknowledged() const {
  const std::lock_guard lock(mutex_);
  return acknowledged_;
}

std::map<int, int> Load::Statuses() const {
  const std::lock_guard lock(mutex_);
  return statuses_;
}

std::vector<double> Load::Milliseconds() const {
  const std::lock_guard lock(mutex_);
  return milliseconds_;
}

}  // namespace novofon::e2e
