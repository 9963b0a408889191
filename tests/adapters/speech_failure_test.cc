// What transcription services answer when they fail, from their bytes to what is to be done.
#include <gtest/gtest.h>

#include "core/adapters/service_failure.h"
#include "core/adapters/speech_answer.h"
#include "core/adapters/speech_habits.h"

namespace novofon {

void PrintTo(AfterError after, std::ostream* out) {
  *out << (after == AfterError::kRetry   ? "retry"
           : after == AfterError::kPause ? "pause"
                                         : "give up");
}

namespace {

constexpr auto kRetry = AfterError::kRetry;
constexpr auto kPause = AfterError::kPause;
constexpr auto kGiveUp = AfterError::kGiveUp;

struct Failure {
  const char* name;
  int status;
  const char* type;
  std::string body;
  AfterError after;
  const char* message;
};

void PrintTo(const Failure& failure, std::ostream* out) { *out << failure.name; }
std::string FailureName(const testing::TestParamInfo<Failure>& info) { return info.param.name; }

constexpr const char* kJson = "application/json";
constexpr const char* kText = "text/plain";
constexpr const char* kPage = "text/html; charset=utf-8";

ServiceError ErrorOf(int status, const char* type, const std::string& body) {
  WebAnswer answer;
  answer.status = status;
  answer.content_type = type;
  answer.body = body;
  const auto read = ReadSpeechAnswer(answer, 20);
  const auto* failed = std::get_if<Failed>(&read);
  if (failed == nullptr) {
    ADD_FAILURE() << "a transcript: " << body;
    return {};
  }
  return failed->error;
}

class SpeechFailure : public testing::TestWithParam<Failure> {};

TEST_P(SpeechFailure, IsJudgedByWhatItTells) {
  const ServiceError error = ErrorOf(GetParam().status, GetParam().type, GetParam().body);
  EXPECT_EQ(error.http_status, GetParam().status);
  EXPECT_EQ(error.message, GetParam().message);
  EXPECT_EQ(ClassifySttError(error), GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    OpenAi, SpeechFailure,
    testing::Values(
        Failure{"WrongKey", 401, kJson,
                R"({"error":{"message":"Incorrect API key provided.",
                    "type":"invalid_request_error","param":null,"code":"invalid_api_key"}})",
                kPause, "Incorrect API key provided."},
        Failure{"RateLimit", 429, kJson,
                R"({"error":{"message":"Rate limit reached","type":"requests","param":null,
                    "code":"rate_limit_exceeded"}})",
                kRetry, "Rate limit reached"},
        Failure{"Quota", 429, kJson,
                R"({"error":{"message":"You exceeded your current quota",
                    "type":"insufficient_quota","param":null,"code":"insufficient_quota"}})",
                kPause, "You exceeded your current quota"},
        Failure{"BalanceByCodeAlone", 429, kJson,
                R"({"error":{"message":"No credits","type":"insufficient_quota","param":null,
                    "code":"credit_balance_exhausted"}})",
                kPause, "No credits"},
        Failure{"TooLarge", 413, kJson,
                R"j({"error":{"message":"413: Maximum content size limit (26214400) exceeded",
                    "type":"server_error","param":null,"code":null}})j",
                kGiveUp, "413: Maximum content size limit (26214400) exceeded"},
        Failure{"TooLargeForAGatewaysPage", 413, kPage, "<html>413</html>", kGiveUp, ""},
        Failure{"TooShort", 400, kJson,
                R"({"error":{"message":"Audio file is too short.",
                    "type":"invalid_request_error","param":"file","code":"audio_too_short"}})",
                kGiveUp, "Audio file is too short."},
        Failure{"UnknownModel", 404, kJson,
                R"({"error":{"message":"The model `x` does not exist",
                    "type":"invalid_request_error","param":null,"code":"model_not_found"}})",
                kPause, "The model `x` does not exist"},
        Failure{"ServerError", 500, kJson,
                R"({"error":{"message":"The server had an error","type":"server_error",
                    "param":null,"code":null}})",
                kRetry, "The server had an error"},
        Failure{"ErrorThoughA200", 200, kJson,
                R"({"text":"","error":{"message":"The server had an error",
                    "type":"server_error"}})",
                kRetry, "The server had an error"}),
    FailureName);

INSTANTIATE_TEST_SUITE_P(
    WhisperCpp, SpeechFailure,
    testing::Values(
        Failure{"Undecodable", 400, kText, "Invalid request", kGiveUp, "Invalid request"},
        Failure{"BusyLoadingItsModel", 404, kText, "File Not Found (/v1/audio/transcriptions)",
                kRetry, "File Not Found (/v1/audio/transcriptions)"},
        Failure{"FailedConversion", 500, kJson, R"({"error":"FFmpeg conversion failed."})", kRetry,
                "FFmpeg conversion failed."},
        Failure{"ABadNumber", 500, kText, "stof", kRetry, "stof"},
        Failure{"ErrorTextThoughA200", 200, kJson, R"({"error":"failed to process audio"})", kRetry,
                "failed to process audio"}),
    FailureName);

INSTANTIATE_TEST_SUITE_P(
    SpeachesAndVllm, SpeechFailure,
    testing::Values(
        Failure{"NotInstalled", 404, kJson,
                R"({"detail":"Model 'x' is not installed locally. You can download it"})", kPause,
                "Model 'x' is not installed locally. You can download it"},
        Failure{"WrongKeyIs403", 403, kJson, R"({"detail":"Invalid API key"})", kPause,
                "Invalid API key"},
        Failure{"UndecodableIs415", 415, kJson, R"({"detail":"Failed to decode audio."})", kGiveUp,
                "Failed to decode audio."},
        Failure{"Validation", 422, kJson, R"({"detail":[{"loc":["body","file"],"msg":"x"}]})",
                kGiveUp, R"([{"loc":["body","file"],"msg":"x"}])"},
        Failure{"DetailThoughA200", 200, kJson, R"({"detail":"busy"})", kRetry, "busy"},
        Failure{"VllmsCodeIsItsStatus", 400, kJson,
                R"({"error":{"message":"Maximum file size exceeded","type":"BadRequestError",
                    "param":null,"code":400}})",
                kGiveUp, "Maximum file size exceeded"}),
    FailureName);

INSTANTIATE_TEST_SUITE_P(
    LocalAiAndGroq, SpeechFailure,
    testing::Values(Failure{"Loading", 503, kJson,
                            R"({"error":{"message":"loading model","code":503,"type":""}})", kRetry,
                            "loading model"},
                    Failure{"OpaqueModeIsEmpty", 500, kText, "", kRetry, ""},
                    Failure{"GroqTooLarge", 413, kJson,
                            R"({"error":{"message":"Request Entity Too Large",
                    "type":"invalid_request_error","code":"request_too_large"}})",
                            kGiveUp, "Request Entity Too Large"},
                    Failure{"GroqWrongKey", 401, kJson,
                            R"({"error":{"message":"Invalid API Key","type":"invalid_request_error",
                    "code":"invalid_api_key"}})",
                            kPause, "Invalid API Key"}),
    FailureName);

INSTANTIATE_TEST_SUITE_P(
    OpenRouter, SpeechFailure,
    testing::Values(Failure{"NoCredits", 402, kJson,
                            R"({"error":{"code":402,"message":"Insufficient credits"}})", kPause,
                            "Insufficient credits"},
                    Failure{"NoCreditsIn200", 200, kJson,
                            R"({"error":{"code":402,"message":"Insufficient credits"}})", kPause,
                            "Insufficient credits"},
                    Failure{"UpstreamTimeout", 524, kPage, "<html>524</html>", kRetry, ""},
                    Failure{"Overloaded", 529, kJson,
                            R"({"error":{"code":529,"message":"Provider overloaded",
                    "metadata":{"error_type":"provider_overloaded"}}})",
                            kRetry, "Provider overloaded"},
                    Failure{"Validation", 400, kJson,
                            R"({"success":false,"error":{"name":"ZodError","message":"[]"}})",
                            kGiveUp, "[]"},
                    Failure{"ValidationIn200", 200, kJson,
                            R"({"success":false,"error":{"name":"ZodError","message":"[]"}})",
                            kRetry, "[]"},
                    Failure{"WrongEndpoint", 400, kJson,
                            R"({"error":{"code":400,"message":"x is not a valid model ID"}})",
                            kPause, "x is not a valid model ID"}),
    FailureName);

TEST(SpeechFailures, ADeepOrHugeErrorIsTakenForWhatItIs) {
  const std::string deep =
      R"({"detail":)" + std::string(30'000, '[') + std::string(30'000, ']') + "}";
  EXPECT_EQ(ErrorOf(400, kJson, deep).http_status, 400);
  // Too long to be taken apart.
  const std::string huge = R"({"error":")" + std::string(1'000'000, 'x') + "\"}";
  EXPECT_EQ(ErrorOf(500, kJson, huge).message, huge.substr(0, 300));
}

struct Refusal {
  int status;
  const char* body;
  bool of_format;
  bool of_form;  // a multipart one
  bool of_json;
};

TEST(SpeechFailures, ARefusedFormatOrShapeIsKnownByItsText) {
  const Refusal rows[] = {
      {400,
       R"({"error":{"message":"response_format 'verbose_json' is not compatible with model",
           "type":"invalid_request_error","param":"response_format","code":"unsupported_value"}})",
       true, false, false},
      {400, R"({"error":{"code":400,"message":"Provider returned 400"}})", true, false, false},
      {200, R"({"error":{"code":400,"message":"Provider returned error"}})", true, false, false},
      {400, R"({"error":{"message":"Currently do not support verbose_json for x","code":400}})",
       true, false, false},
      {422, R"({"detail":[{"loc":["body","response_format"],"msg":"x"}]})", true, false, false},
      {400,
       R"({"error":{"code":400,"message":"No number after minus sign in JSON at position 1"}})",
       false, true, false},
      {400, R"({"error":{"message":"Could not parse multipart form","code":null}})", false, false,
       true},
      {502, R"({"error":{"code":502,"message":"Provider returned 400"}})", false, false, false},
      {500, R"({"error":"verbose_json failed"})", false, false, false},
      {500, R"({"error":"Unexpected token - in JSON at position 0"})", false, false, false},
      {400, R"({"error":{"message":"Audio file might be corrupted","code":"invalid_value"}})",
       false, false, false},
      {400, "Invalid request", false, false, false},
  };
  for (const Refusal& row : rows) {
    const ServiceError error = ErrorOf(row.status, kJson, row.body);
    EXPECT_EQ(RefusesFormat(error), row.of_format) << row.body;
    EXPECT_EQ(WantsOtherShape(error, SpeechShape::kOpenAi), row.of_form) << row.body;
    EXPECT_EQ(WantsOtherShape(error, SpeechShape::kOpenRouter), row.of_json) << row.body;
  }
}

}  // namespace
}  // namespace novofon
