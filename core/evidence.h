// Whether what a language model says of a call was said in it. The model's answer is as little
// trusted as the caller: a value counts only if it stands in a quote that stands in the transcript.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/transcript.h"

namespace novofon {

enum class ClaimedField { kName, kAddress, kWhen };  // kWhen: the phrase, see ReadSpokenDate

// One field of the model's answer.
struct Claim {
  std::string value;
  std::string quote;
};

struct Evidence {
  std::string value;  // trimmed
  std::string quote;  // in the transcript's words with a turn's line ends; of kWhen see JudgeClaim
  std::optional<double> second = {};  // where the quote begins; nothing when there are no segments
  std::string speaker = {};           // "" when unknown
  std::vector<std::size_t> segments = {};  // the transcript's, in which the quote stands
  bool in_pieces = false;                  // the quote is of several turns
  bool words_added = false;                // see Agreement
  bool of_operator = false;                // his words alone, the channels being known
  bool in_passing = false;                 // a name, and nothing says whose: see Naming
  bool perhaps_taken_back = false;         // a time: see Standing::kDoubted
  bool number_in_two = false;              // an address: see MayBeOneNumber
  bool corrected = false;                  // an address: see Mended
  bool of_firm = false;                    // an address: see MayBeTheFirmsOwn
  bool operator==(const Evidence&) const = default;
};

enum class Doubt {
  kBadValue,  // length, characters, or «неизвестно»
  kBadQuote,  // too short to mean anything, or so long that it holds everything
  kNotSaid,   // the quote is not in the transcript
  kValueNotInQuote,
  kOfAnother,       // a name: see Naming
  kContradicted,    // a time: see Standing::kTakenBack
  kTakenBack,       // an address: see WithoutWhatIsTakenBack
  kOperatorsWords,  // a name in the operator's channel, or where a company introduces itself
};

using Judged = std::variant<Evidence, Doubt>;

// The quote of kWhen grows, see WithItsDates: what contradicts it can't be left out. An address may
// be quoted in pieces, and so may a time; a name may not.
Judged JudgeClaim(ClaimedField field, const Claim& claim, const Transcript& transcript);

struct QuotePlace {
  std::string text;  // in the transcript's words
  std::optional<double> second;
  std::string speaker;
  bool operator==(const QuotePlace&) const = default;
};

// See FindPassages.
std::optional<QuotePlace> FindQuote(std::string_view quote, const Transcript& transcript);

// Whether every word of `value` occurs in the quote in some case ending, and every number as digits
// or words. Of words like «улица» or «кв.» see PlacesAgree.
bool StandsIn(std::string_view value, std::string_view quote);

enum class Agreement {
  kSame,
  kAdded,     // a word of the value was not said, and may be meant
  kContrary,  // something else was said, or nothing of the kind
};

// Whether the numbers of an address mean in `value` what they mean in the quote: «дом 25, квартира
// 112» is not «д. 112, кв. 25», nor is «дом 5, второй подъезд» «5/2».
Agreement NumbersAgree(std::string_view value, std::string_view quote);

// «Дом двадцать, пять» is 20 and 5, but a recogniser may have put its comma into 25. «Двадцать,
// пятый этаж» is two numbers.
bool MayBeOneNumber(std::string_view text);

// Whether the places of an address are of the kinds that the quote calls them: «улица Ленина» is no
// «переулок Ленина». «Ленина» may be «ул. Ленина», and nothing else.
Agreement PlacesAgree(std::string_view value, std::string_view quote);

// Whether `value` has the length and the characters of such a field.
bool IsPlausible(ClaimedField field, std::string_view value);

// For the deal's card, in Russian.
std::string_view WhyDoubted(Doubt doubt);

}  // namespace novofon
