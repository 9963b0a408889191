// The kinds of an address's places: улица Ленина is neither переулок nor село Ленина.
#include <algorithm>
#include <vector>

#include "core/evidence.h"
#include "core/number_in_text.h"
#include "core/place_words.h"
#include "core/word_forms.h"

namespace novofon {
namespace {

constexpr std::size_t kReach = 2;  // words behind «улица»

struct Address {
  std::string_view text;
  std::vector<Word> words;
  std::vector<std::uint64_t> kinds;  // of each word; 0: a name, a number or whatever
};

Address Read(std::string_view text) {
  Address address{text, Words(text), {}};
  address.kinds.resize(address.words.size());
  for (std::size_t i = 0; i < address.words.size();) {
    const auto place = ReadPlaceWord(address.words, i);
    const std::size_t next = i + (place ? place->words : 1);
    for (; i < next; ++i) address.kinds[i] = place ? place->kinds : 0;
  }
  return address;
}

// «25К» ends in no корпус.
bool IsLetterOfAHouse(const Address& address, std::size_t i) {
  const std::span<const Word> words = address.words;
  return i > 0 && IsDigit(static_cast<unsigned char>(words[i - 1].text.back())) &&
         CountCodePoints(words[i].text) == 1 &&
         (i + 1 == words.size() || !ReadNumber(words.subspan(i + 1)));
}

bool IsCommaBefore(const Address& address, std::size_t k) {
  const std::size_t begin = address.words[k - 1].end;
  return address.text.substr(begin, address.words[k].begin - begin).find(',') !=
         std::string_view::npos;
}

// Whether word `k` may be of a name. A number is if it has the rest of the name behind it: «8
// Марта».
bool MayBeOfAName(const Address& address, std::size_t k) {
  const auto number = ReadNumberIn(address.text, std::span(address.words).subspan(k));
  if (!number) return CountCodePoints(address.words[k].text) > 2;
  const std::size_t next = k + number->words;
  return next < address.words.size() && address.kinds[next] == 0 && !IsCommaBefore(address, next) &&
         CountCodePoints(address.words[next].text) > 2;
}

// The words of the name that the place word `i` may have, as far as a comma or the next place word;
// first those behind it.
std::vector<std::size_t> Beside(const Address& address, std::size_t i) {
  std::vector<std::size_t> beside;
  std::size_t first = i + 1;
  while (first < address.words.size() && address.kinds[first] == address.kinds[i] &&
         address.words[first].begin == address.words[first - 1].end + 1) {
    ++first;  // the T of «пр-т»
  }
  for (std::size_t k = first; k < std::min(first + kReach, address.words.size()); ++k) {
    if (address.kinds[k] != 0 || IsCommaBefore(address, k)) break;
    if (MayBeOfAName(address, k)) beside.push_back(k);
  }
  const bool has_before = i > 0 && address.kinds[i - 1] == 0 && !IsCommaBefore(address, i);
  if (has_before && MayBeOfAName(address, i - 1)) beside.push_back(i - 1);
  return beside;
}

bool IsSaidWith(const Address& a, std::size_t name, const Address& b,
                const std::vector<std::size_t>& names) {
  const std::span<const Word> words = a.words;
  const auto number = ReadNumberIn(a.text, words.subspan(name));
  return std::ranges::any_of(names, [&](std::size_t k) {
    const auto other = ReadNumberIn(b.text, std::span(b.words).subspan(k));
    if (number || other) return number && other && number->value == other->value;
    return IsSameWord(words[name].text, b.words[k].text);
  });
}

bool ShareAName(const Address& a, const std::vector<std::size_t>& names, const Address& b,
                const std::vector<std::size_t>& others) {
  return std::ranges::any_of(names, [&](auto name) { return IsSaidWith(a, name, b, others); });
}

// Whether the quote calls what the place word `i` of the value belongs to something else. Of the
// words around its own place words only the nearest is sure to be the name: «Москва, улица Мира».
bool IsCalledOtherwise(const Address& value, std::size_t i, const Address& quote) {
  const auto names = Beside(value, i);
  for (std::size_t k = 0; k < quote.words.size(); ++k) {
    if ((quote.kinds[k] & NamedKinds()) == 0 || (quote.kinds[k] & value.kinds[i]) != 0) continue;
    const auto beside = Beside(quote, k);
    if (!beside.empty() && ShareAName(value, names, quote, {beside.front()})) return true;
  }
  return false;
}

bool IsSaidOfIt(const Address& value, std::size_t i, const Address& quote) {
  const auto names = Beside(value, i);
  for (std::size_t k = 0; k < quote.words.size(); ++k) {
    if ((quote.kinds[k] & value.kinds[i]) == 0) continue;
    if (names.empty() || ShareAName(value, names, quote, Beside(quote, k))) return true;
  }
  return false;
}

Agreement Judge(const Address& value, std::size_t i, const Address& quote) {
  const std::uint64_t kinds = value.kinds[i];
  const bool said = std::ranges::any_of(quote.kinds, [&](auto k) { return (k & kinds) != 0; });
  if ((kinds & NamedKinds()) != 0) {
    if (said && IsSaidOfIt(value, i, quote)) return Agreement::kSame;
    if (IsCalledOtherwise(value, i, quote)) return Agreement::kContrary;
  } else if (said || (kinds & KindsThatGoWithoutSaying()) != 0) {
    return Agreement::kSame;
  }
  const bool may_be = said || (kinds & KindsThatMayBeAdded()) != 0;
  return may_be ? Agreement::kAdded : Agreement::kContrary;
}

}  // namespace

Agreement PlacesAgree(std::string_view value, std::string_view quote) {
  const Address claimed = Read(value);
  const Address said = Read(quote);
  Agreement agreement = Agreement::kSame;
  for (std::size_t i = 0; i < claimed.words.size(); ++i) {
    if (claimed.kinds[i] == 0 || IsLetterOfAHouse(claimed, i)) continue;
    agreement = std::max(agreement, Judge(claimed, i, said));
  }
  return agreement;
}

}  // namespace novofon
