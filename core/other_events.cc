// What a clause with a day in it is about when it is no appointment.
#include <algorithm>
#include <string_view>

#include "core/other_matters.h"

namespace novofon {
namespace {

bool IsClauseWord(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at, {"и", "а", "но", "зато", "поэтому", "либо"});
}

bool Any(Phrase clause, auto is) {
  for (std::size_t i = 0; i < clause.size(); ++i) {
    if (is(i)) return true;
  }
  return false;
}

bool HasWord(Phrase clause, std::initializer_list<std::string_view> words) {
  return Any(clause, [&](std::size_t i) { return IsWord(clause, i, words); });
}

bool HasStem(Phrase clause, std::initializer_list<std::string_view> stems) {
  return Any(clause, [&](std::size_t i) { return StartsWith(clause, i, stems); });
}

bool IsNegated(Phrase clause, std::size_t at) { return at > 0 && IsWord(clause, at - 1, {"не"}); }

bool IsPastForm(std::string_view word) {
  constexpr std::string_view kEndings[] = {"л", "ла", "ло", "ли", "лся", "лась", "лось", "лись"};
  return std::ranges::any_of(kEndings, [&](auto ending) { return word.ends_with(ending); });
}

// Visits, calls, purchases and breakdowns; not «договорились», «записали», «обещали», which make
// appointments.
bool IsPastEvent(Phrase clause, std::size_t at) {
  if (IsWord(clause, at, {"был", "была", "были", "потек", "протек"})) return true;
  if (IsWord(clause, at, {"было"})) {
    return at == 0 || !IsWord(clause, at - 1, {"можно", "нужно", "надо", "удобно", "хорошо"});
  }
  return StartsWith(
             clause, at,
             {"жда",    "дожда",       "приезжа",   "приеха",   "подъезжа", "приходи",  "приш",
              "звони",  "позвони",     "дозвони",   "дозванив", "вызыва",   "вызва",    "заказ",
              "купи",   "покупа",      "слома",     "потек",    "протек",   "лопн",     "засори",
              "затопи", "залил",       "переста",   "отвали",   "сгоре",    "установи", "постави",
              "почини", "ремонтирова", "сдела",     "убира",    "убра",     "чисти",    "почисти",
              "родил",  "переехал",    "разговари", "общал",    "оставл",   "остави",   "обраща",
              "упал",   "течь",        "помыл",     "начал",    "открыл",   "привез",   "привоз",
              "достав", "забра",       "забира",    "отвез",    "верну",    "ходи",     "езди",
              "закрыл"}) &&
         IsPastForm(clause[at].word);
}

bool IsOnADay(Phrase clause, std::size_t at) {  // «заказывали на субботу»: it is still to come
  DateFacts days;
  return IsWord(clause, at, {"на", "к"}) && DateWordsAt(clause.subspan(at), days) > 0;
}

bool IsPast(Phrase clause, const DateFacts& days) {
  if (HasWord(clause, {"бы", "чтобы", "чтоб", "если", "можно", "давайте", "хочу", "хотим"}) ||
      HasStem(clause, {"запис", "запиш", "хоте"}) || days.days.value_or(0) > 0 || days.from_now) {
    return false;
  }
  if (Any(clause, [&](std::size_t i) { return IsOnADay(clause, i); })) return false;
  return Any(clause, [&](std::size_t i) { return IsPastEvent(clause, i); });
}

// When somebody will call, ask or decide.
bool IsOfTelephone(Phrase clause) {
  if (HasStem(clause, {"звонк"}) && HasWord(clause, {"жду", "ждем", "буду"})) return true;
  if (HasStem(clause, {"приед", "приезж", "приход", "подъ", "запиш", "запис"}) ||
      HasWord(clause, {"если", "когда", "жду", "ждем"})) {
    return false;
  }
  return Any(clause, [&](std::size_t i) {
    if (IsNegated(clause, i)) return false;
    const bool to_me = IsWord(clause, i + 1, {"мне", "нам"});
    return StartsWith(clause, i, {"перезвон", "созвон", "созванив", "посовет"}) ||
           (to_me && IsWord(clause, i, {"позвоните"})) ||
           IsWord(clause, i,
                  {"узнаю",     "узнаем",   "сообщу",     "сообщим",     "спрошу",  "спросим",
                   "уточню",    "уточним",  "подумаю",    "подумаем",    "решу",    "решим",
                   "обсужу",    "обсудим",  "определюсь", "определимся", "свяжусь", "свяжемся",
                   "свяжитесь", "отпишусь", "отвечу",     "напишу"});
  });
}

bool IsCancelled(Phrase clause) {
  if (HasWord(clause, {"если"})) return false;
  const bool of_a_booking = HasStem(clause, {"запис", "заявк", "заказ", "визит", "выезд"});
  return Any(clause, [&](std::size_t i) {
    if (IsNegated(clause, i) || IsWord(clause, i + 1, {"не"})) return false;
    return StartsWith(clause, i, {"отмен", "аннулир", "отказ", "откаж"}) ||
           (of_a_booking && StartsWith(clause, i, {"сними", "снять", "убери", "убрать", "удали"}));
  });
}

// «У меня врач», «у нас в десять совещание».
bool IsOccupation(Phrase clause, std::size_t at) {
  return IsWord(clause, at,
                {"врач",     "прием",   "встреча", "собрание", "совещание", "урок",
                 "уроки",    "смена",   "экзамен", "поезд",    "самолет",   "рейс",
                 "вылет",    "свадьба", "поездка", "похороны", "дежурство", "тренировка",
                 "утренник", "суд",     "работа",  "учеба"});
}

bool IsTooEarly(Phrase clause, std::size_t at) {  // but «завтра рано утром», «не рано?»
  return IsWord(clause, at, {"рано", "рановато", "поздно", "поздновато"}) &&
         !StartsWith(clause, at + 1, {"утр", "вечер"}) && !IsWord(clause, at + 1, {"с"});
}

bool IsNobodyThere(Phrase clause, std::size_t at) {  // «дома нет», «нет мастеров»
  if (!IsWord(clause, at, {"нет"})) return false;
  const bool behind = StartsWith(clause, at + 1,
                                 {"мастер", "мест", "окон", "времен", "возможн", "свобод", "запис",
                                  "дома", "никого", "выезд", "бригад"});
  for (std::size_t i = 0; i < at; ++i) {  // «меня нет»; but «у меня нет пылесоса»
    const bool mine = i > 0 && IsWord(clause, i - 1, {"у"});
    if (!mine && IsWord(clause, i, {"меня", "нас"})) return true;
  }
  return behind || HasWord(clause.first(at), {"дома", "никого", "ничего", "мастеров", "мест",
                                              "окон", "времени", "возможности", "записи"});
}

bool IsAway(Phrase clause, std::size_t at, const DateFacts& days) {
  // «Работаем с девяти до шести» says when one may come.
  if (IsWord(clause, at, {"работаю", "работаем"})) return days.NamesADay();
  return StartsWith(clause, at, {"уезжа", "уеду", "уедем", "уедет", "улета", "улечу"}) ||
         IsWord(clause, at, {"сплю"}) ||
         (IsWord(clause, at, {"на"}) && IsWord(clause, at + 1, {"работе", "даче", "учебе"})) ||
         (IsWord(clause, at, {"в"}) &&
          StartsWith(clause, at + 1, {"отпуск", "отъезд", "командир"}));
}

bool IsUnfit(Phrase clause, const DateFacts& days) {
  const bool mine = HasWord(clause, {"меня", "нас", "мужа", "жены", "ребенка", "детей"});
  return HasWord(clause, {"свадьба"}) ||
         (HasStem(clause, {"рождени"}) && HasWord(clause, {"день"})) ||
         Any(clause, [&](std::size_t i) {
           if (IsNegated(clause, i)) return false;
           return IsTooEarly(clause, i) || IsNobodyThere(clause, i) || IsAway(clause, i, days) ||
                  (mine && IsOccupation(clause, i));
         });
}

// «Запись на четверг, мне надо перенести»; «перенесите на четверг» names the new day.
bool IsMoved(Phrase clause) {
  return HasStem(clause, {"перенес", "перенос", "передвин", "передума", "отбой"}) &&
         !HasWord(clause, {"если", "не"});
}

Event EventOf(Phrase clause, const DateFacts& days, bool has_dates) {
  if (IsCancelled(clause)) return Event::kCancelled;
  if (!has_dates && IsMoved(clause)) return Event::kMoved;
  if (IsUnfit(clause, days)) return Event::kUnfit;
  if (IsOfTelephone(clause)) return Event::kTelephone;
  return IsPast(clause, days) ? Event::kPast : Event::kNone;
}

// «Уберите, пожалуйста, запись»: its commas end nothing.
bool IsBesidePlease(Phrase phrase, const Clause& clause) {
  constexpr std::size_t kMost = 3;  // words
  return clause.end - clause.begin <= kMost && (IsWord(phrase, clause.end, {"пожалуйста"}) ||
                                                IsWord(phrase, clause.end - 1, {"пожалуйста"}));
}

}  // namespace

Clause ReadClause(Phrase phrase, std::size_t begin) {
  Clause clause;
  clause.begin = begin;
  clause.end = begin + 1;
  while (clause.end < phrase.size() && !HasMark(phrase, clause.end, '.') &&
         !IsClauseWord(phrase, clause.end)) {
    if (HasMark(phrase, clause.end, ',') && !IsBesidePlease(phrase, clause)) break;
    ++clause.end;
  }
  const Phrase own = phrase.subspan(begin, clause.end - begin);
  clause.only_dates = true;
  for (std::size_t i = 0; i < own.size();) {
    const std::size_t taken = DateWordsAt(own.subspan(i), clause.days);
    clause.has_dates |= taken > 0;
    const bool joins = IsWord(own, i, {"и", "в", "на", "к", "то", "есть"});
    clause.only_dates &= taken > 0 || joins;
    i += std::max<std::size_t>(taken, 1);
  }
  clause.only_dates &= clause.has_dates;
  clause.event = EventOf(own, clause.days, clause.has_dates);
  return clause;
}

}  // namespace novofon
