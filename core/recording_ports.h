// What the recordings' program asks of the outside: a link, its file, a transcript, claims.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/evidence.h"
#include "core/retry.h"
#include "core/secret.h"
#include "core/transcript.h"
#include "core/values.h"

namespace novofon {

// `--allow-host HOST[:PORT]`: plain http and private addresses are permitted for just this host.
struct OpenHost {
  std::string name;
  std::uint16_t port = 0;  // 0: any
  bool operator==(const OpenHost&) const = default;
};

// "host", "host:8080", "[::1]:8080"; nothing when it is neither.
std::optional<OpenHost> ReadOpenHost(std::string_view text);

struct NovofonAccount {
  std::string base_url = "https://api.novofon.com";
  std::string api_key;
  Secret api_secret;
  std::vector<std::string> link_hosts = {"novofon.com", "novofon.ru", "zadarma.com"};  // subdomains
                                                                                       // too
  std::vector<OpenHost> open_hosts;
};

enum class SpeechShape {
  kOpenAi,      // multipart: OpenAI, Groq, whisper.cpp, speaches, vLLM, LocalAI
  kOpenRouter,  // JSON with base64
};

// A model behind an URL; the path of the call is added to `base_url` ("https://api.openai.com/v1").
struct ModelService {
  std::string base_url;
  std::string model;
  Secret key;  // empty: none is sent
  SpeechShape shape = SpeechShape::kOpenAi;
  bool deny_data_collection = true;  // OpenRouter's chat only: providers that train are left out
  std::vector<OpenHost> open_hosts;
};

struct FilePath {
  std::string value;
  auto operator<=>(const FilePath&) const = default;
};

// A call of a service that brought nothing. `retry_after` is what the server asked for.
struct Failed {
  ServiceError error;
  std::optional<std::chrono::seconds> retry_after = {};
};

struct RecordingLink {
  std::string url;
  bool operator==(const RecordingLink&) const = default;
};

struct FetchedFile {
  std::uint64_t bytes = 0;
  std::string sha256;  // hex, lower case
  bool operator==(const FetchedFile&) const = default;
};

struct Cost {
  std::optional<double> usd = {};  // as the service says; several say nothing
  std::optional<double> audio_seconds = {};
  std::optional<std::uint64_t> input_tokens = {};
  std::optional<std::uint64_t> output_tokens = {};
  bool operator==(const Cost&) const = default;
};

// What can be heard in a recording.
struct Sound {
  double seconds = 0;
  bool silent = false;     // nobody speaks: nothing is worth sending
  bool two_sides = false;  // two channels that differ: the operator's and the client's
  bool operator==(const Sound&) const = default;
};

struct Audio {
  FilePath file;
  Sound sound;  // the time limit grows with its length
  // Of two sides the first is the caller's: true for a call to us.
  bool operator_second = false;
};

struct Transcribed {
  Transcript transcript;
  Cost cost;
};

// What a service heard in one part of a recording that is sent in several.
struct Passage {
  Transcript transcript;  // seconds from the start of the part; hallucinations still in it
  Cost cost;
  bool operator==(const Passage&) const = default;
};

// What a model claims of a call; absent where it found nothing. See JudgeClaim.
struct Claims {
  std::optional<Claim> name;
  std::optional<Claim> address;
  std::optional<Claim> when;
};

struct Extracted {
  Claims claims;
  Cost cost;
};

// The ports. Each call may take minutes; none may be made inside a transaction. They throw
// Unavailable when our own disk or library fails, never for what a server did. Objects may be used
// by several threads at once.

class RecordingSource {
 public:
  virtual ~RecordingSource() = default;

  // By `recording`, or by `call` when `recording` is empty. To be judged by ClassifyLinkError.
  [[nodiscard]] virtual std::variant<RecordingLink, Failed> FindLink(const NovofonAccount& account,
                                                                     const RecordingKey& recording,
                                                                     const CallKey& call) = 0;

  // Leaves the whole file at `to`, on the disk, or nothing. Replaces what was there. To be judged
  // by ClassifyDownloadError.
  [[nodiscard]] virtual std::variant<FetchedFile, Failed> Fetch(const NovofonAccount& account,
                                                                const RecordingLink& link,
                                                                const FilePath& to) = 0;

  // The provider's own copy is deleted, or was not there. To be judged by ClassifyLinkError.
  [[nodiscard]] virtual std::optional<Failed> Erase(const NovofonAccount& account,
                                                    const RecordingKey& recording) = 0;
};

class Listener {
 public:
  virtual ~Listener() = default;

  // Decodes the whole file; nothing when it isn't sound from its first to its last byte.
  [[nodiscard]] virtual std::optional<Sound> Listen(const FilePath& file) = 0;
};

// Parts of one recording that its service was paid for, in earlier tries too. `part` says which:
// "second 600.000-1187.340".
class HeardParts {
 public:
  virtual ~HeardParts() = default;

  virtual std::optional<Passage> Find(const std::string& part) = 0;

  // Safe when it returns. False: go no further. The recording is somebody else's now, or there is
  // no time for another part.
  [[nodiscard]] virtual bool Keep(const std::string& part, const Passage& passage) = 0;
};

class Transcriber {
 public:
  virtual ~Transcriber() = default;

  // The whole of `audio` in Russian, both sides as one dialogue, without hallucinations. What is in
  // `parts` isn't sent, and its cost counts. To be judged by ClassifySttError.
  [[nodiscard]] virtual std::variant<Transcribed, Failed> Transcribe(const ModelService& service,
                                                                     const Audio& audio,
                                                                     HeardParts& parts) = 0;
};

class Extractor {
 public:
  virtual ~Extractor() = default;

  // To be judged by ClassifyLlmError.
  [[nodiscard]] virtual std::variant<Extracted, Failed> Extract(const ModelService& service,
                                                                const Transcript& transcript) = 0;
};

}  // namespace novofon
