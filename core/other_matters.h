// What a talk says of days and refusals beside the appointment: «кран потёк в воскресенье»,
// «перезвоните завтра», «домофон не работает», «завтра не сможете?»
#pragma once

#include <vector>

#include "core/date_words.h"
#include "core/phrase_tokens.h"

namespace novofon {

struct OtherMatters {
  std::vector<bool> tokens;  // of another matter, each
  std::vector<bool> calls;  // «перезвоните завтра», each: a day, though not the appointment's
  std::vector<bool> doubted;  // of the appointment or of another matter, each
  bool refused = false;  // «завтра я на работе», «отмените завтра»
  bool had_day = false;  // a day was named there
};

// Clause by clause: a day in a clause about a visit that was, about a telephone call, a departure,
// a cancellation or why one can't is of that, and so are the words beside it that name its hour. A
// refusal is of another matter when it asks («завтра не сможете?») or refuses something else
// («позже не смогу», «домофон не работает» behind a time).
OtherMatters FindOtherMatters(Phrase phrase);

// `phrase` without them; what stood apart still does.
std::vector<PhraseToken> WithoutThem(Phrase phrase, const OtherMatters& others);

// What a clause is about that can't be an appointment; see other_events.cc.
enum class Event { kNone, kPast, kTelephone, kCancelled, kMoved, kUnfit };

struct Clause {
  std::size_t begin = 0;
  std::size_t end = 0;
  Event event = Event::kNone;
  bool has_dates = false;
  bool only_dates = false;
  DateFacts days;
};

// From `begin` to a mark or a word like «и», «но», «поэтому».
Clause ReadClause(Phrase phrase, std::size_t begin);

// The refusal at `at` that is none of the appointment; see harmless_refusals.cc.
struct Harmless {
  std::size_t tokens = 0;  // 0: it is
  bool doubted = false;
};
Harmless HarmlessAt(Phrase phrase, std::size_t at);

// How many tokens of a day or a time `phrase` begins with.
std::size_t DateWordsAt(Phrase phrase, DateFacts& days);

// «Во вторник» and «числа десятого»: one says the weekday, the other the number.
bool CompleteEachOther(const DateFacts& a, const DateFacts& b);

}  // namespace novofon
