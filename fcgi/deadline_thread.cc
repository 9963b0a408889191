#include "fcgi/deadline_thread.h"

#include <utility>

namespace novofon {

DeadlineThread::~DeadlineThread() {
  thread_.request_stop();
  thread_.join();
}

bool DeadlineThread::Begin(std::function<void()> task, Deadline deadline) {
  const auto now = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  // Work whose result was taken may be a moment from its end.
  const auto until = given_up_ ? began_at_ + (deadline - now) : deadline;
  if (!changed_.wait_until(lock, until, [&] { return !busy_; })) return false;
  busy_ = true;
  began_at_ = std::chrono::steady_clock::now();
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
