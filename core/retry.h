// When to try again, and whether at all.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "core/values.h"

namespace novofon {

// What the caller does after a failed call.
enum class AfterError {
  kRetry,  // later, by a table of delays
  kPause,  // nothing of this tenant's stage until its account or settings are mended; say so loudly
  kGiveUp,  // this recording can never pass this stage
};

enum class TransportError {
  kNone,
  kUnreachable,      // name resolution, connection, TLS
  kTimeout,          // no answer in time, or too slow
  kCutShort,         // fewer bytes than announced, connection reset
  kTooLarge,         // stopped by our own cap
  kForbiddenTarget,  // a host, address or protocol that is not allowed, a redirect included
  kStopped,          // we were told to end before anything was sent
  kBrokenOff,        // we were told to end before the answer came: it may be paid for all the same
};

// A failed call as its adapter read it. Texts are compared as they came; what is absent stays
// empty.
struct ServiceError {
  TransportError transport = TransportError::kNone;
  int http_status = 0;      // 0: none was received
  int body_status = 0;      // OpenRouter's numeric error.code or error.http_status
  std::string code;         // error.code when it is a text
  std::string type;         // error.type, error.error_type or error.metadata.error_type
  std::string message;      // error, error.message or detail
  std::string finish;       // finish_reason of a chat completion that brought no usable content
  bool unreadable = false;  // a 200 that is HTML, not JSON, or lacks what it must have
  std::optional<bool> server_says_retry = {};  // x-should-retry, error.availability.retryable
};

AfterError ClassifySttError(const ServiceError& error);
AfterError ClassifyLlmError(const ServiceError& error);

// The provider's API that hands out links, by the JSON's status: `message` with HTTP 200 is an
// error.
AfterError ClassifyLinkError(const ServiceError& error);

// The download behind a link. `unreadable`: HTML, empty or undecodable content. Retrying means to
// ask for a new link.
AfterError ClassifyDownloadError(const ServiceError& error);

// A number in [0, 1) that shortens a delay by up to a quarter, so that many failures at once don't
// come back at once. The tables are therefore upper bounds.
struct Jitter {
  double value = 0;
};

// The provider asks for 40 s between the notification and the first attempt.
inline constexpr std::chrono::seconds kFirstFetchDelay{40};

// When to ask for the recording again after the `failures`-th failed attempt; nothing when it is to
// be given up, 24 h after the notification. REQUIRES: failures >= 1
std::optional<std::chrono::seconds> NextFetch(int failures, Jitter jitter);

// The same for the transcription and extraction services. `retry_after` is what the server asked
// for: never sooner than that, but it is cut to kLongestRetryAfter, and a negative one counts as 0.
std::optional<std::chrono::seconds> NextCall(int failures, Jitter jitter,
                                             std::optional<std::chrono::seconds> retry_after);
inline constexpr std::chrono::hours kLongestRetryAfter{6};

// When a paused stage may try one recording again, after the `pauses`-th pause in a row. Never
// gives up: only a person can mend an account. REQUIRES: pauses >= 1
std::chrono::seconds NextProbe(int pauses);

}  // namespace novofon
