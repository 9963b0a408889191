#include "core/adapters/whisper_transcriber.h"

#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "core/adapters/service_failure.h"
#include "core/adapters/sound_parts.h"
#include "core/adapters/speech_answer.h"
#include "core/adapters/speech_request.h"
#include "core/hallucination.h"

namespace novofon {
namespace {

template <class Number>
void AddTo(std::optional<Number>& sum, const std::optional<Number>& more) {
  if (more) sum = sum.value_or(0) + *more;
}

// What was said in one part.
struct Passage {
  Transcript transcript;
  double start = 0;  // seconds from the start of the recording
  double seconds = 0;
};

// One recording in one shape.
class Hearing {
 public:
  Hearing(const ModelService& service, const Audio& audio, const SpeechLimits& limits,
          const std::stop_token& stop)
      : service_(service),
        audio_(audio),
        limits_(limits),
        stop_(stop),
        habits_(HabitsOf(service, limits)),
        format_(habits_.first_format) {}

  std::variant<Transcribed, Failed> Hear() {
    if (!audio_.sound.two_sides) {
      auto heard = HearSide(Side::kBoth);
      if (auto* failed = std::get_if<Failed>(&heard)) return std::move(*failed);
      return Transcribed{std::get<Transcript>(std::move(heard)), cost_};
    }
    Channels channels;
    for (const Side side : {Side::kFirst, Side::kSecond}) {
      auto heard = HearSide(side);
      if (auto* failed = std::get_if<Failed>(&heard)) return std::move(*failed);
      const bool of_operator = (side == Side::kSecond) == audio_.operator_second;
      (of_operator ? channels.operator_side : channels.client_side) =
          std::get<Transcript>(std::move(heard));
    }
    return Transcribed{MergeChannels(std::move(channels)), cost_};
  }

 private:
  std::variant<Transcript, Failed> HearSide(Side side) {
    std::vector<Passage> passages;
    const auto itself = side == Side::kBoth ? RecordingItself() : std::nullopt;
    if (itself) {
      if (auto failed = HearPiece(*itself, 0, passages)) return std::move(*failed);
      return Joined(std::move(passages), false);
    }
    SoundParts parts(
        audio_, side,
        {habits_.longest, static_cast<double>(limits_.most_bytes), habits_.PartKind()});
    while (const auto part = parts.Next()) {
      if (part->silent) continue;
      const PieceOfSound piece{part->file.path(), habits_.PartKind(), part->seconds};
      if (auto failed = HearPiece(piece, part->start, passages)) return std::move(*failed);
    }
    return Joined(std::move(passages), parts.count() > 1);
  }

  std::optional<PieceOfSound> RecordingItself() const {
    if (audio_.sound.seconds > habits_.longest) return std::nullopt;
    std::error_code unreadable;
    const auto bytes = std::filesystem::file_size(audio_.file.value, unreadable);
    if (unreadable || bytes > limits_.most_bytes) return std::nullopt;
    const auto container = LookAtContainer(audio_.file);
    if (!container || !container->understood_by_all) return std::nullopt;
    if (habits_.wav_only && container->kind != SoundKind::kWav) return std::nullopt;
    return PieceOfSound{audio_.file, container->kind, audio_.sound.seconds};
  }

  std::optional<Failed> HearPiece(const PieceOfSound& piece, double start,
                                  std::vector<Passage>& passages) {
    auto answer = Ask(piece);
    const bool is_first = cost_.audio_seconds == std::nullopt;
    const auto* failed = std::get_if<Failed>(&answer);
    if (failed != nullptr && format_ != SpeechFormat::kPlain && RefusesFormat(failed->error)) {
      format_ = SpeechFormat::kPlain;  // for the parts that follow, too
      answer = Ask(piece);
    }
    if (auto* final_failure = std::get_if<Failed>(&answer)) {
      TransportError& transport = final_failure->error.transport;
      // What came before it was paid for.
      if (transport == TransportError::kStopped && !is_first)
        transport = TransportError::kBrokenOff;
      return std::move(*final_failure);
    }
    auto& heard = std::get<SpeechAnswer>(answer);
    AddTo(cost_.usd, heard.cost.usd);
    AddTo(cost_.audio_seconds, heard.cost.audio_seconds);
    AddTo(cost_.input_tokens, heard.cost.input_tokens);
    AddTo(cost_.output_tokens, heard.cost.output_tokens);
    passages.push_back({std::move(heard.transcript), start, piece.seconds});
    return std::nullopt;
  }

  std::variant<SpeechAnswer, Failed> Ask(const PieceOfSound& piece) const {
    const auto got = SendSound(service_, piece, format_, limits_, stop_);
    if (const auto* error = std::get_if<TransportError>(&got)) return FailedBy(*error);
    return ReadSpeechAnswer(std::get<WebAnswer>(got), piece.seconds);
  }

  // Without hallucinations. Of several parts each is placed in time, if only as a whole, and its
  // names for the speakers mean nothing to the next.
  static Transcript Joined(std::vector<Passage> passages, bool several) {
    Transcript all;
    for (Passage& passage : passages) {
      Transcript& said = passage.transcript;
      if (all.language.empty()) all.language = std::move(said.language);
      if (!several) all.text = said.text;
      if (several && said.segments.empty()) {
        said.segments.push_back({0, passage.seconds, "", said.text});
      }
      for (Segment& segment : said.segments) {
        segment.start += passage.start;
        segment.end += passage.start;
        if (several) segment.speaker.clear();
        all.segments.push_back(std::move(segment));
      }
    }
    return FilterHallucinations(std::move(all)).transcript;
  }

  const ModelService& service_;
  const Audio& audio_;
  const SpeechLimits& limits_;
  const std::stop_token& stop_;
  SpeechHabits habits_;
  SpeechFormat format_;
  Cost cost_;
};

}  // namespace

std::variant<Transcribed, Failed> WhisperTranscriber::Transcribe(const ModelService& service,
                                                                 const Audio& audio) {
  if (audio.sound.silent) return Transcribed{};
  auto heard = Hearing(service, audio, limits_, stop_).Hear();
  const auto* failed = std::get_if<Failed>(&heard);
  if (failed == nullptr || !WantsOtherShape(failed->error, service.shape)) return heard;
  ModelService other = service;
  other.shape =
      service.shape == SpeechShape::kOpenAi ? SpeechShape::kOpenRouter : SpeechShape::kOpenAi;
  return Hearing(other, audio, limits_, stop_).Hear();
}

}  // namespace novofon
