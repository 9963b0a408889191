// A recording from its link to a whole file on the disk.
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string_view>
#include <variant>

#include "core/recording_ports.h"

namespace novofon {

// What a file's name ends with until it is whole.
inline constexpr std::string_view kPartOfAudio = ".part";

struct DownloadLimits {
  std::uint64_t most_bytes = 200ULL * 1024 * 1024;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{10 * 60'000};  // of each hop
  std::chrono::seconds slow_for{30};               // below 1,000 bytes/s
};

// As RecordingSource::Fetch. At most three redirects, each judged like the link itself. Writes
// "TO.part" first. A page, a JSON text and nothing at all are unreadable; whether the rest is sound
// is for Listen to say: a file that was cut without a Content-Length shows only there.
std::variant<FetchedFile, Failed> DownloadRecording(const NovofonAccount& account,
                                                    const RecordingLink& link, const FilePath& to,
                                                    const DownloadLimits& limits = {},
                                                    const std::stop_token& stop = {});

}  // namespace novofon
