// What a failed attempt means for its recording.
#pragma once

#include <optional>
#include <string>

#include "core/recording_work.h"
#include "core/retry.h"

namespace novofon {

// By the tables of core/retry.h: later, paused, or the end. What broke off because we were told to
// end is given back and doesn't count, unless it was sent to a service that takes money: what is
// broken off run after run must end one day.
Progress AfterFailure(const RecordingJob& job, const Failed& failure, AfterError after,
                      TimePoint now, Jitter jitter);

// The end of a job whose earlier attempts left no word, because they took the program with them.
std::optional<Progress> AfterCrashes(const RecordingJob& job);

// What is refused again and again while others get through is at fault itself: the end of a job
// whose refusal would begin one pause too many. `progress` stays as it is otherwise, and where
// `others_wait` already: a probe, or while the stage is paused.
Progress AfterRefusals(const RecordingJob& job, Progress progress, bool others_wait);

// A file that came whole but isn't sound, or not to its end.
Failed NotSound();

// "HTTP 429 rate_limit_exceeded: Rate limit reached": for the operator, one line, no secret.
std::string Describe(const ServiceError& error);

}  // namespace novofon
