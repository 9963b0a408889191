#include "fcgi/service_manager.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace novofon {

Signals::Signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGUSR1}) sigaddset(&set, signal);
  if (pthread_sigmask(SIG_BLOCK, &set, nullptr) != 0) {
    throw std::runtime_error("signals can't be blocked");
  }
  fd_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (fd_ < 0) throw std::runtime_error("signalfd failed");
}

Signals::~Signals() { close(fd_); }

bool Signals::WaitFor(int fd, std::chrono::milliseconds limit) {
  std::array<pollfd, 2> wanted = {{{fd_, POLLIN, 0}, {fd, POLLIN, 0}}};
  poll(wanted.data(), wanted.size(), static_cast<int>(limit.count()));
  return (wanted[0].revents & POLLIN) != 0;
}

void TellReady() { sd_notify(0, "READY=1"); }
void TellAlive() { sd_notify(0, "WATCHDOG=1"); }
void TellStopping() { sd_notify(0, "STOPPING=1"); }

}  // namespace novofon
