#include "core/spoken_name.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <span>

#include "core/name_introduction.h"
#include "core/name_of_another.h"

namespace novofon {
namespace {

// Where the names of `value` are said from word `first` on, in any order.
std::optional<NamesSaid> FindNames(std::span<const Word> value, const std::vector<Turn>& turns,
                                   const WordRange& place) {
  const std::span<const Word> words = turns[place.turn].words;
  const std::size_t first = place.first;
  std::vector<bool> found(value.size());
  NamesSaid names{place.turn, first, first};
  std::size_t missing = value.size();
  for (std::size_t i = first; i <= place.last && missing > 0; ++i) {
    std::size_t k = 0;
    while (k < value.size() && (found[k] || !IsCaseOfName(words[i].text, value[k].text))) ++k;
    if (k == value.size()) {
      if (i == first) return std::nullopt;  // begins with a name
      names.apart |= !IsBetweenNames(words[i]);
      continue;
    }
    found[k] = true;
    names.last = i;
    --missing;
  }
  return missing == 0 ? std::optional(names) : std::nullopt;
}

bool IsNominativeOrInstrumental(const Word& said, std::span<const Word> value) {
  return std::ranges::any_of(value, [&](const Word& name) {
    if (said.text == name.text) return true;
    constexpr auto kInstrumental =
        std::to_array<std::string_view>({"ом", "ем", "ой", "ей", "ым", "им", "ью"});
    return IsCaseOfName(said.text, name.text) &&
           std::ranges::any_of(kInstrumental, [&](auto e) { return said.text.ends_with(e); });
  });
}

bool EndsInOneOf(const Word& word, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](auto ending) { return word.text.ends_with(ending); });
}

// «Запишите на Петра» is no Петра, and «на Александру» no Александр.
bool IsTakenAsSaid(const Word& said, std::span<const Word> value) {
  return std::ranges::any_of(value, [&](const Word& name) {
    return said.text == name.text
               ? EndsInOneOf(said, {"а", "я", "у", "ю"})
               : IsCaseOfName(said.text, name.text) && EndsInOneOf(said, {"у", "ю"}) &&
                     !EndsInOneOf(name, {"а", "я"});
  });
}

// Whether the names are said in a case of those that `value` has in the nominative.
bool AreSaidInCase(const NamesSaid& names, NameCase needed, std::span<const Word> value,
                   const Turn& turn) {
  const Word& first = turn.words[names.first];
  if (needed == NameCase::kNominative) return IsNominativeOrInstrumental(first, value);
  return needed != NameCase::kOther || !IsTakenAsSaid(first, value);
}

Naming JudgeNames(const NamesSaid& names, std::span<const Word> value,
                  const std::vector<Turn>& turns) {
  const Turn& turn = turns[names.turn];
  const NameCase needed = CaseOf(names, turns);
  if (!AreSaidInCase(names, needed, value, turn)) return Naming::kOther;
  if (IsSurelyOfAnother(names, turns)) return Naming::kOfAnother;
  const bool unclear = needed == NameCase::kEither && IsTakenAsSaid(turn.words[names.first], value);
  const bool sure = !names.apart && !unclear;
  const Introduction introduction = sure ? IntroductionOf(names, turns) : Introduction::kNone;
  if (introduction == Introduction::kOwn) return Naming::kIntroduced;
  const OwnName own = OwnNameBeside(names, value, turns);
  if (introduction == Introduction::kPutDown && own != OwnName::kInTheTurn) {
    return own == OwnName::kNone ? Naming::kIntroduced : Naming::kInPassing;
  }
  return own == OwnName::kNone ? Naming::kInPassing : Naming::kOfAnother;
}

}  // namespace

Naming JudgeNaming(std::string_view value, const WordRange& place, const std::vector<Turn>& turns) {
  const std::vector<Word> name = Words(value);
  Naming best = Naming::kOther;
  for (std::size_t i = place.first; i <= place.last; ++i) {
    const auto names = FindNames(name, turns, {place.turn, i, place.last});
    if (names) best = std::min(best, JudgeNames(*names, name, turns));
  }
  return best;
}

}  // namespace novofon
