// What was said in a call, when and by whom.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace novofon {

inline constexpr std::string_view kOperator = "Оператор";
inline constexpr std::string_view kClient = "Клиент";

struct Segment {
  double start = 0;  // seconds from the start of the recording
  double end = 0;
  std::string speaker;  // "" when unknown
  std::string text;
  // As the server reported them; several servers report none.
  std::optional<double> no_speech_prob = {};
  std::optional<double> avg_logprob = {};
  std::optional<double> compression_ratio = {};  // computed here when the server didn't
  bool operator==(const Segment&) const = default;
};

struct Transcript {
  std::string text;
  std::vector<Segment> segments;  // in order of time; empty when the server gives none
  std::string language;
  bool operator==(const Transcript&) const = default;
};

// The two channels of one call, transcribed separately.
struct Channels {
  Transcript operator_side;
  Transcript client_side;
};

// One dialogue in order of time, its text rendered. A channel without segments can't be placed in
// time: it counts as one segment at the start.
Transcript MergeChannels(Channels channels);

// One line for each turn, headed by its speaker when he is known: "Клиент: Добрый день. Мне
// нужно…".
std::string RenderDialogue(const std::vector<Segment>& segments);

}  // namespace novofon
