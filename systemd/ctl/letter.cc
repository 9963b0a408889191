#include "systemd/ctl/letter.h"

#include <iostream>

#include "core/secret.h"
#include "systemd/ctl/webhook_url.h"

namespace novofon::ctl {
namespace {

std::string CheckUrl(const std::string& url) {
  return url.starts_with("https://") || url.starts_with("http://") ? ""
                                                                   : "must begin with https://";
}

}  // namespace

std::string LetterText(const LetterFacts& facts) {
  return "Кому: support@novofon.com\n"
         "Тема: Настройка Webhooks для уведомлений о звонках\n"
         "\n"
         "Добрый день!\n"
         "\n"
         "Прошу настроить webhook для уведомлений о звонках:\n"
         "\n"
         "- Внутренний номер АТС: " +
         facts.extension + "\n- Webhook URL: " + facts.url +
         "\n"
         "- События: NOTIFY_END, NOTIFY_OUT_END, NOTIFY_RECORD, NOTIFY_START, NOTIFY_OUT_START\n"
         "- Формат: POST (стандартный формат уведомлений; JSON тоже подойдёт)\n"
         "\n"
         "Key для API: " +
         facts.api_key +
         "\n"
         "\n"
         "Спасибо!\n";
}

Letter::Letter(CLI::App& program)
    : app_(program.add_subcommand(
          "letter", "Print the letter that asks Novofon's support for the webhooks, in Russian")) {
  app_->add_option("--tenant", user_id_, "For whom, by user_id")->required();
  app_->add_option("--url", url_,
                   "The webhook as the internet sees it: https://HOST/api/webhooks/novofon")
      ->required()
      ->check(CheckUrl);
  app_->add_option("--extension", extension_, "The PBX extension that it is for (100)");
  app_->add_flag("--with-token", with_token_, "Print the secret &token= of the URL in clear");
}

int Letter::Run(Desk& desk) {
  const Tenant tenant = OpenTenant(desk, user_id_);
  std::string url = WebhookUrl(url_, tenant);
  const auto token = TokenIn(url_);
  if (token && !SameInConstantTime(*token, tenant.url_token.Reveal())) {
    throw Refused(kUsage, "--url has a token that is not the tenant's: leave it out");
  }
  if (with_token_) {
    url = WebhookUrlWithToken(url_, tenant);
  } else if (!token && !tenant.url_token.empty()) {
    url += "&token=…";
    std::cerr << "The URL needs the tenant's secret token, which is not shown: run this again with"
                 " --with-token when you send the letter."
              << std::endl;
  }
  if (url.starts_with("http://")) {
    std::cerr << "warning: without https anybody on the way can read the calls" << std::endl;
  }
  std::cout << LetterText({url, extension_, tenant.api_key});
  return 0;
}

}  // namespace novofon::ctl
