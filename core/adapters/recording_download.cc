#include "core/adapters/recording_download.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "core/adapters/durable_file.h"
#include "core/adapters/service_failure.h"
#include "core/adapters/web_call.h"
#include "core/digest.h"
#include "core/errors.h"

namespace novofon {
namespace {

constexpr int kMostRedirects = 3;

[[noreturn]] void DiskFails(const std::string& path, int error) {
  throw Unavailable("can't write " + path + ": " + std::generic_category().message(error));
}

struct FreeHash {
  void operator()(EVP_MD_CTX* hash) const { EVP_MD_CTX_free(hash); }
};

// "TO.part": becomes TO by Finish, else goes.
class PartFile {
 public:
  explicit PartFile(std::string to)
      : to_(std::move(to)),
        part_(to_ + std::string(kPartOfAudio)),
        file_(open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600)),
        hash_(EVP_MD_CTX_new()) {
    if (!file_) DiskFails(part_, errno);
    if (!hash_ || EVP_DigestInit_ex(hash_.get(), EVP_sha256(), nullptr) != 1) {
      throw Bug("SHA-256 can't be computed");
    }
  }
  ~PartFile() {
    if (!finished_) unlink(part_.c_str());
  }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  // Called by C code, so it keeps a failure for Finish instead of throwing.
  bool Write(std::string_view bytes) {
    if (start_.size() < kStart) start_.append(bytes.substr(0, kStart - start_.size()));
    EVP_DigestUpdate(hash_.get(), bytes.data(), bytes.size());
    bytes_ += bytes.size();
    while (!bytes.empty()) {
      const ssize_t written = write(file_.get(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) {
        error_ = written < 0 ? errno : ENOSPC;
        return false;
      }
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  void ThrowIfBroken() const {
    if (error_ != 0) DiskFails(part_, error_);
  }

  // What can't be sound whatever it is called: nothing, a page, a JSON text.
  bool CanBeSound() const {
    std::string_view text(start_);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] != '<' && text[first] != '{';
  }

  FetchedFile Finish() {
    Sha256Digest digest{};
    EVP_DigestFinal_ex(hash_.get(), digest.data(), nullptr);
    if (fsync(file_.get()) != 0 || !file_.Close()) DiskFails(part_, errno);
    if (rename(part_.c_str(), to_.c_str()) != 0) DiskFails(to_, errno);
    finished_ = true;
    const auto directory = std::filesystem::path(to_).parent_path();
    if (!SyncDirectory(directory.empty() ? "." : directory)) DiskFails(to_, errno);
    return {bytes_, HexOf(digest)};
  }

 private:
  static constexpr std::size_t kStart = 64;

  std::string to_;
  std::string part_;
  Descriptor file_;
  std::unique_ptr<EVP_MD_CTX, FreeHash> hash_;
  std::string start_;
  std::uint64_t bytes_ = 0;
  int error_ = 0;
  bool finished_ = false;
};

std::variant<WebAnswer, TransportError> FollowLinks(const NovofonAccount& account,
                                                    const RecordingLink& link, PartFile& part,
                                                    const DownloadLimits& limits,
                                                    const std::stop_token& stop) {
  WebCall call;
  call.url = link.url;
  call.connect_timeout = limits.connect_timeout;
  call.timeout = limits.timeout;
  call.slow_for = limits.slow_for;
  call.most_bytes = limits.most_bytes;
  call.stop = stop;
  for (int redirects = 0;; ++redirects) {
    call.target = JudgeTarget(call.url, account.link_hosts, account.open_hosts);
    auto got = Perform(call, [&](std::string_view bytes) { return part.Write(bytes); });
    const auto* answer = std::get_if<WebAnswer>(&got);
    if (answer == nullptr || answer->redirect_to.empty()) return got;
    if (redirects == kMostRedirects) return TransportError::kForbiddenTarget;
    call.url = answer->redirect_to;
  }
}

}  // namespace

std::variant<FetchedFile, Failed> DownloadRecording(const NovofonAccount& account,
                                                    const RecordingLink& link, const FilePath& to,
                                                    const DownloadLimits& limits,
                                                    const std::stop_token& stop) {
  PartFile part(to.value);
  const auto got = FollowLinks(account, link, part, limits, stop);
  part.ThrowIfBroken();
  if (const auto* error = std::get_if<TransportError>(&got)) {
    return FailedBy(*error);
  }
  const auto& answer = std::get<WebAnswer>(got);
  if (answer.status != 200 || answer.content_type.starts_with("text/html") || !part.CanBeSound()) {
    return UnreadableAnswer(answer);
  }
  return part.Finish();
}

}  // namespace novofon
