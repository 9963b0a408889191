// One line per request or job. Each line has a stable event name, explained in
// systemd/log-events.md, and fields; it goes to journald as structured fields where one listens,
// else as key=value to stderr. Never a secret, a signature, a body or a whole phone number (use
// Masked).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace novofon {

enum class Level {
  kDebug,
  kInfo,
  kNotice,
  kWarning,
  kError,
  kCritical
};  // journald priorities 7 .. 2

struct LogField {
  // lower_snake_case; NOVOFON_<NAME> in the journal. Never "event": that is the line's own.
  std::string_view name;
  std::string value;
};

// Call once, before threads start. `program` becomes SYSLOG_IDENTIFIER. Where journald listens
// (/run/systemd/journal/socket) lines go there; `to_stderr` forces stderr (an operator's command).
void StartLog(std::string_view program, bool to_stderr = false);

// `event` is a stable name ("event_kept"); `message` a sentence for people, in English, that says
// what to do if something should be done. Safe from any thread.
void Log(Level level, std::string_view event, std::string_view message,
         std::vector<LogField> fields = {});

}  // namespace novofon
