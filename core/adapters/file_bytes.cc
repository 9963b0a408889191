#include "core/adapters/file_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "core/errors.h"

namespace novofon {

FileBytes::FileBytes(const FilePath& file)
    : file_(open(file.value.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  struct stat about {};
  if (file_ >= 0 && fstat(file_, &about) == 0 && S_ISREG(about.st_mode)) {
    size_ = static_cast<std::uint64_t>(about.st_size);
  }
}

FileBytes::~FileBytes() {
  if (file_ >= 0) close(file_);
}

std::string_view FileBytes::At(std::uint64_t offset, std::size_t most) {
  if (offset >= size_) return {};
  most = std::min<std::size_t>({most, window_.size(), size_ - offset});
  if (offset < window_start_ || offset + most > window_start_ + window_bytes_) {
    window_start_ = offset;
    window_bytes_ = 0;
    while (window_bytes_ < window_.size()) {
      const ssize_t got =
          pread(file_, window_.data() + window_bytes_, window_.size() - window_bytes_,
                static_cast<off_t>(offset + window_bytes_));
      if (got < 0) throw Unavailable("a recording can't be read");
      if (got == 0) break;
      window_bytes_ += static_cast<std::size_t>(got);
    }
  }
  const std::size_t skipped = offset - window_start_;
  if (skipped >= window_bytes_) return {};  // It became shorter meanwhile.
  return {window_.data() + skipped, std::min(most, window_bytes_ - skipped)};
}

}  // namespace novofon
