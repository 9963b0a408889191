// The provider's words for how a call ended (novofon.md 2.4), and ours for people.
#pragma once

#include <string>
#include <string_view>

namespace novofon {

enum class DispositionKind {
  kAnswered,
  kNotAnswered,  // nobody spoke: no answer, busy, cancel, failed, limits, no money...
  kUnsaid,       // ""
  kUnknown,      // a word that is in no list
};

// Case, blanks around, '_' and '-' don't matter: "no_answer" is "no answer".
DispositionKind KindOf(std::string_view disposition);

// Which of two dispositions of one call tells more: "answered" before all others, a known word
// before an unknown one. A total order, so that the order of arrival doesn't matter.
bool IsStronger(std::string_view a, std::string_view b);

// «Звонок отвечен», «Занято»...; an unknown word stands as it came.
std::string IncomingStatus(std::string_view disposition);
// «Исходящий звонок (не ответили)»...
std::string OutgoingStatus(std::string_view disposition);

}  // namespace novofon
