#include "core/adapters/speech_request.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/adapters/durable_file.h"
#include "core/errors.h"

namespace novofon {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kPath = "/audio/transcriptions";
constexpr const char* kLanguage = "ru";

const char* NameOf(SpeechFormat format) {
  switch (format) {
    case SpeechFormat::kSegments:
      return "verbose_json";
    case SpeechFormat::kSpeakers:
      return "diarized_json";
    case SpeechFormat::kPlain:
      return "json";
  }
  return "";
}

// A file in base64 between two texts, made as it is read.
class EmbeddedFile {
 public:
  EmbeddedFile(const FilePath& file, std::string before, std::string after)
      : before_(std::move(before)),
        after_(std::move(after)),
        file_(open(file.value.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat about {};
    if (!file_ || fstat(file_.get(), &about) != 0 || !S_ISREG(about.st_mode)) {
      throw Unavailable("a recording can't be opened");
    }
    left_ = static_cast<std::uint64_t>(about.st_size);
    bytes_ = before_.size() + (left_ + 2) / 3 * 4 + after_.size();
    ready_ = before_;
  }

  std::uint64_t bytes() const { return bytes_; }

  // As StreamedBody::next.
  std::size_t Next(char* to, std::size_t most) {
    if (ready_.empty()) Refill();
    const std::size_t given = std::min(most, ready_.size());
    std::memcpy(to, ready_.data(), given);
    ready_.remove_prefix(given);
    return given;
  }

 private:
  static constexpr std::size_t kPiece = 12'288;  // in threes, so only the last one is padded

  void Refill() {
    if (left_ == 0) {
      if (!ended_) ready_ = after_;
      ended_ = true;
      return;
    }
    const std::size_t wanted = std::min<std::uint64_t>(piece_.size(), left_);
    if (!Read(wanted)) return;
    left_ -= wanted;
    const int length = EVP_EncodeBlock(encoded_.data(), piece_.data(), static_cast<int>(wanted));
    ready_ = {reinterpret_cast<const char*>(encoded_.data()), static_cast<std::size_t>(length)};
  }

  bool Read(std::size_t wanted) {
    for (std::size_t done = 0; done < wanted;) {
      const ssize_t got = read(file_.get(), piece_.data() + done, wanted - done);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      done += static_cast<std::size_t>(got);
    }
    return true;
  }

  std::string before_;
  std::string after_;
  Descriptor file_;
  std::uint64_t left_ = 0;  // bytes of the file
  std::uint64_t bytes_ = 0;
  bool ended_ = false;
  std::string_view ready_;
  std::array<unsigned char, kPiece> piece_;
  std::array<unsigned char, kPiece / 3 * 4 + 1> encoded_;
};

WebCall CallTo(const ModelService& service, const PieceOfSound& sound, const SpeechLimits& limits) {
  WebCall call;
  call.url = service.base_url;
  while (call.url.ends_with('/')) call.url.pop_back();
  call.url += kPath;
  call.target = JudgeTarget(call.url, {}, service.open_hosts);
  call.headers = {"Accept: application/json"};
  if (!service.key.empty()) {
    call.headers.push_back("Authorization: Bearer " + std::string(service.key.Reveal()));
  }
  call.connect_timeout = limits.connect_timeout;
  call.timeout = LongestWait(limits, sound.seconds);
  call.most_bytes = limits.most_answer_bytes;
  return call;
}

FormWithFile FormOf(const ModelService& service, const PieceOfSound& sound, SpeechFormat format,
                    const SpeechHabits& habits) {
  FormWithFile form;
  form.fields = {{"model", service.model},
                 {"language", kLanguage},
                 {"response_format", NameOf(format)},
                 {"temperature", "0"}};
  if (format == SpeechFormat::kSegments) {
    form.fields.emplace_back("timestamp_granularities[]", "segment");
  }
  if (habits.tells_speakers) form.fields.emplace_back("chunking_strategy", "auto");
  form.file = sound.file;
  form.file_name = "call." + std::string(ExtensionOf(sound.kind));
  form.file_type = MediaTypeOf(sound.kind);
  return form;
}

// The text before the sound; its end is two braces.
std::string JsonBefore(const ModelService& service, const PieceOfSound& sound,
                       SpeechFormat format) {
  Json json{{"model", service.model},
            {"language", kLanguage},
            {"response_format", NameOf(format)},
            {"temperature", 0}};
  if (format == SpeechFormat::kSegments) json["timestamp_granularities"] = Json::array({"segment"});
  std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  text.pop_back();
  return text + R"(,"input_audio":{"format":")" + std::string(ExtensionOf(sound.kind)) +
         R"(","data":")";
}

}  // namespace

std::variant<WebAnswer, TransportError> SendSound(const ModelService& service,
                                                  const PieceOfSound& sound, SpeechFormat format,
                                                  const SpeechLimits& limits,
                                                  const std::stop_token& stop) {
  WebCall call = CallTo(service, sound, limits);
  call.stop = stop;
  if (service.shape == SpeechShape::kOpenAi) {
    call.body = FormOf(service, sound, format, HabitsOf(service, limits));
    return Perform(call);
  }
  EmbeddedFile file(sound.file, JsonBefore(service, sound, format), "\"}}");
  call.headers.emplace_back("Content-Type: application/json");
  call.body =
      StreamedBody{file.bytes(), [&](char* to, std::size_t most) { return file.Next(to, most); }};
  return Perform(call);
}

}  // namespace novofon
