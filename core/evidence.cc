#include "core/evidence.h"

#include <algorithm>
#include <utility>

#include "core/blanks.h"
#include "core/operators_name.h"
#include "core/quoted_time.h"
#include "core/quotes.h"
#include "core/russian_text.h"
#include "core/spoken_name.h"
#include "core/taken_back.h"
#include "core/turn_text.h"

namespace novofon {
namespace {

constexpr std::size_t kShortestQuote = 3;  // letters and digits: «Яна»
constexpr std::size_t kLongestQuote = 40;  // words: more than one answers a question with

constexpr std::size_t kBehindANumber = 4;  // words: «пятый у нас этаж»

bool IsGoodQuote(std::string_view quote) {
  const std::vector<Word> words = Words(quote);
  std::size_t letters = 0;
  for (const Word& word : words) letters += CountCodePoints(word.text);
  return letters >= kShortestQuote && words.size() <= kLongestQuote;
}

std::optional<double> SecondOf(const WordRange& passage, const std::vector<Turn>& turns,
                               const Transcript& transcript) {
  const auto& segments = turns[passage.turn].segments;
  if (segments.empty()) return std::nullopt;
  return transcript.segments[segments[passage.first]].start;
}

Evidence EvidenceOf(const std::vector<WordRange>& passages, const std::vector<Turn>& turns,
                    const Transcript& transcript) {
  Evidence evidence;
  evidence.quote = TextOf(passages, turns);
  evidence.second = SecondOf(passages[0], turns, transcript);
  evidence.speaker = turns[passages[0].turn].speaker;
  evidence.in_pieces = passages.size() > 1;
  evidence.of_operator = std::ranges::all_of(
      passages, [&](const WordRange& one) { return turns[one.turn].speaker == kOperator; });
  for (const WordRange& passage : passages) {
    const auto& segments = turns[passage.turn].segments;
    for (std::size_t i = passage.first; i <= passage.last && i < segments.size(); ++i) {
      if (evidence.segments.empty() || evidence.segments.back() != segments[i]) {
        evidence.segments.push_back(segments[i]);
      }
    }
  }
  return evidence;
}

Agreement AddressAgrees(std::string_view value, std::string_view said) {
  return std::max(PlacesAgree(value, said), NumbersAgree(value, said));
}

// With the words behind it that tell what its last number counts.
std::string WithWhatFollows(WordRange passage, const std::vector<Turn>& turns) {
  const std::size_t last = turns[passage.turn].words.size() - 1;
  passage.last = std::min(passage.last + kBehindANumber, last);
  return TextOf({passage}, turns);
}

// With the word behind it that its last number may count: «пять диванов».
std::string WithWhatIsCounted(WordRange passage, const std::vector<Turn>& turns) {
  const Turn& turn = turns[passage.turn];
  if (passage.last + 1 < turn.words.size() && IsJoined(turn, passage.last + 1)) ++passage.last;
  return TextOf({passage}, turns);
}

// What the operator repeats may have been said by the client in other words.
bool ClientSaysAddress(std::string_view value, const std::vector<Turn>& turns) {
  return std::ranges::any_of(turns, [&](const Turn& turn) {
    return turn.speaker == kClient && StandsIn(value, turn.text) &&
           AddressAgrees(value, turn.text) == Agreement::kSame;
  });
}

// The worst of what is left of a time's passages.
Standing GrowOverDates(std::vector<WordRange>& passages, const std::vector<Turn>& turns) {
  Standing standing = Standing::kStands;
  for (WordRange& passage : passages) {
    passage = WithItsDates(passage, turns[passage.turn]);
    standing = std::max(standing, StandingOf(passage, turns));
  }
  return standing;
}

// The reason to refuse it; else notes in `evidence` what is doubtful about it.
std::optional<Doubt> JudgeAddress(const std::vector<WordRange>& passages,
                                  const std::vector<Turn>& turns, Evidence& evidence) {
  const std::string& value = evidence.value;
  const Mended quoted = WithoutWhatIsTakenBack(evidence.quote);
  Agreement agreement = AddressAgrees(value, quoted.text);
  if (passages.size() == 1) {
    const std::string counted = WithWhatIsCounted(passages[0], turns);
    agreement = std::max(agreement, NumbersAgree(value, WithoutWhatIsTakenBack(counted).text));
  }
  if (agreement == Agreement::kContrary) {
    return quoted.denied || quoted.corrected ? Doubt::kTakenBack : Doubt::kValueNotInQuote;
  }
  std::string around;
  for (const WordRange& one : passages) around += WithCorrectionsAround(one, turns) + ". ";
  const Mended mended = WithoutWhatIsTakenBack(around);
  const bool touched = mended.denied || mended.corrected;
  if (touched && (!StandsIn(value, mended.text) ||
                  AddressAgrees(value, mended.text) == Agreement::kContrary)) {
    return Doubt::kTakenBack;
  }
  evidence.words_added = agreement == Agreement::kAdded;
  evidence.corrected = quoted.corrected;
  evidence.number_in_two = std::ranges::any_of(
      passages, [&](const WordRange& one) { return MayBeOneNumber(WithWhatFollows(one, turns)); });
  evidence.of_operator = evidence.of_operator && !ClientSaysAddress(value, turns);
  evidence.of_firm = std::ranges::any_of(
      passages, [&](const WordRange& one) { return MayBeTheFirmsOwn(one, turns); });
  return std::nullopt;
}

}  // namespace

std::optional<QuotePlace> FindQuote(std::string_view quote, const Transcript& transcript) {
  const std::vector<Turn> turns = TurnsOf(transcript);
  const std::vector<WordRange> passages = FindPassages(quote, turns);
  if (passages.empty()) return std::nullopt;
  return QuotePlace{OnOneLine(TextOf(passages, turns)), SecondOf(passages[0], turns, transcript),
                    turns[passages[0].turn].speaker};
}

Judged JudgeClaim(ClaimedField field, const Claim& claim, const Transcript& transcript) {
  const std::string_view value = WithoutBlanks(claim.value);
  if (!IsPlausible(field, value)) return Doubt::kBadValue;
  if (!IsGoodQuote(claim.quote)) return Doubt::kBadQuote;
  const std::vector<Turn> turns = TurnsOf(transcript);
  std::vector<WordRange> passages = FindPassages(claim.quote, turns);
  const bool name = field == ClaimedField::kName;
  Standing standing = Standing::kStands;
  if (passages.empty() || (name && passages.size() > 1)) return Doubt::kNotSaid;
  if (field == ClaimedField::kWhen) {
    standing = GrowOverDates(passages, turns);
    if (standing == Standing::kTakenBack) return Doubt::kContradicted;
  }
  Evidence evidence = EvidenceOf(passages, turns, transcript);
  evidence.value = value;
  evidence.perhaps_taken_back = standing == Standing::kDoubted;
  if (field == ClaimedField::kWhen && IsPlainQuestion(passages.back(), turns)) {
    evidence.quote += '?';  // without it «завтра не сможете» would be a refusal
  }
  if (!StandsIn(value, evidence.quote)) return Doubt::kValueNotInQuote;
  if (field == ClaimedField::kAddress) {
    if (const auto doubt = JudgeAddress(passages, turns, evidence)) return *doubt;
  }
  if (name) {
    const Naming naming = JudgeNaming(value, passages[0], turns);
    if (naming == Naming::kOther) return Doubt::kValueNotInQuote;
    if (naming == Naming::kOfAnother) return Doubt::kOfAnother;
    if (IsOfTheOperator(passages[0], turns)) return Doubt::kOperatorsWords;
    evidence.in_passing = naming == Naming::kInPassing;
  }
  return evidence;
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
    case Doubt::kOfAnother:
      return "это не имя того, кто говорит";
    case Doubt::kContradicted:
      return "слова рядом говорят о времени другое";
    case Doubt::kTakenBack:
      return "говорящий тут же поправил это";
    case Doubt::kOperatorsWords:
      return "это слова оператора";
  }
  return {};
}

}  // namespace novofon
