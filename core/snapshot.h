// The state that events become: calls, clients, deals and what hangs on them. Plain values; a store
// loads the part of it that a batch of events touches, Fold changes it, the store writes the
// difference.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/values.h"

namespace novofon {

enum class Direction { kUnknown, kIncoming, kOutgoing };

enum class Outcome {
  kRinging,     // begun, nobody has answered yet
  kTalking,     // answered, not ended yet
  kAnswered,    // final: no later leg takes it back
  kMissed,      // incoming, nobody answered
  kNotReached,  // outgoing, the client did not answer
  kEnded,       // ended with a disposition we don't know
};

// What is known of a call's way through one extension. Bits, so that news can only add.
struct Leg {
  bool rang = false;
  bool answered = false;        // NOTIFY_ANSWER named it
  bool ended = false;           // END's `internal`
  bool ended_answered = false;  // the same, of an END that says answered
  bool last = false;            // END's `last_internal`
  bool last_answered = false;   // the same, of an END that says answered
  bool placed = false;          // placed an outgoing call
  std::set<Extension> transferred_from;
  bool operator==(const Leg&) const = default;
};

// Everything is what all notifications of the call together say, whatever their order.
struct Call {
  CallId id;
  CallKey key;
  bool started_incoming = false;  // START, INTERNAL or END was seen
  bool started_outgoing = false;  // OUT_START or OUT_END was seen
  bool answered_seen = false;     // NOTIFY_ANSWER was seen, or an END that only tells talk time
  bool ended = false;             // END (or OUT_END) was seen
  std::string call_start;         // as received, cabinet zone; "" unknown
  TimePoint started_at;           // from call_start; the first notification's receipt without it
  TimePoint first_seen_at;  // receipt of the first notification, by time; RECORD's counts last
  std::string caller;       // of an incoming call, as received
  std::string destination;  // of an outgoing call, as received
  std::string own_number;   // DID called, or CallerID shown; as received
  std::optional<PhoneNumber> phone;  // the client's, when it is a client's number
  std::string disposition;           // as received; the strongest of those seen
  std::string status_code;
  int duration = 0;  // seconds, the longest said
  bool is_recorded = false;
  std::map<Extension, Leg> legs;
  std::optional<ClientId> client;
  std::optional<DealId> deal;
  bool operator==(const Call&) const = default;
};

Direction DirectionOf(const Call& call);
Outcome OutcomeOf(const Call& call);
// The text that the call's phone is read from; as received.
const std::string& NumberOf(const Call& call);
// Who spoke last with the client, else who answered, else whom it rang; "" nobody.
Extension ExtensionOf(const Call& call);
// The order of calls in time; equal times by key.
bool IsBefore(const Call& a, const Call& b);
// As far as it is known by its duration, of which no more than kLongestCall counts.
inline constexpr std::chrono::hours kLongestCall{24};
TimePoint EndOf(const Call& call);

struct Client {
  ClientId id;
  std::string name;  // "" unknown; typed by people or found by the model, never by Fold
  TimePoint created_at;
  bool operator==(const Client&) const = default;
};

enum class ColumnKind { kOpen, kWon, kLost };

struct Column {
  ColumnId id;
  std::string name;
  ColumnKind kind = ColumnKind::kOpen;
  int position = 0;
  bool operator==(const Column&) const = default;
};

struct Deal {
  DealId id;
  ClientId client;
  ColumnId column;
  PhoneNumber phone;
  TimePoint created_at;               // when its first call began
  std::optional<CallKey> origin;      // the call that opened it; none if a person did
  std::optional<CallKey> owner_call;  // the first answered call of it: its extension is in charge
  TimePoint owner_since;              // when owner_call began
  Extension owner;
  bool is_filled = false;  // somebody, or the model, has written into it; never changed by Fold
  bool operator==(const Deal&) const = default;
};

// One note per call in its deal, rewritten when the call's facts change.
struct Note {
  DealId deal;
  CallId call;
  TimePoint at;  // the call's own time
  std::string text;
  bool operator==(const Note&) const = default;
};

// A missed call that is owed a call back.
struct Callback {
  CallId call;
  ClientId client;
  PhoneNumber phone;
  TimePoint missed_at;
  std::optional<TimePoint> closed_at;  // when the call that closed it began
  std::optional<CallId> closed_by;     // none with closed_at: a person closed it
  bool operator==(const Callback&) const = default;
};

struct Recording {
  std::uint64_t id = 0;
  RecordingKey key;
  CallKey call;
  TimePoint due_at;  // not to be fetched before
  bool operator==(const Recording&) const = default;
};

struct Snapshot {
  std::map<CallKey, Call> calls;
  std::map<ClientId, Client> clients;
  std::map<PhoneNumber, ClientId> phones;  // a client may have several
  std::map<DealId, Deal> deals;
  std::map<ColumnId, Column> columns;  // all of the tenant's
  std::map<CallId, Note> notes;        // those written since loading
  std::set<CallId> dropped_notes;      // those to delete
  std::map<CallId, Callback> callbacks;
  std::map<RecordingKey, Recording> recordings;
  std::set<PhoneNumber> own_numbers;  // DIDs: never a client
  std::uint64_t next_id = 1;          // for every new row of this tenant
};

}  // namespace novofon
