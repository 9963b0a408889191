// What a call puts into its deal: a model's claims, each judged by what was really said.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/evidence.h"
#include "core/recording_ports.h"
#include "core/spoken_date.h"
#include "core/transcript.h"
#include "core/values.h"

namespace novofon {

// Why a value is to be looked at by a person before it is relied on.
enum class Unsure {
  kGuessedMoment,     // SpokenMoment::uncertain
  kNoTime,            // a day was named and no time
  kUnknownSpeaker,    // a name, and no channel tells that the client said it
  kInPieces,          // put together from several turns
  kBadlyHeard,        // the recogniser itself doubts a segment of the quote
  kWordsAdded,        // Evidence::words_added
  kOperatorsWords,    // Evidence::of_operator
  kInPassing,         // Evidence::in_passing
  kNumberInTwo,       // Evidence::number_in_two
  kPerhapsTakenBack,  // Evidence::perhaps_taken_back
  kCorrected,         // Evidence::corrected
  kOfFirm,            // Evidence::of_firm
};

struct FoundField {
  ClaimedField field = ClaimedField::kName;
  std::string value;                        // the name or the address; of kWhen the phrase
  std::optional<SpokenMoment> moment = {};  // of kWhen always, of the others never
  std::string quote;                        // the transcript's own words
  std::optional<double> second = {};        // where the quote begins, when that is known
  std::vector<Unsure> unsure = {};          // empty: certain
  bool operator==(const FoundField&) const = default;
};

struct RefusedField {
  ClaimedField field = ClaimedField::kName;
  std::string quote;  // the transcript's own words; "" when it was not said
  std::optional<double> second = {};
  std::variant<Doubt, NoMoment> why;
  bool operator==(const RefusedField&) const = default;
};

// At most one of each field, and no other field whatever the model answers.
struct FoundFields {
  std::vector<FoundField> found;
  std::vector<RefusedField> refused;
  bool operator==(const FoundFields&) const = default;
};

// The moment is computed from the words of the quote; the model's phrase only has to stand in it.
// REQUIRES: IsZone(zone)
FoundFields JudgeClaims(const Claims& claims, const Transcript& transcript, TimePoint call_start,
                        std::string_view zone);

// For the deal's card, in Russian.
std::string_view WhyUnsure(Unsure reason);
std::string_view WhyRefused(const RefusedField& refused);

}  // namespace novofon
