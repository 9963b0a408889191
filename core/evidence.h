// Whether what a language model says of a call was said in it. The model's answer is as little
// trusted as the caller: a value counts only if it stands in a quote that stands in the transcript.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/transcript.h"

namespace novofon {

enum class ClaimedField { kName, kAddress, kWhen };  // kWhen: the phrase, see ReadSpokenDate

// One field of the model's answer.
struct Claim {
  std::string value;
  std::string quote;
};

struct Evidence {
  std::string value;             // trimmed
  std::string quote;             // trimmed, without the speaker's label
  std::optional<double> second;  // where the quote begins; nothing when there are no segments
  std::string speaker;           // "" when unknown
  bool operator==(const Evidence&) const = default;
};

enum class Doubt {
  kBadValue,  // length, characters, or «неизвестно»
  kBadQuote,  // too short to mean anything, or so long that it holds everything
  kNotSaid,   // the quote is not in the transcript
  kValueNotInQuote,
  kOperatorsWords,  // a name in the operator's channel is his own
};

using Judged = std::variant<Evidence, Doubt>;

Judged JudgeClaim(ClaimedField field, const Claim& claim, const Transcript& transcript);

struct QuotePlace {
  std::optional<double> second;
  std::string speaker;
  bool operator==(const QuotePlace&) const = default;
};

// Where the words of `quote` stand in one turn of the dialogue: all of them, in order, whole, with
// case, ё, punctuation and spaces aside. The client's words go before the operator's.
std::optional<QuotePlace> FindQuote(std::string_view quote, const Transcript& transcript);

// Whether every word of `value` occurs in the quote in some case ending, and every number as digits
// or words. Words like «улица» or «кв.» may be the model's own.
bool StandsIn(std::string_view value, std::string_view quote);

// Whether `value` has the length and the characters of such a field.
bool IsPlausible(ClaimedField field, std::string_view value);

// For the deal's card, in Russian.
std::string_view WhyDoubted(Doubt doubt);

}  // namespace novofon
