#include "core/evidence.h"

#include <algorithm>
#include <vector>

#include "core/russian_text.h"

namespace novofon {
namespace {

constexpr std::size_t kShortestQuote = 3;  // letters and digits: «Яна»
constexpr std::size_t kLongestQuote = 40;  // words: more than one answers a question with

// What one speaker said without being interrupted.
struct Turn {
  std::string speaker;
  std::vector<std::string> words;
  std::vector<double> seconds;  // of each word's segment; empty when unknown
};

std::vector<Turn> TurnsOf(const Transcript& transcript) {
  std::vector<Turn> turns;
  for (const Segment& segment : transcript.segments) {
    if (turns.empty() || turns.back().speaker != segment.speaker) {
      turns.push_back({segment.speaker, {}, {}});
    }
    for (Word& word : Words(segment.text)) {
      turns.back().words.push_back(std::move(word.text));
      turns.back().seconds.push_back(segment.start);
    }
  }
  if (!transcript.segments.empty()) return turns;
  Turn whole;
  for (Word& word : Words(transcript.text)) whole.words.push_back(std::move(word.text));
  return {whole};
}

// Spaces don't count, since «послезавтра» is also written «после завтра», but words are whole.
bool StandsAt(const Turn& turn, std::size_t first, std::string_view letters) {
  for (std::size_t i = first; i < turn.words.size() && !letters.empty(); ++i) {
    if (!letters.starts_with(turn.words[i])) return false;
    letters.remove_prefix(turn.words[i].size());
  }
  return letters.empty();
}

std::optional<QuotePlace> FindInTurn(const Turn& turn, std::string_view letters) {
  for (std::size_t first = 0; first < turn.words.size(); ++first) {
    if (!StandsAt(turn, first, letters)) continue;
    QuotePlace place{std::nullopt, turn.speaker};
    if (!turn.seconds.empty()) place.second = turn.seconds[first];
    return place;
  }
  return std::nullopt;
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// The model sees a dialogue with labels and copies them. A server that tells voices apart has
// labels of its own.
std::string_view WithoutLabel(std::string_view quote, const Transcript& transcript) {
  quote = Trimmed(quote);
  const auto colon = quote.find(':');
  if (colon == std::string_view::npos) return quote;
  const std::string_view label = quote.substr(0, colon);
  const bool known = label == kClient || label == kOperator ||
                     std::ranges::any_of(transcript.segments, [&](const Segment& segment) {
                       return segment.speaker == label;
                     });
  return known ? Trimmed(quote.substr(colon + 1)) : quote;
}

std::string LettersOf(std::string_view text) {
  std::string letters;
  for (const Word& word : Words(text)) letters += word.text;
  return letters;
}

bool IsGoodQuote(std::string_view quote) {
  return CountCodePoints(LettersOf(quote)) >= kShortestQuote &&
         Words(quote).size() <= kLongestQuote;
}

}  // namespace

std::optional<QuotePlace> FindQuote(std::string_view quote, const Transcript& transcript) {
  const std::string letters = LettersOf(quote);
  if (letters.empty()) return std::nullopt;
  std::optional<QuotePlace> found;
  for (const Turn& turn : TurnsOf(transcript)) {
    auto here = FindInTurn(turn, letters);
    if (here && here->speaker != kOperator) return here;
    if (!found) found = std::move(here);
  }
  return found;
}

Judged JudgeClaim(ClaimedField field, const Claim& claim, const Transcript& transcript) {
  const std::string_view value = Trimmed(claim.value);
  const std::string_view quote = WithoutLabel(claim.quote, transcript);
  if (!IsPlausible(field, value)) return Doubt::kBadValue;
  if (!IsGoodQuote(quote)) return Doubt::kBadQuote;
  const auto place = FindQuote(quote, transcript);
  if (!place) return Doubt::kNotSaid;
  if (!StandsIn(value, quote)) return Doubt::kValueNotInQuote;
  if (field == ClaimedField::kName && place->speaker == kOperator) return Doubt::kOperatorsWords;
  return Evidence{std::string(value), std::string(quote), place->second, place->speaker};
}

std::string_view WhyDoubted(Doubt doubt) {
  switch (doubt) {
    case Doubt::kBadValue:
      return "значение не похоже на имя, адрес или срок";
    case Doubt::kBadQuote:
      return "цитата слишком короткая или слишком длинная";
    case Doubt::kNotSaid:
      return "цитаты нет в разговоре";
    case Doubt::kValueNotInQuote:
      return "значения нет в цитате";
    case Doubt::kOperatorsWords:
      return "это слова оператора";
  }
  return {};
}

}  // namespace novofon
