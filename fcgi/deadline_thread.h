// A thread for work that may hang: the caller waits for it only so long. The database's client
// library has no limit finer than a second and none that can be cut short.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace novofon {

// How long somebody waits: until `at_most`, but only until `in_a_hurry` when others wait behind
// him, which is asked now and then.
struct Patience {
  using Time = std::chrono::steady_clock::time_point;

  explicit Patience(Time until) : in_a_hurry(until), at_most(until) {}
  Patience(Time hurried, Time most, std::function<bool()> others)
      : in_a_hurry(hurried), at_most(most), others_wait(std::move(others)) {}

  bool IsOver() const;
  // When to ask next whether it is over.
  Time NextLook() const;

  Time in_a_hurry;
  Time at_most;
  std::function<bool()> others_wait;
};

class DeadlineThread {
 public:
  DeadlineThread() : thread_([this](const std::stop_token& stop) { Work(stop); }) {}
  // Waits for work that still runs.
  ~DeadlineThread();

  // The result of `work`, run on the thread, if it is there before `patience` is over; what it
  // throws passes through. Nothing when it is late (then it still runs to its end and its result is
  // dropped, so `work` must own all it uses) or when earlier work still runs (then it was not
  // begun). Earlier work that nobody waits for any more is given as long as this one would be, from
  // when it began: slow work delays the next, hung work doesn't.
  template <class Result>
  std::optional<Result> Run(std::function<Result()> work, const Patience& patience) {
    auto task = std::make_shared<std::packaged_task<Result()>>(std::move(work));
    auto result = task->get_future();
    if (!Begin([task] { (*task)(); }, patience)) return std::nullopt;
    while (result.wait_until(patience.NextLook()) != std::future_status::ready) {
      if (!patience.IsOver()) continue;
      GiveUp();
      return std::nullopt;
    }
    return result.get();
  }

 private:
  bool Begin(std::function<void()> task, const Patience& patience);
  void GiveUp();
  void Work(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::function<void()> task_;
  std::chrono::steady_clock::time_point began_at_;
  bool busy_ = false;
  bool given_up_ = false;  // nobody waits for what runs
  std::jthread thread_;    // last: starts when the rest is there
};

}  // namespace novofon
