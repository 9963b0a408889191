// One line of the log in the two forms it is written in. Apart from log.cc, so that the forms can
// be looked at without a journal.
#pragma once

#include <string>
#include <vector>

#include "core/adapters/log.h"

namespace novofon {

struct LogLine {
  Level level;
  std::string program;
  std::string event;
  std::string message;
  std::vector<LogField> fields;
};

// "NAME=value" each, as journald takes them. Values are cut to 1 KiB, here and below.
std::vector<std::string> JournalFields(const LogLine& line);

// `level=info program=... event=... message="..." name=value`, ending in its only newline: no value
// can look like another field or another line.
std::string TextLine(const LogLine& line);

}  // namespace novofon
