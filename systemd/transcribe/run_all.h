// One run of the recordings' program.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include "core/adapters/settings.h"
#include "core/run_one_job.h"

namespace novofon {

// The services, so that tests can play them. Used by several threads at once.
struct Services {
  std::unique_ptr<RecordingSource> source;
  std::unique_ptr<Listener> listener;
  std::unique_ptr<Transcriber> transcriber;
  std::unique_ptr<Extractor> extractor;
};
// The real ones; `stop` ends what is under way.
Services RealServices(const std::stop_token& stop);

struct RunReport {
  int finished = 0;     // recordings that came to their end
  int put_off = 0;      // that will be tried again
  bool broken = false;  // our database or disk failed
};

// Works on what is due, several recordings at once, until nothing is, `settings.run_for` is over or
// `stop` is requested; then what is under way is broken off and given back, what was finished is
// saved. Takes over what runs left that died on this host. Other programs may do the same at once.
RunReport RunAll(const Settings& settings, Services& services, const std::stop_token& stop,
                 const std::function<TimePoint()>& now);

}  // namespace novofon
