// How loud a sound is from moment to moment: by that a recording is known again, also when it was
// resampled, coded anew or split into its channels.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace novofon::standins {

struct SoundPrint {
  double seconds = 0;
  std::vector<float> loudness;  // of each twentieth of a second
  bool silent = false;
};

struct Sound {
  double seconds = 0;
  std::vector<SoundPrint> channels;  // one or two
  SoundPrint mix;
};

// Nothing when it can't be decoded from its first to its last byte.
std::optional<Sound> Hear(const std::string& file);

// From 0 to 1; 1 for the same.
double Likeness(const SoundPrint& one, const SoundPrint& other);

}  // namespace novofon::standins
