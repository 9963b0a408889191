// The broken world: thrown by adapters, caught by the request loop, the apply loop and the
// transaction's retry. Kinds say what the caller should do.
#pragma once

#include <stdexcept>

namespace novofon {

// A server is away, too slow or told us to wait. Nothing is known about what was asked of it;
// asking again later is right.
struct Unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Deadlock or lock wait: roll back and run the whole transaction again.
struct Conflict : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// This data can never be stored; asking again can't help.
struct BadEntry : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A statement that we built is wrong, or the schema is not ours. A person must look.
struct Bug : std::logic_error {
  using std::logic_error::logic_error;
};

}  // namespace novofon
