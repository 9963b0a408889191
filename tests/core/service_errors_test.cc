#include <gtest/gtest.h>

#include <string>

#include "core/retry.h"

namespace novofon {

// Seen by gtest when a row fails.
void PrintTo(AfterError after, std::ostream* out) {
  *out << (after == AfterError::kRetry   ? "retry"
           : after == AfterError::kPause ? "pause"
                                         : "give up");
}

namespace {

constexpr auto kRetry = AfterError::kRetry;
constexpr auto kPause = AfterError::kPause;
constexpr auto kGiveUp = AfterError::kGiveUp;

ServiceError Http(int status, std::string code = "", std::string type = "",
                  std::string message = "") {
  ServiceError error;
  error.http_status = status;
  error.code = std::move(code);
  error.type = std::move(type);
  error.message = std::move(message);
  return error;
}

ServiceError InBody(int status, std::string type = "", std::string finish = "") {
  ServiceError error = Http(200, "", std::move(type));
  error.body_status = status;
  error.finish = std::move(finish);
  return error;
}

ServiceError Broken(TransportError transport) {
  ServiceError error;
  error.transport = transport;
  return error;
}

ServiceError Unreadable() {
  ServiceError error = Http(200);
  error.unreadable = true;
  return error;
}

ServiceError Told(ServiceError error, bool retry) {
  error.server_says_retry = retry;
  return error;
}

struct ErrorRow {
  std::string name;
  ServiceError error;
  AfterError after;
};

void PrintTo(const ErrorRow& row, std::ostream* out) { *out << row.name; }
std::string RowName(const testing::TestParamInfo<ErrorRow>& info) { return info.param.name; }

// Both services are judged alike by these.
class ModelError : public testing::TestWithParam<ErrorRow> {};

TEST_P(ModelError, IsJudgedByWhatToDo) {
  EXPECT_EQ(ClassifySttError(GetParam().error), GetParam().after);
  EXPECT_EQ(ClassifyLlmError(GetParam().error), GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Retry, ModelError,
    testing::Values(
        ErrorRow{"Status408", Http(408), kRetry}, ErrorRow{"Status409", Http(409), kRetry},
        ErrorRow{"Status429", Http(429), kRetry},
        ErrorRow{"RateLimitExceeded", Http(429, "rate_limit_exceeded"), kRetry},
        ErrorRow{"SlowDown", Http(429, "slow_down"), kRetry},
        ErrorRow{"Status500", Http(500), kRetry}, ErrorRow{"Status502", Http(502), kRetry},
        ErrorRow{"Status503", Http(503), kRetry}, ErrorRow{"Status504", Http(504), kRetry},
        ErrorRow{"Status524", Http(524), kRetry}, ErrorRow{"Status529", Http(529), kRetry},
        ErrorRow{"WhisperServersFailedConversion", Http(500, "", "", "FFmpeg conversion failed."),
                 kRetry},
        ErrorRow{"Unreachable", Broken(TransportError::kUnreachable), kRetry},
        ErrorRow{"Timeout", Broken(TransportError::kTimeout), kRetry},
        ErrorRow{"CutShort", Broken(TransportError::kCutShort), kRetry},
        ErrorRow{"HtmlWith200", Unreadable(), kRetry},
        ErrorRow{"TheServerSaysSo", Told(Http(400), true), kRetry}),
    RowName);

INSTANTIATE_TEST_SUITE_P(
    Pause, ModelError,
    testing::Values(
        ErrorRow{"Status401", Http(401), kPause},
        ErrorRow{"InvalidKey", Http(401, "invalid_api_key", "invalid_request_error"), kPause},
        ErrorRow{"Status402", Http(402), kPause},
        ErrorRow{"SpeachesWrongKeyIs403", Http(403), kPause},
        ErrorRow{"InsufficientQuota", Http(429, "insufficient_quota", "insufficient_quota"),
                 kPause},
        ErrorRow{"QuotaByTypeAlone", Http(429, "", "insufficient_quota"), kPause},
        ErrorRow{"BalanceExhausted", Http(429, "credit_balance_exhausted"), kPause},
        ErrorRow{"OrganizationSpend", Http(429, "organization_spend_limit_exceeded"), kPause},
        ErrorRow{"ProjectSpend", Http(429, "project_spend_limit_exceeded"), kPause},
        ErrorRow{"OrganizationUsage", Http(429, "organization_usage_limit_exceeded"), kPause},
        ErrorRow{"QuotaEvenIfToldToRetry", Told(Http(429, "insufficient_quota"), true), kPause},
        ErrorRow{"NoCreditsEvenIfToldToRetry", Told(Http(402), true), kPause},
        ErrorRow{"ModelNotInstalled",
                 Http(404, "", "", "Model 'x' is not installed locally. You can download it"),
                 kPause},
        ErrorRow{"ModelNotFound", Http(404, "model_not_found"), kPause},
        ErrorRow{"VllmsUnknownModel",
                 Http(404, "", "NotFoundError", "The model `whisper-9` does not exist."), kPause},
        ErrorRow{"OpenRoutersUnknownModel",
                 Http(400, "", "", "openai/whisper-9 is not a valid model ID"), kPause},
        ErrorRow{"OllamasUnknownModel",
                 Http(404, "", "api_error", "model \"whisper-9\" not found, try pulling it first"),
                 kPause},
        ErrorRow{"AGuardrailsBudgetIsOurAccounts",
                 Http(403, "", "", "Guardrail budget limit exceeded"), kPause},
        ErrorRow{"AServerThatIsNotAllowed", Broken(TransportError::kForbiddenTarget), kPause}),
    RowName);

INSTANTIATE_TEST_SUITE_P(
    GiveUp, ModelError,
    testing::Values(
        ErrorRow{"Status400", Http(400), kGiveUp},
        ErrorRow{"WhisperServersInvalidRequest", Http(400, "", "", "Invalid request"), kGiveUp},
        ErrorRow{"AudioTooShort", Http(400, "audio_too_short", "invalid_request_error"), kGiveUp},
        ErrorRow{"AudioTooLong", Http(400, "invalid_value", "invalid_request_error"), kGiveUp},
        ErrorRow{"Status404", Http(404), kGiveUp},
        ErrorRow{"SomethingElseThatIsNotFound", Http(404, "", "", "File not found"), kGiveUp},
        ErrorRow{"SomethingElseAboutTheModel",
                 Http(400, "", "", "This model accepts 30 s of sound at most"), kGiveUp},
        ErrorRow{"TooLargeCallsItselfServerError", Http(413, "", "server_error"), kGiveUp},
        ErrorRow{"TooLargeByAGateway", Http(413, "request_too_large"), kGiveUp},
        ErrorRow{"SpeachesUndecodable", Http(415), kGiveUp},
        ErrorRow{"Status422", Http(422), kGiveUp},
        ErrorRow{"AGuardrailBlocksThisContent",
                 Http(403, "", "", "Request blocked: prompt injection detected by guardrail"),
                 kGiveUp},
        ErrorRow{"SensitiveInfoIsBlocked",
                 Http(403, "", "", "Request blocked: Sensitive information detected"), kGiveUp},
        ErrorRow{
            "FlaggedWithoutACode",
            Http(403, "", "", "x requires moderation. Your input was flagged for \"violence\""),
            kGiveUp},
        ErrorRow{"TheServerSaysNo", Told(Http(500), false), kGiveUp},
        ErrorRow{"OurOwnCap", Broken(TransportError::kTooLarge), kGiveUp}),
    RowName);

class LlmError : public testing::TestWithParam<ErrorRow> {};

TEST_P(LlmError, IsJudgedByItsBodyBehindA200) {
  EXPECT_EQ(ClassifyLlmError(GetParam().error), GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    OpenRouter, LlmError,
    testing::Values(ErrorRow{"RateLimitIn200", InBody(429), kRetry},
                    ErrorRow{"UpstreamDownIn200", InBody(502), kRetry},
                    ErrorRow{"OverloadedIn200", InBody(529, "provider_overloaded"), kRetry},
                    ErrorRow{"ChoiceErrorIn200", InBody(502, "", "error"), kRetry},
                    ErrorRow{"ErrorWithoutACode", InBody(0, "", "error"), kRetry},
                    ErrorRow{"UnavailableByTypeAlone", InBody(0, "provider_unavailable"), kRetry},
                    ErrorRow{"StringCodeOfTheStream", Http(200, "server_error"), kRetry},
                    ErrorRow{"NoChoices", Unreadable(), kRetry},
                    ErrorRow{"UnauthorizedIn200", InBody(401), kPause},
                    ErrorRow{"NoCreditsIn200", InBody(402, "payment_required"), kPause},
                    ErrorRow{"NoCreditsByTypeAlone", InBody(0, "payment_required"), kPause},
                    ErrorRow{"ForbiddenIn200", InBody(403), kPause},
                    ErrorRow{"NoEndpointByPolicy",
                             Http(404, "", "",
                                  "No endpoints available matching your guardrail restrictions and "
                                  "data policy"),
                             kPause},
                    ErrorRow{"PrivacyRestricted", Http(404, "", "privacy_restricted"), kPause},
                    ErrorRow{"BadRequestIn200", InBody(400), kGiveUp},
                    ErrorRow{"NotFoundIn200", InBody(404), kGiveUp},
                    ErrorRow{"TooLargeIn200", InBody(413), kGiveUp},
                    ErrorRow{"UnprocessableIn200", InBody(422), kGiveUp},
                    ErrorRow{"ModerationIs403ButNotOurAccount",
                             Http(403, "", "content_policy_violation"), kGiveUp},
                    ErrorRow{"Refusal", InBody(403, "refusal"), kGiveUp},
                    ErrorRow{"ContextTooLong", Http(400, "", "context_length_exceeded"), kGiveUp},
                    ErrorRow{"ThoughtUntilTheTokensWereGone", InBody(0, "", "length"), kGiveUp},
                    ErrorRow{"ContentFilter", InBody(0, "", "content_filter"), kGiveUp}),
    RowName);

class LinkError : public testing::TestWithParam<ErrorRow> {};

TEST_P(LinkError, IsJudgedByItsMessage) {
  EXPECT_EQ(ClassifyLinkError(GetParam().error), GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Novofon, LinkError,
    testing::Values(ErrorRow{"TooEarly", Http(200, "", "", "File not found"), kRetry},
                    ErrorRow{"TooEarlyAs404", Http(404), kRetry},
                    ErrorRow{"RateLimit", Http(429, "", "", "You exceeded the rate limit"), kRetry},
                    ErrorRow{"RateLimitWith200",
                             Http(200, "", "", "You exceeded the rate limit by User Limits"),
                             kRetry},
                    ErrorRow{"Status500", Http(500), kRetry},
                    ErrorRow{"Html", Unreadable(), kRetry},
                    ErrorRow{"Timeout", Broken(TransportError::kTimeout), kRetry},
                    ErrorRow{"NotAuthorized", Http(401, "", "", "Not authorized"), kPause},
                    ErrorRow{"NotAuthorizedWith200", Http(200, "", "", "Not authorized"), kPause},
                    ErrorRow{"WrongArguments", Http(400, "", "", "Check phone's number"), kGiveUp}),
    RowName);

class DownloadError : public testing::TestWithParam<ErrorRow> {};

TEST_P(DownloadError, AsksForANewLinkWhenOneMayHelp) {
  EXPECT_EQ(ClassifyDownloadError(GetParam().error), GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Novofon, DownloadError,
    testing::Values(
        ErrorRow{"Expired403", Http(403), kRetry}, ErrorRow{"Expired404", Http(404), kRetry},
        ErrorRow{"Gone410", Http(410), kRetry}, ErrorRow{"Status401", Http(401), kRetry},
        ErrorRow{"Status503", Http(503), kRetry}, ErrorRow{"HtmlWith200", Unreadable(), kRetry},
        ErrorRow{"CutShort", Broken(TransportError::kCutShort), kRetry},
        ErrorRow{"TooSlow", Broken(TransportError::kTimeout), kRetry},
        ErrorRow{"EndlessBody", Broken(TransportError::kTooLarge), kGiveUp},
        ErrorRow{"RedirectToLoopback", Broken(TransportError::kForbiddenTarget), kGiveUp},
        ErrorRow{"Status400", Http(400), kGiveUp}),
    RowName);

}  // namespace
}  // namespace novofon
