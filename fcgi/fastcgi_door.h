// libfcgi behind values. It is used non-blocking on one listening socket: whoever waits is let in,
// up to a limit, and all are answered before the next are taken. Bodies are buffered by nginx, so
// reading one never waits long.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/receive.h"

namespace novofon {

class FastcgiDoor {
 public:
  // Takes over `listening` (made non-blocking); libfcgi's signal handlers must not matter: TERM,
  // INT, HUP and USR1 are blocked before. Throws std::runtime_error when it is no listening socket.
  explicit FastcgiDoor(int listening);
  ~FastcgiDoor();

  // Requests that wait now, at most `limit` and some MiB of bodies; none when nobody does. They
  // stay open until Answer.
  std::vector<Request> TakeWaiting(std::size_t limit);

  // Whether there are more than were taken. A neighbour on the same socket may be quicker.
  bool SomebodyWaits() const;

  // One reply for each of the requests last taken. A caller that is gone is not an error.
  void Answer(std::span<const Reply> replies);

 private:
  struct Open;
  int listening_;
  std::vector<std::unique_ptr<Open>> open_;  // reused
  std::size_t taken_ = 0;
};

}  // namespace novofon
