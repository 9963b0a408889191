#include "core/touch.h"

#include <algorithm>

#include "core/cabinet_time.h"
#include "core/phone.h"

namespace novofon {
namespace {

// Cabinet times begin with 1970, in any zone.
constexpr TimePoint kBeforeAllCalls = TimePoint{} - std::chrono::days{2};

struct Touching {
  Touch& touch;
  Touch::Told& told;

  void operator()(const CallStarted& e) const { Incoming(e); }
  void operator()(const ExtensionRang& e) const { Incoming(e); }
  void operator()(const CallAnswered&) const {}
  void operator()(const CallEnded& e) const {
    Incoming(e);
    Ends(e.ending);
  }
  void operator()(const OutgoingStarted& e) const { Outgoing(e); }
  void operator()(const OutgoingEnded& e) const {
    Outgoing(e);
    Ends(e.ending);
  }
  void operator()(const RecordingReady&) const {}
  void operator()(const KeptOnly&) const {}
  void operator()(const UnknownEvent&) const {}

 private:
  void Incoming(const auto& e) const {
    told.directions.insert(Direction::kIncoming);
    told.numbers.insert(e.caller);
    touch.dids.insert(e.did);
  }
  void Outgoing(const auto& e) const {
    told.directions.insert(Direction::kOutgoing);
    told.numbers.insert(e.destination);
  }
  void Ends(const Ending& ending) const {
    told.ends = true;
    if (!ending.recording.value.empty()) touch.recordings.insert(ending.recording);
  }
};

}  // namespace

void AddTouch(Touch& touch, const Event& event, TimePoint received_at, const Rules& rules) {
  const CallRef* const ref = CallOf(event);
  if (ref == nullptr) return;
  touch.region = rules.region;
  touch.calls.insert(ref->key);
  if (const auto* const ready = std::get_if<RecordingReady>(&event)) {
    touch.recordings.insert(ready->recording);
    return;
  }
  const auto began = ParseCabinetTime(ref->call_start, rules.zone);
  touch.since = std::min(touch.since, began ? *began : received_at);
  std::visit(Touching{touch, touch.told[ref->key]}, event);
}

void AddTouch(Touch& touch, const Call& stored) {
  const auto told = touch.told.find(stored.key);
  if (told == touch.told.end() || !(stored.ended || told->second.ends)) return;
  told->second.ends = true;
  const Direction direction = DirectionOf(stored);
  if (direction != Direction::kUnknown) told->second.directions.insert(direction);
  touch.since = std::min(touch.since, stored.started_at);
  // News may turn it round, or show that what was taken for our own number isn't.
  for (const std::string* const number : {&stored.caller, &stored.destination}) {
    if (!number->empty()) told->second.numbers.insert(*number);
  }
  if (!stored.phone) return;
  touch.phones.insert(*stored.phone);
  told->second.phone = stored.phone;
  told->second.numbers.erase(NumberOf(stored));  // reading it again would be dear
}

void AddTouch(Touch& touch, const std::set<PhoneNumber>& own_numbers) {
  for (const auto& [key, told] : touch.told) {
    if (!told.ends) continue;
    std::set<PhoneNumber> phones;
    if (told.phone) phones.insert(*told.phone);
    for (const std::string& number : told.numbers) {
      if (const auto phone = ParsePhone(number, touch.region)) phones.insert(*phone);
    }
    touch.phones.insert(phones.begin(), phones.end());
    if (phones.size() > 1 || told.directions.size() > 1) touch.since = kBeforeAllCalls;
  }
  for (const std::string& did : touch.dids) {
    const auto number = ParsePhone(did, touch.region);
    if (!number || own_numbers.contains(*number)) continue;
    touch.phones.insert(*number);
    touch.since = kBeforeAllCalls;
  }
}

}  // namespace novofon
