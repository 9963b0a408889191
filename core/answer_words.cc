#include "core/answer_words.h"

#include <algorithm>

#include "core/other_matters.h"
#include "core/refusal_words.h"

namespace novofon {
namespace {

constexpr int kHalfDay = 12 * 60;  // minutes: «в шесть вечера» and «в шесть» agree

// «Я в отпуске», «у нас выходной», «всё расписано».
bool IsExcuse(Phrase answer, const Clause& clause) {
  if (clause.event == Event::kUnfit || clause.event == Event::kCancelled) return true;
  for (std::size_t i = clause.begin; i < clause.end; ++i) {
    if (IsWord(answer, i, {"работаю", "работаем", "выходной"})) return true;
    if (StartsWith(answer, i, {"расписан", "забит"})) return true;
  }
  return false;
}

}  // namespace

Days CompareDays(const DateFacts& a, const DateFacts& b) {
  const auto verdict = [](bool same) { return same ? Days::kSame : Days::kOther; };
  if (a.days && b.days) return verdict(a.days == b.days);
  if (a.weekday && b.weekday) return verdict(a.weekday == b.weekday);
  if (a.day && b.day) return verdict(a.day == b.day);
  return Days::kUnknown;
}

DateFacts DaysNamedIn(Phrase phrase) {
  DateFacts days;
  for (std::size_t i = 0; i < phrase.size();) {
    i += std::max<std::size_t>(DateWordsAt(phrase.subspan(i), days), 1);
  }
  return days;
}

bool SaysOther(Phrase answer, const Facts& quoted) {
  const Facts facts = ReadFacts(answer);
  if (facts.date.NamesADay() && CompareDays(facts.date, quoted.date) != Days::kSame) return true;
  if (facts.time.part && quoted.time.part && facts.time.part != quoted.time.part) return true;
  return facts.time.minutes && quoted.time.minutes &&
         *facts.time.minutes % kHalfDay != *quoted.time.minutes % kHalfDay;
}

bool IsInterjection(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"а",      "ну",        "ой",      "ох",     "так",        "э",        "ээ",
                 "к",      "сожалению", "увы",     "боюсь",  "что",        "слушайте", "знаете",
                 "сейчас", "секунду",   "минутку", "минуту", "секундочку", "смотрю",   "посмотрю",
                 "ага",    "угу",       "но",      "вот",    "же",         "это",      "жаль"});
}

bool IsSecondThought(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"ой", "хотя", "вернее", "точнее", "лучше", "или", "либо", "извините", "простите",
                 "стоп", "стойте", "погодите", "подождите", "блин", "тьфу", "не", "нет"}) ||
         StartsWith(phrase, at, {"перепута", "ошиб", "оговор"});
}

bool IsAssent(Phrase phrase, std::size_t at) {
  return IsWord(
      phrase, at,
      {"да",           "хорошо", "отлично", "договорились", "конечно",  "записала", "записал",
       "записываю",    "ок",     "окей",    "подходит",     "подойдет", "устроит",  "устраивает",
       "замечательно", "супер",  "принято", "удобно",       "ладно",    "можно",    "понятно"});
}

bool IsContent(Phrase rest) {
  return StartsWith(rest, 0,
                    {"проблем", "вопрос", "все", "спасиб", "хорош", "нормальн", "отличн", "подход",
                     "подойд", "устро", "устра", "удобн", "конечно", "почему", "ничего", "больше",
                     "пожалуй", "нет"}) ||
         (IsWord(rest, 0, {"не"}) && (IsWord(rest, 1, {"надо", "нужно", "сложно", "против"})));
}

bool IsAboutTheTime(Phrase tail) {
  for (std::size_t i = 0; i < tail.size(); ++i) {
    const bool plain =
        IsAssent(tail, i) || IsParenthesis(tail, i) || IsInterjection(tail, i) ||
        IsWord(tail, i,
               {"вас", "вам", "будет", "как", "время", "приехать", "подъехать", "прийти", "ли",
                "мы", "мастер", "у", "нас", "есть", "верно", "правильно", "окно"}) ||
        StartsWith(tail, i,
                   {"нормальн", "смож", "мож", "получ", "годи", "подтвержда", "актуальн", "свобод",
                    "записыв"});
    if (!plain) return false;
  }
  return true;
}

bool MeansThen(Phrase answer) {
  for (std::size_t i = 0; i < answer.size(); ++i) {
    if (IsWord(answer, i, {"этот", "это"}) && IsWord(answer, i + 1, {"день", "время"})) return true;
  }
  return false;
}

Refusing RefusingIn(Phrase answer) {
  Refusing found;
  for (std::size_t at = 0; at < answer.size() && !found.excuses;) {
    const Clause clause = ReadClause(answer, at);
    found.excuses = IsExcuse(answer, clause);
    at = clause.end;
    found.days = DaysNamedIn(answer.first(at));
  }
  for (std::size_t i = 0; i < answer.size();) {
    const Harmless harmless = HarmlessAt(answer, i);
    if (harmless.tokens > 0) break;
    if (RefusalAt(answer.subspan(i)) > 0) {
      found.refuses = true;
      if (!found.excuses) found.days = DaysNamedIn(answer);
      break;
    }
    DateFacts days;
    const std::size_t dates = DateWordsAt(answer.subspan(i), days);
    const bool open =
        dates > 0 || IsInterjection(answer, i) || IsParenthesis(answer, i) ||
        IsSecondThought(answer, i) ||
        IsWord(answer, i,
               {"мы",     "мне",   "нам",    "меня",   "нас",    "у",      "уже", "точно",
                "никак",  "все",   "в",      "на",     "время",  "тоже",   "вас", "вам",
                "нет",    "для",   "этот",   "день",   "пока",   "там",    "тут", "вы",
                "совсем", "опять", "только", "просто", "мастер", "мастера"});
    if (!open) break;
    i += std::max<std::size_t>(dates, 1);
  }
  return found;
}

bool AsksForAnotherHour(Phrase answer) {
  for (std::size_t i = 0; i < answer.size(); ++i) {
    if (answer[i].asked && IsWord(answer, i, {"раньше", "пораньше", "позже", "попозже"}))
      return true;
  }
  return false;
}

bool ProposesOther(Phrase answer, const Facts& quoted) {
  for (std::size_t i = 0; i < answer.size(); ++i) {
    if (IsWord(answer, i, {"давайте", "давай", "лучше", "тогда"})) return SaysOther(answer, quoted);
  }
  return false;
}

bool RefusesSomething(Phrase answer) {
  for (std::size_t i = 0; i < answer.size(); ++i) {
    if (RefusalAt(answer.subspan(i)) == 0) continue;
    const Harmless harmless = HarmlessAt(answer, i);
    if (harmless.tokens == 0) return true;
    i += harmless.tokens - 1;
  }
  return false;
}

}  // namespace novofon
