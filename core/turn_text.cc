#include "core/turn_text.h"

#include <algorithm>

namespace novofon {
namespace {

std::string_view Before(const Turn& turn, std::size_t i) {
  return GapBefore(turn.text, turn.words, i);
}

}  // namespace

bool IsAmong(std::span<const std::string_view> words, const Word& word) {
  return std::ranges::find(words, std::string_view(word.text)) != words.end();
}

bool IsJoined(const Turn& turn, std::size_t i) {
  return i > 0 && Before(turn, i).find_first_not_of(' ') == std::string_view::npos;
}

bool IsSentenceEndBefore(const Turn& turn, std::size_t i) {
  const std::string_view between = Before(turn, i);
  const std::size_t dot = between.find('.');
  const bool end = dot != std::string_view::npos && dot == between.rfind('.');
  return end || between.find('!') != std::string_view::npos;
}

bool IsAsked(const Turn& turn, std::size_t i) {
  return Before(turn, i + 1).find('?') != std::string_view::npos;
}

bool IsCapital(const Turn& turn, std::size_t i) { return IsCapitalised(turn.text, turn.words[i]); }

Sentence SentenceAround(const Turn& turn, std::size_t first, std::size_t last) {
  const auto ends = [&](std::size_t i) {
    return Before(turn, i).find_first_of(".!?\n") != std::string_view::npos;
  };
  Sentence sentence{first, last + 1};
  while (sentence.first > 0 && !ends(sentence.first)) --sentence.first;
  while (sentence.end < turn.words.size() && !ends(sentence.end)) ++sentence.end;
  return sentence;
}

}  // namespace novofon
