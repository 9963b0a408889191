#include "core/event.h"

#include <algorithm>

#include "core/blanks.h"
#include "core/digest.h"

namespace novofon {
namespace {

constexpr std::size_t kMaxCallKey = 100;
constexpr std::size_t kMaxRecordingKey = 128;
constexpr int kMaxDuration = 7 * 24 * 3600;

std::string Text(const Fields& fields, std::string_view name) {
  return std::string(FieldOf(fields, name));
}

std::string Trimmed(const Fields& fields, std::string_view name) {
  return std::string(WithoutBlanks(FieldOf(fields, name)));
}

bool IsDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Whole seconds of "95", " 95 " or "95.0"; anything else is no duration.
int ReadDuration(std::string_view text) {
  text = WithoutBlanks(text);
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (point != std::string_view::npos && !IsDigits(text.substr(point + 1))) return 0;
  if (!IsDigits(whole)) return 0;
  int seconds = 0;
  for (const char c : whole) seconds = std::min(kMaxDuration, seconds * 10 + (c - '0'));
  return seconds;
}

bool ReadFlag(std::string_view text) {
  text = WithoutBlanks(text);
  return text == "1" || text == "1.0" || text == "true" || text == "yes" || text == "TRUE" ||
         text == "True";
}

// An id that does not fit can't be fetched with either, so it counts as none.
RecordingKey ReadRecording(const Fields& fields) {
  const std::string_view id = WithoutBlanks(FieldOf(fields, "call_id_with_rec"));
  return RecordingKey{id.size() > kMaxRecordingKey ? std::string() : std::string(id)};
}

// What stands in for a missing pbx_call_id. The caller of an outgoing call is no part of it:
// NOTIFY_OUT_START has none or "0" where NOTIFY_OUT_END names our number.
std::string StandInKey(const Fields& fields, bool is_outgoing) {
  const std::string_view caller = is_outgoing ? "" : FieldOf(fields, "caller_id");
  const std::string_view did = is_outgoing ? "" : FieldOf(fields, "called_did");
  const std::string_view called = did.empty() ? FieldOf(fields, "destination") : did;
  const std::string_view start = FieldOf(fields, "call_start");
  if (caller.empty() && called.empty() && start.empty()) return {};

  std::string text;
  for (const auto part : {caller, called, start}) AppendWithLength(text, part);
  return "none:" + HexOf(Sha256(text)).substr(0, 32);
}

CallRef ReadCall(const Fields& fields, bool is_outgoing) {
  std::string key = Trimmed(fields, "pbx_call_id");
  if (key.empty()) key = StandInKey(fields, is_outgoing);
  if (key.size() > kMaxCallKey) key = "sha256:" + HexOf(Sha256(key));
  return {CallKey{std::move(key)}, Text(fields, "call_start")};
}

Ending ReadEnding(const Fields& fields) {
  return {.extension = {Trimmed(fields, "internal")},
          .last_extension = {Trimmed(fields, "last_internal")},
          .duration = ReadDuration(FieldOf(fields, "duration")),
          .disposition = Trimmed(fields, "disposition"),
          .status_code = Trimmed(fields, "status_code"),
          .is_recorded = ReadFlag(FieldOf(fields, "is_recorded")),
          .recording = ReadRecording(fields)};
}

// `internal`, and without it a destination that can only be an extension: too short for a number.
Extension ReadAnswering(const Fields& fields) {
  const std::string internal = Trimmed(fields, "internal");
  const std::string destination = Trimmed(fields, "destination");
  if (internal.empty() && destination.size() <= 5 && IsDigits(destination)) return {destination};
  return {internal};
}

Event ReadIncoming(std::string_view event, const Fields& fields, CallRef call) {
  if (event == "NOTIFY_ANSWER") return CallAnswered{std::move(call), ReadAnswering(fields)};
  std::string caller = Text(fields, "caller_id");
  std::string did = Text(fields, "called_did");
  if (event == "NOTIFY_START")
    return CallStarted{std::move(call), std::move(caller), std::move(did)};
  if (event == "NOTIFY_INTERNAL") {
    return ExtensionRang{std::move(call), std::move(caller), std::move(did),
                         Extension{Trimmed(fields, "internal")},
                         Extension{Trimmed(fields, "transfer_from")}};
  }
  return CallEnded{std::move(call), std::move(caller), std::move(did), ReadEnding(fields)};
}

Event ReadOutgoing(std::string_view event, const Fields& fields, CallRef call) {
  std::string destination = Text(fields, "destination");
  std::string caller = Text(fields, "caller_id");
  if (event == "NOTIFY_OUT_START") {
    return OutgoingStarted{std::move(call), std::move(destination), std::move(caller),
                           Extension{Trimmed(fields, "internal")}};
  }
  return OutgoingEnded{std::move(call), std::move(destination), std::move(caller),
                       ReadEnding(fields)};
}

// Without pbx_call_id the recording stands for its call. '~' comes after all that other keys begin
// with, so an END that names the recording is preferred (see Recording::call).
Event ReadRecord(const Fields& fields, CallRef call) {
  RecordingKey recording = ReadRecording(fields);
  if (recording.value.empty()) return KeptOnly{};  // It names no recording: nothing is said.
  if (Trimmed(fields, "pbx_call_id").empty()) {
    call.key.value = "~" + HexOf(Sha256(recording.value)).substr(0, 32);
  }
  return RecordingReady{std::move(call), std::move(recording)};
}

bool IsKeptOnly(std::string_view event) {
  return event == "NOTIFY_IVR" || event == "SMS" || event == "NUMBER_LOOKUP" ||
         event == "CALL_TRACKING" || event == "SPEECH_RECOGNITION";
}

}  // namespace

Event ReadEvent(const Fields& fields) {
  const std::string_view event = WithoutBlanks(FieldOf(fields, "event"));
  if (IsKeptOnly(event)) return KeptOnly{};
  const bool is_incoming = event == "NOTIFY_START" || event == "NOTIFY_INTERNAL" ||
                           event == "NOTIFY_ANSWER" || event == "NOTIFY_END";
  const bool is_outgoing = event == "NOTIFY_OUT_START" || event == "NOTIFY_OUT_END";
  if (!is_incoming && !is_outgoing && event != "NOTIFY_RECORD") return UnknownEvent{};

  CallRef call = ReadCall(fields, is_outgoing);
  if (event == "NOTIFY_RECORD") return ReadRecord(fields, std::move(call));
  if (call.key.value.empty()) return KeptOnly{};
  if (is_incoming) return ReadIncoming(event, fields, std::move(call));
  return ReadOutgoing(event, fields, std::move(call));
}

const CallRef* CallOf(const Event& event) {
  return std::visit(Overloaded{
                        [](const CallStarted& e) { return &e.call; },
                        [](const ExtensionRang& e) { return &e.call; },
                        [](const CallAnswered& e) { return &e.call; },
                        [](const CallEnded& e) { return &e.call; },
                        [](const OutgoingStarted& e) { return &e.call; },
                        [](const OutgoingEnded& e) { return &e.call; },
                        [](const RecordingReady& e) { return &e.call; },
                        [](const KeptOnly&) -> const CallRef* { return nullptr; },
                        [](const UnknownEvent&) -> const CallRef* { return nullptr; },
                    },
                    event);
}

}  // namespace novofon
