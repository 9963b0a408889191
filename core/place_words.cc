#include "core/place_words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>

#include "core/numerals.h"
#include "core/word_forms.h"

namespace novofon {
namespace {

enum class Use { kName, kNameMayBeAdded, kNumber, kNumberMayBeAdded, kGoesWithoutSaying };

struct Kind {
  std::string_view word;
  std::string_view short_forms;  // between spaces
  Use use;
};
constexpr auto kKinds = std::to_array<Kind>({
    {"улица", " ул ", Use::kNameMayBeAdded},
    {"проспект", " пр просп пр-т пр-кт ", Use::kName},
    {"переулок", " пер ", Use::kName},
    {"площадь", " пл ", Use::kName},
    {"шоссе", " ш ", Use::kName},
    {"бульвар", " бул б-р ", Use::kName},
    {"набережная", " наб ", Use::kName},
    {"проезд", " пр пр-д ", Use::kName},
    {"аллея", " ал ", Use::kName},
    {"тупик", " туп ", Use::kName},
    {"тракт", "", Use::kName},
    {"город", " г ", Use::kNameMayBeAdded},
    {"поселок", " п пос ", Use::kName},
    {"район", " р-н ", Use::kName},
    {"область", " обл ", Use::kName},
    {"деревня", " д дер ", Use::kName},
    {"село", " с ", Use::kName},
    {"микрорайон", " мкр м-н мкр-н ", Use::kName},
    {"метро", " м ", Use::kName},
    {"станция", " ст ", Use::kName},
    {"жк", "", Use::kName},
    {"тц", "", Use::kName},
    {"снт", "", Use::kName},
    {"гск", "", Use::kName},
    {"дом", " д ", Use::kGoesWithoutSaying},
    {"номер", "", Use::kGoesWithoutSaying},
    {"дробь", "", Use::kGoesWithoutSaying},
    {"квартира", " кв ", Use::kNumberMayBeAdded},
    {"корпус", " к корп ", Use::kNumber},
    {"строение", " с стр ", Use::kNumber},
    {"подъезд", " п под ", Use::kNumber},
    {"этаж", " эт ", Use::kNumber},
    {"офис", " оф ", Use::kNumber},
    {"владение", " вл ", Use::kNumber},
    {"комната", " ком ", Use::kNumber},
    {"помещение", " пом ", Use::kNumber},
    {"литера", " лит ", Use::kNumber},
});

struct SpeltOut {
  std::string_view first;
  std::string_view second;
  std::string_view kind;
};
constexpr auto kSpeltOut = std::to_array<SpeltOut>({{"торговый", "центр", "тц"},
                                                    {"гаражный", "кооператив", "гск"},
                                                    {"жилой", "комплекс", "жк"},
                                                    {"садовое", "товарищество", "снт"}});

constexpr std::uint64_t KindsOf(std::initializer_list<Use> uses) {
  std::uint64_t kinds = 0;
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (std::ranges::find(uses, kKinds[i].use) != uses.end()) kinds |= std::uint64_t{1} << i;
  }
  return kinds;
}

std::uint64_t ReadAs(std::string_view word, bool hyphenated) {
  const std::string wanted = " " + std::string(word) + " ";
  std::uint64_t kinds = 0;
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    const bool is = kKinds[i].short_forms.find(wanted) != std::string_view::npos ||
                    (!hyphenated && IsSameWord(kKinds[i].word, word));
    if (is) kinds |= std::uint64_t{1} << i;
  }
  return kinds;
}

bool IsBesideANumber(std::span<const Word> words, std::size_t i) {
  return (i + 1 < words.size() && ReadNumber(words.subspan(i + 1))) ||
         (i > 0 && ReadNumber(words.subspan(i - 1)));
}

}  // namespace

std::optional<PlaceWord> ReadPlaceWord(std::span<const Word> words, std::size_t i) {
  if (i + 1 < words.size() && words[i + 1].begin == words[i].end + 1) {
    const auto kinds = ReadAs(words[i].text + "-" + words[i + 1].text, true);
    if (kinds != 0) return PlaceWord{kinds, 2};
  }
  for (const SpeltOut& one : kSpeltOut) {
    if (i + 1 < words.size() && IsSameWord(one.first, words[i].text) &&
        IsSameWord(one.second, words[i + 1].text)) {
      return PlaceWord{ReadAs(one.kind, false), 2};
    }
  }
  std::uint64_t kinds = ReadAs(words[i].text, false);
  if (kinds == 0) return std::nullopt;
  // «д. 5» is a дом, «д. Ивановка» a деревня.
  const std::uint64_t named = kinds & NamedKinds();
  if (named != 0 && named != kinds) kinds = IsBesideANumber(words, i) ? kinds & ~named : named;
  return PlaceWord{kinds, 1};
}

std::uint64_t NamedKinds() { return KindsOf({Use::kName, Use::kNameMayBeAdded}); }

std::uint64_t KindsThatMayBeAdded() {
  return KindsOf({Use::kNameMayBeAdded, Use::kNumberMayBeAdded});
}

std::uint64_t KindsThatGoWithoutSaying() { return KindsOf({Use::kGoesWithoutSaying}); }

}  // namespace novofon
