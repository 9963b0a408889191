#include "core/receive.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/cabinet_time.h"
#include "core/decode.h"
#include "core/phone.h"
#include "core/signature.h"
#include "core/utf8.h"

namespace novofon {
namespace {

using Json = nlohmann::ordered_json;

// An extension. Other values would be the provider's own orders: a menu, "blacklist" (novofon.md
// 4).
constexpr std::size_t kExtensionDigits = 3;

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Refusal Refuse(const Request& request, int status, std::string_view error, std::string why) {
  return Refusal{AnswerError(status, error, request.id), std::move(why), {}, "", status == 401};
}

// Whole: the provider compares. Plain text and nosniff: whatever the token holds, no browser takes
// it for a page.
Reply Echo(std::string_view token) {
  return Reply{200,
               std::string(token),
               "text/plain; charset=utf-8",
               {{"X-Content-Type-Options", "nosniff"}}};
}

const Tenant* FindTenant(std::span<const Tenant> tenants, const Fields& query) {
  const std::string_view user_id = FieldOf(query, "user_id");
  if (user_id.empty()) return tenants.size() == 1 ? &tenants.front() : nullptr;
  const auto found = std::find_if(tenants.begin(), tenants.end(),
                                  [&](const Tenant& tenant) { return tenant.user_id == user_id; });
  return found == tenants.end() ? nullptr : &*found;
}

// Why this request may not speak for the tenant; nothing when it may. A token covers every field, a
// signature only some, so a tenant that has a token is always asked for it.
std::optional<std::string> Objection(const Request& request, const Tenant& tenant,
                                     const Fields& query, const Fields& fields) {
  const bool has_token = !tenant.url_token.empty();
  if (has_token && !SameInConstantTime(FieldOf(query, "token"), tenant.url_token.Reveal())) {
    return query.contains("token") ? "wrong url token" : "missing url token";
  }
  if (tenant.api_secret.empty()) {
    return has_token ? std::nullopt
                     : std::optional<std::string>("tenant has neither secret nor token");
  }
  const auto text = SignedText(fields);
  if (!text) return std::nullopt;  // no signature is documented for this event
  if (request.signature.empty()) return "missing signature";
  if (!VerifySignature(*text, request.signature, tenant.api_secret, tenant.signature_scheme)) {
    return "wrong signature";
  }
  return std::nullopt;
}

// A captured request is only good for so long, where the tenant says so. A start that is missing or
// can't be read tells no age: the signature doesn't say where one field ends and the next begins.
bool IsStale(const Tenant& tenant, const Fields& fields, TimePoint now) {
  if (!tenant.age_window || !IsStartSigned(fields)) return false;
  const auto began = ParseCabinetTime(FieldOf(fields, "call_start"), tenant.rules.zone);
  return !began || now - *began > *tenant.age_window || *began - now > *tenant.age_window;
}

// What the journal can hold, so that what is applied now and what is read from it are the same.
Fields WholeCharacters(const Fields& fields) {
  Fields whole;
  for (const auto& [name, value] : fields) {
    whole.emplace(WithoutBrokenCharacters(name), WithoutBrokenCharacters(value));
  }
  return whole;
}

std::variant<Refusal, Admitted> Hear(const Request& request, const Fields& query, Fields fields,
                                     std::span<const Tenant> tenants, TimePoint now) {
  const std::string name(FieldOf(fields, "event"));
  const auto refuse = [&](std::string why, const Tenant* tenant) {
    Refusal refusal = Refuse(request, 401, "unauthorized", std::move(why));
    if (tenant != nullptr) refusal.tenant = tenant->id;
    refusal.event = name.substr(0, 64);
    return refusal;
  };
  const Tenant* const tenant = FindTenant(tenants, query);
  if (tenant == nullptr) return refuse("unknown tenant", nullptr);
  if (tenant->is_sealed) {
    // Not a matter of the sender: once the key is right again, so may he be.
    Refusal refusal = refuse("the tenant's secrets were sealed with another seal-key", tenant);
    refusal.reply = AnswerLater(request.id);
    refusal.unauthorized = false;
    return refusal;
  }
  if (const auto why = Objection(request, *tenant, query, fields)) return refuse(*why, tenant);
  if (IsStale(*tenant, fields, now)) return refuse("call_start outside the age window", tenant);

  fields = WholeCharacters(fields);
  Event event = ReadEvent(fields);
  const bool proven = !tenant->url_token.empty() || SignedText(fields).has_value();
  Admitted admitted{tenant, {}, std::move(event), proven};
  const bool unknown = std::holds_alternative<UnknownEvent>(admitted.event);
  admitted.entry.tenant = tenant->id;
  admitted.entry.identity = IdentityOf(tenant->id, fields);
  admitted.entry.event = name.substr(0, 64);
  admitted.entry.verdict = unknown ? Verdict::kIgnored : Verdict::kAccepted;
  admitted.entry.fields = std::move(fields);
  admitted.entry.received_at = now;
  admitted.entry.request_id = request.id;
  return admitted;
}

// "Иван Петров, сделка №12 «В работе»"
std::string CallerName(const CallerCard& card) {
  std::string deal = std::to_string(card.deal.value);
  if (!card.column.empty()) deal += " «" + card.column + "»";  // somebody may have deleted it
  if (card.client_name.empty()) return "Сделка №" + deal;
  return card.client_name + ", сделка №" + deal;
}

bool IsExtension(const Extension& extension) {
  return extension.value.size() == kExtensionDigits &&
         std::ranges::all_of(extension.value, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::variant<Reply, Refusal, Admitted> Admit(const Request& request,
                                             std::span<const Tenant> tenants, TimePoint now) {
  const Fields query = DecodeForm(request.query);
  const bool is_post = request.method == "POST";
  // The provider checks a URL before it has any keys: no other check may come first.
  const auto echo = query.find("zd_echo");
  if (echo != query.end() && (is_post || request.method == "GET" || request.method == "HEAD")) {
    return Echo(echo->second);
  }
  if (!is_post) {
    Refusal refusal = Refuse(request, 405, "method not allowed", "method " + request.method);
    refusal.reply.headers.emplace_back("Allow", "POST");
    return refusal;
  }
  if (request.large) return Refuse(request, 413, "body too large", "body too large");
  if (!request.whole) return Refuse(request, 400, "malformed", "body ended too early");
  auto decoded = DecodeBody(request.content_type, request.body);
  if (const auto* const bad = std::get_if<Malformed>(&decoded)) {
    Refusal refusal = Refuse(request, 400, "malformed", bad->why);
    if (const Tenant* const tenant = FindTenant(tenants, query)) refusal.tenant = tenant->id;
    return refusal;
  }
  auto& fields = std::get<Fields>(decoded);
  if (FieldOf(fields, "event").empty()) return Echo(FieldOf(fields, "zd_echo"));
  auto heard = Hear(request, query, std::move(fields), tenants, now);
  if (auto* const refusal = std::get_if<Refusal>(&heard)) return std::move(*refusal);
  return std::move(std::get<Admitted>(heard));
}

std::optional<PhoneNumber> CallerToLookUp(const Admitted& admitted) {
  const auto* const start = std::get_if<CallStarted>(&admitted.event);
  if (start == nullptr) return std::nullopt;
  return ParsePhone(start->caller, admitted.tenant->rules.region);
}

Reply AnswerKept(const Admitted& admitted, Kept kept, const std::optional<CallerCard>& card) {
  if (admitted.entry.verdict == Verdict::kIgnored) return Reply{.body = R"({"status":"ignored"})"};
  if (kept == Kept::kNew && !card) return Reply{.body = R"({"status":"ok"})"};
  Json json{{"status", "ok"}};
  if (kept == Kept::kRepeat) json["duplicate"] = true;
  if (card) {
    json["caller_name"] = CallerName(*card);
    if (admitted.tenant->redirect_to_owner && IsExtension(card->owner)) {
      json["redirect"] = card->owner.value;
      json["return_timeout"] = admitted.tenant->return_timeout.count();
    }
  }
  return Reply{.body = Dump(json)};
}

Refusal RefuseUnproven(const Admitted& admitted) {
  Reply reply = AnswerError(429, "too many unsigned events", admitted.entry.request_id);
  reply.headers.emplace_back("Retry-After", "60");
  return Refusal{std::move(reply),
                 "too many events that nothing proves; give the tenant a URL token",
                 admitted.entry.tenant, admitted.entry.event};
}

Reply AnswerLater(std::string_view request_id) {
  Reply reply = AnswerError(503, "try again later", request_id);
  reply.headers.emplace_back("Retry-After", "30");
  return reply;
}

Reply AnswerLate() { return Reply{.body = "{}"}; }

Reply AnswerError(int status, std::string_view error, std::string_view request_id) {
  return Reply{status, Dump(Json{{"status", "error"}, {"error", error}, {"id", request_id}})};
}

}  // namespace novofon
