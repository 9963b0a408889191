#include "core/found_fields.h"

#include <algorithm>
#include <utility>

#include "core/quotes.h"

namespace novofon {
namespace {

// Whisper's own thresholds.
constexpr double kLowLogprob = -1.0;
constexpr double kHighNoSpeech = 0.6;
constexpr double kHighCompression = 2.4;
constexpr std::size_t kLongText = 1000;  // bytes; beyond them ordinary speech compresses as well

struct Said {
  const Transcript& transcript;
  TimePoint call_start;
  std::string_view zone;
};

bool IsBadlyHeard(const Segment& segment) {
  return segment.avg_logprob.value_or(0) < kLowLogprob ||
         segment.no_speech_prob.value_or(0) > kHighNoSpeech ||
         (segment.compression_ratio.value_or(0) > kHighCompression &&
          segment.text.size() <= kLongText);
}

std::vector<Unsure> DoubtsOf(ClaimedField field, const Evidence& evidence, const Said& said) {
  std::vector<Unsure> unsure;
  if (field == ClaimedField::kName && evidence.speaker != kClient) {
    unsure.push_back(Unsure::kUnknownSpeaker);
  }
  if (evidence.in_passing) unsure.push_back(Unsure::kInPassing);
  if (evidence.in_pieces) unsure.push_back(Unsure::kInPieces);
  if (evidence.of_operator) unsure.push_back(Unsure::kOperatorsWords);
  if (evidence.words_added) unsure.push_back(Unsure::kWordsAdded);
  if (evidence.number_in_two) unsure.push_back(Unsure::kNumberInTwo);
  if (evidence.perhaps_taken_back) unsure.push_back(Unsure::kPerhapsTakenBack);
  if (evidence.corrected) unsure.push_back(Unsure::kCorrected);
  if (evidence.of_firm) unsure.push_back(Unsure::kOfFirm);
  const bool badly = std::ranges::any_of(
      evidence.segments, [&](std::size_t i) { return IsBadlyHeard(said.transcript.segments[i]); });
  if (badly) unsure.push_back(Unsure::kBadlyHeard);
  return unsure;
}

std::variant<FoundField, RefusedField> Decide(ClaimedField field, Evidence evidence,
                                              const Said& said) {
  FoundField found{field,           std::move(evidence.value),      {}, OnOneLine(evidence.quote),
                   evidence.second, DoubtsOf(field, evidence, said)};
  if (field != ClaimedField::kWhen) return found;
  const SpokenDate read = ReadSpokenDate(evidence.quote, said.call_start, said.zone);
  if (const auto* why = std::get_if<NoMoment>(&read)) {
    return RefusedField{field, found.quote, found.second, *why};
  }
  found.moment = std::get<SpokenMoment>(read);
  if (found.moment->uncertain) found.unsure.push_back(Unsure::kGuessedMoment);
  if (!found.moment->has_time) found.unsure.push_back(Unsure::kNoTime);
  return found;
}

void Judge(ClaimedField field, const std::optional<Claim>& claim, const Said& said,
           FoundFields& fields) {
  if (!claim) return;
  Judged judged = JudgeClaim(field, *claim, said.transcript);
  if (const auto* doubt = std::get_if<Doubt>(&judged)) {
    const auto place = FindQuote(claim->quote, said.transcript);
    fields.refused.push_back(
        {field, place ? place->text : std::string(), place ? place->second : std::nullopt, *doubt});
    return;
  }
  auto decided = Decide(field, std::get<Evidence>(std::move(judged)), said);
  if (auto* refused = std::get_if<RefusedField>(&decided)) {
    fields.refused.push_back(std::move(*refused));
  } else {
    fields.found.push_back(std::get<FoundField>(std::move(decided)));
  }
}

}  // namespace

FoundFields JudgeClaims(const Claims& claims, const Transcript& transcript, TimePoint call_start,
                        std::string_view zone) {
  const Said said{transcript, call_start, zone};
  FoundFields fields;
  Judge(ClaimedField::kName, claims.name, said, fields);
  Judge(ClaimedField::kAddress, claims.address, said, fields);
  Judge(ClaimedField::kWhen, claims.when, said, fields);
  return fields;
}

std::string_view WhyUnsure(Unsure reason) {
  switch (reason) {
    case Unsure::kGuessedMoment:
      return "день или время названы неточно";
    case Unsure::kNoTime:
      return "время не названо";
    case Unsure::kUnknownSpeaker:
      return "неизвестно, кто из двоих назвал имя";
    case Unsure::kInPieces:
      return "собрано из нескольких реплик";
    case Unsure::kBadlyHeard:
      return "это место плохо слышно";
    case Unsure::kWordsAdded:
      return "улица это или квартира, не сказано";
    case Unsure::kOperatorsWords:
      return "это слова оператора";
    case Unsure::kInPassing:
      return "не сказано, что это имя клиента";
    case Unsure::kNumberInTwo:
      return "одно это число или два, не слышно";
    case Unsure::kPerhapsTakenBack:
      return "слова рядом, возможно, отменяют это время";
    case Unsure::kCorrected:
      return "говорящий поправлял себя или сомневался";
    case Unsure::kOfFirm:
      return "может быть, это адрес самой фирмы";
  }
  return {};
}

std::string_view WhyRefused(const RefusedField& refused) {
  if (const auto* doubt = std::get_if<Doubt>(&refused.why)) return WhyDoubted(*doubt);
  return WhyNoMoment(std::get<NoMoment>(refused.why));
}

}  // namespace novofon
