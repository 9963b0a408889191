#include "core/adapters/whisper_transcriber.h"

#include <gtest/gtest.h>

#include "core/digest.h"
#include "tests/adapters/scripted_speech.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

class Whisper : public testing::Test {
 protected:
  std::variant<Transcribed, Failed> Transcribe(const ModelService& service) {
    RememberedParts parts;
    return WhisperTranscriber(limits_).Transcribe(service, audio_, parts);
  }
  std::string TextBy(const ModelService& service) {
    const auto got = Transcribe(service);
    const auto* transcribed = std::get_if<Transcribed>(&got);
    return transcribed == nullptr ? "failed" : transcribed->transcript.text;
  }
  ServiceError ErrorBy(const ModelService& service) {
    const auto got = Transcribe(service);
    const auto* failed = std::get_if<Failed>(&got);
    EXPECT_NE(failed, nullptr);
    return failed == nullptr ? ServiceError{} : failed->error;
  }
  // Of a server that hasn't a whole answer to give.
  TransportError BreaksBy(LoopbackServer::Answer answer) {
    const LoopbackServer server(std::move(answer));
    return ErrorBy(ServiceAt(server)).transport;
  }

  TestDirectory directory_;
  Audio audio_ = Written(directory_ / "call.wav", kWavFormat, {Voice(3, -20)});
  SpeechLimits limits_;
};

TEST_F(Whisper, SendsAFormWithTheFileAsItIs) {
  const LoopbackServer server(Heard("Алло."));
  EXPECT_EQ(TextBy(ServiceAt(server)), "Алло.");
  ASSERT_EQ(server.Requests().size(), 1U);
  const SentSpeech sent = SentTo(server)[0];
  EXPECT_TRUE(sent.text().starts_with("POST /v1/audio/transcriptions HTTP/1.1\r\n"));
  EXPECT_TRUE(sent.Has("\r\nAuthorization: Bearer stt-key\r\n"));
  EXPECT_TRUE(sent.Has("\r\nContent-Type: multipart/form-data; boundary="));
  EXPECT_EQ(sent.Field("model"), "whisper-1");
  EXPECT_EQ(sent.Field("language"), "ru");
  EXPECT_EQ(sent.Field("response_format"), "verbose_json");
  EXPECT_EQ(sent.Field("temperature"), "0");
  EXPECT_EQ(sent.Field("timestamp_granularities[]"), "segment");
  EXPECT_EQ(sent.FileHead(), "filename=\"call.wav\"\r\nContent-Type: audio/wav");
  EXPECT_EQ(sent.File(), BytesOf(audio_.file.value));
  EXPECT_FALSE(sent.Has("prompt"));
  EXPECT_FALSE(sent.Has("chunking_strategy"));
}

TEST_F(Whisper, AnEmptyKeyIsNotSent) {
  const LoopbackServer server(Heard("Алло."));
  ModelService service = ServiceAt(server);
  service.key = Secret();
  EXPECT_EQ(TextBy(service), "Алло.");
  EXPECT_FALSE(SentTo(server)[0].Has("Authorization"));
}

TEST_F(Whisper, TheKindOfFileIsTakenFromItsBytes) {
  struct Row {
    int format;
    const char* head;
  };
  for (const Row& row : {Row{kMp3Format, "filename=\"call.mp3\"\r\nContent-Type: audio/mpeg"},
                         Row{kFlacFormat, "filename=\"call.flac\"\r\nContent-Type: audio/flac"},
                         Row{kOggFormat, "filename=\"call.ogg\"\r\nContent-Type: audio/ogg"},
                         // Opus is refused by some, so it goes as FLAC.
                         Row{kOpusFormat, "filename=\"call.flac\"\r\nContent-Type: audio/flac"}}) {
    audio_ = Written(directory_ / "call.bin", row.format, {Voice(3, -20)});
    const LoopbackServer server(Heard("Алло."));
    EXPECT_EQ(TextBy(ServiceAt(server)), "Алло.");
    EXPECT_EQ(SentTo(server)[0].FileHead(), row.head);
  }
}

TEST_F(Whisper, OpenRouterGetsJsonWithTheFileInBase64) {
  for (const std::size_t extra : {0, 1, 2}) {  // every padding
    std::ofstream(audio_.file.value, std::ios::app) << std::string(extra == 0 ? 0 : 1, 'x');
    const LoopbackServer server(Heard("Алло."));
    ModelService service = ServiceAt(server, SpeechShape::kOpenRouter);
    service.model = "openai/\"whisper\"";
    EXPECT_EQ(TextBy(service), "Алло.");
    const SentSpeech sent = SentTo(server)[0];
    EXPECT_TRUE(sent.text().starts_with("POST /v1/audio/transcriptions HTTP/1.1\r\n"));
    EXPECT_TRUE(sent.Has("\r\nAuthorization: Bearer stt-key\r\n"));
    EXPECT_TRUE(sent.Has("\r\nContent-Type: application/json\r\n"));
    const std::string file = BytesOf(audio_.file.value);
    const std::string base64 =
        Base64Of({reinterpret_cast<const std::uint8_t*>(file.data()), file.size()});
    const nlohmann::json expected{{"model", "openai/\"whisper\""},
                                  {"language", "ru"},
                                  {"response_format", "verbose_json"},
                                  {"temperature", 0},
                                  {"timestamp_granularities", nlohmann::json::array({"segment"})},
                                  {"input_audio", {{"format", "wav"}, {"data", base64}}}};
    EXPECT_EQ(sent.json(), expected);
  }
}

constexpr const char* kNotCompatible =
    R"({"error":{"message":"response_format 'verbose_json' is not compatible with model",
        "type":"invalid_request_error","param":"response_format","code":"unsupported_value"}})";
constexpr const char* kProviderReturned400 =
    R"({"error":{"code":400,"message":"Provider returned 400"}})";

TEST_F(Whisper, ARefusedFormatIsFollowedByPlainJsonOnce) {
  for (const char* refusal : {kNotCompatible, kProviderReturned400}) {
    const LoopbackServer server(InTurn({JsonAnswer(400, refusal), Heard("Алло.")}));
    EXPECT_EQ(TextBy(ServiceAt(server)), "Алло.");
    ASSERT_EQ(server.Requests().size(), 2U);
    const SentSpeech second = SentTo(server)[1];
    EXPECT_EQ(second.Field("response_format"), "json");
    EXPECT_EQ(second.Field("timestamp_granularities[]"), "");
    EXPECT_EQ(second.File(), BytesOf(audio_.file.value));
  }
  const LoopbackServer openrouter(InTurn({JsonAnswer(400, kProviderReturned400), Heard("Алло.")}));
  EXPECT_EQ(TextBy(ServiceAt(openrouter, SpeechShape::kOpenRouter)), "Алло.");
  EXPECT_EQ(SentTo(openrouter).at(1).json()["response_format"], "json");
  EXPECT_FALSE(SentTo(openrouter).at(1).json().contains("timestamp_granularities"));
}

TEST_F(Whisper, AFormatRefusedTwiceIsAFailure) {
  const LoopbackServer server(JsonAnswer(400, kProviderReturned400));
  const ServiceError error = ErrorBy(ServiceAt(server));
  EXPECT_EQ(error.message, "Provider returned 400");
  EXPECT_EQ(ClassifySttError(error), AfterError::kGiveUp);
  EXPECT_EQ(server.Requests().size(), 2U);
}

TEST_F(Whisper, AModelThatTellsSpeakersApartIsAskedForThem) {
  const LoopbackServer server(JsonAnswer(200, R"({"text":"Алло. Да.","segments":[
      {"id":"seg_1","start":0,"end":1,"text":"Алло.","speaker":"A"},
      {"id":"seg_2","start":1,"end":2,"text":"Да.","speaker":"B"}]})"));
  ModelService service = ServiceAt(server);
  service.model = "gpt-4o-transcribe-diarize";
  EXPECT_EQ(TextBy(service), "A: Алло.\nB: Да.");
  const SentSpeech sent = SentTo(server)[0];
  EXPECT_EQ(sent.Field("response_format"), "diarized_json");
  EXPECT_EQ(sent.Field("chunking_strategy"), "auto");
  EXPECT_EQ(sent.Field("timestamp_granularities[]"), "");
}

TEST_F(Whisper, AServiceThatWantsTheOtherShapeGetsIt) {
  const LoopbackServer wants_json(InTurn(
      {JsonAnswer(400,
                  R"({"error":{"message":"No number after minus sign in JSON at position 1"}})"),
       Heard("Алло.")}));
  EXPECT_EQ(TextBy(ServiceAt(wants_json)), "Алло.");
  EXPECT_TRUE(SentTo(wants_json).at(1).json().contains("input_audio"));
  const LoopbackServer wants_form(
      InTurn({JsonAnswer(400, R"({"error":{"message":"Could not parse multipart form"}})"),
              Heard("Алло.")}));
  EXPECT_EQ(TextBy(ServiceAt(wants_form, SpeechShape::kOpenRouter)), "Алло.");
  EXPECT_EQ(SentTo(wants_form).at(1).Field("model"), "whisper-1");
  const LoopbackServer wants_neither(
      JsonAnswer(400, R"({"error":{"message":"multipart in JSON at position 1"}})"));
  EXPECT_EQ(ErrorBy(ServiceAt(wants_neither)).http_status, 400);
  EXPECT_EQ(wants_neither.Requests().size(), 2U);
}

TEST_F(Whisper, WhatCannotBeMendedByAnotherRequestIsNotAskedTwice) {
  for (const int status : {400, 401, 413, 429, 500, 503}) {
    const LoopbackServer server(HttpAnswer(status, "application/json",
                                           R"({"error":{"message":"no"}})", "Retry-After: 7\r\n"));
    const auto got = Transcribe(ServiceAt(server));
    ASSERT_TRUE(std::holds_alternative<Failed>(got));
    EXPECT_EQ(std::get<Failed>(got).error.http_status, status);
    EXPECT_EQ(std::get<Failed>(got).retry_after, 7s);
    EXPECT_EQ(server.Requests().size(), 1U);
  }
}

TEST_F(Whisper, SilenceIsNotSent) {
  const LoopbackServer server(Heard("Продолжение следует..."));
  audio_ = Written(directory_ / "silence.wav", kWavFormat, {Noise(3, -70)});
  EXPECT_EQ(TextBy(ServiceAt(server)), "");
  EXPECT_TRUE(server.Requests().empty());
}

TEST_F(Whisper, AHouseIsNotAskedUnlessItIsOpened) {
  const LoopbackServer server(Heard("Алло."));
  ModelService service = ServiceAt(server);
  service.open_hosts.clear();
  EXPECT_EQ(ErrorBy(service).transport, TransportError::kForbiddenTarget);
  service.base_url = "https://localhost:" + std::to_string(server.port()) + "/v1";
  EXPECT_EQ(ErrorBy(service).transport, TransportError::kForbiddenTarget);
  service.base_url = "http://api.openai.com/v1";
  EXPECT_EQ(ErrorBy(service).transport, TransportError::kForbiddenTarget);
  EXPECT_TRUE(server.Requests().empty());
}

TEST_F(Whisper, ARedirectIsNotFollowed) {
  const LoopbackServer other(Heard("Алло."));
  const LoopbackServer server("HTTP/1.1 307 X\r\nLocation: " + other.Url() +
                              "/\r\nContent-Length: 0\r\n\r\n");
  ModelService service = ServiceAt(server);
  service.open_hosts = {{"127.0.0.1", 0}};
  EXPECT_EQ(ErrorBy(service).http_status, 307);
  EXPECT_TRUE(other.Requests().empty());
}

TEST_F(Whisper, AnEndlessAnswerIsCutAtTheLimit) {
  limits_.most_answer_bytes = 100'000;
  EXPECT_EQ(BreaksBy([](const std::string&, const Connection& client) {
              client.Send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"text\":\"");
              const std::string piece(10'000, 'x');
              while (client.Send(piece)) {
              }
            }),
            TransportError::kTooLarge);
  EXPECT_EQ(
      BreaksBy([](const std::string&, const Connection& client) {
        client.Send("HTTP/1.1 200 OK\r\n\r\n" + std::string(150'000, ' ') + R"({"text":"Алло."})");
      }),
      TransportError::kTooLarge);
}

TEST_F(Whisper, AnAnswerWithFewerBytesThanAnnouncedIsCutShort) {
  EXPECT_EQ(BreaksBy([](const std::string&, const Connection& client) {
              client.Send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"text\":\"А\"}");
            }),
            TransportError::kCutShort);
  EXPECT_EQ(BreaksBy([](const std::string&, const Connection&) {}), TransportError::kCutShort);
}

TEST_F(Whisper, AnAnswerCutWhereNobodySeesItIsUnreadable) {
  const LoopbackServer server(
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"text\":\"А");
  const ServiceError error = ErrorBy(ServiceAt(server));
  EXPECT_TRUE(error.unreadable);
  EXPECT_EQ(ClassifySttError(error), AfterError::kRetry);
}

TEST_F(Whisper, AnAnswerThatDripsEndsWithTheTimeForTheSound) {
  limits_.least_time = 200ms;
  limits_.time_for_a_second = 50ms;
  EXPECT_EQ(BreaksBy([](const std::string&, const Connection& client) {
              client.Send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
              client.Drip(20ms);
            }),
            TransportError::kTimeout);
}

TEST_F(Whisper, TheTimeGrowsWithTheSound) {
  limits_.least_time = 1ms;
  limits_.time_for_a_second = 10s;
  const LoopbackServer server(Heard("Алло."));
  EXPECT_EQ(TextBy(ServiceAt(server)), "Алло.");
}

TEST_F(Whisper, NobodyListeningIsUnreachable) {
  ModelService service;
  {
    const LoopbackServer server("");
    service = ServiceAt(server);
  }
  EXPECT_EQ(ErrorBy(service).transport, TransportError::kUnreachable);
}

}  // namespace
}  // namespace novofon
