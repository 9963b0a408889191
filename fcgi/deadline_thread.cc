#include "fcgi/deadline_thread.h"

#include <algorithm>
#include <utility>

namespace novofon {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBetweenLooks{10};

}  // namespace

bool Patience::IsOver() const {
  const auto now = steady_clock::now();
  return now >= at_most || (now >= in_a_hurry && others_wait && others_wait());
}

Patience::Time Patience::NextLook() const {
  const auto soon = steady_clock::now() + kBetweenLooks;
  return others_wait ? std::min(at_most, std::max(in_a_hurry, soon)) : at_most;
}

DeadlineThread::~DeadlineThread() {
  thread_.request_stop();
  thread_.join();
}

bool DeadlineThread::Begin(std::function<void()> task, const Patience& patience) {
  const auto now = steady_clock::now();
  std::unique_lock lock(mutex_);
  const auto hung_at = began_at_ + (patience.at_most - now);
  // Work whose result was taken may be a moment from its end.
  while (busy_) {
    const bool hangs = given_up_ && steady_clock::now() >= hung_at;
    if (hangs || patience.IsOver()) return false;
    const auto next = given_up_ ? std::min(hung_at, patience.NextLook()) : patience.NextLook();
    changed_.wait_until(lock, next, [&] { return !busy_; });
  }
  busy_ = true;
  began_at_ = steady_clock::now();
  task_ = std::move(task);
  changed_.notify_all();
  return true;
}

void DeadlineThread::GiveUp() {
  const std::lock_guard lock(mutex_);
  given_up_ = busy_;
}

void DeadlineThread::Work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [&] { return task_ != nullptr; })) {
    auto task = std::exchange(task_, nullptr);
    lock.unlock();
    task();
    task = nullptr;
    lock.lock();
    busy_ = given_up_ = false;
    changed_.notify_all();
  }
}

}  // namespace novofon
