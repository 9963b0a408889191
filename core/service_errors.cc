#include <algorithm>
#include <span>
#include <string_view>

#include "core/retry.h"

namespace novofon {
namespace {

// The account or the settings are at fault, whatever the HTTP status says.
constexpr std::string_view kAccountCodes[] = {
    "insufficient_quota",
    "credit_balance_exhausted",
    "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "billing_hard_limit_reached",
    "billing_not_active",
    "payment_required",
    "invalid_api_key",
    "account_deactivated",
    "authentication",
    "model_not_found",
    "wrong_endpoint",  // a model of speech where one of language is asked
    "privacy_restricted",
};

// This recording's content is at fault.
constexpr std::string_view kContentCodes[] = {
    "context_length_exceeded",
    "content_policy_violation",
    "content_filter",
    "refusal",
    "moderation",
    "request_too_large",
    "audio_too_short",
};

constexpr std::string_view kLaterCodes[] = {
    "rate_limit_exceeded",  "slow_down",  "provider_overloaded",
    "provider_unavailable", "timeout",    "server",
    "server_error",         "overloaded",
};

// Texts with which a 403 says that it is about this recording's content, in small letters:
// OpenRouter's guardrails and moderation often give no code. A guardrail's budget or list of models
// is a matter of the account.
constexpr std::string_view kContentTexts[] = {
    "prompt injection", "sensitive info", "flagged",
    "moderation",       "content filter", "content policy",
};

// Texts with which servers name a wrong setting where they give no code.
constexpr std::string_view kSettingTexts[] = {
    "is not installed locally",  // speaches, 404
    "No endpoints available",    // OpenRouter, 404: privacy settings or strict mode leave none
    "No endpoints found",
};

// What is said of a model that isn't there, after the word "model": vLLM's "The model `x` does not
// exist.", OpenRouter's "x is not a valid model ID", Ollama's "model 'x' not found".
constexpr std::string_view kNoSuchModelTexts[] = {
    "does not exist",
    "not found",
    "valid model id",
};

bool IsAmong(std::span<const std::string_view> codes, const ServiceError& error) {
  return std::ranges::any_of(
      codes, [&](std::string_view code) { return error.code == code || error.type == code; });
}

bool NamesASetting(const ServiceError& error) {
  return std::ranges::any_of(kSettingTexts, [&](std::string_view text) {
    return error.message.find(text) != std::string::npos;
  });
}

std::string InSmallLetters(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

bool NamesNoSuchModel(const ServiceError& error) {
  const std::string message = InSmallLetters(error.message);
  return message.find("model") != std::string::npos &&
         std::ranges::any_of(kNoSuchModelTexts, [&](std::string_view text) {
           return message.find(text) != std::string::npos;
         });
}

bool RefusesTheContent(const ServiceError& error) {
  const std::string message = InSmallLetters(error.message);
  return std::ranges::any_of(kContentTexts, [&](std::string_view text) {
    return message.find(text) != std::string::npos;
  });
}

// OpenRouter answers 200 and puts the status into the body.
int StatusOf(const ServiceError& error) {
  return error.http_status >= 400 ? error.http_status : error.body_status;
}

AfterError AfterTransport(TransportError error) {
  const bool ours = error == TransportError::kTooLarge || error == TransportError::kForbiddenTarget;
  return ours ? AfterError::kGiveUp : AfterError::kRetry;
}

// Of a service whose URL stands in the settings: a person must change it, or permit its host.
AfterError AfterTransportOfService(TransportError error) {
  return error == TransportError::kForbiddenTarget ? AfterError::kPause : AfterTransport(error);
}

AfterError AfterStatus(int status) {
  if (status == 401 || status == 402 || status == 403) return AfterError::kPause;
  if (status == 408 || status == 409 || status == 429) return AfterError::kRetry;
  return status >= 400 && status < 500 ? AfterError::kGiveUp : AfterError::kRetry;
}

AfterError ClassifyModelError(const ServiceError& error) {
  if (error.transport != TransportError::kNone) return AfterTransportOfService(error.transport);
  if (IsAmong(kAccountCodes, error) || NamesASetting(error)) return AfterError::kPause;
  if (IsAmong(kContentCodes, error)) return AfterError::kGiveUp;
  const int status = StatusOf(error);
  if ((status == 400 || status == 404) && NamesNoSuchModel(error)) return AfterError::kPause;
  if (status == 403 && RefusesTheContent(error)) return AfterError::kGiveUp;
  const AfterError by_status = AfterStatus(status);
  if (by_status == AfterError::kPause) return by_status;
  if (error.server_says_retry) {
    return *error.server_says_retry ? AfterError::kRetry : AfterError::kGiveUp;
  }
  // A 413 of OpenAI calls itself "server_error", so a status of its own goes before the code.
  if (status == 0 && IsAmong(kLaterCodes, error)) return AfterError::kRetry;
  return by_status;
}

}  // namespace

// whisper.cpp's server makes this of its own 503 while a model is loaded, and of nothing else but a
// wrong path.
constexpr std::string_view kWhisperCppIsBusy = "File Not Found (";

AfterError ClassifySttError(const ServiceError& error) {
  if (error.http_status == 404 && error.message.starts_with(kWhisperCppIsBusy)) {
    return AfterError::kRetry;
  }
  return ClassifyModelError(error);
}

AfterError ClassifyLlmError(const ServiceError& error) {
  // The same question would end the same way and cost the same again.
  const bool ended = error.finish == "length" || error.finish == "content_filter";
  if (ended && StatusOf(error) == 0) return AfterError::kGiveUp;
  return ClassifyModelError(error);
}

AfterError ClassifyLinkError(const ServiceError& error) {
  if (error.transport != TransportError::kNone) return AfterTransportOfService(error.transport);
  if (error.message.find("exceeded the rate limit") != std::string::npos) return AfterError::kRetry;
  if (error.message == "Not authorized") return AfterError::kPause;
  if (error.message == "File not found" || error.http_status == 404) return AfterError::kRetry;
  return AfterStatus(error.http_status);
}

AfterError ClassifyDownloadError(const ServiceError& error) {
  if (error.transport != TransportError::kNone) return AfterTransport(error.transport);
  const int status = error.http_status;
  if (status == 401 || status == 403 || status == 404 || status == 410) return AfterError::kRetry;
  return AfterStatus(status);
}

}  // namespace novofon
