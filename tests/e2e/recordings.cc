#include "tests/e2e/recordings.h"

#include <stdexcept>

namespace novofon::e2e {
namespace {

standins::Options OptionsOf(int requests_per_minute) {
  standins::Options options;
  options.accounts = {"", "secret-of-a-test", "stt-key", "llm-key"};
  options.requests_per_minute = requests_per_minute;
  return options;
}

}  // namespace

StackOptions Recordings::OneProcess() {
  StackOptions options;
  options.processes = 1;
  return options;
}

Recordings::Recordings(int requests_per_minute, const StackOptions& options)
    : stack_(options),
      services_(OptionsOf(requests_per_minute)),
      log_(stack_.directory() / "transcribe.log") {}

Tenant Recordings::AddTenant(const std::vector<std::string>& more) {
  const auto tenant = stack_.AddTenant();
  const auto stt_key = stack_.directory() / "stt-key";
  const auto llm_key = stack_.directory() / "llm-key";
  WriteFile(stt_key, "stt-key\n", 0600);
  WriteFile(llm_key, "llm-key\n", 0600);
  std::vector<std::string> arguments{
      "tenant",         "set",
      "--id",           tenant.id,
      "--ai",           "on",
      "--record-delay", "0",
      "--novofon-url",  services_.novofon(),
      "--stt-url",      services_.stt(),
      "--stt-model",    "whisper-1",
      "--stt-key-file", stt_key,
      "--llm-url",      services_.llm(),
      "--llm-model",    "openai/gpt-4o-mini",
      "--llm-key-file", llm_key,
      "--allow-host",   "127.0.0.1:" + std::to_string(services_.port())};
  stack_.ctl().Run(arguments);
  if (more.empty()) return tenant;
  arguments = {"tenant", "set", "--id", tenant.id};
  arguments.insert(arguments.end(), more.begin(), more.end());
  stack_.ctl().Run(arguments);
  return tenant;
}

standins::Recording Recordings::Dialogue(const RecordedCall& call, unsigned number,
                                         double seconds) {
  standins::Recording recording;
  recording.key = call.key;
  recording.call = call.call;
  recording.file = standins::Tones(number, seconds, 2);
  const std::string house = std::to_string(number % 90 + 1);
  const std::string block = std::to_string(number / 90 + 1);
  // The longest text is what the stand-ins know a call by.
  const double tenth = seconds / 10;
  recording.says = {{0, tenth, 2, "Добрый день, компания Чистый дом."},
                    {tenth, 2 * tenth, 1, "Здравствуйте, меня зовут Анна."},
                    {2 * tenth, 3 * tenth, 2, "Назовите адрес, пожалуйста."},
                    {3 * tenth, 9 * tenth, 1,
                     "Садовая улица, дом " + house + ", корпус " + block +
                         ", вход со двора, домофон не работает."},
                    {9 * tenth, seconds, 1, "Приезжайте завтра в одиннадцать утра."}};
  const std::string address = "Садовая улица, дом " + house + ", корпус " + block;
  recording.finds = {{"name", {"Анна", "меня зовут Анна"}},
                     {"address", {address, address}},
                     {"when", {"завтра в одиннадцать утра", "завтра в одиннадцать утра"}}};
  return recording;
}

void Recordings::Tell(const Tenant& tenant, const RecordedCall& call) {
  CallScript script;
  script.id = call.call;
  script.client = call.client;
  script.start = call.start;
  const bool told = stack_.SendAll({script.End("answered", 8), script.Record(call.key)}, tenant) &&
                    stack_.WaitUntilApplied();
  if (!told) throw std::runtime_error("a call was not taken");
}

Environment Recordings::EnvironmentWith(int jobs_in_flight) const {
  Environment environment = stack_.environment();
  environment["NOVOFON_JOBS_IN_FLIGHT"] = std::to_string(jobs_in_flight);
  environment["NOVOFON_FREE_FLOOR_BYTES"] = "0";
  return environment;
}

void Recordings::Run() {
  auto program = Start();
  const auto status = program->Wait(120s);
  if (!status) throw std::runtime_error("novofon-transcribe does not end");
  if (*status != 0) {
    throw std::runtime_error("novofon-transcribe ended with " + std::to_string(*status) + ": " +
                             Log());
  }
}

std::unique_ptr<Process> Recordings::Start(int jobs_in_flight) {
  return std::make_unique<Process>(
      Command{{NOVOFON_TRANSCRIBE}, EnvironmentWith(jobs_in_flight), log_, SIGKILL});
}

nlohmann::json Recordings::List(const std::string& kind, const Tenant& tenant) {
  return stack_.ctl().List(kind, tenant.id);
}

nlohmann::json Recordings::Only(const std::string& kind, const Tenant& tenant) {
  auto list = List(kind, tenant);
  if (list.size() != 1) throw std::runtime_error("not one of " + kind + ": " + list.dump(1));
  return std::move(list[0]);
}

void Recordings::LetTimePass() {
  auto session = stack_.database().Connect();
  session.Execute(
      "UPDATE recording_work SET work_at=UTC_TIMESTAMP(6) - INTERVAL 1 SECOND"
      " WHERE work_at IS NOT NULL");
  session.Execute("UPDATE paused_stages SET until=UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
}

}  // namespace novofon::e2e
