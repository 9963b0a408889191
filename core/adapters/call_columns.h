// One call as a row of `calls`: the column list and its order stand here alone.
#pragma once

#include "core/adapters/database.h"
#include "core/snapshot.h"

namespace novofon {

inline constexpr Sql::Literal kCallColumns(
    "id,call_key,started_incoming,started_outgoing,answered_seen,ended,call_start,started_at,"
    "first_seen_at,caller,destination,own_number,phone,disposition,status_code,duration_s,"
    "is_recorded,legs,client_id,deal_id");

Call ReadCall(const Row& row);

// "(tenant, <kCallColumns>, direction, outcome, extension)": the last three are made from the
// others, for whoever reads the table.
void WriteCall(Sql& sql, TenantId tenant, const Call& call);

}  // namespace novofon
