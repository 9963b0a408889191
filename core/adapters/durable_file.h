// Files that are whole and on the disk, or not there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace novofon {

// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  explicit operator bool() const { return fd_ >= 0; }
  int get() const { return fd_; }
  [[nodiscard]] bool Close();  // whether the system had nothing to complain about

 private:
  int fd_;
};

// All four tell what went wrong in errno.

// Makes `path` (mode 0600) with `text` in it, on the disk. False when there is a `path` already or
// writing fails; then nothing of it stays. After a failed fsync the file is given up for good: a
// second fsync would succeed without the data.
[[nodiscard]] bool WriteNewFile(const std::filesystem::path& path, std::string_view text);

// Renames unless there is a `to`.
[[nodiscard]] bool RenameToNew(const std::filesystem::path& from, const std::filesystem::path& to);

// What was made, renamed or removed in `directory` is on the disk when it returns true.
[[nodiscard]] bool SyncDirectory(const std::filesystem::path& directory);

// Nothing when `path` is no plain file, is longer than `most` or can't be read.
std::optional<std::string> ReadWholeFile(const std::filesystem::path& path, std::size_t most);

}  // namespace novofon
