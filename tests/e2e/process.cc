#include "tests/e2e/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "tests/e2e/wait.h"

namespace novofon::e2e {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void ThrowErrno(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

int OpenForWriting(const fs::path& file) {
  const auto& name = file.empty() ? fs::path("/dev/null") : file;
  const int fd = open(name.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (fd < 0) ThrowErrno("open " + name.string());
  return fd;
}

// Everything is ready before fork(): the child of a threaded process may only make system calls.
pid_t Spawn(const Command& command, int out, int err) {
  auto arguments = command.argv;
  std::vector<std::string> variables;
  for (const auto& [name, value] : command.environment) variables.push_back(name + "=" + value);
  const auto argv = Pointers(arguments);
  const auto envp = Pointers(variables);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) ThrowErrno("fork");
  if (pid > 0) return pid;
  prctl(PR_SET_PDEATHSIG, command.last_signal);
  if (getppid() != parent) _exit(127);
  const int null = open("/dev/null", O_RDONLY);
  dup2(null, 0);
  dup2(out, 1);
  dup2(err, 2);
  close_range(3, ~0U, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  execve(argv[0], argv.data(), envp.data());
  _exit(127);
}

int StatusOf(int wait_status) {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

}  // namespace

fs::path FindProgram(const std::string& name, const std::string& package) {
  const char* path = std::getenv("PATH");
  std::istringstream directories(std::string(path ? path : "") +
                                 ":/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin");
  for (std::string directory; std::getline(directories, directory, ':');) {
    const auto candidate = fs::path(directory) / name;
    if (!directory.empty() && access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  throw std::runtime_error("these tests need " + name +
                           ", which is not installed: apt-get install " + package);
}

Process::Process(const Command& command) {
  const int log = OpenForWriting(command.log);
  pid_ = Spawn(command, log, log);
  close(log);
}

Process::~Process() { Kill(); }

bool Process::Running() {
  if (status_) return false;
  int wait_status = 0;
  if (waitpid(pid_, &wait_status, WNOHANG) != pid_) return true;
  status_ = StatusOf(wait_status);
  return false;
}

void Process::Signal(int signal) {
  if (Running()) kill(pid_, signal);
}

std::optional<int> Process::Wait(std::chrono::milliseconds limit) {
  WaitUntil(limit, [&] { return !Running(); });
  return status_;
}

void Process::Kill() {
  if (!Running()) return;
  kill(pid_, SIGKILL);
  int wait_status = 0;
  waitpid(pid_, &wait_status, 0);
  status_ = StatusOf(wait_status);
}

Finished RunToEnd(const Command& command, std::chrono::milliseconds limit) {
  const ScratchDirectory scratch;
  const auto out = scratch.path() / "out";
  const auto err = scratch.path() / "err";
  const int out_fd = OpenForWriting(out);
  const int err_fd = OpenForWriting(err);
  const pid_t pid = Spawn(command, out_fd, err_fd);
  close(out_fd);
  close(err_fd);
  int wait_status = 0;
  if (!WaitUntil(limit, [&] { return waitpid(pid, &wait_status, WNOHANG) == pid; })) {
    kill(pid, SIGKILL);
    waitpid(pid, &wait_status, 0);
    throw std::runtime_error(command.argv.front() +
                             " did not end in time; it said: " + ReadFile(out) + ReadFile(err));
  }
  return {StatusOf(wait_status), ReadFile(out), ReadFile(err)};
}

std::string ReadFile(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void WriteFile(const fs::path& file, const std::string& text, mode_t mode) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (!stream) throw std::runtime_error("cannot write " + file.string());
  fs::permissions(file, static_cast<fs::perms>(mode));
}

ScratchDirectory::ScratchDirectory(const fs::path& parent) {
  fs::create_directories(parent);
  std::string name = (parent / "nv-XXXXXX").string();
  if (!mkdtemp(name.data())) ThrowErrno("mkdtemp " + name);
  path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;  // What can't be removed is no reason to end a test in terminate().
  fs::remove_all(path_, ignored);
}

}  // namespace novofon::e2e
