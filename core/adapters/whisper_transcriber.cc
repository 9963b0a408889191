#include "core/adapters/whisper_transcriber.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
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

// What was said in one part, and when.
struct PlacedPassage {
  Transcript transcript;
  double start = 0;  // seconds from the start of the recording
  double seconds = 0;
};

// The same for the same audio and limits.
std::string NameOf(Side side, const SoundPart& part) {
  constexpr std::array kSides = {"both", "first", "second"};
  std::array<char, 64> name{};
  std::snprintf(name.data(), name.size(), "%s %.3f-%.3f", kSides.at(static_cast<std::size_t>(side)),
                part.start, part.start + part.seconds);
  return name.data();
}

// One recording in one shape.
class Hearing {
 public:
  Hearing(const ModelService& service, const Audio& audio, HeardParts& parts,
          const SpeechLimits& limits, const std::stop_token& stop)
      : service_(service),
        audio_(audio),
        heard_parts_(parts),
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
    std::vector<PlacedPassage> passages;
    if (const auto itself = side == Side::kBoth ? RecordingItself() : std::nullopt) {
      auto heard = HearPiece(*itself);
      if (auto* failed = std::get_if<Failed>(&heard)) return std::move(*failed);
      Place(std::get<Passage>(std::move(heard)), 0, itself->seconds, passages);
      return Joined(std::move(passages), false);
    }
    SoundParts parts(
        audio_, side,
        {habits_.longest, static_cast<double>(limits_.most_bytes), habits_.PartKind()});
    while (const auto part = parts.Next()) {
      if (part->silent) continue;
      auto heard = HearPart(side, *part);
      if (auto* failed = std::get_if<Failed>(&heard)) return std::move(*failed);
      Place(std::get<Passage>(std::move(heard)), part->start, part->seconds, passages);
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

  std::variant<Passage, Failed> HearPart(Side side, const SoundPart& part) {
    const std::string name = NameOf(side, part);
    if (auto known = heard_parts_.Find(name)) return std::move(*known);
    auto heard = HearPiece({part.file.path(), habits_.PartKind(), part.seconds});
    const auto* passage = std::get_if<Passage>(&heard);
    if (passage != nullptr && !heard_parts_.Keep(name, *passage)) {
      return FailedBy(TransportError::kStopped);
    }
    return heard;
  }

  std::variant<Passage, Failed> HearPiece(const PieceOfSound& piece) {
    auto answer = Ask(piece);
    const auto* refused = std::get_if<Failed>(&answer);
    if (refused != nullptr && format_ != SpeechFormat::kPlain && RefusesFormat(refused->error)) {
      format_ = SpeechFormat::kPlain;  // for the parts that follow, too
      answer = Ask(piece);
    }
    return answer;
  }

  void Place(Passage passage, double start, double seconds, std::vector<PlacedPassage>& passages) {
    AddTo(cost_.usd, passage.cost.usd);
    AddTo(cost_.audio_seconds, passage.cost.audio_seconds);
    AddTo(cost_.input_tokens, passage.cost.input_tokens);
    AddTo(cost_.output_tokens, passage.cost.output_tokens);
    passages.push_back({std::move(passage.transcript), start, seconds});
  }

  std::variant<Passage, Failed> Ask(const PieceOfSound& piece) const {
    const auto got = SendSound(service_, piece, format_, limits_, stop_);
    if (const auto* error = std::get_if<TransportError>(&got)) return FailedBy(*error);
    return ReadSpeechAnswer(std::get<WebAnswer>(got), piece.seconds);
  }

  // Without hallucinations. Of several parts each is placed in time, if only as a whole, and its
  // names for the speakers mean nothing to the next.
  static Transcript Joined(std::vector<PlacedPassage> passages, bool several) {
    Transcript all;
    for (PlacedPassage& passage : passages) {
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
  HeardParts& heard_parts_;
  const SpeechLimits& limits_;
  const std::stop_token& stop_;
  SpeechHabits habits_;
  SpeechFormat format_;
  Cost cost_;
};

}  // namespace

std::variant<Transcribed, Failed> WhisperTranscriber::Transcribe(const ModelService& service,
                                                                 const Audio& audio,
                                                                 HeardParts& parts) {
  if (audio.sound.silent) return Transcribed{};
  auto heard = Hearing(service, audio, parts, limits_, stop_).Hear();
  const auto* failed = std::get_if<Failed>(&heard);
  if (failed == nullptr || !WantsOtherShape(failed->error, service.shape)) return heard;
  ModelService other = service;
  other.shape =
      service.shape == SpeechShape::kOpenAi ? SpeechShape::kOpenRouter : SpeechShape::kOpenAi;
  return Hearing(other, audio, parts, limits_, stop_).Hear();
}

}  // namespace novofon
