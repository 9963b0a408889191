// What of a tenant's state the folding of events needs.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/event.h"
#include "core/snapshot.h"
#include "core/tenant.h"

namespace novofon {

// What must be loaded before a batch is folded. Calls and own numbers come first: they say, with
// the events, which clients are needed.
struct Touch {
  struct Told {
    bool ends = false;                 // by an event of this batch
    std::set<std::string> numbers;     // where the client's number may stand; not in `phones`
    std::optional<PhoneNumber> phone;  // of the stored call
    // By what is stored and what is told. More than one, or several numbers: it may have been
    // settled wrongly, and all of the people concerned is needed.
    std::set<Direction> directions;
  };
  std::string region;  // how numbers are read
  std::set<CallKey> calls;
  // Those whose facts change; RECORD only hangs something on a call. If there is one, the columns
  // are needed.
  std::map<CallKey, Told> told;
  std::set<std::string> dids;
  std::set<RecordingKey> recordings;
  std::set<PhoneNumber> phones;
  // No call of these phones that had ended earlier matters (EndOf).
  TimePoint since = TimePoint::max();
};
// Adds what `event` touches. First all events, then what is stored, then the own numbers.
void AddTouch(Touch& touch, const Event& event, TimePoint received_at, const Rules& rules);
// Adds what an already stored call, named by Touch::calls, touches.
void AddTouch(Touch& touch, const Call& stored);
// Adds the numbers of calls that end, and what hangs on numbers that are about to be learned as our
// own: all of it, but that is rare. `own_numbers`: those known so far.
void AddTouch(Touch& touch, const std::set<PhoneNumber>& own_numbers);

}  // namespace novofon
