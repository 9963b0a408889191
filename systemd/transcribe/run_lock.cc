#include "systemd/transcribe/run_lock.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "core/digest.h"
#include "core/errors.h"

namespace novofon {
namespace {

namespace fs = std::filesystem;

RunId NewRun() {
  if (sodium_init() < 0) throw Unavailable("libsodium can't be started");
  RunId run;
  randombytes_buf(run.bytes.data(), run.bytes.size());
  return run;
}

int OpenLocked(const fs::path& file) {
  const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  const int error = errno;
  if (fd >= 0) close(fd);
  throw Unavailable("can't make " + file.string() + ": " + std::generic_category().message(error));
}

fs::path Made(fs::path directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) throw Unavailable("can't make " + directory.string() + ": " + error.message());
  return directory;
}

bool IsHeld(const fs::path& file) {
  const Descriptor descriptor(open(file.c_str(), O_RDWR | O_CLOEXEC));
  return descriptor && flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0;
}

}  // namespace

// The lock is taken under a name that nobody looks at, so a run is never seen without it.
RunLock::RunLock(fs::path directory)
    : directory_(Made(std::move(directory))),
      run_(NewRun()),
      file_(OpenLocked(directory_ / ("." + HexOf(run_.bytes)))) {
  const std::string name = HexOf(run_.bytes);
  std::error_code error;
  fs::rename(directory_ / ("." + name), directory_ / name, error);
  if (error) throw Unavailable("can't make " + name + ": " + error.message());
}

RunLock::~RunLock() { Forget(run_); }

std::vector<RunId> RunLock::Dead() const {
  std::vector<RunId> dead;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory_, error)) {
    const auto bytes = BytesOfHex(entry.path().filename().string());
    if (!bytes || bytes->size() != RunId{}.bytes.size() || IsHeld(entry.path())) continue;
    RunId run;
    std::copy(bytes->begin(), bytes->end(), run.bytes.begin());
    if (run != run_) dead.push_back(run);
  }
  return dead;
}

void RunLock::Forget(const RunId& dead) const {
  std::error_code error;
  fs::remove(directory_ / HexOf(dead.bytes), error);
}

}  // namespace novofon
