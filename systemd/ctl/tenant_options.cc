#include "systemd/ctl/tenant_options.h"

#include <algorithm>
#include <charconv>

#include "core/cabinet_time.h"
#include "core/phone.h"
#include "systemd/ctl/command.h"
#include "systemd/ctl/secret_file.h"

namespace novofon::ctl {
namespace {

constexpr std::uint32_t kLongestSeconds = 100'000'000;

bool IsOneOf(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string CheckUserId(const std::string& id) {
  const bool good = !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return IsAlphanumeric(c) || IsOneOf(c, "_-");
  });
  return good ? "" : "must be 1 to 64 of A-Z a-z 0-9 _ -";
}

std::string CheckText(const std::string& text) {
  return !text.empty() && text.size() <= 200 ? "" : "must be 1 to 200 bytes long";
}

std::string CheckZone(const std::string& zone) {
  return zone.size() <= 64 && IsZone(zone)
             ? ""
             : "'" + zone + "' is no time zone; for example Europe/Moscow";
}

std::string CheckRegion(const std::string& region) {
  return IsRegion(region) ? "" : "must be a country's two capital letters, for example RU";
}

std::optional<std::uint32_t> Seconds(const std::string& text) {
  std::uint32_t seconds = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, seconds);
  if (parsed.ec != std::errc() || parsed.ptr != end || seconds > kLongestSeconds)
    return std::nullopt;
  return seconds;
}

std::string CheckAgeWindow(const std::string& text) {
  const auto seconds = Seconds(text);
  return text == "off" || (seconds && *seconds > 0) ? "" : "must be a number of seconds, or off";
}

std::string CheckReturnTimeout(const std::string& text) {
  const auto seconds = Seconds(text);
  return seconds && (*seconds == 0 || *seconds >= 3) ? "" : "must be 0 (no return) or at least 3";
}

std::string CheckDelay(const std::string& text) {
  return Seconds(text) ? "" : "must be a number of seconds";
}

}  // namespace

void AddTenantOptions(CLI::App& command, TenantOptions& options) {
  const CLI::IsMember on_off(std::vector<std::string>{"on", "off"});
  command.add_option("--id", options.user_id, "The user_id of the webhook's URL")
      ->required()
      ->check(CheckUserId);
  command.add_option("--name", options.name, "The firm's name, for people")->check(CheckText);
  command.add_option("--api-key", options.api_key, "The provider's Key")->check(CheckText);
  command.add_option("--api-secret-file", options.api_secret_file,
                     "File with the provider's Secret, or - for standard input");
  command.add_option("--url-token-file", options.url_token_file,
                     "File with the secret that webhooks must bring as &token=, or -");
  command.add_option("--zone", options.zone, "The cabinet's time zone (Europe/Moscow)")
      ->check(CheckZone);
  command.add_option("--region", options.region, "Where numbers without country code belong (RU)")
      ->check(CheckRegion);
  command.add_option("--signature", options.signature, "hex (usual) or raw")
      ->check(CLI::IsMember(std::vector<std::string>{"hex", "raw"}));
  command
      .add_option("--age-window", options.age_window,
                  "Seconds call_start may be from now, more than the longest call; or off (usual)")
      ->check(CheckAgeWindow);
  command
      .add_option("--redirect", options.redirect,
                  "on: a caller is sent to the extension in charge of his deal; off (usual)")
      ->check(on_off);
  command
      .add_option("--return-timeout", options.return_timeout,
                  "Seconds until a call that was redirected comes back: 0 never, else >= 3 (15)")
      ->check(CheckReturnTimeout);
  command
      .add_option("--repeat-moves-to-new", options.repeat_moves_to_new,
                  "on: a repeated call moves the open deal to the first column; off (usual)")
      ->check(on_off);
  command
      .add_option("--record-delay", options.record_delay,
                  "Seconds from the notification until a recording is fetched (40)")
      ->check(CheckDelay);
  command.add_option("--own-number", options.own_numbers,
                     "A number of the firm's own, never a client; repeat for more. Replaces those"
                     " named before and those learned from calls, which are learned again");
}

void ApplyOptions(const TenantOptions& options, Tenant& tenant) {
  if (options.api_secret_file == "-" && options.url_token_file == "-") {
    throw Refused(kUsage, "only one of --api-secret-file and --url-token-file can be -");
  }
  if (options.name) tenant.name = *options.name;
  if (options.api_key) tenant.api_key = *options.api_key;
  if (options.api_secret_file) tenant.api_secret = ReadSecret(*options.api_secret_file);
  if (options.url_token_file) tenant.url_token = ReadSecret(*options.url_token_file);
  if (options.zone) tenant.rules.zone = *options.zone;
  if (options.region) tenant.rules.region = *options.region;
  if (options.signature) {
    tenant.signature_scheme =
        *options.signature == "raw" ? SignatureScheme::kRaw : SignatureScheme::kHex;
  }
  if (options.age_window) {
    tenant.age_window.reset();
    if (const auto seconds = Seconds(*options.age_window)) {
      tenant.age_window = std::chrono::seconds{*seconds};
    }
  }
  if (options.redirect) tenant.redirect_to_owner = *options.redirect == "on";
  if (options.return_timeout) tenant.return_timeout = std::chrono::seconds{*options.return_timeout};
  if (options.repeat_moves_to_new) {
    tenant.rules.repeat_moves_to_new = *options.repeat_moves_to_new == "on";
  }
  if (options.record_delay) tenant.rules.record_delay = std::chrono::seconds{*options.record_delay};
  if (tenant.api_secret.empty() && tenant.url_token.empty()) {
    throw Refused(kUsage,
                  "nothing would tell the provider's webhooks from anybody else's: give"
                  " --api-secret-file or --url-token-file");
  }
}

std::vector<PhoneNumber> OwnNumbers(const TenantOptions& options, const Tenant& tenant) {
  std::vector<PhoneNumber> numbers;
  for (const auto& text : options.own_numbers) {
    const auto number = ParsePhone(text, tenant.rules.region);
    if (!number) throw Refused(kUsage, "--own-number " + text + " is no telephone number");
    numbers.push_back(*number);
  }
  return numbers;
}

}  // namespace novofon::ctl
