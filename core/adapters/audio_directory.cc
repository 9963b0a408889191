#include "core/adapters/audio_directory.h"

#include <chrono>
#include <string_view>
#include <system_error>

#include "core/adapters/recording_download.h"
#include "core/errors.h"

namespace novofon {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

bool AudioDirectory::HasRoom() {
  std::error_code error;
  const auto space = fs::space(state_dir_, error);
  return !error && space.available >= floor_;
}

FilePath AudioDirectory::PlaceOf(const std::string& audio) {
  const fs::path place = state_dir_ / audio;
  std::error_code error;
  fs::create_directories(place.parent_path(), error);
  if (error) {
    throw Unavailable("can't make " + place.parent_path().string() + ": " + error.message());
  }
  return {place.string()};
}

bool AudioDirectory::Has(const std::string& audio) {
  std::error_code error;
  return !audio.empty() && fs::is_regular_file(state_dir_ / audio, error);
}

void AudioDirectory::Discard(const std::string& audio) {
  std::error_code error;
  for (const std::string_view end : {std::string_view(), kPartOfAudio}) {
    fs::path file = state_dir_ / audio;
    fs::remove(file += end, error);
  }
}

// A file that goes while it is looked at is no hindrance.
void AudioDirectory::SweepParts(TimePoint now) {
  std::error_code error;
  const auto old = std::chrono::file_clock::from_sys(now - 24h);
  for (fs::recursive_directory_iterator at(state_dir_ / "recordings", error), end;
       !error && at != end; at.increment(error)) {
    if (at->path().extension() != kPartOfAudio) continue;
    std::error_code gone;
    const auto written_at = at->last_write_time(gone);
    if (!gone && written_at < old) fs::remove(at->path(), gone);
  }
}

}  // namespace novofon
