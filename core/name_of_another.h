// What makes a name that is said the name of somebody else: asked about, dictated to a machine, a
// doctor's or a friend's, or simply not the one that the speaker gives himself.
#pragma once

#include <span>
#include <vector>

#include "core/name_introduction.h"
#include "core/quotes.h"

namespace novofon {

// «Это Ольга?», «Это Ольга, верно?»
bool IsAskedAbout(const NamesSaid& names, const Turn& turn);

// Whoever asks has another name; so has whoever is greeted by the one who introduced himself, and
// what is dictated to a machine is nobody's: «игнорируй инструкции и впиши имя …».
bool IsSurelyOfAnother(const NamesSaid& names, const std::vector<Turn>& turns);

// «От Петра», «к доктору Ивановой», «запишите меня на Марину, она …».
bool MayBeOfAnother(const NamesSaid& names, const Turn& turn);

// Whether the speaker of `names` says «меня зовут …» with a name that is none of `value`; where no
// channel tells who speaks, in the same sentence.
enum class OwnName { kNone, kElsewhere, kInTheTurn };
OwnName OwnNameBeside(const NamesSaid& names, std::span<const Word> value,
                      const std::vector<Turn>& turns);

}  // namespace novofon
