// The cases of Russian names, and the words that are taken for names.
#include <algorithm>
#include <array>
#include <string>

#include "core/russian_text.h"
#include "core/spoken_name.h"
#include "core/word_forms.h"

namespace novofon {
namespace {

// How the cases of a name are made of its nominative: the first line that fits does.
struct Declension {
  std::string_view nominative;  // its ending
  std::string_view others;      // between spaces, in place of it
};
constexpr auto kDeclensions = std::to_array<Declension>({
    {"ая", " ой ую ою "},
    {"яя", " ей юю ею "},
    {"кий", " кого кому ким ком кия кию кием кии "},
    {"ый", " ого ому ым ом "},
    {"чий", " чего чему чим чем "},
    {"ой", " ого ому ым ом оя ою оем ое "},
    {"а", " ы и е у ой ою ей ею "},
    {"я", " и е ю ей ею ы "},
    {"ей", " ея ею еем ее еи ья ью ьем ье "},
    {"й", " я ю ем е и его ему им "},
    {"ь", " я ю ем е и ью "},
});
constexpr std::string_view kOfConsonants = " а у ом ем е ым ого ому ";
constexpr std::string_view kVowels = "аеиоуыэюя";
constexpr std::size_t kLetter = 2;     // bytes of a Cyrillic one
constexpr std::size_t kShortWord = 4;  // letters; its cases are too like other words

constexpr auto kServiceWords = std::to_array<std::string_view>(
    {"уборка",      "заказ",     "заявка",     "адрес",    "квартира",    "дом",
     "дома",        "улица",     "офис",       "клининг",  "мойка",       "мытье",
     "окна",        "окно",      "химчистка",  "диван",    "ковер",       "матрас",
     "ремонт",      "доставка",  "договор",    "цена",     "стоимость",   "скидка",
     "оплата",      "оплачено",  "звонок",     "телефон",  "номер",       "компания",
     "фирма",       "время",     "дата",       "завтра",   "сегодня",     "послезавтра",
     "вчера",       "утро",      "утром",      "день",     "вечер",       "вечером",
     "понедельник", "вторник",   "среда",      "четверг",  "пятница",     "суббота",
     "воскресенье", "спасибо",   "пожалуйста", "хорошо",   "да",          "нет",
     "алло",        "мастер",    "менеджер",   "оператор", "диспетчер",   "клиент",
     "клиентка",    "статус",    "сделка",     "услуга",   "генеральная", "балкон",
     "кухня",       "комната",   "подъезд",    "этаж",     "корпус",      "домофон",
     "метр",        "метро",     "район",      "город",    "проспект",    "переулок",
     "деньги",      "рубль",     "карта",      "наличные", "инструкция",  "администратор",
     "система",     "ассистент", "бот",        "хозяин",   "хозяйка",     "муж",
     "жена",        "девушка",   "женщина",    "мужчина",  "человек",     "здравствуйте"});

bool IsAmong(std::string_view ending, std::string_view endings) {
  return endings.find(" " + std::string(ending) + " ") != std::string_view::npos;
}

bool IsStemWith(std::string_view said, std::string_view stem, std::string_view endings) {
  return said.starts_with(stem) && said.size() > stem.size() &&
         IsAmong(said.substr(stem.size()), endings);
}

}  // namespace

bool IsCaseOfName(std::string_view said, std::string_view nominative) {
  if (said == nominative) return true;
  if (nominative.size() < kLetter || (nominative[0] & 0x80) == 0) return false;
  for (const Declension& one : kDeclensions) {
    if (!nominative.ends_with(one.nominative)) continue;
    const std::string_view stem = nominative.substr(0, nominative.size() - one.nominative.size());
    return IsStemWith(said, stem, one.others);
  }
  if (kVowels.find(nominative.substr(nominative.size() - kLetter)) != std::string_view::npos) {
    return false;  // «Шевченко» has no cases
  }
  return IsStemWith(said, nominative, kOfConsonants) ||
         IsStemWith(said, WithoutFleetingVowel(nominative), kOfConsonants);
}

bool IsServiceWord(std::string_view word) {
  return std::ranges::any_of(kServiceWords, [&](std::string_view one) {
    return one == word || (CountCodePoints(one) > kShortWord && IsSameWord(one, word));
  });
}

}  // namespace novofon
