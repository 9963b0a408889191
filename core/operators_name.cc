#include "core/operators_name.h"

#include <algorithm>
#include <array>
#include <span>

#include "core/turn_text.h"

namespace novofon {
namespace {

constexpr std::size_t kIntroduction =
    40;                                  // words: whoever answers the telephone is through by then
constexpr std::size_t kBesideAName = 6;  // words
constexpr auto kOfCompanies = std::to_array<std::string_view>(
    {"компани", "фирм", "агентств", "клининг", "оператор", "менеджер", "администр", "диспетчер",
     "консультант", "регистратур", "ресепш"});
// Clients speak of such places too, but don't begin a phrase with one in the nominative.
constexpr auto kPlaces = std::to_array<std::string_view>(
    {"клиника",   "поликлиника",    "больница",   "стоматология", "салон",     "студия",
     "барбершоп", "парикмахерская", "сервис",     "автосервис",   "автомойка", "мастерская",
     "ателье",    "прачечная",      "магазин",    "аптека",       "ресторан",  "кафе",
     "гостиница", "отель",          "центр",      "служба",       "отдел",     "школа",
     "клуб",      "фитнес",         "ветклиника", "медцентр",     "приемная",  "доставка"});
// The adjective of such a place: «сервисный центр», «детская клиника».
constexpr auto kOfPlaces = std::to_array<std::string_view>(
    {"сервисн", "медицинск", "детск", "ветеринарн", "стоматологическ", "учебн", "торгов",
     "косметическ", "частн", "свадебн", "туристическ"});

// Whoever is called says so first: what stands before it is the other's.
constexpr auto kAnswers =
    std::to_array<std::string_view>({"здравствуйте", "здрасьте", "алло", "ало", "добрый"});

// «Доставка нужна»: behind a place it is a client's.
constexpr auto kWishes =
    std::to_array<std::string_view>({"нужн", "надо", "можно", "есть", "интересует", "работает"});

// What only a firm says, behind its name.
struct Offer {
  std::string_view first;
  std::string_view second;  // a stem; "" for none
};
constexpr auto kOffers = std::to_array<Offer>({{"слушаю", ""},
                                               {"чем", "могу"},
                                               {"могу", "помочь"},
                                               {"вы", "оставлял"},
                                               {"вы", "оставил"},
                                               {"вы", "обращал"},
                                               {"вашей", "заявк"},
                                               {"вашу", "заявк"},
                                               {"вашего", "заказ"},
                                               {"ваш", "заказ"},
                                               {"вашему", "заказ"}});

template <std::size_t N>
bool StartsWithAny(const Word& word, const std::array<std::string_view, N>& stems) {
  return std::ranges::any_of(stems, [&](auto stem) { return word.text.starts_with(stem); });
}

// «Салон красоты Лилия», «это сервисный центр», not «нужна доставка» or «в салон».
bool BeginsWithAPlace(const Turn& turn, std::size_t i) {
  if (!IsAmong(kPlaces, turn.words[i])) return false;
  if (i + 1 < turn.words.size() && StartsWithAny(turn.words[i + 1], kWishes)) return false;
  if (i > 0 && IsJoined(turn, i) && StartsWithAny(turn.words[i - 1], kOfPlaces)) --i;
  return !IsJoined(turn, i) || turn.words[i - 1].text == "это";
}

bool SpeaksOfTheFirm(const Turn& turn, std::size_t i) {
  const std::vector<Word>& words = turn.words;
  const bool yours = i > 0 && words[i - 1].text.starts_with("ваш");
  return !yours && (StartsWithAny(words[i], kOfCompanies) || BeginsWithAPlace(turn, i));
}

bool Offers(const std::vector<Word>& words, std::size_t i) {
  return std::ranges::any_of(kOffers, [&](const Offer& offer) {
    return words[i].text == offer.first &&
           (offer.second.empty() ||
            (i + 1 < words.size() && words[i + 1].text.starts_with(offer.second)));
  });
}

// «Клининговая компания, меня зовут Ольга, чем могу помочь?» where no channel tells who speaks.
bool IsIntroduction(const WordRange& name, const Turn& turn) {
  const std::vector<Word>& words = turn.words;
  if (turn.speaker == kClient || name.turn > 1 || name.first >= kIntroduction) return false;
  for (std::size_t i = name.last + 1; i-- > 0 && i + kBesideAName >= name.first;) {
    if (i < name.first && IsAsked(turn, i)) break;  // «Это компания …? Меня зовут …»
    if (IsAmong(kAnswers, words[i])) break;
    if (SpeaksOfTheFirm(turn, i)) return true;
  }
  for (std::size_t i = name.last + 1; i < words.size() && i <= name.last + kBesideAName; ++i) {
    if (Offers(words, i)) return true;
  }
  return false;
}

}  // namespace

bool IsOfTheOperator(const WordRange& name, const std::vector<Turn>& turns) {
  const Turn& turn = turns[name.turn];
  return turn.speaker == kOperator || IsIntroduction(name, turn);
}

}  // namespace novofon
