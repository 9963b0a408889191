#include "core/adapters/sound_container.h"

#include <cstddef>

#include "core/adapters/file_bytes.h"

namespace novofon {
namespace {

constexpr std::uint32_t kUnknownLength = 0xFFFFFFFF;  // of a WAV written to a pipe
constexpr std::uint16_t kPcm = 1;

std::uint8_t Byte(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

std::uint16_t Little16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(Byte(bytes, at) | Byte(bytes, at + 1) << 8);
}

std::uint32_t Little32(std::string_view bytes, std::size_t at) {
  return Little16(bytes, at) | static_cast<std::uint32_t>(Little16(bytes, at + 2)) << 16;
}

// Of an MPEG layer III frame, its header included; nothing when these four bytes don't start one.
std::optional<std::uint32_t> Mp3FrameBytes(std::string_view head) {
  constexpr std::uint32_t kRates[] = {44100, 48000, 32000};
  constexpr std::uint32_t kMpeg1[] = {32,  40,  48,  56,  64,  80,  96,
                                      112, 128, 160, 192, 224, 256, 320};
  constexpr std::uint32_t kMpeg2[] = {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
  if (head.size() < 4 || Byte(head, 0) != 0xFF || (Byte(head, 1) & 0xE6) != 0xE2) {
    return std::nullopt;
  }
  const unsigned version = Byte(head, 1) >> 3 & 3;  // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
  const unsigned bitrate = Byte(head, 2) >> 4;
  const unsigned rate = Byte(head, 2) >> 2 & 3;
  const unsigned padding = Byte(head, 2) >> 1 & 1;
  if (version == 1 || bitrate == 0 || bitrate == 15 || rate == 3) return std::nullopt;
  const bool first = version == 3;
  const std::uint32_t kilobits = (first ? kMpeg1 : kMpeg2)[bitrate - 1];
  const std::uint32_t hertz = kRates[rate] >> (first ? 0 : version == 2 ? 1 : 2);
  return (first ? 144'000 : 72'000) * kilobits / hertz + padding;
}

std::uint64_t AfterId3(FileBytes& bytes) {
  const std::string_view head = bytes.At(0, 10);
  if (head.size() < 10 || !head.starts_with("ID3")) return 0;
  std::uint64_t size = 10;
  std::uint32_t body = 0;
  for (std::size_t i = 6; i < 10; ++i) body = body << 7 | (Byte(head, i) & 0x7F);
  if ((Byte(head, 5) & 0x10) != 0) size += 10;  // a footer
  return size + body;
}

// Two frames one after the other, or one and the end of the file, cut or not.
bool FramesStartAt(FileBytes& bytes, std::uint64_t at) {
  const auto frame = Mp3FrameBytes(bytes.At(at, 4));
  if (!frame) return false;
  const std::uint64_t next = at + *frame;
  return next >= bytes.size() || Mp3FrameBytes(bytes.At(next, 4)).has_value();
}

std::optional<SoundContainer> LookAtMp3(FileBytes& bytes) {
  std::uint64_t at = AfterId3(bytes);
  const bool tagged = at > 0;
  // Tags are sometimes followed by more padding than they say.
  const std::uint64_t last_start = tagged ? at + 4096 : at;
  while (!FramesStartAt(bytes, at)) {
    if (++at > last_start) return std::nullopt;
  }
  const std::uint64_t start = at;
  while (const auto frame = Mp3FrameBytes(bytes.At(at, 4))) at += *frame;
  // What follows the last frame is a tag of another kind, or nothing.
  const std::string_view rest = bytes.At(at, 4);
  const bool half_a_header = !rest.empty() && rest.size() < 4 && Byte(rest, 0) == 0xFF;
  const bool whole = at <= bytes.size() && !half_a_header;
  return SoundContainer{SoundKind::kMp3, whole, true, start};
}

std::optional<SoundContainer> LookAtWav(FileBytes& bytes) {
  SoundContainer wav{SoundKind::kWav, false, false, 0};
  for (std::uint64_t at = 12; at + 8 <= bytes.size();) {
    const std::string_view head = bytes.At(at, 24);
    const std::uint32_t size = Little32(head, 4);
    if (head.starts_with("fmt ") && head.size() == 24) {
      wav.understood_by_all = Little16(head, 8) == kPcm && Little16(head, 22) == 16;
    }
    if (head.starts_with("data")) {
      wav.whole = size == kUnknownLength || at + 8 + size <= bytes.size();
      return wav;
    }
    at += 8 + static_cast<std::uint64_t>(size) + size % 2;
  }
  return wav;
}

std::optional<SoundContainer> LookAtOgg(FileBytes& bytes) {
  SoundContainer ogg{SoundKind::kOgg, false, false, 0};
  ogg.understood_by_all = bytes.At(28, 6) == "\x01vorbi";
  std::uint64_t at = 0;
  while (at < bytes.size()) {
    const std::string_view head = bytes.At(at, 27 + 255);
    if (head.size() < 27 || !head.starts_with("OggS")) return ogg;
    const std::size_t segments = Byte(head, 26);
    if (head.size() < 27 + segments) return ogg;
    at += 27 + segments;
    for (std::size_t i = 0; i < segments; ++i) at += Byte(head, 27 + i);
  }
  ogg.whole = at == bytes.size();
  return ogg;
}

}  // namespace

std::optional<SoundContainer> LookAtContainer(const FilePath& file) {
  FileBytes bytes(file);
  if (!bytes.IsOpen()) return std::nullopt;
  const std::string_view head = bytes.At(0, 12);
  if (head.starts_with("fLaC")) return SoundContainer{SoundKind::kFlac, true, true, 0};
  if (head.starts_with("OggS")) return LookAtOgg(bytes);
  if (head.starts_with("RIFF") && head.ends_with("WAVE")) return LookAtWav(bytes);
  return LookAtMp3(bytes);
}

std::string_view ExtensionOf(SoundKind kind) {
  switch (kind) {
    case SoundKind::kMp3:
      return "mp3";
    case SoundKind::kWav:
      return "wav";
    case SoundKind::kFlac:
      return "flac";
    case SoundKind::kOgg:
      return "ogg";
  }
  return {};
}

std::string_view MediaTypeOf(SoundKind kind) {
  switch (kind) {
    case SoundKind::kMp3:
      return "audio/mpeg";
    case SoundKind::kWav:
      return "audio/wav";
    case SoundKind::kFlac:
      return "audio/flac";
    case SoundKind::kOgg:
      return "audio/ogg";
  }
  return {};
}

}  // namespace novofon
