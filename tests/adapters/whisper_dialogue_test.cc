// Two sides, many parts: what becomes of a recording that isn't one request.
#include <gtest/gtest.h>

#include <numeric>

#include "core/adapters/whisper_transcriber.h"
#include "tests/adapters/scripted_speech.h"
#include "tests/standins/standins.h"

namespace novofon {
namespace {

using standins::Service;

// One segment of a verbose answer.
std::string Segments(const std::string& segments, const std::string& usage = "{}") {
  return JsonAnswer(200, R"({"text":"x","language":"russian","segments":)" + segments +
                             R"(,"usage":)" + usage + "}");
}

class Dialogue : public testing::Test {
 protected:
  // Two sides of 12 s that take turns: the first speaks in the first and the third quarter.
  static std::vector<Samples> TwoSides() {
    const Samples pause(SamplesIn(3), 0.0F);
    const Samples turn = Voice(3, -20, 3);
    const Samples other = Voice(3, -22, 4);
    return {Then(Then(turn, pause), Then(turn, pause)),
            Then(Then(pause, other), Then(pause, other))};
  }

  std::variant<Transcribed, Failed> Try(const ModelService& service, const Audio& audio) {
    return WhisperTranscriber(limits_).Transcribe(service, audio, parts_);
  }
  // Nothing was heard of it before.
  Transcribed Transcribe(const ModelService& service, const Audio& audio) {
    parts_.passages.clear();
    auto got = Try(service, audio);
    const auto* transcribed = std::get_if<Transcribed>(&got);
    EXPECT_NE(transcribed, nullptr);
    return transcribed == nullptr ? Transcribed{} : *transcribed;
  }
  // Of each file that was sent.
  std::vector<Sound> SoundsSentTo(const LoopbackServer& server) {
    std::vector<Sound> sounds;
    for (const SentSpeech& sent : SentTo(server)) {
      const std::string path = directory_ / "sent";
      std::ofstream(path, std::ios::binary) << sent.File();
      sounds.push_back(Listened(path).sound);
    }
    return sounds;
  }

  TestDirectory directory_;
  std::string path_ = directory_ / "call.wav";
  SpeechLimits limits_;
  RememberedParts parts_;
};

TEST_F(Dialogue, TwoSidesBecomeOneTalkInBothShapesOfService) {
  standins::StandIns standins;
  const std::string sound = standins::Tones(7, 12, 2);
  standins.shelf().Put({.key = "1.7",
                        .file = sound,
                        .says = {{0, 2, 1, "Компания, добрый день."},
                                 {2, 4, 2, "Здравствуйте, нужна уборка."},
                                 {4, 6, 1, "Когда удобно?"},
                                 {6, 8, 2, "Завтра."}}});
  std::ofstream(path_, std::ios::binary) << sound;
  ModelService service;
  service.base_url = standins.stt();
  service.model = "whisper-1";
  service.key = Secret("stt-key");
  service.open_hosts = {{"127.0.0.1", standins.port()}};
  const std::string first_is_operator =
      "Оператор: Компания, добрый день.\nКлиент: Здравствуйте, нужна уборка.\n"
      "Оператор: Когда удобно?\nКлиент: Завтра.";
  const Transcribed heard = Transcribe(service, Listened(path_));
  EXPECT_EQ(heard.transcript.text, first_is_operator);
  EXPECT_EQ(heard.transcript.language, "ru");
  ASSERT_EQ(heard.transcript.segments.size(), 4U);
  EXPECT_EQ(heard.transcript.segments[1].start, 2);
  EXPECT_EQ(heard.transcript.segments[1].speaker, kClient);
  EXPECT_EQ(heard.cost.audio_seconds, 24);
  EXPECT_FALSE(heard.cost.usd);

  service.base_url = standins.openrouter_stt();
  service.model = "openai/gpt-4o-transcribe";  // no segments
  service.shape = SpeechShape::kOpenRouter;
  const Transcribed plain = Transcribe(service, Listened(path_, true));
  EXPECT_EQ(plain.transcript.text,
            "Оператор: Здравствуйте, нужна уборка. Завтра.\n"
            "Клиент: Компания, добрый день. Когда удобно?");
  EXPECT_NEAR(plain.cost.usd.value_or(0), 2 * 0.2 * 0.006, 1e-9);
  // Two sides, and a refused format that was not asked for again.
  EXPECT_EQ(standins.script().Count(Service::kStt), 2U + 3U);
}

TEST_F(Dialogue, WhoIsTheOperatorDependsOnTheCallsDirection) {
  const std::string first = Segments(R"([{"start":0,"end":3,"text":"первый"}])");
  const std::string second = Segments(R"([{"start":3,"end":6,"text":"второй"}])");
  for (const bool operator_second : {false, true}) {
    const LoopbackServer server(InTurn({first, second}));
    const Audio audio = Written(path_, kWavFormat, TwoSides(), operator_second);
    ASSERT_TRUE(audio.sound.two_sides);
    EXPECT_EQ(
        Transcribe(ServiceAt(server), audio).transcript.text,
        operator_second ? "Клиент: первый\nОператор: второй" : "Оператор: первый\nКлиент: второй");
    ASSERT_EQ(server.Requests().size(), 2U);
    for (const Sound& sound : SoundsSentTo(server)) {
      EXPECT_FALSE(sound.two_sides);
      EXPECT_NEAR(sound.seconds, 12, 0.01);
    }
  }
}

TEST_F(Dialogue, OneSideThatIsHeardTwiceIsSentOnce) {
  const Samples voice = Voice(6, -20);
  const LoopbackServer server(Heard("Алло."));
  const Audio audio = Written(path_, kWavFormat, {voice, Scaled(voice, 0.8)});
  EXPECT_EQ(Transcribe(ServiceAt(server), audio).transcript.text, "Алло.");
  ASSERT_EQ(server.Requests().size(), 1U);
  EXPECT_EQ(SentTo(server)[0].File(), BytesOf(path_));
}

TEST_F(Dialogue, HallucinationsGoBeforeTheSidesAreMixed) {
  // Each of these would be kept if it weren't the whole of what its side says there.
  const LoopbackServer server(
      InTurn({Segments(R"([{"start":0,"end":3,"text":"Приезжайте."},
                           {"start":3,"end":5,"text":"Продолжение следует..."}])"),
              Segments(R"([{"start":1,"end":2,"text":"Субтитры сделал DimaTorzok"},
                           {"start":3,"end":6,"text":"Хорошо."},
                           {"start":7,"end":8,"text":"Ага","no_speech_prob":0.9,"avg_logprob":-1.5}
                          ])")}));
  const Audio audio = Written(path_, kWavFormat, TwoSides());
  EXPECT_EQ(Transcribe(ServiceAt(server), audio).transcript.text,
            "Оператор: Приезжайте.\nКлиент: Хорошо.");
}

TEST_F(Dialogue, ALongRecordingIsSentInPartsAndTheirTimesAreItsOwn) {
  limits_.longest = 30;
  const LoopbackServer server(
      InTurn({Segments(R"([{"start":1,"end":2,"text":"раз","speaker":"A"}])",
                       R"({"type":"duration","seconds":23,"cost":0.5})"),
              Heard("два"),  // no segments: placed as a whole
              Segments(R"([{"start":1,"end":2,"text":"три","speaker":"A"}])",
                       R"({"input_tokens":10,"output_tokens":5,"cost":0.25})")}));
  const Audio audio = Written(path_, kWavFormat, {Noise(70, -20)});
  const Transcribed heard = Transcribe(ServiceAt(server), audio);
  const auto sounds = SoundsSentTo(server);
  ASSERT_EQ(sounds.size(), 3U);
  const double second = sounds[0].seconds;
  const double third = second + sounds[1].seconds;
  EXPECT_NEAR(third + sounds[2].seconds, 70, 0.01);
  EXPECT_EQ(heard.transcript.text, "раз два три");
  const auto& segments = heard.transcript.segments;
  ASSERT_EQ(segments.size(), 3U);
  EXPECT_EQ(segments[0].start, 1);
  EXPECT_NEAR(segments[1].start, second, 1e-9);
  EXPECT_NEAR(segments[1].end, third, 1e-9);
  EXPECT_NEAR(segments[2].start, third + 1, 1e-9);
  EXPECT_EQ(heard.cost.usd, 0.75);
  EXPECT_EQ(heard.cost.input_tokens, 10U);
  EXPECT_EQ(heard.cost.output_tokens, 5U);
  EXPECT_NEAR(heard.cost.audio_seconds.value_or(0), 23 + sounds[1].seconds + sounds[2].seconds,
              1e-9);
}

TEST_F(Dialogue, ALargeFileIsSentInPartsThoughItIsShort) {
  limits_.most_bytes = 300'000;  // 18 s
  const LoopbackServer server(Heard("Алло."));
  Transcribe(ServiceAt(server), Written(path_, kWavFormat, {Noise(30, -10)}));
  ASSERT_GE(server.Requests().size(), 2U);
  for (const SentSpeech& sent : SentTo(server)) EXPECT_LE(sent.File().size(), 300'000U);
}

TEST_F(Dialogue, PartsInWhichNobodySpeaksAreNotSent) {
  limits_.longest = 30;
  const LoopbackServer server(Heard("Алло."));
  const Samples silence(SamplesIn(30), 0.0F);
  const Audio audio = Written(path_, kWavFormat, {Then(silence, Voice(20, -20))});
  const Transcribed heard = Transcribe(ServiceAt(server), audio);
  ASSERT_EQ(server.Requests().size(), 1U);
  ASSERT_EQ(heard.transcript.segments.size(), 1U);
  EXPECT_GE(heard.transcript.segments[0].start, 20);
  EXPECT_LE(heard.transcript.segments[0].start, 25);
}

TEST_F(Dialogue, TheFailureOfALaterPartIsThatOfTheWholeAndTheNextTryPaysOnlyForWhatIsLeft) {
  limits_.longest = 30;
  const std::string priced = R"({"type":"duration","seconds":23,"cost":0.5})";
  const LoopbackServer server(
      InTurn({Segments(R"([{"start":1,"end":2,"text":"раз"}])", priced), JsonAnswer(503, "{}"),
              Segments(R"([{"start":1,"end":2,"text":"два"}])", priced),
              Segments(R"([{"start":1,"end":2,"text":"три"}])", priced)}));
  const Audio audio = Written(path_, kWavFormat, {Noise(70, -20)});
  const auto got = Try(ServiceAt(server), audio);
  ASSERT_TRUE(std::holds_alternative<Failed>(got));
  EXPECT_EQ(std::get<Failed>(got).error.http_status, 503);
  EXPECT_EQ(server.Requests().size(), 2U);

  const auto again = Try(ServiceAt(server), audio);
  ASSERT_TRUE(std::holds_alternative<Transcribed>(again));
  const auto& [transcript, cost] = std::get<Transcribed>(again);
  EXPECT_EQ(server.Requests().size(), 4U);
  EXPECT_EQ(transcript.text, "раз два три");
  EXPECT_EQ(cost.usd, 1.5);
  ASSERT_EQ(transcript.segments.size(), 3U);
  EXPECT_EQ(transcript.segments[0].start, 1);
  EXPECT_GT(transcript.segments[1].start, 20);
}

TEST_F(Dialogue, TheSecondSidesFailureCostsTheFirstNothing) {
  const LoopbackServer server(
      InTurn({Segments(R"([{"start":0,"end":3,"text":"первый"}])"), JsonAnswer(429, "{}"),
              Segments(R"([{"start":3,"end":6,"text":"второй"}])")}));
  const Audio audio = Written(path_, kWavFormat, TwoSides());
  ASSERT_TRUE(std::holds_alternative<Failed>(Try(ServiceAt(server), audio)));
  const auto again = Try(ServiceAt(server), audio);
  ASSERT_TRUE(std::holds_alternative<Transcribed>(again));
  EXPECT_EQ(std::get<Transcribed>(again).transcript.text, "Оператор: первый\nКлиент: второй");
  EXPECT_EQ(server.Requests().size(), 3U);
}

TEST_F(Dialogue, WhatIsSentWholeIsKeptByNobody) {
  const LoopbackServer server(Heard("Алло."));
  Transcribe(ServiceAt(server), Written(path_, kWavFormat, {Voice(3, -20)}));
  EXPECT_TRUE(parts_.passages.empty());
}

TEST_F(Dialogue, NoFurtherPartIsSentOfARecordingThatIsSomebodyElsesNow) {
  limits_.longest = 30;
  parts_.is_lost = true;
  const LoopbackServer server(Heard("Алло."));
  const auto got = Try(ServiceAt(server), Written(path_, kWavFormat, {Noise(70, -20)}));
  EXPECT_EQ(std::get<Failed>(got).error.transport, TransportError::kStopped);
  EXPECT_EQ(server.Requests().size(), 1U);
}

TEST_F(Dialogue, ToldToEndBetweenTwoPartsNothingIsLost) {
  struct StopAfterOne : RememberedParts {
    bool Keep(const std::string& part, const Passage& passage) override {
      stop.request_stop();
      return RememberedParts::Keep(part, passage);
    }
    std::stop_source stop;
  } parts;
  const LoopbackServer server(Heard("Алло."));
  const Audio audio = Written(path_, kWavFormat, TwoSides());
  const auto got = WhisperTranscriber(limits_, parts.stop.get_token())
                       .Transcribe(ServiceAt(server), audio, parts);
  EXPECT_EQ(std::get<Failed>(got).error.transport, TransportError::kStopped);
  EXPECT_EQ(server.Requests().size(), 1U);
  EXPECT_EQ(parts.passages.size(), 1U);
}

TEST_F(Dialogue, ARefusedFormatIsNotAskedForWithTheNextPart) {
  limits_.longest = 30;
  const LoopbackServer server(InTurn(
      {JsonAnswer(400, R"({"error":{"message":"x","code":"unsupported_value"}})"), Heard("Да.")}));
  Transcribe(ServiceAt(server), Written(path_, kWavFormat, {Noise(70, -20)}));
  std::vector<std::string> formats;
  for (const SentSpeech& sent : SentTo(server)) formats.push_back(sent.Field("response_format"));
  EXPECT_EQ(formats, (std::vector<std::string>{"verbose_json", "json", "json", "json"}));
}

TEST_F(Dialogue, ServicesThatTakeLessGetLess) {
  limits_.longest = 60;
  limits_.longest_at_openrouter = 40;
  limits_.longest_of_chirp = 20;
  struct Row {
    const char* model;
    double seconds;
    std::size_t requests;
    const char* format;
    const char* start;  // of the file, in base64
  };
  for (const Row& row : {Row{"openai/whisper-1", 35, 1, "mp3", "/+"},
                         Row{"openai/whisper-1", 50, 2, "flac", "ZkxhQ"},
                         Row{"google/chirp-3", 10, 1, "wav", "UklGR"},
                         Row{"google/chirp-3", 50, 4, "wav", "UklGR"}}) {
    const LoopbackServer server(Heard("Да."));
    ModelService service = ServiceAt(server, SpeechShape::kOpenRouter);
    service.model = row.model;
    Transcribe(service, Written(path_, kMp3Format, {Noise(row.seconds, -20)}));
    ASSERT_EQ(server.Requests().size(), row.requests) << row.model;
    const auto audio = SentTo(server)[0].json()["input_audio"];
    EXPECT_EQ(audio["format"], row.format);
    EXPECT_TRUE(audio["data"].get<std::string>().starts_with(row.start)) << row.model;
  }
}

TEST_F(Dialogue, OpenRouterTakesLessInTheShapeOfAFormToo) {
  ModelService service;
  service.base_url = "https://openrouter.ai/api/v1";
  EXPECT_EQ(HabitsOf(service, limits_).longest, limits_.longest_at_openrouter);
  service.base_url = "https://api.openai.com/v1";
  EXPECT_EQ(HabitsOf(service, limits_).longest, limits_.longest);
}

TEST_F(Dialogue, NothingIsLeftBesideTheRecording) {
  const LoopbackServer server(Heard("Алло."));
  Transcribe(ServiceAt(server), Written(path_, kWavFormat, TwoSides()));
  EXPECT_EQ(directory_.CountFiles(), 1U);
}

}  // namespace
}  // namespace novofon
