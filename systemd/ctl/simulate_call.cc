#include "systemd/ctl/simulate_call.h"

#include <iostream>
#include <random>

#include "core/adapters/http_client.h"
#include "core/cabinet_time.h"
#include "core/signature.h"
#include "systemd/ctl/table.h"
#include "systemd/ctl/webhook_url.h"

namespace novofon::ctl {
namespace {

constexpr int kLongestCall = 86'400;

HttpRequest RequestFor(const Fields& fields, const Tenant& tenant) {
  HttpRequest request;
  const auto text = SignedText(fields);
  // The provider signs only for those who have made keys.
  if (text && !tenant.api_secret.empty()) {
    request.headers.push_back("Signature: " +
                              Sign(*text, tenant.api_secret, tenant.signature_scheme));
  }
  return request;
}

// As PHP's http_build_query writes it, which is what the provider sends.
std::string FormOf(const Fields& fields) {
  return BuildQuery(Parameters(fields.begin(), fields.end()));
}

std::uint64_t NewSeed() {
  std::random_device random;
  return (std::uint64_t{random()} << 32) | random();
}

std::string CheckUrl(const std::string& url) {
  return url.starts_with("http://") || url.starts_with("https://")
             ? ""
             : "must begin with http:// or https://";
}

}  // namespace

SimulateCall::SimulateCall(CLI::App& program)
    : app_(program.add_subcommand("simulate-call",
                                  "Send the signed notifications of a call to a webhook")) {
  app_->add_option("--tenant", user_id_, "Whose call, by user_id")->required();
  app_->add_option("--url", url_, "The webhook, for example http://127.0.0.1/api/webhooks/novofon")
      ->required()
      ->check(CheckUrl);
  app_->add_option("--kind", plan_.kind, "What happens in the call")
      ->required()
      ->check(CLI::IsMember(CallKinds()));
  app_->add_option("--from", plan_.client, "The client's number (invented)");
  app_->add_option("--did", plan_.did, "The firm's number");
  app_->add_option("--extension", plan_.extension, "Whom it is for (100)");
  app_->add_option("--duration", plan_.duration, "Seconds of talk")
      ->check(CLI::Range(0, kLongestCall));
  app_->add_option("--at", at_,
                   "When it begins, \"YYYY-MM-DD HH:MM:SS\" in the tenant's zone (now)");
  app_->add_flag("--insecure", insecure_, "Take any certificate of the server");
  app_->add_flag("--json", json_, "For programs: what was sent and answered");
}

CallPlan SimulateCall::PlanFor(const Tenant& tenant, TimePoint now) const {
  CallPlan plan = plan_;
  plan.zone = tenant.rules.zone;
  plan.seed = NewSeed();
  plan.begins_at = now;
  if (at_) {
    const auto time = ParseCabinetTime(*at_, tenant.rules.zone);
    if (!time) throw Refused(kUsage, "--at must be like \"2026-01-15 10:00:00\"");
    plan.begins_at = *time;
  }
  return plan;
}

int SimulateCall::Run(Desk& desk) {
  const Tenant tenant = OpenTenant(desk, user_id_);
  const std::string url = WebhookUrlWithToken(url_, tenant);
  HttpClient client;
  Json answers = Json::array();
  bool all_good = true;
  for (const Fields& fields : CallScript(PlanFor(tenant, desk.now))) {
    HttpRequest request = RequestFor(fields, tenant);
    request.url = url;
    request.verify_certificate = !insecure_;
    const std::string event(FieldOf(fields, "event"));
    HttpResponse response;
    try {
      response = client.Post(request, "application/x-www-form-urlencoded", FormOf(fields));
    } catch (const Unavailable& error) {
      if (json_) std::cout << AsJson(answers) << std::endl;
      const char* const hint = url_.starts_with("https://") && !insecure_
                                   ? " (--insecure takes a throw-away certificate)"
                                   : "";
      throw Refused(kFailed, event + " got no answer: " + error.what() + "; is " + url_ +
                                 " right, and is nginx running?" + hint);
    }
    all_good = all_good && response.status == 200;
    answers.push_back({{"event", event},
                       {"pbx_call_id", FieldOf(fields, "pbx_call_id")},
                       {"status", response.status},
                       {"body", response.body}});
    if (!json_) {
      std::cout << event << " " << response.status << " " << response.body << std::endl;
    }
  }
  if (json_) std::cout << AsJson(answers) << std::endl;
  return all_good ? 0 : kFailed;
}

}  // namespace novofon::ctl
