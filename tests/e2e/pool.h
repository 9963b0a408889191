// The pool: N novofon-webhook processes, each under spawn-fcgi with a socket of its own, and a
// supervisor that starts an ended one again, as systemd does in production.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/process.h"

namespace novofon::e2e {

class Pool {
 public:
  // Sockets and logs stand in `directory`. Returns when every socket takes connections.
  Pool(const std::filesystem::path& directory, int processes, const Environment& environment);
  ~Pool();

  std::vector<std::filesystem::path> sockets() const;
  std::size_t size() const { return slots_.size(); }
  pid_t Pid(std::size_t i) const { return slots_[i]->pid; }
  // Sends `signal` and returns; whoever ends is started again.
  void Signal(std::size_t i, int signal);
  // Ends process `i` with `signal` and returns when another one takes its place.
  void Replace(std::size_t i, int signal);
  // SIGTERM to all, nobody is started again. Returns each process's exit status.
  std::vector<int> Stop();
  // After Stop(): all of them anew.
  void Start();
  // Statuses of all processes that ended so far.
  std::vector<int> Statuses() const;
  // What all of them wrote to stderr: their log, where no journald listens, and the sanitizers'.
  std::string Log() const;

 private:
  struct Slot {
    std::filesystem::path socket;
    std::filesystem::path log;
    std::atomic<pid_t> pid = -1;
    std::thread supervisor;
  };
  void Supervise(Slot& slot);
  void WaitForSocket(const Slot& slot) const;

  Environment environment_;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::vector<int> statuses_;
};

}  // namespace novofon::e2e
