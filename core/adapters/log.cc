#define SD_JOURNAL_SUPPRESS_LOCATION  // every line would name this file
#include "core/adapters/log.h"

#include <systemd/sd-journal.h>
#include <unistd.h>

#include <boost/log/attributes/constant.hpp>
#include <boost/log/attributes/value_extraction.hpp>
#include <boost/log/core.hpp>
#include <boost/log/sinks/basic_sink_backend.hpp>
#include <boost/log/sinks/unlocked_frontend.hpp>
#include <boost/log/utility/exception_handler.hpp>
#include <boost/make_shared.hpp>
#include <cerrno>
#include <vector>

#include "core/adapters/log_line.h"

namespace novofon {
namespace {

namespace logging = boost::log;
using logging::attributes::constant;

constexpr Level kLeast = Level::kInfo;

bool JournalListens() { return access("/run/systemd/journal/socket", W_OK) == 0; }

bool WriteToJournal(const LogLine& line) {
  const auto fields = JournalFields(line);
  std::vector<iovec> parts;
  parts.reserve(fields.size());
  for (const std::string& field : fields) {
    parts.push_back({const_cast<char*>(field.data()), field.size()});
  }
  return sd_journal_sendv(parts.data(), static_cast<int>(parts.size())) >= 0;
}

// One write per line keeps lines of several processes apart.
void WriteToStderr(const LogLine& line) {
  const std::string text = TextLine(line);
  std::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t written = write(STDERR_FILENO, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // nobody left to tell
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

class Backend
    : public logging::sinks::basic_sink_backend<
          logging::sinks::combine_requirements<logging::sinks::concurrent_feeding>::type> {
 public:
  Backend(std::string_view program, bool to_journal) : program_(program), to_journal_(to_journal) {}

  void consume(const logging::record_view& record) const {
    const LogLine line{logging::extract_or_throw<Level>("Severity", record), program_,
                       logging::extract_or_throw<std::string>("Event", record),
                       logging::extract_or_throw<std::string>("Message", record),
                       logging::extract_or_throw<std::vector<LogField>>("Fields", record)};
    if (!to_journal_ || !WriteToJournal(line)) WriteToStderr(line);
  }

 private:
  std::string program_;
  bool to_journal_;
};

void Install(std::string_view program, bool to_journal) {
  const auto core = logging::core::get();
  core->remove_all_sinks();
  core->add_sink(boost::make_shared<logging::sinks::unlocked_sink<Backend>>(
      boost::make_shared<Backend>(program, to_journal)));
  core->set_exception_handler(logging::make_exception_suppressor());
}

// Until StartLog lines go to stderr: Boost's own default would print them, without their fields, to
// stdout.
const bool kInstalled = (Install("novofon", /*to_journal=*/false), true);

}  // namespace

void StartLog(std::string_view program, bool to_stderr) {
  Install(program, !to_stderr && JournalListens());
}

void Log(Level level, std::string_view event, std::string_view message,
         std::vector<LogField> fields) {
  if (level < kLeast || !kInstalled) return;
  logging::attribute_set attributes;
  attributes.insert("Severity", constant<Level>(level));
  attributes.insert("Event", constant<std::string>(std::string(event)));
  attributes.insert("Message", constant<std::string>(std::string(message)));
  attributes.insert("Fields", constant<std::vector<LogField>>(std::move(fields)));
  const auto core = logging::core::get();
  if (auto record = core->open_record(attributes)) core->push_record(std::move(record));
}

}  // namespace novofon
