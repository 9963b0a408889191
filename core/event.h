// What a notification says, as a value for Fold. The names of the provider's fields and events
// occur only in event.cc (and in signature.cc, which must join some of them).
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "core/values.h"

namespace novofon {

// Which call, and when it began. `call_start` is the provider's text in the tenant's cabinet zone
// (novofon.md 2.3); "" when the event has none.
struct CallRef {
  CallKey key;
  std::string call_start;
  auto operator<=>(const CallRef&) const = default;
};

// How a call, or one leg of it, ended. Numbers and words as received; "" is "not said".
struct Ending {
  Extension extension;       // `internal`
  Extension last_extension;  // `last_internal`: who spoke last, after transfers
  int duration = 0;          // seconds; 0 when absent or not a number
  std::string disposition;
  std::string status_code;  // Q.931; 16 comes with "cancel" too, so it proves nothing
  bool is_recorded = false;
  RecordingKey recording;  // "" when none
  auto operator<=>(const Ending&) const = default;
};

struct CallStarted {
  CallRef call;
  std::string caller;
  std::string did;
};
struct ExtensionRang {
  CallRef call;
  std::string caller;
  std::string did;
  Extension extension;
  Extension transferred_from;
};
struct CallAnswered {
  CallRef call;
  Extension extension;
};
struct CallEnded {
  CallRef call;
  std::string caller;
  std::string did;
  Ending ending;
};
struct OutgoingStarted {
  CallRef call;
  std::string destination;
  std::string caller;  // our own number; "0" and "" mean none
  Extension extension;
};
struct OutgoingEnded {
  CallRef call;
  std::string destination;
  std::string caller;
  Ending ending;
};
struct RecordingReady {
  CallRef call;
  RecordingKey recording;
};
// Known and kept in the journal, but no part of a call's history (IVR, SMS, NUMBER_LOOKUP, ...).
struct KeptOnly {};
// Not known: kept, answered "ignored".
struct UnknownEvent {};

using Event = std::variant<CallStarted, ExtensionRang, CallAnswered, CallEnded, OutgoingStarted,
                           OutgoingEnded, RecordingReady, KeptOnly, UnknownEvent>;

// Never fails: what is missing is empty. A call event without pbx_call_id gets a stand-in key made
// of its caller, called number and call_start, so that START and END of it still meet (RECORD's of
// its recording); when all of these are missing too, it becomes KeptOnly.
Event ReadEvent(const Fields& fields);

// The call this event is about, or nullptr.
const CallRef* CallOf(const Event& event);

template <class... Arms>
struct Overloaded : Arms... {
  using Arms::operator()...;
};
template <class... Arms>
Overloaded(Arms...) -> Overloaded<Arms...>;

}  // namespace novofon
