#include "tests/standins/failures.h"

#include <zlib.h>

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace novofon::standins {
namespace {

using Json = nlohmann::json;
using Failures = std::map<std::string, Answer>;

constexpr const char* kPage = "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>";

Answer JsonAnswer(int status, const char* body) { return {status, "application/json", body}; }

Answer WithRetryAfter(Answer answer, const char* seconds) {
  answer.headers.emplace("Retry-After", seconds);
  return answer;
}

Answer Redirect(const char* to) { return {302, "text/plain", "", {{"Location", to}}}; }

// 64 MiB of zeros in 64 KiB.
Answer GzipBomb() {
  const std::string zeros(std::size_t{64} << 20, '\0');
  std::string packed(std::size_t{1} << 17, '\0');
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zeros.data()));
  stream.avail_in = static_cast<uInt>(zeros.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return {200, "audio/mpeg", std::move(packed), {{"Content-Encoding", "gzip"}}};
}

const Failures kLink = {
    {"rate_limit",
     WithRetryAfter(
         JsonAnswer(429, R"({"status":"error","message":"You exceeded the rate limit"})"), "1")},
    {"rate_limit_200",
     JsonAnswer(200,
                R"({"status":"error","message":"You exceeded the rate limit by User Limits"})")},
    {"not_authorized", JsonAnswer(401, R"({"status":"error","message":"Not authorized"})")},
    {"not_found", JsonAnswer(404, R"({"status":"error","message":"File not found"})")},
    {"no_links", JsonAnswer(200, R"({"status":"success","links":[]})")},
    {"html", {200, "text/html", kPage}},
    {"unavailable", {503, "text/html", kPage}},
};

const Failures kFile = {
    {"html", {200, "text/html", kPage}},
    {"empty", {200, "audio/mpeg", ""}},
    {"noise", {200, "audio/mpeg", std::string(5000, '\x5a')}},
    {"forbidden", {403, "text/html", kPage}},
    {"not_found", {404, "text/html", kPage}},
    {"unavailable", {503, "text/html", kPage}},
    {"redirect_loopback", Redirect("http://127.0.0.1:9/secret")},
    {"redirect_file", Redirect("file:///etc/hostname")},
};

const Failures kStt = {
    {"rate_limit",
     WithRetryAfter(
         JsonAnswer(
             429,
             R"({"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}})"),
         "2")},
    {"insufficient_quota",
     JsonAnswer(
         429,
         R"({"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}})")},
    {"invalid_api_key",
     JsonAnswer(
         401,
         R"({"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}})")},
    {"no_credits", JsonAnswer(402, R"({"error":{"code":402,"message":"Insufficient credits"}})")},
    {"server_error",
     JsonAnswer(
         500,
         R"({"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}})")},
    {"too_large",
     JsonAnswer(
         413,
         R"j({"error":{"message":"413: Maximum content size limit (26214400) exceeded (26294972 bytes read)","type":"server_error","param":null,"code":null}})j")},
    {"too_short",
     JsonAnswer(
         400,
         R"({"error":{"message":"Audio file is too short. Minimum audio length is 0.1 seconds.","type":"invalid_request_error","param":"file","code":"audio_too_short"}})")},
    {"too_long",
     JsonAnswer(
         400,
         R"({"error":{"message":"audio duration 1830.5 seconds is longer than 1400 seconds which is the maximum for this model","type":"invalid_request_error","code":"invalid_value"}})")},
    {"loading",
     WithRetryAfter(
         JsonAnswer(503, R"({"error":{"message":"loading model","code":503,"type":""}})"), "1")},
    {"whisper_cpp", {400, "text/plain", "Invalid request"}},
    {"whisper_cpp_500", JsonAnswer(500, R"({"error":"FFmpeg conversion failed."})")},
    {"not_installed",
     JsonAnswer(
         404,
         R"({"detail":"Model 'x' is not installed locally. You can download the model using `POST /v1/models`"})")},
    {"overloaded",
     JsonAnswer(
         529,
         R"({"error":{"code":529,"message":"Provider overloaded","metadata":{"error_type":"provider_overloaded"}}})")},
    {"zod", JsonAnswer(400, R"({"success":false,"error":{"name":"ZodError","message":"[]"}})")},
    {"html", {200, "text/html", kPage}},
    {"shapeless", JsonAnswer(200, R"({"nope":1})")},
};

const Failures kLlm = {
    {"rate_limit",
     WithRetryAfter(
         JsonAnswer(
             429,
             R"({"error":{"code":429,"message":"Rate limit exceeded","metadata":{"error_type":"rate_limit_exceeded"}}})"),
         "2")},
    {"rate_limit_200",
     JsonAnswer(
         200,
         R"({"choices":null,"error":{"message":"Rate limit exceeded: free-models-per-day","code":429,"metadata":{"headers":{"X-RateLimit-Reset":"1740614400000"}}}})")},
    {"error_in_choice",
     JsonAnswer(
         200,
         R"({"choices":[{"index":0,"finish_reason":"error","error":{"code":502,"message":"Provider disconnected"},"message":{"role":"assistant","content":""}}]})")},
    {"unauthorized", JsonAnswer(401, R"({"error":{"code":401,"message":"User not found."}})")},
    {"no_credits", JsonAnswer(402, R"({"error":{"code":402,"message":"Insufficient credits"}})")},
    {"moderation",
     JsonAnswer(
         403,
         R"({"error":{"code":403,"message":"Input was flagged","metadata":{"reasons":["x"],"flagged_input":"...","provider_name":"OpenAI"}}})")},
    {"no_endpoints",
     JsonAnswer(
         404,
         R"({"error":{"code":404,"message":"No endpoints available matching your guardrail restrictions and data policy"}})")},
    {"unavailable",
     JsonAnswer(
         503,
         R"({"error":{"http_status":503,"error_type":"provider_unavailable","message":"No provider","availability":{"code":"x","retryable":true,"retry_after":5}}})")},
    {"overloaded", JsonAnswer(529, R"({"error":{"code":529,"message":"Provider overloaded"}})")},
    {"html", {200, "text/html", kPage}},
    {"shapeless", JsonAnswer(200, R"({"id":"gen-1"})")},
    {"thought_too_long",
     JsonAnswer(
         200,
         R"({"choices":[{"index":0,"finish_reason":"length","message":{"role":"assistant","content":null}}]})")},
    {"not_json", Completion("Клиента зовут Анна.")},
    {"invented",
     Completion(
         R"({"name":{"value":"Иван","quote":"меня зовут Иван Иванович"},"address":{"value":"Тверская, 1","quote":"Тверская, 1"},"when":{"value":"завтра","quote":"приезжайте завтра утром"}})")},
};

const Failures& Of(Service service) {
  switch (service) {
    case Service::kLink:
      return kLink;
    case Service::kFile:
      return kFile;
    case Service::kStt:
      return kStt;
    case Service::kLlm:
      return kLlm;
  }
  throw std::logic_error("no such service");
}

}  // namespace

Answer Completion(const std::string& content, const std::string& finish_reason) {
  const Json message{{"role", "assistant"}, {"content", content}};
  const Json choice{{"index", 0}, {"finish_reason", finish_reason}, {"message", message}};
  return {200, "application/json",
          Json{{"id", "gen-1"}, {"choices", Json::array({choice})}, {"usage", {{"cost", 0.0001}}}}
              .dump()};
}

std::optional<Answer> FailureNamed(Service service, const std::string& name) {
  if (service == Service::kFile && name == "gzip_bomb") return GzipBomb();
  const auto found = Of(service).find(name);
  if (found == Of(service).end()) return {};
  return found->second;
}

}  // namespace novofon::standins
