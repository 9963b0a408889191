// What was found in a call, and what stands in its deal: which is filled in, which is only
// suggested.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/finding.h"
#include "core/values.h"

namespace novofon {

// As they stand in the deal; "" and nothing are empty.
struct DealFields {
  std::string name;
  std::string address;
  std::optional<TimePoint> scheduled_at;
  bool operator==(const DealFields&) const = default;
};

enum class SuggestionState {
  kFound,      // saved, not yet held against the deal
  kFilled,     // it stands in the deal, by itself
  kSuggested,  // the deal holds something else, or a person must agree
  kSame,       // the deal holds just that
  kDoubted,    // no value that can be trusted; the quote is for people
  kAccepted,   // by a person, as the rest
  kDismissed,
  kUndone,
};
std::string_view NameOf(SuggestionState state);  // "filled"

// What becomes of `found`; the field of `deal` is set where it is filled. Only an empty field ever
// is, and only one of `by_itself`; nothing that stands in the deal is overwritten.
SuggestionState Fill(DealFields& deal, const Finding& found, const FieldSet& by_itself);

// What the field holds, as Finding spells it; "" when it is empty.
std::string TextOf(const DealFields& deal, DealField field);
// Writes over what it holds. REQUIRES: `value` is spelled so
void Set(DealFields& deal, DealField field, const std::string& value);

}  // namespace novofon
