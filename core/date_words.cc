#include "core/date_words.h"

#include <string_view>

namespace novofon {
namespace {

using Kind = PhraseToken::Kind;

// All forms between spaces, Monday first.
constexpr std::string_view kWeekdays[] = {
    " понедельник понедельника понедельнику ",
    " вторник вторника вторнику ",
    " среда среду среды среде ",
    " четверг четверга четвергу ",
    " пятница пятницу пятницы пятнице ",
    " суббота субботу субботы субботе ",
    " воскресенье воскресенья воскресенью воскресение воскресения ",
};
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
  const bool any_day = IsWord(phrase, 0, {"любой"}) && IsWord(phrase, 1, {"день"});
  // What «на следующей неделе» and «через месяц» left over: «на неделе», «в конце месяца».
  const bool vague = every || month != 0 || any_day ||
                     StartsWith(phrase, 0, {"выходн", "недел", "месяц"}) ||
                     IsWord(phrase, 0, {"днях", "скоро", "позже", "потом"});
  facts.vague |= vague;
  if (!vague) return 0;
  return any_day ? 2 : 1 + ReadYear(phrase, 1, facts);
}

std::size_t ReadDay(Phrase phrase, DateFacts& facts) {
  for (const auto read : {ReadRelativeDay, ReadInterval, ReadSkippedWeekday, ReadWeekday,
                          ReadWeekMonthOrYear, ReadDayNumber, ReadDotted, ReadVague}) {
    if (const std::size_t taken = read(phrase, facts)) return taken;
  }
  return 0;
}

// «в 10.30» is a time, «10.12» and «на 10.12» are dates.
bool IsTimeWithADot(Phrase phrase) {
  return IsWord(phrase, 0, {"в", "во", "к"}) && IsKind(phrase, 1, Kind::kDotted) &&
         phrase[1].third < 0 && phrase[1].first < 24 && phrase[1].second < 60;
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
  const bool compared = IsWord(phrase, 0, {"раньше", "позже", "позднее"});
  DateFacts bound;
  if (!compared || ReadDay(phrase.subspan(1), bound) == 0) {
    if (const std::size_t taken = ReadDay(phrase, facts)) return taken;
  }
  const bool open_ended = compared || IsWord(phrase, 0, {"до", "после", "с", "со", "по"});
  if (!open_ended && !IsWord(phrase, 0, {"в", "во", "на", "к", "ко"})) return 0;
  if (IsTimeWithADot(phrase)) return 0;
  if (IsHourOrDay(phrase)) facts.refused = NoMoment::kAmbiguous;
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
