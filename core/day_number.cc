#include <string_view>

#include "core/counted_things.h"
#include "core/date_words.h"
#include "core/numerals.h"

namespace novofon {
namespace {

using Kind = PhraseToken::Kind;

constexpr int kLastYear = 2100;

// All forms between spaces, January first.
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

// A day number is said as «десятого», «десятое», «10-е», «10 го»; «второй» is an entrance.
bool IsDayOrdinal(Phrase phrase, std::size_t at) {
  if (!IsOrdinalIn(phrase, at, 1, 31)) return false;
  const bool counted = IsPartOfABuilding(phrase, at + 1) || IsCountedThing(phrase, at + 1);
  if (counted && !HasMark(phrase, at + 1, ',')) return false;
  if (IsWord(phrase, at + 1, {"дня"})) return false;  // «третьего дня»
  const std::string_view word = phrase[at].word;
  return word.ends_with("го") || word.ends_with("е") || word.ends_with("му");
}

bool HasDetachedEnding(Phrase phrase, std::size_t at) {
  return IsNumberIn(phrase, at, 1, 31) && IsWord(phrase, at + 1, {"го", "ого", "е"});
}

}  // namespace

int MonthAt(Phrase phrase, std::size_t at) { return RowOf(kMonths, phrase, at); }

bool IsDayOfADate(Phrase phrase, std::size_t at) {
  return MonthAt(phrase, at + 1) != 0 || IsWord(phrase, at + 1, {"числа", "число", "числу"});
}

bool IsOrdinalOfTwoWords(Phrase phrase, std::size_t at) {
  if (!IsOrdinalIn(phrase, at, 21, 39)) return false;
  const auto last = ReadNumeral(phrase[at].word);
  return last && last->value < 10;
}

std::size_t ReadYear(Phrase phrase, std::size_t at, DateFacts& facts) {
  const bool next = StartsWith(phrase, at, {"следующ", "будущ"});
  const bool this_one = IsWord(phrase, at, {"этого"}) || StartsWith(phrase, at, {"текущ"});
  const bool last = StartsWith(phrase, at, {"прошл"});
  if ((next || this_one || last) && IsWord(phrase, at + 1, {"год", "года", "году"})) {
    if (last) facts.refused = NoMoment::kPast;
    Note(facts.year_shift, next ? 1 : 0, facts.refused);
    return 2;
  }
  if (!IsNumberIn(phrase, at, 2000, kLastYear) && !IsOrdinalIn(phrase, at, 2000, kLastYear))
    return 0;
  Note(facts.year, phrase[at].first, facts.refused);
  return StartsWith(phrase, at + 1, {"год"}) || IsWord(phrase, at + 1, {"г"}) ? 2 : 1;
}

std::size_t ReadDayNumber(Phrase phrase, DateFacts& facts) {
  std::size_t at = 0;
  const bool about = IsWord(phrase, 0, {"числа"});  // «числа 10-го»: or thereabouts
  if (about) ++at;
  if (IsWord(phrase, at, {"на"})) ++at;
  const bool detached_ending = HasDetachedEnding(phrase, at);
  const bool is_day = IsDayOrdinal(phrase, at) || detached_ending ||
                      (IsNumberIn(phrase, at, 1, 31) && (about || IsDayOfADate(phrase, at)));
  if (!is_day) return 0;
  Note(facts.day, phrase[at].first, facts.refused);
  facts.uncertain |= about;
  at += detached_ending ? 2 : 1;
  if (StartsWith(phrase, at, {"числ"})) ++at;
  if (const int month = MonthAt(phrase, at)) {
    Note(facts.month, month, facts.refused);
    ++at;
    at += ReadYear(phrase, at, facts);
  }
  return at;
}

std::size_t ReadTwoDayNumbers(Phrase phrase, DateFacts& facts) {
  const bool about = IsWord(phrase, 0, {"числа"});
  const std::size_t first = about ? 1 : 0;
  if (!IsNumberIn(phrase, first, 1, 31)) return 0;
  // «15 четвёртого»: the fifteenth of April, or the fourth at three.
  const bool month_or_hour =
      IsOrdinalIn(phrase, 1, 1, 12) && !HasMark(phrase, 1, ',') && !IsDayOfADate(phrase, 1);
  // «двадцать, пятого»: a comma too many, or the fifth at eight; «двадцать, двадцать второго».
  const bool day_or_hour = (phrase[0].first == 20 || phrase[0].first == 30) &&
                           (IsOrdinalIn(phrase, 1, 1, 9) || IsOrdinalOfTwoWords(phrase, 1)) &&
                           HasMark(phrase, 1, ',');
  if (!about && (month_or_hour || day_or_hour) && IsDayOrdinal(phrase, 1)) {
    facts.refused = NoMoment::kAmbiguous;
    return 2;
  }
  std::size_t second = first + 1;
  const bool joined = IsWord(phrase, second, {"или", "либо", "и"});
  if (joined) ++second;
  const int next = phrase[first].first + 1;
  const bool follows =
      joined || HasMark(phrase, second, '-') || IsNumberIn(phrase, second, next, next);
  if (!follows || !IsNumberIn(phrase, second, 1, 31)) return 0;
  const bool dated = IsDayOfADate(phrase, second);
  if (!dated && (!about || IsCountedThing(phrase, second + 1))) return 0;
  facts.refused = NoMoment::kAmbiguous;
  return second + (dated ? 2 : 1);
}

std::size_t ReadDotted(Phrase phrase, DateFacts& facts) {
  if (!IsKind(phrase, 0, Kind::kDotted)) return 0;
  const PhraseToken& token = phrase[0];
  if (token.second < 1 || token.second > 12 || token.first < 1) return 0;
  // «12.5 тысяч», «полтора-2.5 часа»
  if (IsCountedThing(phrase, 1) || StartsWith(phrase, 1, {"час"})) return 0;
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

}  // namespace novofon
