#include "core/date_words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace novofon {
namespace {

using Kind = PhraseToken::Kind;

constexpr int kLastYear = 2100;

// All forms between spaces, Monday and January first.
constexpr std::string_view kWeekdays[] = {
    " понедельник понедельника понедельнику ",
    " вторник вторника вторнику ",
    " среда среду среды среде ",
    " четверг четверга четвергу ",
    " пятница пятницу пятницы пятнице ",
    " суббота субботу субботы субботе ",
    " воскресенье воскресенья воскресенью воскресение воскресения ",
};
constexpr std::string_view kEveryWeek =
    " понедельникам вторникам средам четвергам пятницам субботам воскресеньям ";
constexpr std::string_view kMonths[] = {
    " январь января январе январю ",
    " февраль февраля феврале февралю ",
    " март марта марте марту ",
    " апрель апреля апреле апрелю ",
    " май мая мае маю ",
    " июнь июня июне июню ",
    " июль июля июле июлю ",
    " август августа августе августу ",
    " сентябрь сентября сентябре сентябрю ",
    " октябрь октября октябре октябрю ",
    " ноябрь ноября ноябре ноябрю ",
    " декабрь декабря декабре декабрю ",
};

bool Lists(std::string_view forms, const std::string& word) {
  return forms.find(" " + word + " ") != std::string_view::npos;
}

// The place of the word's row, from 1; 0 when it is in none.
int RowOf(std::span<const std::string_view> table, Phrase phrase, std::size_t at) {
  if (!IsKind(phrase, at, Kind::kWord)) return 0;
  const auto row = std::ranges::find_if(
      table, [&](std::string_view forms) { return Lists(forms, phrase[at].word); });
  return row == table.end() ? 0 : static_cast<int>(row - table.begin()) + 1;
}

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

// «через пятницу»: not the next one, but for some the one after it and for some later still.
std::size_t ReadSkippedWeekday(Phrase phrase, DateFacts& facts) {
  if (!IsWord(phrase, 0, {"через"})) return 0;
  const std::size_t at = IsNumberIn(phrase, 1, 1, 9) ? 2 : 1;
  const int weekday = RowOf(kWeekdays, phrase, at);
  if (weekday == 0) return 0;
  facts.refused = NoMoment::kAmbiguous;
  Note(facts.weekday, weekday, facts.refused);
  return at + 1;
}

std::size_t ReadWeekday(Phrase phrase, DateFacts& facts) {
  std::size_t at = 0;
  const bool following = StartsWith(phrase, 0, {"следующ", "будущ"});
  const bool past = StartsWith(phrase, 0, {"прошл"});
  const bool every = StartsWith(phrase, 0, {"кажд"});
  const bool nearest =
      StartsWith(phrase, 0, {"ближайш"}) || IsWord(phrase, 0, {"этот", "эту", "это", "этой"});
  const bool that_one = IsWord(phrase, 0, {"ту", "тот", "то"});  // some say it of the last one
  if (following || past || every || nearest || that_one) ++at;
  const int weekday = RowOf(kWeekdays, phrase, at);
  if (weekday == 0) return 0;
  if (past) facts.refused = NoMoment::kPast;
  if (every) facts.refused = NoMoment::kVague;
  facts.uncertain |= that_one;
  facts.following_weekday |= following;
  Note(facts.weekday, weekday, facts.refused);
  return at + 1;
}

std::size_t ReadWeekOrMonth(Phrase phrase, DateFacts& facts) {
  const bool this_one =
      IsWord(phrase, 0, {"этой", "этого", "этом"}) || StartsWith(phrase, 0, {"текущ"});
  const bool that_one = IsWord(phrase, 0, {"той"});  // some say it of the last one
  const bool next_one = StartsWith(phrase, 0, {"следующ", "будущ"}) || that_one;
  if (!this_one && !next_one) return 0;
  if (StartsWith(phrase, 1, {"месяц"})) {
    Note(facts.month_shift, next_one ? 1 : 0, facts.refused);
    return 2;
  }
  if (!StartsWith(phrase, 1, {"недел"})) return 0;
  facts.uncertain |= that_one;
  Note(facts.week, next_one ? 1 : 0, facts.refused);
  return 2;
}

// A day number is said as «десятого», «десятое», «10-е», «10 го»; «второй» is an entrance.
bool IsDayOrdinal(Phrase phrase, std::size_t at) {
  if (!IsOrdinalIn(phrase, at, 1, 31) || IsPartOfABuilding(phrase, at + 1)) return false;
  const std::string_view word = phrase[at].word;
  return word.ends_with("го") || word.ends_with("е") || word.ends_with("му");
}

std::size_t ReadYear(Phrase phrase, std::size_t at, DateFacts& facts) {
  if (!IsNumberIn(phrase, at, 2000, kLastYear) && !IsOrdinalIn(phrase, at, 2000, kLastYear))
    return 0;
  Note(facts.year, phrase[at].first, facts.refused);
  return StartsWith(phrase, at + 1, {"год"}) ? 2 : 1;
}

std::size_t ReadDayNumber(Phrase phrase, DateFacts& facts) {
  std::size_t at = 0;
  const bool about = IsWord(phrase, 0, {"числа"});  // «числа 10-го»: or thereabouts
  if (about) ++at;
  if (IsWord(phrase, at, {"на"})) ++at;
  const bool detached_ending =
      IsNumberIn(phrase, at, 1, 31) && IsWord(phrase, at + 1, {"го", "ого", "е"});
  const bool is_day = IsDayOrdinal(phrase, at) || detached_ending ||
                      (IsNumberIn(phrase, at, 1, 31) && (about || IsDayOfADate(phrase, at)));
  if (!is_day) return 0;
  Note(facts.day, phrase[at].first, facts.refused);
  facts.uncertain |= about;
  at += detached_ending ? 2 : 1;
  if (StartsWith(phrase, at, {"числ"})) ++at;
  if (const int month = RowOf(kMonths, phrase, at)) {
    Note(facts.month, month, facts.refused);
    ++at;
    at += ReadYear(phrase, at, facts);
  }
  return at;
}

// «5-6 декабря», «пять или шесть декабря».
std::size_t ReadTwoDayNumbers(Phrase phrase, DateFacts& facts) {
  if (!IsNumberIn(phrase, 0, 1, 31)) return 0;
  const std::size_t second = IsWord(phrase, 1, {"или", "либо", "и"}) ? 2 : 1;
  const bool follows =
      second == 2 || IsNumberIn(phrase, 1, phrase[0].first + 1, phrase[0].first + 1);
  if (!follows || !IsNumberIn(phrase, second, 1, 31) || !IsDayOfADate(phrase, second)) return 0;
  facts.refused = NoMoment::kAmbiguous;
  return second + 2;
}

std::size_t ReadDotted(Phrase phrase, DateFacts& facts) {
  if (!IsKind(phrase, 0, Kind::kDotted)) return 0;
  const PhraseToken& token = phrase[0];
  if (token.second < 1 || token.second > 12 || token.first < 1) return 0;
  const int year = token.third >= 0 && token.third < 100 ? 2000 + token.third : token.third;
  if (token.first > 31 || year > kLastYear) {
    facts.refused = NoMoment::kNoSuchDate;
    return 1;
  }
  Note(facts.day, token.first, facts.refused);
  Note(facts.month, token.second, facts.refused);
  if (token.third >= 0) Note(facts.year, year, facts.refused);
  return 1;
}

std::size_t ReadVague(Phrase phrase, DateFacts& facts) {
  const bool every = IsKind(phrase, 0, Kind::kWord) && Lists(kEveryWeek, phrase[0].word);
  if (every) facts.refused = NoMoment::kVague;
  // What «на следующей неделе» and «через месяц» left over: «на неделе», «в конце месяца».
  const bool vague = every || RowOf(kMonths, phrase, 0) != 0 ||
                     StartsWith(phrase, 0, {"выходн", "недел", "месяц"}) ||
                     IsWord(phrase, 0, {"днях", "скоро", "позже", "потом"});
  facts.vague |= vague;
  return vague ? 1 : 0;
}

std::size_t ReadDay(Phrase phrase, DateFacts& facts) {
  for (const auto read : {ReadRelativeDay, ReadInterval, ReadSkippedWeekday, ReadWeekday,
                          ReadWeekOrMonth, ReadDayNumber, ReadDotted, ReadVague}) {
    if (const std::size_t taken = read(phrase, facts)) return taken;
  }
  return 0;
}

// «в 10.30» is a time, «10.12» and «на 10.12» are dates.
bool IsTimeWithADot(Phrase phrase) {
  return IsWord(phrase, 0, {"в", "во", "к"}) && IsKind(phrase, 1, Kind::kDotted) &&
         phrase[1].third < 0 && phrase[1].first < 24 && phrase[1].second < 60;
}

}  // namespace

void Note(std::optional<int>& fact, int value, std::optional<NoMoment>& refused) {
  if (fact && *fact != value && !refused) refused = NoMoment::kAmbiguous;
  fact = value;
}

bool IsPartOfABuilding(Phrase phrase, std::size_t at) {
  return StartsWith(
      phrase, at,
      {"квартир", "дом", "подъезд", "этаж", "корпус", "строени", "офис", "кабинет", "комнат"});
}

bool IsDayOfADate(Phrase phrase, std::size_t at) {
  return RowOf(kMonths, phrase, at + 1) != 0 || IsWord(phrase, at + 1, {"числа", "число", "числу"});
}

std::size_t ReadDateWords(Phrase phrase, DateFacts& facts) {
  if (const std::size_t taken = ReadTwoDayNumbers(phrase, facts)) return taken;
  const bool compared = IsWord(phrase, 0, {"раньше", "позже", "позднее"});
  DateFacts bound;
  if (!compared || ReadDay(phrase.subspan(1), bound) == 0) {
    if (const std::size_t taken = ReadDay(phrase, facts)) return taken;
  }
  const bool open_ended = compared || IsWord(phrase, 0, {"до", "после", "с", "со", "по"});
  if (!open_ended && !IsWord(phrase, 0, {"в", "во", "на", "к", "ко"})) return 0;
  if (IsTimeWithADot(phrase)) return 0;
  if (!IsWord(phrase, 0, {"в", "во", "к", "ко"})) {  // «в 11 12 декабря» is a time and a day
    if (const std::size_t taken = ReadTwoDayNumbers(phrase.subspan(1), facts)) return taken + 1;
  }
  const std::size_t taken = ReadDay(phrase.subspan(1), facts);
  if (taken == 0 && IsWord(phrase, 0, {"на"}) && IsWord(phrase, 1, {"следующей"})) {
    Note(facts.week, 1, facts.refused);  // «не на этой неделе, а на следующей»
    return 2;
  }
  if (taken == 0) return 0;
  if (open_ended) facts.refused = NoMoment::kVague;
  facts.uncertain |= IsWord(phrase, 0, {"к", "ко"});
  return taken + 1;
}

}  // namespace novofon
