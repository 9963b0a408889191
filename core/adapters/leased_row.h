// A recording's row of work: who is at it, and whether a job may still change it.
#pragma once

#include "core/adapters/database.h"
#include "core/recording_work.h"

namespace novofon {

// " WHERE tenant_id=… AND recording_key=…", for every table that knows recordings by their key.
Sql OfJob(const RecordingJob& job);

// Inside a transaction: the row stays locked. What is finished is nobody's: its holder may not know
// that it is, when the answer was lost.
bool IsOurs(Database& database, const RecordingJob& job);

// Of "w", a row of work: nobody is at it; its lease is over, if it has one.
Sql NotHeld(TimePoint now);

}  // namespace novofon
