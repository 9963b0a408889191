#include "core/event.h"

#include <gtest/gtest.h>

namespace novofon {
namespace {

const std::string kStart = "2026-01-15 10:00:00";

Fields Named(const std::string& event) {
  return {{"event", event}, {"pbx_call_id", "in_1"}, {"call_start", kStart}};
}

Fields Incoming(const std::string& event) {
  Fields fields = Named(event);
  fields["caller_id"] = "+79001234567";
  fields["called_did"] = "74951234567";
  return fields;
}

template <class Kind>
Kind Read(const Fields& fields) {
  const Event event = ReadEvent(fields);
  const auto* kind = std::get_if<Kind>(&event);
  EXPECT_NE(kind, nullptr) << "another kind of event: " << event.index();
  return kind ? *kind : Kind{};
}

CallKey KeyOf(const Fields& fields) {
  const Event event = ReadEvent(fields);
  const CallRef* call = CallOf(event);
  EXPECT_NE(call, nullptr);
  return call ? call->key : CallKey{};
}

int DurationOf(const std::string& text) {
  Fields fields = Incoming("NOTIFY_END");
  fields["duration"] = text;
  return Read<CallEnded>(fields).ending.duration;
}

TEST(Event, StartNamesTheCallAndBothNumbers) {
  const auto event = Read<CallStarted>(Incoming("NOTIFY_START"));
  EXPECT_EQ(event.call, (CallRef{CallKey{"in_1"}, kStart}));
  EXPECT_EQ(event.caller, "+79001234567");
  EXPECT_EQ(event.did, "74951234567");
}

TEST(Event, InternalNamesTheExtensionAndWhoTransferred) {
  Fields fields = Incoming("NOTIFY_INTERNAL");
  fields["internal"] = " 101 ";
  fields["transfer_from"] = "100";
  const auto event = Read<ExtensionRang>(fields);
  EXPECT_EQ(event.caller, "+79001234567");
  EXPECT_EQ(event.did, "74951234567");
  EXPECT_EQ(event.extension, Extension{"101"});
  EXPECT_EQ(event.transferred_from, Extension{"100"});
}

TEST(Event, AnswerNamesWhoAnswered) {
  Fields fields = Named("NOTIFY_ANSWER");
  fields["destination"] = "74951234567";
  EXPECT_EQ(Read<CallAnswered>(fields).extension, Extension{""});
  fields["destination"] = "102";  // Too short for a number: it is the extension.
  EXPECT_EQ(Read<CallAnswered>(fields).extension, Extension{"102"});
  fields["internal"] = "101";
  EXPECT_EQ(Read<CallAnswered>(fields).extension, Extension{"101"});
}

TEST(Event, EndTellsHowTheCallEnded) {
  Fields fields = Incoming("NOTIFY_END");
  fields.insert({{"internal", "100"},
                 {"last_internal", "101"},
                 {"duration", "65"},
                 {"disposition", "answered"},
                 {"status_code", "16"},
                 {"is_recorded", "1"},
                 {"call_id_with_rec", "1768471200.12345"}});
  const auto event = Read<CallEnded>(fields);
  EXPECT_EQ(event.caller, "+79001234567");
  EXPECT_EQ(event.did, "74951234567");
  EXPECT_EQ(event.ending, (Ending{.extension = {"100"},
                                  .last_extension = {"101"},
                                  .duration = 65,
                                  .disposition = "answered",
                                  .status_code = "16",
                                  .is_recorded = true,
                                  .recording = {"1768471200.12345"}}));
}

TEST(Event, WhatAnEndDoesNotSayIsEmpty) {
  EXPECT_EQ(Read<CallEnded>(Incoming("NOTIFY_END")).ending, Ending{});
}

TEST(Event, OutgoingCallsNameTheDestinationAndOurNumber) {
  Fields fields = Named("NOTIFY_OUT_START");
  fields.insert({{"destination", "79001234567"}, {"caller_id", "0"}, {"internal", "102"}});
  const auto started = Read<OutgoingStarted>(fields);
  EXPECT_EQ(started.destination, "79001234567");
  EXPECT_EQ(started.caller, "0");
  EXPECT_EQ(started.extension, Extension{"102"});

  fields["event"] = "NOTIFY_OUT_END";
  fields["disposition"] = "cancel";
  const auto ended = Read<OutgoingEnded>(fields);
  EXPECT_EQ(ended.destination, "79001234567");
  EXPECT_EQ(ended.caller, "0");
  EXPECT_EQ(ended.ending.extension, Extension{"102"});
  EXPECT_EQ(ended.ending.disposition, "cancel");
}

TEST(Event, RecordNamesTheRecording) {
  const auto event = Read<RecordingReady>(
      {{"event", "NOTIFY_RECORD"}, {"pbx_call_id", "in_1"}, {"call_id_with_rec", " r.1"}});
  EXPECT_EQ(event.call, (CallRef{CallKey{"in_1"}, ""}));
  EXPECT_EQ(event.recording, RecordingKey{"r.1"});
}

TEST(Event, ARecordWithoutItsCallIsOneAllTheSame) {
  const auto event =
      Read<RecordingReady>({{"event", "NOTIFY_RECORD"}, {"call_id_with_rec", "r.1"}});
  EXPECT_TRUE(event.call.key.value.starts_with("~"));
  EXPECT_EQ(event.recording, RecordingKey{"r.1"});
}

TEST(Event, ARecordThatNamesNoRecordingIsOnlyKept) {
  Read<KeptOnly>(Named("NOTIFY_RECORD"));
  Fields fields = Named("NOTIFY_RECORD");
  fields["call_id_with_rec"] = std::string(129, '1');  // can't be fetched
  Read<KeptOnly>(fields);
  fields["call_id_with_rec"] = std::string(128, '1');
  EXPECT_EQ(Read<RecordingReady>(fields).recording.value.size(), 128U);
}

TEST(Event, OtherKnownEventsAreOnlyKept) {
  for (const char* name :
       {"NOTIFY_IVR", "SMS", "NUMBER_LOOKUP", "CALL_TRACKING", "SPEECH_RECOGNITION"}) {
    const Event event = ReadEvent(Incoming(name));
    EXPECT_TRUE(std::holds_alternative<KeptOnly>(event)) << name;
    EXPECT_EQ(CallOf(event), nullptr) << name;
  }
}

TEST(Event, TheRestIsUnknown) {
  for (const char* name :
       {"NOTIFY_INTERNAL_END", "DOCUMENT", "CALL_END", "notify_end", "", "NOTIFY"}) {
    const Event event = ReadEvent(Incoming(name));
    EXPECT_TRUE(std::holds_alternative<UnknownEvent>(event)) << name;
    EXPECT_EQ(CallOf(event), nullptr) << name;
  }
  EXPECT_TRUE(std::holds_alternative<UnknownEvent>(ReadEvent({})));
}

TEST(Event, BlanksAroundTheNameOfTheEventDoNotMatter) {
  Read<CallStarted>(Incoming(" NOTIFY_START\r\n"));
}

TEST(Event, EveryEventOfACallNamesIt) {
  for (const char* name : {"NOTIFY_START", "NOTIFY_INTERNAL", "NOTIFY_ANSWER", "NOTIFY_END",
                           "NOTIFY_OUT_START", "NOTIFY_OUT_END"}) {
    Fields fields = Incoming(name);
    fields["call_id_with_rec"] = "r.1";
    EXPECT_EQ(KeyOf(fields), CallKey{"in_1"}) << name;
  }
}

TEST(Event, DurationIsReadFromWhateverHoldsSeconds) {
  EXPECT_EQ(DurationOf("95"), 95);
  EXPECT_EQ(DurationOf(" 95 "), 95);
  EXPECT_EQ(DurationOf("95.0"), 95);
  EXPECT_EQ(DurationOf("95.9"), 95);
  EXPECT_EQ(DurationOf("0095"), 95);
}

TEST(Event, WhatIsNoDurationIsZero) {
  for (const char* text : {"", "-3", "abc", "95s", "1e3", "01:35", "9 5", "1.2.3", ".", "nan"}) {
    EXPECT_EQ(DurationOf(text), 0) << text;
  }
}

TEST(Event, AHugeDurationIsAWeek) {
  EXPECT_EQ(DurationOf("604800"), 604800);
  EXPECT_EQ(DurationOf("604801"), 604800);
  EXPECT_EQ(DurationOf(std::string(500, '9')), 604800);
}

TEST(Event, IsRecordedKnowsTheWordsForYes) {
  Fields fields = Incoming("NOTIFY_END");
  for (const char* yes : {"1", "true", "yes", " 1 ", "TRUE", "1.0"}) {
    fields["is_recorded"] = yes;
    EXPECT_TRUE(Read<CallEnded>(fields).ending.is_recorded) << yes;
  }
  for (const char* no : {"", "0", "false", "no", "2", "null"}) {
    fields["is_recorded"] = no;
    EXPECT_FALSE(Read<CallEnded>(fields).ending.is_recorded) << no;
  }
}

TEST(CallKey, IsPbxCallIdWithoutItsBlanks) {
  Fields fields = Incoming("NOTIFY_START");
  fields["pbx_call_id"] = " in_1\n";
  EXPECT_EQ(KeyOf(fields), CallKey{"in_1"});
}

TEST(CallKey, ALongIdIsHashedAndStaysDistinct) {
  Fields fields = Incoming("NOTIFY_START");
  fields["pbx_call_id"] = std::string(100, 'a');
  EXPECT_EQ(KeyOf(fields).value, fields["pbx_call_id"]);
  fields["pbx_call_id"] = std::string(101, 'a');
  const CallKey hashed = KeyOf(fields);
  EXPECT_TRUE(hashed.value.starts_with("sha256:"));
  EXPECT_EQ(hashed.value.size(), 7U + 64U);
  fields["pbx_call_id"] += "b";
  EXPECT_NE(KeyOf(fields), hashed);
}

TEST(CallKey, WithoutAnIdStartAndEndStillMeet) {
  Fields start = Incoming("NOTIFY_START");
  Fields end = Incoming("NOTIFY_END");
  start.erase("pbx_call_id");
  end["pbx_call_id"] = " ";
  end["internal"] = "100";
  EXPECT_EQ(KeyOf(start), KeyOf(end));
  EXPECT_TRUE(KeyOf(start).value.starts_with("none:"));
  EXPECT_EQ(KeyOf(start).value.size(), 5U + 32U);
  end["call_start"] = "2026-01-15 10:00:01";
  EXPECT_NE(KeyOf(start), KeyOf(end));
}

TEST(CallKey, WithoutAnIdAnOutgoingCallMeetsItsEndThoughOnlyThatNamesOurNumber) {
  const Fields start{{"event", "NOTIFY_OUT_START"},
                     {"call_start", kStart},
                     {"destination", "79001234567"},
                     {"caller_id", "0"}};
  Fields end = start;
  end["event"] = "NOTIFY_OUT_END";
  end["caller_id"] = "74951234567";
  EXPECT_EQ(KeyOf(start), KeyOf(end));
}

TEST(CallKey, WithNothingThatNamesACallAnEventIsOnlyKept) {
  for (const char* name : {"NOTIFY_START", "NOTIFY_INTERNAL", "NOTIFY_ANSWER", "NOTIFY_END",
                           "NOTIFY_OUT_START", "NOTIFY_OUT_END"}) {
    const Event event = ReadEvent({{"event", name}});
    EXPECT_TRUE(std::holds_alternative<KeptOnly>(event)) << name;
  }
}

}  // namespace
}  // namespace novofon
