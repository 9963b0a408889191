#include "core/date_words.h"

#include <string_view>

namespace novofon {
namespace {

using Kind = PhraseToken::Kind;

// All forms between spaces.
constexpr std::string_view kEveryWeek[] = {
    " понедельникам вторникам средам четвергам пятницам субботам воскресеньям "};

std::size_t ReadRelativeDay(Phrase phrase, DateFacts& facts) {
  if (IsWord(phrase, 0, {"вчера", "позавчера"})) {
    facts.refused = NoMoment::kPast;
    return 1;
  }
  std::size_t at = 0;  // recognisers write «после после завтра» as it comes
  int days = 0;
  for (; IsWord(phrase, at, {"после"}); ++at) ++days;
  if (!IsKind(phrase, at, Kind::kWord)) return 0;
  std::string_view word = phrase[at].word;
  for (; word.starts_with("после"); word.remove_prefix(std::string_view("после").size())) ++days;
  if (word == "завтра" || word.starts_with("завтрашн")) {
    ++days;
  } else if (days > 0 || (word != "сегодня" && !word.starts_with("сегодняшн"))) {
    return 0;
  }
  if (days > 3) return 0;
  Note(facts.days, days, facts.refused);
  return at + 1;
}

// «на этой неделе», «следующего месяца», «прошлого года».
std::size_t ReadWeekMonthOrYear(Phrase phrase, DateFacts& facts) {
  const bool this_one =
      IsWord(phrase, 0, {"этой", "этого", "этом"}) || StartsWith(phrase, 0, {"текущ"});
  const bool that_one = IsWord(phrase, 0, {"той"});  // some say it of the last one
  const bool next_one = StartsWith(phrase, 0, {"следующ", "будущ"}) || that_one;
  const bool last_one = StartsWith(phrase, 0, {"прошл"});
  const bool every_one = StartsWith(phrase, 0, {"кажд"});
  if (!this_one && !next_one && !last_one && !every_one) return 0;
  const bool week = StartsWith(phrase, 1, {"недел"});
  const bool month = StartsWith(phrase, 1, {"месяц"});
  const bool year = IsWord(phrase, 1, {"год", "года", "году"});
  if (every_one && IsWord(phrase, 1, {"день"})) facts.refused = NoMoment::kVague;
  if (MonthAt(phrase, 1) != 0) {  // «в прошлом мае»; the next one may be that of this year
    if (last_one) facts.refused = NoMoment::kPast;
    facts.uncertain |= next_one;
    return last_one || next_one ? 1 : 0;
  }
  if (!week && !month && !year) return 0;
  if (last_one) facts.refused = NoMoment::kPast;
  if (every_one) facts.refused = NoMoment::kVague;
  facts.uncertain |= that_one && week;
  std::optional<int>& shift = week ? facts.week : month ? facts.month_shift : facts.year_shift;
  Note(shift, next_one ? 1 : 0, facts.refused);
  return 2;
}

// «на днях»; «в конце апреля», which «тридцатого» may follow or precede.
std::size_t ReadVague(Phrase phrase, DateFacts& facts) {
  const bool every = RowOf(kEveryWeek, phrase, 0) != 0 ||
                     IsWord(phrase, 0, {"еженедельно", "ежедневно", "ежемесячно"});
  if (every) facts.refused = NoMoment::kVague;
  const int month = MonthAt(phrase, 0);
  if (month != 0) Note(facts.month, month, facts.refused);
  const bool later = IsWord(phrase, 0, {"позже"}) && !IsKind(phrase, 1, Kind::kNumber);
  const bool any_day = IsWord(phrase, 0, {"любой"}) && IsWord(phrase, 1, {"день"});
  // What «на следующей неделе» and «через месяц» left over: «на неделе», «в конце месяца».
  const bool vague = every || month != 0 || any_day || later ||
                     StartsWith(phrase, 0, {"выходн", "недел", "месяц"}) ||
                     IsWord(phrase, 0, {"днях", "скоро", "потом"});
  facts.some_month |= month != 0 || StartsWith(phrase, 0, {"месяц"});
  facts.vague |= vague;
  if (!vague) return 0;
  return any_day ? 2 : 1 + ReadYear(phrase, 1, facts);
}

// «на следующий день»: behind another day it is the one after it.
std::size_t ReadOtherDay(Phrase phrase, DateFacts& facts) {
  const bool other = StartsWith(phrase, 0, {"следующ", "друг"});
  const bool same = IsWord(phrase, 0, {"тот", "этот"});
  if (!other && !same) return 0;
  const std::size_t at = IsWord(phrase, 1, {"же"}) ? 2 : 1;
  if (!IsWord(phrase, at, {"день"})) return 0;
  if (other && facts.NamesADay()) facts.refused = NoMoment::kAmbiguous;
  facts.not_today = true;
  return at + 1;
}

// «в будни», «всегда», «в любое время».
std::size_t ReadNotToday(Phrase phrase, DateFacts& facts) {
  const bool habit =
      StartsWith(phrase, 0, {"будн", "праздни", "каникул", "отпуск"}) ||
      IsWord(phrase, 0,
             {"всегда", "обычно", "постоянно", "регулярно", "круглосуточно", "дни", "дням", "дней",
              "вечерам", "утрам", "ночам", "работаю", "работает", "работаем", "работают"});
  const bool any_time = StartsWith(phrase, 0, {"люб", "рабоч"}) &&
                        IsWord(phrase, 1, {"время", "день", "дня", "времени"});
  facts.not_today |= habit || any_time;
  return any_time ? 2 : habit ? 1 : 0;
}

// «конце месяца», «начале следующей недели».
std::size_t ReadPartOfAMonth(Phrase phrase, DateFacts& facts) {
  if (!StartsWith(phrase, 0, {"конц", "конец", "начал", "середин"})) return 0;
  for (const auto read : {ReadWeekMonthOrYear, ReadVague}) {
    if (const std::size_t taken = read(phrase.subspan(1), facts)) return taken + 1;
  }
  return 0;
}

std::size_t ReadDay(Phrase phrase, DateFacts& facts) {
  for (const auto read : {ReadRelativeDay, ReadInterval, ReadWeekday, ReadWeekMonthOrYear,
                          ReadDayNumber, ReadDotted, ReadVague, ReadPartOfAMonth}) {
    if (const std::size_t taken = read(phrase, facts)) return taken;
  }
  return 0;
}

// «в 10.30» is a time, «10.12» and «на 10.12» are dates.
bool IsTimeWithADot(Phrase phrase) {
  return IsWord(phrase, 0, {"в", "во", "к"}) && IsKind(phrase, 1, Kind::kDotted) &&
         phrase[1].third < 0 && phrase[1].first < 24 && phrase[1].second < 60;
}

// What makes a day behind it a bound: «до», «не раньше чем в», «ближе к»; how many tokens.
std::size_t LeadOfABound(Phrase phrase) {
  if (IsWord(phrase, 0, {"до", "после", "с", "со", "по", "накануне", "канун", "преддверии"})) {
    return 1;
  }
  if (IsWord(phrase, 0, {"ближе", "поближе"}) && IsWord(phrase, 1, {"к", "ко"})) return 2;
  if (!IsWord(phrase, 0, {"раньше", "ранее", "позже", "позднее"})) return 0;
  if (!IsWord(phrase, 1, {"чем"})) return 1;
  return IsWord(phrase, 2, {"в", "во", "на"}) ? 3 : 2;
}

// «до пятницы», «с двадцатого по двадцать пятое», «накануне субботы».
std::size_t ReadBound(Phrase phrase, DateFacts& facts) {
  const std::size_t lead = LeadOfABound(phrase);
  DateFacts bound;
  if (lead == 0 || ReadRelativeDay(phrase, bound) > 0) return 0;  // «после завтра» is a day
  const Phrase behind = phrase.subspan(lead);
  if (const std::size_t taken = ReadTwoDayNumbers(behind, facts)) return lead + taken;
  const std::size_t taken = ReadDay(behind, bound);
  if (taken == 0 || bound.from_now) return 0;  // «не раньше чем через час»
  ReadDay(behind, facts);
  facts.refused = NoMoment::kVague;
  return lead + taken;
}

// «в двадцать пятого»: the fifth at eight, or «на» was meant.
bool IsHourOrDay(Phrase phrase) {
  return IsWord(phrase, 0, {"в", "во"}) && IsOrdinalOfTwoWords(phrase, 1) &&
         phrase[1].word.ends_with("го");
}

}  // namespace

void Note(std::optional<int>& fact, int value, std::optional<NoMoment>& refused) {
  if (fact && *fact != value && !refused) refused = NoMoment::kAmbiguous;
  fact = value;
}

std::size_t ReadDateWords(Phrase phrase, DateFacts& facts) {
  if (const std::size_t taken = ReadTwoDayNumbers(phrase, facts)) return taken;
  if (const std::size_t taken = ReadBound(phrase, facts)) return taken;
  for (const auto read : {ReadDay, ReadOtherDay, ReadNotToday}) {
    if (const std::size_t taken = read(phrase, facts)) return taken;
  }
  if (!IsWord(phrase, 0, {"в", "во", "на", "к", "ко"})) return 0;
  if (IsTimeWithADot(phrase)) return 0;
  if (IsHourOrDay(phrase)) facts.refused = NoMoment::kAmbiguous;
  if (IsWord(phrase, 0, {"на"})) {  // «в 11 12 декабря» is a time and a day
    if (const std::size_t taken = ReadTwoDayNumbers(phrase.subspan(1), facts)) return taken + 1;
  }
  const std::size_t taken = ReadDay(phrase.subspan(1), facts);
  if (taken == 0 && IsWord(phrase, 0, {"на"}) && IsWord(phrase, 1, {"следующей"})) {
    Note(facts.week, 1, facts.refused);  // «не на этой неделе, а на следующей»
    return 2;
  }
  if (taken == 0) return 0;
  facts.uncertain |= IsWord(phrase, 0, {"к", "ко"});
  return taken + 1;
}

}  // namespace novofon
