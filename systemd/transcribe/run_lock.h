// One run of the recordings' program, known to be alive as long as it holds a lock: what a killed
// run held is taken over at once by the next one on the same host, not only when its leases end.
#pragma once

#include <filesystem>
#include <vector>

#include "core/adapters/durable_file.h"
#include "core/recording_work.h"

namespace novofon {

class RunLock {
 public:
  // Makes a file named after a new run in `directory` and locks it. Throws Unavailable.
  explicit RunLock(std::filesystem::path directory);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  const RunId& run() const { return run_; }

  // Runs that left their file but no longer hold it. Each stays listed until Forget.
  std::vector<RunId> Dead() const;
  void Forget(const RunId& dead) const;

 private:
  std::filesystem::path directory_;
  RunId run_;
  Descriptor file_;
};

}  // namespace novofon
