#include "core/transcript.h"

#include <algorithm>
#include <utility>

namespace novofon {
namespace {

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

void AddChannel(Transcript channel, std::string_view speaker, std::vector<Segment>& all) {
  if (channel.segments.empty() && !Trimmed(channel.text).empty()) {
    Segment whole;
    whole.text = std::move(channel.text);
    channel.segments.push_back(std::move(whole));
  }
  for (Segment& segment : channel.segments) {
    segment.speaker = speaker;
    all.push_back(std::move(segment));
  }
}

}  // namespace

Transcript MergeChannels(Channels channels) {
  Transcript merged;
  merged.language = channels.operator_side.language.empty() ? channels.client_side.language
                                                            : channels.operator_side.language;
  AddChannel(std::move(channels.operator_side), kOperator, merged.segments);
  AddChannel(std::move(channels.client_side), kClient, merged.segments);
  std::stable_sort(merged.segments.begin(), merged.segments.end(),
                   [](const Segment& a, const Segment& b) { return a.start < b.start; });
  merged.text = RenderDialogue(merged.segments);
  return merged;
}

std::string RenderDialogue(const std::vector<Segment>& segments) {
  std::string text;
  const std::string* speaker = nullptr;
  for (const Segment& segment : segments) {
    const std::string_view said = Trimmed(segment.text);
    if (said.empty()) continue;
    if (speaker != nullptr && *speaker == segment.speaker) {
      text += ' ';
    } else {
      if (speaker != nullptr) text += '\n';
      if (!segment.speaker.empty()) text += segment.speaker + ": ";
    }
    text += said;
    speaker = &segment.speaker;
  }
  return text;
}

}  // namespace novofon
