#include "core/finding.h"

#include "core/cabinet_time.h"

namespace novofon {
namespace {

DealField FieldOf(ClaimedField field) {
  switch (field) {
    case ClaimedField::kName:
      return DealField::kName;
    case ClaimedField::kAddress:
      return DealField::kAddress;
    case ClaimedField::kWhen:
      return DealField::kScheduledAt;
  }
  return DealField::kName;
}

std::string Joined(const std::vector<Unsure>& reasons) {
  std::string text;
  for (const Unsure reason : reasons) {
    text += (text.empty() ? "" : "; ") + std::string(WhyUnsure(reason));
  }
  return text;
}

}  // namespace

std::string_view NameOf(DealField field) {
  switch (field) {
    case DealField::kName:
      return "name";
    case DealField::kAddress:
      return "address";
    case DealField::kScheduledAt:
      return "scheduled_at";
  }
  return "";
}

std::vector<Finding> FindingsOf(const FoundFields& fields) {
  std::vector<Finding> findings;
  for (const FoundField& found : fields.found) {
    findings.push_back({FieldOf(found.field),
                        found.moment ? FormatUtc(found.moment->utc) : found.value, found.quote,
                        found.second, found.unsure.empty(), Joined(found.unsure)});
  }
  for (const RefusedField& refused : fields.refused) {
    if (refused.quote.empty()) continue;  // nothing of it was said: nothing for people to look at
    findings.push_back({FieldOf(refused.field), "", refused.quote, refused.second, false,
                        std::string(WhyRefused(refused))});
  }
  return findings;
}

}  // namespace novofon
