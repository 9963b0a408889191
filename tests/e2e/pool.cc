#include "tests/e2e/pool.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <stdexcept>

#include "tests/e2e/wait.h"

namespace novofon::e2e {
namespace {

namespace fs = std::filesystem;

constexpr int kExConfig = 78;  // A unit doesn't restart on it.

bool TakesConnections(const fs::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.string().size() >= sizeof address.sun_path) {
    throw std::runtime_error("too long for a socket: " + path.string());
  }
  std::strcpy(address.sun_path, path.c_str());
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected = connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  close(fd);
  return connected;
}

}  // namespace

Pool::Pool(const fs::path& directory, int processes, const Environment& environment)
    : environment_(environment) {
  fs::create_directories(directory);
  for (int i = 1; i <= processes; ++i) {
    auto slot = std::make_unique<Slot>();
    slot->socket = directory / ("webhook-" + std::to_string(i) + ".sock");
    slot->log = directory / ("webhook-" + std::to_string(i) + ".log");
    slots_.push_back(std::move(slot));
  }
  Start();
}

Pool::~Pool() { Stop(); }

void Pool::Start() {
  stopping_ = false;
  for (auto& slot : slots_) {
    slot->supervisor = std::thread([this, &slot = *slot] { Supervise(slot); });
  }
  for (const auto& slot : slots_) WaitForSocket(*slot);
}

void Pool::Supervise(Slot& slot) {
  const auto spawn_fcgi = FindProgram("spawn-fcgi", "spawn-fcgi");
  while (!stopping_) {
    Process process(
        {{spawn_fcgi, "-n", "-s", slot.socket.string(), "-M", "0660", "--", NOVOFON_WEBHOOK},
         environment_,
         slot.log});
    slot.pid = process.pid();
    std::optional<int> status;
    while (!status) {
      if (stopping_) process.Signal(SIGTERM);
      status = process.Wait(stopping_ ? 30s : 100ms);
      if (stopping_ && !status) process.Kill();
    }
    slot.pid = -1;
    const std::lock_guard lock(mutex_);
    statuses_.push_back(*status);
    if (*status == kExConfig) return;
  }
}

void Pool::WaitForSocket(const Slot& slot) const {
  if (WaitUntil(30s, [&] { return TakesConnections(slot.socket); })) return;
  throw std::runtime_error("the pool did not start: " + ReadFile(slot.log));
}

std::vector<fs::path> Pool::sockets() const {
  std::vector<fs::path> sockets;
  for (const auto& slot : slots_) sockets.push_back(slot->socket);
  return sockets;
}

void Pool::Signal(std::size_t i, int signal) {
  if (const pid_t pid = slots_[i]->pid; pid > 0) kill(pid, signal);
}

void Pool::Replace(std::size_t i, int signal) {
  const pid_t before = slots_[i]->pid;
  Signal(i, signal);
  const bool replaced = WaitUntil(60s, [&] {
    const pid_t now = slots_[i]->pid;
    return now > 0 && now != before;
  });
  if (!replaced) throw std::runtime_error("the process did not end: " + ReadFile(slots_[i]->log));
  WaitForSocket(*slots_[i]);
}

std::vector<int> Pool::Stop() {
  stopping_ = true;
  for (auto& slot : slots_) {
    if (slot->supervisor.joinable()) slot->supervisor.join();
  }
  return Statuses();
}

std::vector<int> Pool::Statuses() const {
  const std::lock_guard lock(mutex_);
  return statuses_;
}

std::string Pool::Log() const {
  std::string text;
  for (const auto& slot : slots_) text += ReadFile(slot->log);
  return text;
}

}  // namespace novofon::e2e
