#include "core/counted_things.h"

#include <string_view>

#include "core/date_words.h"

namespace novofon {
namespace {

using Kind = PhraseToken::Kind;

constexpr std::size_t kShortestAdjective = 12;  // bytes; «их» and «моих» are none

bool IsAdjective(Phrase phrase, std::size_t at) {
  if (!IsKind(phrase, at, Kind::kWord)) return false;
  const std::string_view word = phrase[at].word;
  if (word.size() < kShortestAdjective) return false;
  return word.ends_with("ых") || word.ends_with("их") || word.ends_with("ные");
}

bool IsStreetWord(Phrase phrase) {
  return StartsWith(phrase, 0,
                    {"улиц", "проспект", "площад", "переул", "бульвар", "набережн", "проезд",
                     "шоссе", "микрорайон", "метро", "станци", "алле", "тупик", "сквер", "парк"}) ||
         IsWord(phrase, 0,
                {"ул", "пр", "просп", "пер", "пл", "бул", "наб", "ш", "мкр", "имени", "им"});
}

// «в 11 квартира 5»; but «в 15 квартиру 3 подъезд», «в 16 дом, 20 квартира».
bool HasItsNumberBehind(Phrase phrase, std::size_t at) {
  return IsKind(phrase, at + 1, Kind::kNumber) && !phrase[at].word.ends_with("у") &&
         !IsPartOfABuilding(phrase, at + 2);
}

}  // namespace

bool IsPartOfABuilding(Phrase phrase, std::size_t at) {
  return StartsWith(phrase, at,
                    {"квартир", "дом", "подъезд", "этаж", "корпус", "строени", "офис", "кабинет",
                     "комнат"}) ||
         IsWord(phrase, at, {"кв", "эт"});
}

bool IsCountedThing(Phrase phrase, std::size_t at) {
  if (HasMark(phrase, at, ',')) return false;  // «в одиннадцать, квартира пять»
  if (IsPartOfABuilding(phrase, at)) return !HasItsNumberBehind(phrase, at);
  if (StartsWith(
          phrase, at,
          {"метр",   "квадрат", "километр", "человек", "людей",  "раз",   "рубл",   "тысяч",
           "тыщ",    "процент", "год",      "лет",     "недел",  "месяц", "сут",    "окон",
           "окна",   "окош",    "штук",     "санузл",  "спальн", "двер",  "диван",  "ковр",
           "кресел", "кресл",   "стул",     "матрас",  "балкон", "люстр", "шкаф",   "литр",
           "кило",   "соток",   "детей",    "собак",   "кошк",   "кошек", "створ",  "помещени",
           "зал",    "сантим",  "градус",   "пакет",   "мешк",   "уборщ", "клинер", "стекл",
           "этап",   "кварт",   "заход",    "машин",   "тонн",   "раков", "унитаз", "полок",
           "коробк", "кухон",   "ванн"})) {
    return true;
  }
  if (IsWord(phrase, at, {"дней", "день", "м", "тыс", "руб", "см", "км", "кг", "шт"})) return true;
  if (IsKind(phrase, at, Kind::kNumber) && phrase[at].word.starts_with("тысяч")) return true;
  return IsAdjective(phrase, at) && IsCountedThing(phrase, at + 1);
}

bool IsWayInMinutes(Phrase phrase, std::size_t at) {
  return (StartsWith(phrase, at, {"минут"}) || IsWord(phrase, at, {"мин"})) &&
         IsWord(phrase, at + 1,
                {"до", "от", "пешком", "езды", "ехать", "ходьбы", "идти", "пути", "дороги"});
}

std::size_t StreetWithoutItsWord(Phrase phrase) {
  const std::size_t at = IsWord(phrase, 0, {"на"}) ? 1 : 0;
  const bool called =
      IsKind(phrase, at + 1, Kind::kWord) && phrase[at + 1].capital && HasMark(phrase, at + 1, ' ');
  const bool numbered = IsKind(phrase, at, Kind::kOrdinal) ||
                        (IsKind(phrase, at, Kind::kNumber) && MonthAt(phrase, at + 1) != 0);
  if (!called || !numbered) return 0;
  const bool house = IsWord(phrase, at + 2, {"дом", "д"});
  const std::size_t number = house ? at + 3 : at + 2;
  if (!IsKind(phrase, number, Kind::kNumber)) return 0;
  const bool last = number + 1 == phrase.size() || HasMark(phrase, number + 1, ',');
  return house || last ? at + 2 : 0;  // «25 Октября, 10 утра»
}

std::size_t StreetOfADate(Phrase phrase) {
  if (!IsStreetWord(phrase)) return 0;
  std::size_t at = 1;
  const bool number = IsKind(phrase, at, Kind::kNumber) || IsKind(phrase, at, Kind::kOrdinal);
  if (number) ++at;
  while (IsWord(phrase, at, {"лет", "летия", "го", "красного", "великого"})) ++at;
  if (MonthAt(phrase, at) != 0) return at + 1;
  return number && StartsWith(phrase, at, {"год"}) ? at + 1 : 0;
}

}  // namespace novofon
