// First half of Fold: what a notification adds to its call. The second is in settle.cc.
#include "core/fold.h"

#include <algorithm>
#include <tuple>

#include "core/cabinet_time.h"
#include "core/disposition.h"
#include "core/phone.h"
#include "core/settle.h"
#include "core/take_back.h"

namespace novofon {
namespace {

constexpr std::size_t kMaxText = 64;  // as long as the columns are
constexpr std::size_t kMaxLegs = 32;
constexpr std::size_t kMaxTransfers = 8;  // onto one leg

// Of two texts for one fact: the one there is, else the first in order. No order of arrival shows.
void Merge(std::string& known, std::string_view news, std::size_t limit = kMaxText) {
  news = news.substr(0, limit);
  if (news.empty()) return;
  if (known.empty() || news < known) known = news;
}

// Of two things that stand where a number should: a telephone number before anything else.
void MergeNumber(std::string& known, std::string_view news, const Rules& rules) {
  news = news.substr(0, kMaxText);
  if (news.empty() || news == known) return;
  if (known.empty()) {
    known = news;
    return;
  }
  const bool known_is_phone = ParsePhone(known, rules.region).has_value();
  const bool news_is_phone = ParsePhone(news, rules.region).has_value();
  if (known_is_phone == news_is_phone ? news < known : news_is_phone) known = news;
}

// Nothing but RECORD has spoken of this call. It tells nothing of when the call was, so the receipt
// of any other notification stands before its own, and folding it never changes a call's time.
bool KnownByRecordOnly(const Call& call) {
  return !call.started_incoming && !call.started_outgoing && !call.answered_seen && !call.ended;
}

void MergeStart(Call& call, std::string_view call_start, TimePoint received_at, bool is_record,
                const Rules& rules) {
  const bool by_record_only = KnownByRecordOnly(call);
  if (by_record_only && !is_record) call.first_seen_at = received_at;
  if (by_record_only || !is_record) {
    call.first_seen_at = std::min(call.first_seen_at, received_at);
  }
  if (ParseCabinetTime(call_start, rules.zone)) Merge(call.call_start, call_start, 32);
  const auto began = ParseCabinetTime(call.call_start, rules.zone);
  call.started_at = began ? *began : call.first_seen_at;
}

Call& Seen(Snapshot& state, const CallRef& ref, TimePoint received_at, bool is_record,
           const Rules& rules) {
  const auto [place, is_new] = state.calls.try_emplace(ref.key);
  Call& call = place->second;
  if (is_new) {
    call.id = CallId{state.next_id++};
    call.key = ref.key;
    call.first_seen_at = received_at;
  }
  MergeStart(call, ref.call_start, received_at, is_record, rules);
  return call;
}

Leg* LegOf(Call& call, const Extension& extension) {
  if (extension.value.empty()) return nullptr;
  const Extension bounded{extension.value.substr(0, 32)};
  Leg& leg = call.legs[bounded];
  if (call.legs.size() <= kMaxLegs) return &leg;
  // The first in order stay, whichever came first.
  const auto last = std::prev(call.legs.end());
  const bool is_last = last->first == bounded;
  call.legs.erase(last);
  return is_last ? nullptr : &leg;
}

void PassedFrom(Leg& leg, const std::string& extension) {
  if (extension.empty()) return;
  auto& from = leg.transferred_from;
  from.insert(Extension{extension.substr(0, 32)});
  if (from.size() > kMaxTransfers) from.erase(std::prev(from.end()));  // the first in order stay
}

// A DID is ours, whoever seems to call from it. The signature covers caller, DID and start as one
// text, in which digits may be moved by whoever has seen it; and that of an outgoing call covers
// extension, client and start. So where the start can't be read, or nobody's number calls, what
// stands as DID may be a client's number.
void HearDid(Snapshot& state, Call& call, std::string_view caller, std::string_view did,
             std::string_view call_start, const Rules& rules) {
  const auto number = ParsePhone(did, rules.region);
  const bool is_known = call.own_number == did && (!number || state.own_numbers.contains(*number));
  if (is_known || !ParsePhone(caller, rules.region)) return;
  MergeNumber(call.own_number, did, rules);
  if (number && ParseCabinetTime(call_start, rules.zone)) LearnOwnNumber(state, *number);
}

// What a call's phone is made of. Reading a number is dear, so it is only done when these change.
auto NumbersOf(const Call& call) {
  return std::tuple(DirectionOf(call), call.caller, call.destination);
}

std::optional<PhoneNumber> PhoneOf(const Snapshot& state, const Call& call, const Rules& rules) {
  const auto number = ParsePhone(NumberOf(call), rules.region);
  return number && state.own_numbers.contains(*number) ? std::nullopt : number;
}

// What a call was before news of it.
struct Earlier {
  explicit Earlier(const Call& call)
      : numbers(NumbersOf(call)), settled_for(call.ended ? call.phone : std::nullopt) {}
  std::tuple<Direction, std::string, std::string> numbers;
  std::optional<PhoneNumber> settled_for;
};

// Reads the call's number anew. What the call made for another one, or as a call of another
// direction, is taken back; only where people's work hangs on it the call stays where it is.
void FindPhone(Snapshot& state, Call& call, const Earlier& earlier, const Rules& rules) {
  const auto number = PhoneOf(state, call, rules);
  const bool is_same =
      number == call.phone && DirectionOf(call) == std::get<Direction>(earlier.numbers);
  if (is_same || !earlier.settled_for || call.phone != earlier.settled_for ||
      FindClient(state, *call.phone) == nullptr) {
    call.phone = number;
    return;
  }
  const auto others = TakeBack(state, *call.phone);
  if (!others) return;
  call.phone = number;
  for (const CallKey& key : *others) {
    if (key != call.key) Settle(state, state.calls.at(key), rules);
  }
}

void Incoming(Snapshot& state, Call& call, std::string_view caller, std::string_view did,
              std::string_view call_start, const Rules& rules) {
  call.started_incoming = true;
  MergeNumber(call.caller, caller, rules);
  HearDid(state, call, caller, did, call_start, rules);
}

void Outgoing(Call& call, std::string_view destination, std::string_view own, const Rules& rules) {
  call.started_outgoing = true;
  MergeNumber(call.destination, destination, rules);
  if (own != "0") MergeNumber(call.own_number, own, rules);
}

void Ended(Call& call, const Ending& ending) {
  call.ended = true;
  const DispositionKind kind = KindOf(ending.disposition);
  const bool answered = kind == DispositionKind::kAnswered ||
                        (kind == DispositionKind::kUnsaid && ending.duration > 0);
  call.answered_seen = call.answered_seen || answered;
  if (IsStronger(ending.disposition, call.disposition) && !ending.disposition.empty()) {
    call.disposition = ending.disposition.substr(0, kMaxText);
  }
  call.duration = std::max(call.duration, ending.duration);
  Merge(call.status_code, ending.status_code, 16);
  call.is_recorded = call.is_recorded || ending.is_recorded;
  if (Leg* const leg = LegOf(call, ending.extension)) {
    leg->ended = true;
    leg->ended_answered = leg->ended_answered || answered;
  }
  if (Leg* const leg = LegOf(call, ending.last_extension)) {
    leg->last = true;
    leg->last_answered = leg->last_answered || answered;
  }
}

void HasRecording(Snapshot& state, Call& call, const RecordingKey& key, TimePoint received_at,
                  const Rules& rules) {
  if (key.value.empty()) return;
  call.is_recorded = true;
  const TimePoint due_at = received_at + rules.record_delay;
  const auto [place, is_new] = state.recordings.try_emplace(key);
  Recording& recording = place->second;
  if (is_new) recording = Recording{state.next_id++, key, call.key, due_at};
  recording.call = std::min(recording.call, call.key);
  recording.due_at = std::min(recording.due_at, due_at);
}

// What one event says of its call.
struct Telling {
  Snapshot& state;
  Call& call;
  TimePoint received_at;
  const Rules& rules;

  void operator()(const CallStarted& e) const {
    Incoming(state, call, e.caller, e.did, e.call.call_start, rules);
  }
  void operator()(const ExtensionRang& e) const {
    Incoming(state, call, e.caller, e.did, e.call.call_start, rules);
    Leg* const leg = LegOf(call, e.extension);
    if (leg == nullptr) return;
    leg->rang = true;
    PassedFrom(*leg, e.transferred_from.value);
  }
  void operator()(const CallAnswered& e) const {
    call.answered_seen = true;
    if (Leg* const leg = LegOf(call, e.extension)) leg->answered = true;
  }
  void operator()(const CallEnded& e) const {
    Incoming(state, call, e.caller, e.did, e.call.call_start, rules);
    End(e.ending);
  }
  void operator()(const OutgoingStarted& e) const {
    Outgoing(call, e.destination, e.caller, rules);
    if (Leg* const leg = LegOf(call, e.extension)) leg->placed = true;
  }
  void operator()(const OutgoingEnded& e) const {
    Outgoing(call, e.destination, e.caller, rules);
    End(e.ending);
    if (Leg* const leg = LegOf(call, e.ending.extension)) leg->placed = true;
  }
  void operator()(const RecordingReady& e) const {
    HasRecording(state, call, e.recording, received_at, rules);
  }
  void operator()(const KeptOnly&) const {}
  void operator()(const UnknownEvent&) const {}

 private:
  void End(const Ending& ending) const {
    Ended(call, ending);
    if (ending.is_recorded) HasRecording(state, call, ending.recording, received_at, rules);
  }
};

}  // namespace

void Fold(Snapshot& state, const Event& event, TimePoint received_at, const Rules& rules) {
  const CallRef* const ref = CallOf(event);
  if (ref == nullptr) return;
  const bool is_record = std::holds_alternative<RecordingReady>(event);
  Call& call = Seen(state, *ref, received_at, is_record, rules);
  const Earlier earlier(call);
  std::visit(Telling{state, call, received_at, rules}, event);
  if (is_record) return;
  NewColumn(state);  // needed or not: a deal that needed it may be taken back later
  if (NumbersOf(call) != earlier.numbers) FindPhone(state, call, earlier, rules);
  Settle(state, call, rules);
}

}  // namespace novofon
