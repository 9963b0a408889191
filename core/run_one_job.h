// The recordings' program, in one function.
#pragma once

#include <functional>

#include "core/recording_settings.h"
#include "core/recording_work.h"

namespace novofon {

// All that a job needs; everything outlives it.
struct Workshop {
  RecordingBook& book;
  PassageBook& passages;
  LinkBudget& budget;
  AudioShelf& shelf;
  RecordingSource& source;
  Listener& listener;
  Transcriber& transcriber;
  Extractor& extractor;
  std::function<TimePoint()> now;
  std::function<Jitter()> jitter;
  // Called after each stage was saved, for the log.
  std::function<void(const RecordingJob&, const Progress&)> told;
  // Whether there is time for another stage, or another part of a recording.
  std::function<bool()> may_begin = [] { return true; };
};

// Takes a leased recording through the stages that are left: its file is fetched, listened to,
// transcribed, what it says is found, the deal is filled. Stops where one fails, where the lease
// was lost or the time is over. No transaction is open while a service is asked. Throws Unavailable
// when our own disk or database fails: what was saved is saved, the rest is done when the lease is
// over.
void RunOneJob(RecordingJob job, const RecordingSettings& settings, const Workshop& shop);

}  // namespace novofon
