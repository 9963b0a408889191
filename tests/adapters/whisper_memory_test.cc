// What a recording costs in memory while it is sent.
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <filesystem>

#include "core/adapters/whisper_transcriber.h"
#include "tests/adapters/scripted_speech.h"

#if defined(__SANITIZE_ADDRESS__)
// The compiler's own header isn't packaged with it.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#endif

namespace novofon {
namespace {

std::size_t AllocatedBytes() {
#if defined(__SANITIZE_ADDRESS__)
  return __sanitizer_get_current_allocated_bytes();
#else
  const auto about = mallinfo2();
  return about.uordblks + about.hblkhd;
#endif
}

// At most, above what there was before, while the server reads what it is sent.
std::size_t TakenWhileSending(const Audio& audio, SpeechShape shape) {
  std::atomic<std::size_t> most = 0;
  std::atomic<std::size_t> pieces = 0;
  const LoopbackServer server(InTurn({Heard("Алло.")}), [&] {
    most = std::max<std::size_t>(most, AllocatedBytes());
    ++pieces;
  });
  const ModelService service = ServiceAt(server, shape);
  RememberedParts parts;
  const std::size_t before = AllocatedBytes();
  const auto got = WhisperTranscriber().Transcribe(service, audio, parts);
  EXPECT_TRUE(std::holds_alternative<Transcribed>(got));
  EXPECT_GT(pieces, 100U);
  return most > before ? most - before : 0;
}

constexpr std::size_t kFileBytes = 8'000'000;  // 500 s of one channel, 250 s of two
constexpr std::size_t kMostTaken =
    1'000'000;  // libcurl's buffers, a decoder, one piece of the file

TEST(WhisperMemory, AFileIsNeverHeldWholeInEitherShape) {
  const TestDirectory directory;
  const Audio audio = Written(directory / "call.wav", kWavFormat, {Noise(500, -20)});
  ASSERT_GE(std::filesystem::file_size(audio.file.value), kFileBytes);
  EXPECT_LT(TakenWhileSending(audio, SpeechShape::kOpenAi), kMostTaken);
  EXPECT_LT(TakenWhileSending(audio, SpeechShape::kOpenRouter), kMostTaken);
}

TEST(WhisperMemory, NorIsASide) {
  const TestDirectory directory;
  const Audio audio =
      Written(directory / "call.wav", kWavFormat,
              {Then(Noise(125, -20), Noise(125, -50)), Then(Noise(125, -50), Noise(125, -20, 2))});
  ASSERT_TRUE(audio.sound.two_sides);
  ASSERT_GE(std::filesystem::file_size(audio.file.value), kFileBytes);
  EXPECT_LT(TakenWhileSending(audio, SpeechShape::kOpenAi), kMostTaken);
  EXPECT_LT(TakenWhileSending(audio, SpeechShape::kOpenRouter), kMostTaken);
}

}  // namespace
}  // namespace novofon
