// What a POST to /control says.
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/standins/standins.h"

namespace novofon::standins {
namespace {

using Json = nlohmann::json;

Manner MannerNamed(const std::string& name) {
  static const std::map<std::string, Manner> names = {{"", Manner::kWhole},
                                                      {"hang", Manner::kHang},
                                                      {"cut", Manner::kCut},
                                                      {"cut_unseen", Manner::kCutUnseen},
                                                      {"wrong_length", Manner::kWrongLength},
                                                      {"endless", Manner::kEndless},
                                                      {"drip", Manner::kDrip}};
  const auto found = names.find(name);
  if (found == names.end()) throw std::invalid_argument("no such manner: " + name);
  return found->second;
}

Step StepOf(Service service, const Json& json) {
  Step step;
  step.delay = std::chrono::milliseconds(json.value("delay_ms", 0));
  step.manner = MannerNamed(json.value("manner", ""));
  if (const auto name = json.value("failure", ""); !name.empty()) {
    step.answer = FailureNamed(service, name);
    if (!step.answer) throw std::invalid_argument("no such failure: " + name);
  } else if (json.contains("status") || json.contains("body")) {
    const Json body = json.value("body", Json("{}"));
    step.answer = Answer{json.value("status", 200), json.value("type", "application/json"),
                         body.is_string() ? body.get<std::string>() : body.dump()};
  }
  if (step.answer && json.contains("retry_after")) {
    step.answer->headers.emplace("Retry-After", json["retry_after"].dump());
  }
  return step;
}

}  // namespace

std::string Tell(Script& script, const std::string& text) try {
  const Json json = Json::parse(text);
  if (json.value("release", false)) script.Release();
  const auto name = json.value("service", "");
  if (name.empty()) return json.contains("release") ? "" : "service is missing";
  const auto service = ServiceNamed(name);
  if (!service) return "no such service: " + name;
  const auto recording = json.value("recording", "");
  std::vector<Step> steps;
  for (const Json& step : json.value("then", Json::array())) {
    steps.push_back(StepOf(*service, step));
  }
  script.Then(*service, recording, std::move(steps));
  if (json.contains("always")) {
    const Json& always = json["always"];
    script.Always(*service, recording,
                  always.is_null() ? std::optional<Step>() : StepOf(*service, always));
  }
  if (json.contains("delay_ms")) {
    script.Delay(*service, std::chrono::milliseconds(json["delay_ms"].get<int>()));
  }
  return "";
} catch (const std::exception& error) {
  return error.what();
}

std::string LogAsJson(const Script& script) {
  Json log = Json::array();
  for (const Asked& asked : script.Log()) {
    log.push_back({{"service", NameOf(asked.service)},
                   {"recording", asked.recording},
                   {"status", asked.status},
                   {"at_ms", asked.at.count()}});
  }
  return log.dump();
}

}  // namespace novofon::standins
