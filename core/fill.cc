#include "core/fill.h"

#include "core/cabinet_time.h"
#include "core/russian_text.h"

namespace novofon {

std::string_view NameOf(SuggestionState state) {
  switch (state) {
    case SuggestionState::kFound:
      return "found";
    case SuggestionState::kFilled:
      return "filled";
    case SuggestionState::kSuggested:
      return "suggested";
    case SuggestionState::kSame:
      return "same";
    case SuggestionState::kDoubted:
      return "doubted";
    case SuggestionState::kAccepted:
      return "accepted";
    case SuggestionState::kDismissed:
      return "dismissed";
    case SuggestionState::kUndone:
      return "undone";
  }
  return "";
}

std::string TextOf(const DealFields& deal, DealField field) {
  switch (field) {
    case DealField::kName:
      return deal.name;
    case DealField::kAddress:
      return deal.address;
    case DealField::kScheduledAt:
      return deal.scheduled_at ? FormatUtc(*deal.scheduled_at) : "";
  }
  return "";
}

void Set(DealFields& deal, DealField field, const std::string& value) {
  switch (field) {
    case DealField::kName:
      deal.name = value;
      return;
    case DealField::kAddress:
      deal.address = value;
      return;
    case DealField::kScheduledAt:
      deal.scheduled_at = ParseUtc(value);
      return;
  }
}

SuggestionState Fill(DealFields& deal, const Finding& found, const FieldSet& by_itself) {
  if (found.value.empty()) return SuggestionState::kDoubted;
  const std::string standing = TextOf(deal, found.field);
  if (!standing.empty()) {
    return FoldText(standing) == FoldText(found.value) ? SuggestionState::kSame
                                                       : SuggestionState::kSuggested;
  }
  if (!by_itself.contains(found.field)) return SuggestionState::kSuggested;
  Set(deal, found.field, found.value);
  return SuggestionState::kFilled;
}

}  // namespace novofon
