#include "core/adapters/audio_directory.h"

#include <system_error>

#include "core/errors.h"

namespace novofon {

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
  fs::remove(state_dir_ / audio, error);
}

}  // namespace novofon
