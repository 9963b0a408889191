#include "core/adapters/erased_audio.h"

namespace novofon {

ErasedAudio EraseAudio(AudioShelf& shelf, const std::string& this_host, const Traces& traces) {
  ErasedAudio erased;
  const auto discard = [&](const std::string& audio) {
    const bool is_here = shelf.Has(audio);
    shelf.Discard(audio);
    if (is_here) ++erased.files;
    return is_here;
  };
  for (const KeptAudio& kept : traces.audio) {
    if (!discard(kept.audio) && kept.host != this_host) erased.elsewhere.push_back(kept);
  }
  for (const std::string& audio : traces.audio_names) discard(audio);
  return erased;
}

}  // namespace novofon
