// Refusals that refuse no appointment: requests, and those of something else.
#include <string_view>

#include "core/other_matters.h"
#include "core/refusal_words.h"

namespace novofon {
namespace {

std::size_t SentenceBegin(Phrase phrase, std::size_t at) {
  while (at > 0 && !HasMark(phrase, at, '.')) --at;
  return at;
}

std::size_t SentenceEnd(Phrase phrase, std::size_t at) {
  ++at;
  while (at < phrase.size() && !HasMark(phrase, at, '.')) ++at;
  return at;
}

std::size_t ClauseBegin(Phrase phrase, std::size_t at) {
  while (at > 0 && !HasMark(phrase, at, '.') && !HasMark(phrase, at, ',')) --at;
  return at;
}

// «Не занят», «занят не буду», «не будете заняты», «не будет проблемой», «не отменяйте»,
// «отменять не надо».
std::size_t TwiceDeniedAt(Phrase phrase, std::size_t at) {
  if (StartsWith(phrase, at, {"занят"}) && IsWord(phrase, at + 1, {"не"}) &&
      StartsWith(phrase, at + 2, {"буд"})) {
    return 3;
  }
  if (StartsWith(phrase, at, {"отмен"}) && IsWord(phrase, at + 1, {"не"})) return 2;
  if (!IsWord(phrase, at, {"не"})) return 0;
  if (StartsWith(phrase, at + 1, {"занят", "отмен"})) return 2;
  const bool will_be =
      StartsWith(phrase, at + 1, {"буд"}) &&
      StartsWith(phrase, at + 2, {"занят", "проблем", "сложно", "трудно", "поздно", "рано"});
  return will_be ? 3 : 0;
}

// Whisper's question marks are not certain: «я не смогу?», «то есть завтра не получится?», «нет,
// завтра не получится?» ask for nothing.
bool MayBeARequest(Phrase phrase, std::size_t at) {
  const std::size_t begin = SentenceBegin(phrase, at);
  if (IsWord(phrase, begin, {"нет", "значит", "получается", "выходит"})) return false;
  for (std::size_t i = begin; i < at; ++i) {
    if (IsWord(phrase, i, {"то"}) && IsWord(phrase, i + 1, {"есть"})) return false;
    if (IsWord(phrase, i, {"почему", "значит", "раз"})) return false;
  }
  return true;
}

bool IsOfTheSpeaker(Phrase phrase, std::size_t at) {
  for (std::size_t i = SentenceBegin(phrase, at); i < SentenceEnd(phrase, at); ++i) {
    const bool to_me = i > 0 && IsWord(phrase, i - 1, {"к", "ко"});
    if (!to_me && IsWord(phrase, i, {"я", "мы", "мне", "нам", "меня", "нас"})) return true;
  }
  return false;
}

// «Вы не сможете завтра?», «завтра не получится?», «завтра никак?»
std::size_t RequestAt(Phrase phrase, std::size_t at) {
  if (!phrase[at].asked || !MayBeARequest(phrase, at)) return 0;
  if (IsWord(phrase, at, {"никак", "нельзя"})) return IsOfTheSpeaker(phrase, at) ? 0 : 1;
  if (!IsWord(phrase, at, {"не"}) || !IsKind(phrase, at + 1, PhraseToken::Kind::kWord)) return 0;
  const std::string_view verb = phrase[at + 1].word;
  const bool of_you =
      (verb.ends_with("те") || verb.ends_with("шь")) &&
      StartsWith(phrase, at + 1,
                 {"мож", "смож", "успе", "буде", "приед", "подъед", "прид", "подойд", "выйд"});
  if (of_you) return 2;
  const bool of_nobody =
      IsWord(phrase, at + 1,
             {"может", "сможет", "смогут", "успеет", "успеют", "будет", "приедет"}) ||
      StartsWith(phrase, at + 1,
                 {"получ", "удобн", "подход", "подойд", "устро", "устра", "годи", "свобод"});
  return of_nobody && !IsOfTheSpeaker(phrase, at) ? 2 : 0;
}

// «Позже не смогу», «раньше мы не успеем», «потом меня не будет».
std::size_t OfAnotherHourAt(Phrase phrase, std::size_t at) {
  constexpr std::size_t kMostBetween = 3;
  if (!IsWord(phrase, at,
              {"раньше", "пораньше", "позже", "попозже", "позднее", "потом", "дольше"}) ||
      (at > 0 && IsWord(phrase, at - 1, {"не"}))) {
    return 0;
  }
  std::size_t next = at + 1;
  while (next <= at + kMostBetween && HasMark(phrase, next, ' ') &&
         IsWord(phrase, next, {"я", "мы", "меня", "нас", "мне", "нам", "у", "уже", "точно"})) {
    ++next;
  }
  if (!HasMark(phrase, next, ' ')) return 0;
  const std::size_t refusal = RefusalAt(phrase.subspan(next));
  return refusal == 0 ? 0 : next + refusal - at;
}

bool IsFirstPerson(Phrase phrase, std::size_t at) {
  return IsWord(phrase, at,
                {"могу",     "смогу", "можем",   "сможем", "успею",   "успеем",  "успеваю",
                 "успеваем", "буду",  "будем",   "приеду", "приедем", "приду",   "придем",
                 "хочу",     "хотим", "подойду", "выйду",  "работаю", "работаем"});
}

// No subject of its own.
bool IsNeutral(Phrase phrase, std::size_t at) {
  return IsParenthesis(phrase, at) ||
         IsWord(phrase, at,
                {"а",       "но",    "и",       "ой",     "ну",     "да",     "нет",    "не",
                 "мы",      "мне",   "нам",     "меня",   "нас",    "у",      "вам",    "вас",
                 "вы",      "это",   "этот",    "то",     "так",    "уже",    "хотя",   "точно",
                 "никак",   "в",     "такое",   "время",  "тогда",  "все",    "таки",   "день",
                 "тоже",    "же",    "ведь",    "вряд",   "блин",   "потому", "что",    "если",
                 "вдруг",   "или",   "раньше",  "позже",  "просто", "жаль",   "только", "тут",
                 "там",     "вот",   "как",     "пока",   "самое",  "скажем", "ни",     "дома",
                 "времени", "этого", "пожалуй", "знаете", "сейчас"});
}

bool NamesADate(Phrase phrase, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    DateFacts days;
    if (DateWordsAt(phrase.subspan(i, end - i), days) > 0) return true;
  }
  return false;
}

// «Завтра в десять, домофон не работает», «завтра в десять, лифта нет».
std::size_t OfAnotherSubjectAt(Phrase phrase, std::size_t at) {
  const bool no = IsWord(phrase, at, {"нет"});
  const std::size_t refusal = no ? 1 : RefusalAt(phrase.subspan(at));
  if (refusal == 0 || !IsWord(phrase, at, {"не", "нет"}) || IsFirstPerson(phrase, at + 1)) return 0;
  const std::size_t begin = ClauseBegin(phrase, at);
  if (begin == 0 || !NamesADate(phrase, 0, begin) || NamesADate(phrase, begin, at)) return 0;
  const std::size_t behind = at + refusal;
  const bool denies_on = HasMark(phrase, behind, ' ');
  if (denies_on && NamesADate(phrase, behind, SentenceEnd(phrase, behind))) return 0;
  for (std::size_t i = begin; i < at; ++i) {
    if (!IsNeutral(phrase, i)) return refusal;
  }
  const bool works = StartsWith(phrase, at + 1, {"работа"}) && denies_on;  // «не работает домофон»
  return works ? refusal : 0;
}

// «Мужа не будет, я встречу».
std::size_t ThoughAbsentAt(Phrase phrase, std::size_t at) {
  if (!IsWord(phrase, at, {"не"}) || !StartsWith(phrase, at + 1, {"буд"})) return 0;
  for (std::size_t i = at + 2; i < SentenceEnd(phrase, at); ++i) {
    DateFacts days;
    if (DateWordsAt(phrase.subspan(i), days) > 0) return 0;
    const bool met = IsWord(phrase, i,
                            {"встречу", "встретим", "встретит", "встретят", "откроет", "открою",
                             "откроют", "пустит", "впустит"});
    if (met || (IsWord(phrase, i, {"как"}) && IsWord(phrase, i + 1, {"раз"}))) return 2;
  }
  return 0;
}

}  // namespace

Harmless HarmlessAt(Phrase phrase, std::size_t at) {
  for (const auto read : {TwiceDeniedAt, RequestAt, OfAnotherHourAt}) {
    if (const std::size_t taken = read(phrase, at)) return {taken, false};
  }
  for (const auto read : {OfAnotherSubjectAt, ThoughAbsentAt}) {
    if (const std::size_t taken = read(phrase, at)) return {taken, true};
  }
  return {};
}

}  // namespace novofon
