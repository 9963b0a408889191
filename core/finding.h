// What a call says of its deal's fields, as it is kept.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/found_fields.h"

namespace novofon {

enum class DealField { kName, kAddress, kScheduledAt };
inline constexpr DealField kDealFields[] = {DealField::kName, DealField::kAddress,
                                            DealField::kScheduledAt};
using FieldSet = std::set<DealField>;

std::string_view NameOf(DealField field);  // "scheduled_at", as in the schema and for programs

struct Finding {
  DealField field = DealField::kName;
  std::string value;             // a time as "2026-01-15T07:00:00Z"; "" none that can be trusted
  std::string quote;             // words of the transcript
  std::optional<double> second;  // of the recording, where they begin
  bool certain = true;
  std::string why;  // in Russian: why there is no value, or what is doubtful about it
  bool operator==(const Finding&) const = default;
};

std::vector<Finding> FindingsOf(const FoundFields& fields);

}  // namespace novofon
