// A file read at any place in bounded memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/recording_ports.h"

namespace novofon {

class FileBytes {
 public:
  explicit FileBytes(const FilePath& file);
  ~FileBytes();
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  bool IsOpen() const { return file_ >= 0; }
  std::uint64_t size() const { return size_; }

  // Up to `most` bytes (16 KiB at the most), fewer only at the end. Valid until the next call.
  // Throws Unavailable when the disk fails.
  std::string_view At(std::uint64_t offset, std::size_t most);

 private:
  int file_;
  std::uint64_t size_ = 0;
  std::uint64_t window_start_ = 0;
  std::size_t window_bytes_ = 0;
  std::array<char, 16 * 1024> window_;
};

}  // namespace novofon
