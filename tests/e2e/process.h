// Programs that a test starts, and only those: each ends with the object that stands for it, and
// with the test, however that ends.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace novofon::e2e {

using Environment = std::map<std::string, std::string>;

struct Command {
  std::vector<std::string> argv = {};  // argv[0] is a path
  Environment environment = {};        // all of it; nothing is inherited
  std::filesystem::path log = {};      // takes stdout and stderr, appended; empty: /dev/null
  int last_signal = SIGKILL;           // what the program gets when its parent dies
};

// The path of an installed program: looked for in PATH and in the sbin directories. Throws, naming
// the Debian package to install, when it isn't there.
std::filesystem::path FindProgram(const std::string& name, const std::string& package);

class Process {
 public:
  // Throws std::system_error when it can't be started. The program dies with the thread that made
  // this object.
  explicit Process(const Command& command);
  // Kills what still runs.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  bool Running();
  // Does nothing when it has ended.
  void Signal(int signal);
  // The exit status, 128 + number for a signal; nothing when it still runs after `limit`.
  std::optional<int> Wait(std::chrono::milliseconds limit);
  // SIGKILL, and it is gone when this returns.
  void Kill();

 private:
  pid_t pid_ = -1;
  std::optional<int> status_;
};

struct Finished {
  int status = 0;
  std::string out;
  std::string err;
};

// Runs a program to its end; Command::log is not used. Throws when it takes longer than `limit`.
Finished RunToEnd(const Command& command,
                  std::chrono::milliseconds limit = std::chrono::seconds(60));

std::string ReadFile(const std::filesystem::path& file);
void WriteFile(const std::filesystem::path& file, const std::string& text, mode_t mode = 0644);

// A directory of its own with a short name (a unix socket's path has at most 107 bytes), removed
// with the object.
class ScratchDirectory {
 public:
  // Below `parent`, which need not exist.
  explicit ScratchDirectory(const std::filesystem::path& parent = "/tmp");
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace novofon::e2e
