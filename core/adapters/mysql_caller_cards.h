// What the database knows of people who are ringing just now.
#pragma once

#include <map>
#include <set>

#include "core/adapters/database.h"
#include "core/receive.h"

namespace novofon {

// The card of each of `phones` whose client has a deal: the newest open one, else the newest. One
// statement, two when somebody is known.
std::map<PhoneNumber, CallerCard> LookUpCallers(Database& database, TenantId tenant,
                                                const std::set<PhoneNumber>& phones);

}  // namespace novofon
