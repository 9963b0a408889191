// Load from several threads at once, with a record of what was answered with 200.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/client.h"
#include "tests/e2e/notification.h"

namespace novofon::e2e {

// Sends whole calls, one notification after the other, until it is stopped. A notification that is
// not answered with 200 is lost, as with the provider: nobody sends it again.
class Load {
 public:
  // Call `n` (from 0, each number once over all threads) to send; an empty one ends the load.
  using Calls = std::function<std::vector<Notification>(std::size_t n)>;

  Load(const std::string& base, const Tenant& tenant, int threads, Calls calls);
  // As Stop().
  ~Load();

  // How many notifications were answered with 200 so far.
  std::size_t Kept() const { return kept_; }
  // Until `count` more than now were answered with 200; false when that takes longer than a minute.
  bool WaitForMore(std::size_t count);
  // Each thread finishes the call it is at. Returns when all threads have ended.
  void Stop();
  // Until the calls are at their end.
  void Join();

  // After Stop() or Join(): what was answered with 200, and how many replies of which status came
  // (0: none).
  std::vector<Notification> Acknowledged() const;
  std::map<int, int> Statuses() const;
  std::vector<double> Milliseconds() const;

 private:
  void Send(const std::string& base);

  Tenant tenant_;
  Calls calls_;
  std::atomic<bool> stop_ = false;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> kept_ = 0;
  mutable std::mutex mutex_;
  std::vector<Notification> acknowledged_;
  std::map<int, int> statuses_;
  std::vector<double> milliseconds_;
  std::vector<std::thread> threads_;
};

}  // namespace novofon::e2e
