#include "core/name_words.h"

#include <algorithm>
#include <array>

#include "core/turn_text.h"
#include "core/word_forms.h"

namespace novofon {
namespace {

constexpr auto kPuttingDown = std::to_array<std::string_view>(
    {"запишите", "запиши", "записать", "записывайте", "запишем", "пишите"});
constexpr auto kPointingWords = std::to_array<std::string_view>({"это", "я"});
constexpr auto kBehindPointing = std::to_array<std::string_view>(
    {"снова", "опять", "вас", "вам", "еще", "же", "сама", "сам", "просто", "ну", "э"});
// «Муж говорит, Ольга хорошо убирает».
constexpr auto kRelatives = std::to_array<std::string_view>(
    {"мужа",    "жену",       "сына",      "дочь",   "дочку",  "маму",    "папу",
     "его",     "ее",         "их",        "собаку", "кота",   "кошку",   "соседа",
     "соседку", "начальника", "директора", "брата",  "сестру", "бабушку", "муж",
     "жена",    "сын",        "мама",      "он",     "она",    "сосед",   "соседка"});
// «Я от Петра», «это не Пётр», «мне Пётр звонит».
constexpr auto kBreaking = std::to_array<std::string_view>(
    {"от",   "у",      "к",    "про",    "с",     "со",     "для",   "не",
     "мимо", "вместо", "из",   "мне",    "нам",   "мой",    "моя",   "моего",
     "моей", "моему",  "мою",  "наш",    "наша",  "нашего", "нашей", "нашему",
     "нашу", "ваш",    "ваша", "вашего", "вашей", "вашему", "вашу"});
constexpr auto kGreetings = std::to_array<std::string_view>(
    {"здравствуйте", "день", "вечер", "утро", "алло", "да", "хорошо", "спасибо", "привет"});
constexpr auto kPrepositions = std::to_array<std::string_view>(
    {"на", "от", "у", "к", "ко", "про", "с", "со", "для", "вместо", "из", "за", "о", "об", "без"});
constexpr auto kMine = std::to_array<std::string_view>({"меня", "нас", "мое", "моя"});
// Whom one is put down with or sent by, in any case. Those of offices are service words.
constexpr auto kRoles = std::to_array<std::string_view>(
    {"врач",          "доктор",       "медсестра",  "терапевт",   "педиатр",     "хирург",
     "стоматолог",    "ортодонт",     "гинеколог",  "невролог",   "окулист",     "кардиолог",
     "косметолог",    "массажист",    "логопед",    "психолог",   "ветеринар",   "парикмахер",
     "барбер",        "стилист",      "визажист",   "бровист",    "лешмейкер",   "маникюрша",
     "парикмахерша",  "тренер",       "инструктор", "учитель",    "учительница", "репетитор",
     "преподаватель", "юрист",        "адвокат",    "нотариус",   "бухгалтер",   "консультант",
     "специалист",    "сотрудник",    "сотрудница", "коллега",    "помощник",    "помощница",
     "секретарь",     "директор",     "начальник",  "начальница", "прораб",      "бригадир",
     "замерщик",      "монтажник",    "сборщик",    "сантехник",  "электрик",    "механик",
     "слесарь",       "приемщик",     "курьер",     "водитель",   "грузчик",     "уборщица",
     "клинер",        "горничная",    "няня",       "сиделка",    "подруга",     "подружка",
     "приятель",      "приятельница", "знакомый",   "знакомая",   "сосед",       "соседка",
     "брат",          "сестра",       "тетя",       "дядя",       "бабушка",     "дедушка",
     "мама",          "папа",         "дочь",       "дочка",      "сын",         "сынок",
     "внук",          "внучка",       "невестка",   "свекровь",   "теща",        "ребенок"});
constexpr auto kFriend = std::to_array<std::string_view>({"друг", "друга", "другу", "другом"});
constexpr auto kTags = std::to_array<std::string_view>({"да",
                                                        "верно",
                                                        "правильно",
                                                        "так",
                                                        "ведь",
                                                        "точно",
                                                        "же",
                                                        "ли",
                                                        "ага",
                                                        "или",
                                                        "кто",
                                                        "нет",
                                                        "кажется",
                                                        "наверное",
                                                        "не",
                                                        "я",
                                                        "а",
                                                        "вы",
                                                        "это",
                                                        "у",
                                                        "на",
                                                        "телефона",
                                                        "телефоне",
                                                        "аппарата",
                                                        "проводе",
                                                        "линии",
                                                        "говорит",
                                                        "слушает",
                                                        "ошибся",
                                                        "ошиблась",
                                                        "ошибаюсь",
                                                        "путаю",
                                                        "перепутал",
                                                        "перепутала",
                                                        "угадал",
                                                        "угадала",
                                                        "администратор",
                                                        "менеджер",
                                                        "оператор",
                                                        "диспетчер",
                                                        "мастер",
                                                        "врач",
                                                        "доктор"});

}  // namespace

bool IsCall(const Word& word) { return word.text == "зовут" || word.text == "звать"; }
bool IsMine(const Word& word) { return IsAmong(kMine, word); }
bool IsPuttingDown(const Word& word) { return IsAmong(kPuttingDown, word); }
bool IsPointing(const Word& word) { return IsAmong(kPointingWords, word); }
bool IsBehindPointing(const Word& word) { return IsAmong(kBehindPointing, word); }
bool IsPreposition(const Word& word) { return IsAmong(kPrepositions, word); }
bool IsGreeting(const Word& word) { return IsAmong(kGreetings, word); }
bool IsOfARelative(const Word& word) { return IsAmong(kRelatives, word); }
bool IsQuestionTag(const Word& word) { return IsAmong(kTags, word); }
bool BreaksAnIntroduction(const Word& word) { return IsAmong(kBreaking, word); }

bool IsRole(const Word& word) {
  return IsAmong(kFriend, word) || std::ranges::any_of(kRoles, [&](std::string_view role) {
           return IsSameWord(role, word.text);
         });
}

bool IsOfTheSpeaker(const Turn& turn, std::size_t i) {
  const auto divided = [&](std::size_t k) {
    return IsSentenceEndBefore(turn, k) || IsAsked(turn, k - 1);
  };
  std::size_t first = i;
  std::size_t last = i;
  while (first > 0 && first + kBesideName > i && !divided(first)) --first;
  while (last + 1 < turn.words.size() && last < i + kBesideName && !divided(last + 1)) ++last;
  return std::any_of(turn.words.begin() + static_cast<std::ptrdiff_t>(first),
                     turn.words.begin() + static_cast<std::ptrdiff_t>(last + 1), IsMine);
}

}  // namespace novofon
