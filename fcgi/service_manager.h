// What systemd wants to know, and the signals by which we are told to end.
#pragma once

#include <chrono>

namespace novofon {

// Blocks TERM, INT, HUP and USR1 for the process (call before threads and before libfcgi, whose own
// handlers would cut bodies short) and hands them out through a descriptor.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // Waits until `fd` can be read, a signal came or `limit` is over. True: told to end.
  bool WaitFor(int fd, std::chrono::milliseconds limit);

 private:
  int fd_;
};

// sd_notify; nothing happens where nobody supervises.
void TellReady();
void TellAlive();
void TellStopping();

}  // namespace novofon
