#include "core/spoken_date.h"

#include <date/tz.h>

#include <algorithm>
#include <vector>

#include "core/calendar_day.h"
#include "core/date_words.h"
#include "core/phrase_tokens.h"
#include "core/time_words.h"

namespace novofon {
namespace {

using std::chrono::minutes;
using LocalMinute = date::local_time<minutes>;

constexpr std::size_t kLongestPhrase = 1000;  // bytes: more is not one phrase
constexpr minutes kHalfDay{12 * 60};

struct Facts {
  DateFacts date;
  TimeFacts time;
  bool doubtful = false;  // «наверное», numbers of which nothing is known
};

bool IsGreeting(Phrase phrase) {
  return IsWord(phrase, 0, {"добрый", "доброе", "доброго", "спокойной", "хорошего", "приятного"}) &&
         IsWord(phrase, 1, {"день", "вечер", "утро", "ночи", "дня", "вечера", "утра"});
}

std::size_t ReadOne(Phrase phrase, Facts& facts) {
  if (const std::size_t taken = ReadDateWords(phrase, facts.date)) return taken;
  return ReadTimeWords(phrase, facts.time);
}

// «не могу», «неудобно», «занята»; how many tokens.
std::size_t RefusalAt(Phrase phrase) {
  if (IsWord(phrase, 0, {"не"}) &&
      StartsWith(phrase, 1,
                 {"мог", "смог", "смож", "получ", "подход", "подойд", "удобн", "выйд", "выход",
                  "успе", "буд", "надо", "нужно"})) {
    return 2;
  }
  return IsWord(phrase, 0,
                {"неудобно", "неудобен", "некогда", "никак", "занят", "занята", "заняты", "занято"})
             ? 1
             : 0;
}

// «Завтра не могу, давайте в субботу», «не могу завтра»: what was named before a refusal is out, or
// if nothing was, what follows at once.
std::size_t ReadRefused(Phrase phrase, Facts& facts) {
  std::size_t taken = RefusalAt(phrase);
  if (taken == 0) return 0;
  const bool named = facts.date.NamesADay() || facts.date.from_now || facts.date.refused ||
                     facts.date.vague || facts.time.NamesATime();
  facts = Facts{};
  if (IsWord(phrase, taken, {"дома"})) ++taken;  // «не буду дома завтра»
  Facts denied;
  while (!named && taken < phrase.size()) {
    const std::size_t more = ReadOne(phrase.subspan(taken), denied);
    if (more == 0) break;
    taken += more;
  }
  return taken;
}

Facts ReadFacts(Phrase phrase) {
  Facts facts;
  while (!phrase.empty()) {
    std::size_t taken = 0;
    if (IsGreeting(phrase)) {
      taken = 2;
    } else if (const std::size_t refused = ReadRefused(phrase, facts)) {
      taken = refused;
    } else if (IsWord(phrase, 0, {"не"})) {  // «не завтра, а в пятницу»
      Facts denied;
      taken = 1 + ReadOne(phrase.subspan(1), denied);
      facts.date.vague |= denied.date.refused == NoMoment::kVague;  // «не раньше субботы»
    } else {
      taken = ReadOne(phrase, facts);
    }
    if (taken == 0) {
      facts.doubtful |= !IsKind(phrase, 0, PhraseToken::Kind::kWord) ||
                        IsWord(phrase, 0,
                               {"примерно", "где", "около", "приблизительно", "наверное", "наверно",
                                "может", "возможно", "или", "ориентировочно"});
      taken = 1;
    }
    phrase = phrase.subspan(taken);
  }
  return facts;
}

constexpr std::size_t kAround = 200;  // bytes: more never belongs to one appointment

// The blank nearest to `part` within kAround bytes, so that no word is cut.
TextPart WindowAround(std::string_view text, TextPart part) {
  TextPart window{0, text.size()};
  if (part.begin > kAround)
    window.begin = std::min(text.find(' ', part.begin - kAround), part.begin);
  if (text.size() - part.end > kAround) {
    window.end = std::max(text.rfind(' ', part.end + kAround), part.end);
  }
  return window;
}

// Which tokens speak of a day or a time. «До завтра» doesn't: it may be a farewell.
std::vector<bool> SpeakOfDates(Phrase phrase) {
  std::vector<bool> marks(phrase.size());
  for (std::size_t i = 0; i < phrase.size();) {
    const Phrase rest = phrase.subspan(i);
    Facts facts;
    std::size_t taken = 0;
    if (IsGreeting(rest)) {
      i += 2;
      continue;
    }
    if (IsWord(rest, 0, {"не"})) {
      taken = ReadOne(rest.subspan(1), facts);
      taken = std::max(RefusalAt(rest), taken == 0 ? 0 : taken + 1);
    } else if (!IsWord(rest, 0, {"до"})) {
      taken = std::max(RefusalAt(rest), ReadOne(rest, facts));
    }
    std::fill_n(marks.begin() + static_cast<std::ptrdiff_t>(i), taken, true);
    i += std::max<std::size_t>(taken, 1);
  }
  return marks;
}

bool IsBetweenDates(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at, {"или", "либо", "а", "и", "где", "то", "примерно", "наверное"});
}

struct Call {
  const date::time_zone* zone;
  TimePoint start;
  LocalMinute local;  // `start` in the zone
};

// The moment a local clock shows `local`; clock changes as in ParseCabinetTime, but marked.
SpokenMoment AtLocal(const Call& call, LocalMinute local) {
  const date::local_info info = call.zone->get_info(local);
  const auto as_utc = std::chrono::sys_time<minutes>{local.time_since_epoch()};
  SpokenMoment moment;
  moment.uncertain = info.result != date::local_info::unique;
  moment.utc = info.result == date::local_info::nonexistent ? TimePoint{info.first.end}
                                                            : TimePoint{as_utc - info.first.offset};
  return moment;
}

SpokenDate FromNow(const Facts& facts, const Call& call) {
  const DateFacts& date = facts.date;
  const bool other_day = date.days.value_or(0) != 0 || date.months || date.weekday || date.day;
  if (other_day || facts.time.minutes) return NoMoment::kConflict;
  return SpokenMoment{call.start + *date.from_now, true, date.uncertain || facts.doubtful};
}

// Without a named day the day of the call is meant, if that time is still to come.
SpokenDate OnDay(DayFound day, const Facts& facts, const Call& call) {
  const TimeOfDay time = ResolveTime(facts.time);
  if (time.refused) return *time.refused;
  const LocalMinute midnight{day.day};
  LocalMinute local = midnight + minutes{time.minutes.value_or(0)};
  bool uncertain = day.uncertain || time.uncertain || facts.doubtful;
  const bool today = day.day == date::floor<date::days>(call.local);
  if (today && time.minutes && local <= call.local) {
    local += kHalfDay;  // «сегодня в девять», said at noon
    if (!time.could_be_evening || local <= call.local) return NoMoment::kPast;
    uncertain = true;
  }
  SpokenMoment moment = AtLocal(call, local);
  moment.has_time = time.minutes.has_value();
  moment.uncertain |= uncertain;
  return moment;
}

SpokenDate Resolve(const Facts& facts, const Call& call) {
  if (facts.date.refused) return *facts.date.refused;
  if (facts.time.refused) return *facts.time.refused;
  if (facts.date.from_now) return FromNow(facts, call);
  const auto today = date::floor<date::days>(call.local);
  if (facts.date.NamesADay()) {
    const auto found = ResolveDay(facts.date, today);
    if (const auto* why = std::get_if<NoMoment>(&found)) return *why;
    return OnDay(std::get<DayFound>(found), facts, call);
  }
  if (facts.date.vague || facts.date.month_shift) return NoMoment::kVague;
  if (!facts.time.NamesATime()) return NoMoment::kNothingNamed;
  return OnDay({today, true}, facts, call);
}

}  // namespace

SpokenDate ReadSpokenDate(std::string_view phrase, TimePoint call_start, std::string_view zone) {
  if (phrase.size() > kLongestPhrase) return NoMoment::kNothingNamed;
  const auto* found = date::locate_zone(std::string(zone));
  const auto local = date::floor<minutes>(found->to_local(call_start));
  return Resolve(ReadFacts(PhraseTokens(phrase)), Call{found, call_start, local});
}

TextPart WithDateWordsAround(std::string_view text, TextPart part) {
  const TextPart window = WindowAround(text, part);
  const std::string_view near = text.substr(window.begin, window.end - window.begin);
  const std::vector<PhraseToken> tokens = PhraseTokens(near);
  const std::vector<bool> marks = SpeakOfDates(tokens);
  const TextPart inner{part.begin - window.begin, part.end - window.begin};
  std::size_t first = 0;
  while (first < tokens.size() && tokens[first].end <= inner.begin) ++first;
  std::size_t last = first;  // behind the last token
  while (last < tokens.size() && tokens[last].begin < inner.end) ++last;
  if (first == last) return part;
  const auto asked = [&](std::size_t before) {
    const std::size_t gap = tokens[before].end;
    return near.substr(gap, tokens[before + 1].begin - gap).find('?') != std::string_view::npos;
  };
  std::size_t begin = first;
  for (std::size_t i = first; i > 0 && !asked(i - 1); --i) {
    if (!marks[i - 1] && !IsBetweenDates(tokens, i - 1)) break;
    if (marks[i - 1]) begin = i - 1;
  }
  std::size_t end = last;
  for (std::size_t i = last; i < tokens.size() && !asked(i - 1); ++i) {
    if (!marks[i] && !IsBetweenDates(tokens, i)) break;
    if (marks[i]) end = i + 1;
  }
  return {window.begin + std::min(tokens[begin].begin, inner.begin),
          window.begin + std::max(tokens[end - 1].end, inner.end)};
}

std::string_view WhyNoMoment(NoMoment reason) {
  switch (reason) {
    case NoMoment::kNothingNamed:
      return "дата не названа";
    case NoMoment::kVague:
      return "точный день не назван";
    case NoMoment::kAmbiguous:
      return "можно понять по-разному";
    case NoMoment::kConflict:
      return "день недели, число или время противоречат друг другу";
    case NoMoment::kPast:
      return "названный день уже прошёл";
    case NoMoment::kNoSuchDate:
      return "такой даты нет";
  }
  return {};
}

}  // namespace novofon
