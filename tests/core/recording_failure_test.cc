#include "core/recording_failure.h"

#include <gtest/gtest.h>

#include "core/cabinet_time.h"
#include "tests/core/named_row.h"

namespace novofon {
namespace {

using namespace std::chrono_literals;

const TimePoint kNow = *ParseUtc("2026-01-15T07:00:00Z");

Failed Http(int status, std::string message = "") {
  Failed failed;
  failed.error.http_status = status;
  failed.error.message = std::move(message);
  return failed;
}

RecordingJob Job(Stage stage, int attempts) {
  RecordingJob job;
  job.stage = stage;
  job.attempts = attempts;
  return job;
}

struct RetryRow {
  std::string name;
  Stage stage;
  int attempts;
  std::optional<std::chrono::seconds> retry_after;
  std::chrono::seconds delay;
};
void PrintTo(const RetryRow& row, std::ostream* out) { *out << row.name; }

class Retry : public testing::TestWithParam<RetryRow> {};

TEST_P(Retry, ComesAfterTheDelayOfItsStage) {
  Failed failed = Http(503);
  failed.retry_after = GetParam().retry_after;
  const RecordingJob job = Job(GetParam().stage, GetParam().attempts);
  EXPECT_EQ(AfterFailure(job, failed, AfterError::kRetry, kNow, Jitter{0}),
            Progress(Later{kNow + GetParam().delay, "HTTP 503"}));
}

INSTANTIATE_TEST_SUITE_P(
    Table, Retry,
    testing::Values(RetryRow{"FirstFetch", Stage::kWaiting, 1, {}, 60s},
                    RetryRow{"SecondFetch", Stage::kWaiting, 2, {}, 90s},
                    RetryRow{"LastFetch", Stage::kWaiting, 13, {}, 9h + 45min},
                    RetryRow{"FirstTranscription", Stage::kFetched, 1, {}, 30s},
                    RetryRow{"LastTranscription", Stage::kFetched, 12, {}, 9h},
                    RetryRow{"FirstExtraction", Stage::kTranscribed, 1, {}, 30s},
                    RetryRow{"FetchNotSoonerThanAsked", Stage::kWaiting, 1, 5min, 5min},
                    RetryRow{"FetchSoonerThanTheTableIsNotAsked", Stage::kWaiting, 1, 5s, 60s},
                    RetryRow{"FetchAskedForAWeekIsCut", Stage::kWaiting, 1, 168h, 6h},
                    RetryRow{"FetchAskedForThePast", Stage::kWaiting, 1, -5s, 60s},
                    RetryRow{"TranscriptionNotSoonerThanAsked", Stage::kFetched, 1, 5min, 5min},
                    RetryRow{"TranscriptionAskedForAWeekIsCut", Stage::kFetched, 1, 168h, 6h}),
    RowName());

TEST(AfterFailure, JitterShortensTheDelay) {
  const auto later = std::get<Later>(
      AfterFailure(Job(Stage::kWaiting, 1), Http(503), AfterError::kRetry, kNow, Jitter{0.5}));
  EXPECT_LT(later.at, kNow + 60s);
  EXPECT_GE(later.at, kNow + 45s);
}

struct LastRow {
  std::string name;
  Stage stage;
  int attempts;
  Failed failed;
  Stage end;
};
void PrintTo(const LastRow& row, std::ostream* out) { *out << row.name; }

class LastFailure : public testing::TestWithParam<LastRow> {};

TEST_P(LastFailure, EndsTheRecording) {
  const auto progress = AfterFailure(Job(GetParam().stage, GetParam().attempts), GetParam().failed,
                                     AfterError::kRetry, kNow, Jitter{0});
  EXPECT_EQ(progress, Progress(Ended{GetParam().end, Describe(GetParam().failed.error)}));
}

INSTANTIATE_TEST_SUITE_P(
    Table, LastFailure,
    testing::Values(
        LastRow{"NoSuchFile", Stage::kWaiting, 14, Http(200, "File not found"),
                Stage::kNoRecording},
        LastRow{"NotThere", Stage::kWaiting, 14, Http(404), Stage::kNoRecording},
        LastRow{"GoneForGood", Stage::kWaiting, 14, Http(410), Stage::kNoRecording},
        LastRow{"ServerDownAllDay", Stage::kWaiting, 14, Http(503), Stage::kGaveUp},
        LastRow{"TranscriberDownAllDay", Stage::kFetched, 13, Http(503), Stage::kGaveUp},
        LastRow{"ATranscribers404IsNoMissingFile", Stage::kFetched, 13, Http(404), Stage::kGaveUp},
        LastRow{"ExtractorDownAllDay", Stage::kTranscribed, 13, Http(503), Stage::kGaveUp}),
    RowName());

TEST(AfterFailure, RefusedAccountsPauseHoweverManyAttemptsThereWere) {
  for (const int attempts : {1, 14, 100}) {
    EXPECT_EQ(AfterFailure(Job(Stage::kFetched, attempts), Http(401), AfterError::kPause, kNow,
                           Jitter{0}),
              Progress(StagePaused{"HTTP 401"}));
  }
}

TEST(AfterFailure, WhatCanNeverPassIsGivenUpAtOnce) {
  EXPECT_EQ(AfterFailure(Job(Stage::kFetched, 1), Http(413), AfterError::kGiveUp, kNow, Jitter{0}),
            Progress(Ended{Stage::kGaveUp, "HTTP 413"}));
}

TEST(AfterFailure, WhatWasBrokenOffByUsIsGivenBackWhateverElseIsThoughtOfIt) {
  Failed stopped;
  stopped.error.transport = TransportError::kStopped;
  for (const AfterError after : {AfterError::kRetry, AfterError::kPause, AfterError::kGiveUp}) {
    EXPECT_EQ(AfterFailure(Job(Stage::kWaiting, 14), stopped, after, kNow, Jitter{0}),
              Progress(GivenBack{kNow, ""}));
  }
}

TEST(AfterFailure, WhatWasSentBeforeItWasBrokenOffCountsUntilItIsGivenUp) {
  Failed broken_off;
  broken_off.error.transport = TransportError::kBrokenOff;
  const std::string why = "the program was told to end before the answer came";
  for (const Stage paid : {Stage::kFetched, Stage::kTranscribed}) {
    EXPECT_EQ(AfterFailure(Job(paid, 1), broken_off, AfterError::kRetry, kNow, Jitter{0}),
              Progress(Later{kNow + 30s, why}));
    EXPECT_EQ(AfterFailure(Job(paid, 13), broken_off, AfterError::kRetry, kNow, Jitter{0}),
              Progress(Ended{Stage::kGaveUp, why}));
  }
  EXPECT_EQ(AfterFailure(Job(Stage::kWaiting, 1), broken_off, AfterError::kRetry, kNow, Jitter{0}),
            Progress(GivenBack{kNow, ""}))
      << "fetching costs nothing";
}

TEST(AfterCrashes, TheFirstAttemptHasNoneBeforeIt) {
  EXPECT_EQ(AfterCrashes(Job(Stage::kWaiting, 1)), std::nullopt);
  EXPECT_EQ(AfterCrashes(Job(Stage::kFetched, 0)), std::nullopt);
}

RecordingJob Refused(int times) {
  RecordingJob job = Job(Stage::kTranscribed, 1);
  job.refusals = times;
  return job;
}

TEST(AfterRefusals, ThirdTimeOthersGotThroughMeansThatItIsAtFaultItself) {
  const Progress paused = StagePaused{"HTTP 403: no"};
  for (const int earlier : {0, 1}) {
    EXPECT_EQ(AfterRefusals(Refused(earlier), paused, false), paused) << earlier;
  }
  EXPECT_EQ(
      AfterRefusals(Refused(2), paused, false),
      Progress(Ended{Stage::kGaveUp, "refused 3 times while others got through: HTTP 403: no"}));
}

TEST(AfterRefusals, WhileOthersWaitTooItIsNotTheOnlyOne) {
  const Progress paused = StagePaused{"HTTP 401"};
  EXPECT_EQ(AfterRefusals(Refused(5), paused, true), paused);
}

TEST(AfterRefusals, WhatIsNoRefusalStaysAsItIs) {
  const Progress later = Later{kNow, "HTTP 503"};
  EXPECT_EQ(AfterRefusals(Refused(5), later, false), later);
}

TEST(NotSound, IsFetchedAgain) {
  EXPECT_EQ(ClassifyDownloadError(NotSound().error), AfterError::kRetry);
}

ServiceError Said(int status, std::string code, std::string type, std::string message) {
  ServiceError error;
  error.http_status = status;
  error.code = std::move(code);
  error.type = std::move(type);
  error.message = std::move(message);
  return error;
}

TEST(Describe, SaysStatusCodeAndMessageInOneLine) {
  EXPECT_EQ(Describe(Said(429, "rate_limit_exceeded", "requests", "Rate limit\nreached")),
            "HTTP 429 rate_limit_exceeded: Rate limit reached");
  EXPECT_EQ(Describe(Said(503, "", "overloaded", "")), "HTTP 503 overloaded");
  EXPECT_EQ(Describe(Said(0, "", "", "odd")), "odd");
}

TEST(Describe, AStatusInTheBodyGoesBeforeTheOneOutside) {
  ServiceError error = Said(200, "", "", "no credits");
  error.body_status = 402;
  EXPECT_EQ(Describe(error), "HTTP 402: no credits");
}

TEST(Describe, AnAnswerWithoutWordsIsSaidToBeUnreadable) {
  ServiceError error = Said(200, "", "", "");
  error.unreadable = true;
  EXPECT_EQ(Describe(error), "HTTP 200: the answer can't be read");
}

TEST(Describe, AnAnswerThatWasCutNamesItsEnd) {
  ServiceError error = Said(200, "", "", "");
  error.finish = "length";
  EXPECT_EQ(Describe(error), "HTTP 200, finished with length");
}

TEST(Describe, ALongMessageIsCutAtAWholeLetter) {
  std::string message;
  for (int i = 0; i < 400; ++i) message += "ё";
  const std::string text = Describe(Said(500, "", "", message));
  EXPECT_LE(text.size(), 300u);
  EXPECT_GT(text.size(), 290u);
  EXPECT_TRUE(text.ends_with("ё"));
}

struct TransportRow {
  std::string name;
  TransportError transport;
  std::string text;
};
void PrintTo(const TransportRow& row, std::ostream* out) { *out << row.name; }

class BrokenTransport : public testing::TestWithParam<TransportRow> {};

TEST_P(BrokenTransport, IsSaidInWords) {
  ServiceError error = Said(200, "", "", "half an answer");
  error.transport = GetParam().transport;
  EXPECT_EQ(Describe(error), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Table, BrokenTransport,
    testing::Values(
        TransportRow{"Unreachable", TransportError::kUnreachable, "the server can't be reached"},
        TransportRow{"Timeout", TransportError::kTimeout, "no answer in time, or too slow"},
        TransportRow{"CutShort", TransportError::kCutShort, "the connection was cut off"},
        TransportRow{"TooLarge", TransportError::kTooLarge, "the answer is too large"},
        TransportRow{"Forbidden", TransportError::kForbiddenTarget,
                     "the URL leads where nothing may be fetched from; see --allow-host"},
        TransportRow{"BrokenOff", TransportError::kBrokenOff,
                     "the program was told to end before the answer came"},
        TransportRow{"Stopped", TransportError::kStopped, "stopped"}),
    RowName());

}  // namespace
}  // namespace novofon
