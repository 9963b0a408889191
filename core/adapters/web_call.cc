#include "core/adapters/web_call.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "core/errors.h"

namespace novofon {
namespace {

constexpr long kSlow = 1000;  // bytes a second
// What is kept of an answer that is an error's or a redirect's; more need not be waited for.
constexpr std::size_t kMostOfOthers = 64 * 1024;

struct FreeCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using Curl = std::unique_ptr<CURL, FreeCurl>;
using Headers = std::unique_ptr<curl_slist, FreeCurl>;
using Mime = std::unique_ptr<curl_mime, FreeCurl>;

// What the callbacks of one exchange share.
struct Exchange {
  const WebCall& call;
  const Sink& sink;
  CURL* curl;
  std::string body;
  std::uint64_t bytes = 0;
  std::uint64_t given = 0;  // of a streamed body
  bool enough = false;
  bool refused_address = false;
};

int Status(CURL* curl) {
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

std::size_t TakeAnswer(char* data, std::size_t size, std::size_t count, void* target) {
  auto& exchange = *static_cast<Exchange*>(target);
  const std::size_t bytes = size * count;
  exchange.bytes += bytes;
  if (exchange.bytes > exchange.call.most_bytes) return 0;
  const bool is_good = Status(exchange.curl) == 200;
  if (is_good && exchange.sink) return exchange.sink({data, bytes}) ? bytes : 0;
  const std::size_t left = kMostOfOthers - std::min(kMostOfOthers, exchange.body.size());
  exchange.enough = !is_good && bytes > left;
  exchange.body.append(data, exchange.enough ? left : bytes);
  return exchange.enough ? 0 : bytes;
}

// Here the name is resolved and the address is the one that will be connected to.
curl_socket_t OpenSocket(void* target, curlsocktype purpose, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(target);
  if (purpose != CURLSOCKTYPE_IPCXN ||
      (exchange.call.target != Target::kOpen && !IsPublic(address->addr))) {
    exchange.refused_address = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int EndIfStopped(void* call, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const WebCall*>(call)->stop.stop_requested() ? 1 : 0;
}

// Fewer bytes than announced would leave the server waiting for the rest.
std::size_t GiveBody(char* to, std::size_t size, std::size_t count, void* source) {
  auto& exchange = *static_cast<Exchange*>(source);
  const auto& body = std::get<StreamedBody>(exchange.call.body);
  const std::size_t got = body.next(to, size * count);
  exchange.given += got;
  return got == 0 && exchange.given < body.bytes ? CURL_READFUNC_ABORT : got;
}

void Append(Headers& headers, const std::string& line) {
  curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(headers.release());
  headers.reset(longer);
}

void Check(CURLcode code) {
  if (code != CURLE_OK) throw Unavailable(curl_easy_strerror(code));
}

Mime MimeOf(CURL* curl, const FormWithFile& form) {
  Mime mime(curl_mime_init(curl));
  for (const auto& [name, value] : form.fields) {
    curl_mimepart* part = curl_mime_addpart(mime.get());
    Check(curl_mime_name(part, name.c_str()));
    Check(curl_mime_data(part, value.data(), value.size()));
  }
  curl_mimepart* part = curl_mime_addpart(mime.get());
  Check(curl_mime_name(part, "file"));
  Check(curl_mime_filedata(part, form.file.value.c_str()));
  Check(curl_mime_filename(part, form.file_name.c_str()));
  Check(curl_mime_type(part, form.file_type.c_str()));
  return mime;
}

Mime SetBody(CURL* curl, Exchange& exchange) {
  const WebBody& body = exchange.call.body;
  if (const auto* form = std::get_if<FormWithFile>(&body)) {
    Mime mime = MimeOf(curl, *form);
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime.get());
    return mime;
  }
  if (const auto* text = std::get_if<std::string>(&body)) {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(text->size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, text->c_str());
  }
  if (const auto* streamed = std::get_if<StreamedBody>(&body)) {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(streamed->bytes));
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, GiveBody);
    curl_easy_setopt(curl, CURLOPT_READDATA, &exchange);
  }
  return {};
}

void SetLimits(CURL* curl, const WebCall& call) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(call.connect_timeout.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(call.timeout.count()));
  if (call.slow_for.count() > 0) {
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kSlow);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(call.slow_for.count()));
  }
  if (call.stop.stop_possible()) {
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, EndIfStopped);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &call);
  }
  // A server may think for longer than routers keep a silent connection.
  curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
  // Refuses what is announced; what isn't is stopped by TakeAnswer.
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(call.most_bytes));
}

// A proxy would make the address of the connection its own.
void SetTarget(CURL* curl, const WebCall& call, Exchange& exchange) {
  const char* protocols = call.target == Target::kOpen ? "http,https" : "https";
  curl_easy_setopt(curl, CURLOPT_URL, call.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, OpenSocket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &exchange);
}

// Its head at least.
bool WasSent(CURL* curl) {
  long bytes = 0;
  curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, &bytes);
  return bytes > 0;
}

// The head of an error or a redirect tells enough, however much follows it.
bool IsEnough(CURLcode code, const Exchange& exchange) {
  return code == CURLE_OK || (code == CURLE_WRITE_ERROR && exchange.enough) ||
         (code == CURLE_FILESIZE_EXCEEDED && Status(exchange.curl) != 200);
}

TransportError Meaning(CURLcode code, const Exchange& exchange) {
  if (exchange.refused_address) return TransportError::kForbiddenTarget;
  switch (code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
      // Also of an answer that isn't HTTP.
      return WasSent(exchange.curl) ? TransportError::kCutShort : TransportError::kForbiddenTarget;
    case CURLE_URL_MALFORMAT:
      return TransportError::kForbiddenTarget;
    case CURLE_OPERATION_TIMEDOUT:
      return TransportError::kTimeout;
    case CURLE_WRITE_ERROR:
    case CURLE_FILESIZE_EXCEEDED:
      return TransportError::kTooLarge;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
      return TransportError::kUnreachable;
    default:
      return TransportError::kCutShort;
  }
}

std::optional<std::string> Header(CURL* curl, const char* name) {
  curl_header* header = nullptr;
  if (curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return std::nullopt;
  return header->value;
}

std::optional<std::chrono::seconds> RetryAfter(CURL* curl) {
  if (const auto text = Header(curl, "retry-after-ms")) {
    std::uint32_t milliseconds = 0;
    const char* end = text->data() + text->size();
    if (std::from_chars(text->data(), end, milliseconds).ec == std::errc()) {
      return std::chrono::ceil<std::chrono::seconds>(std::chrono::milliseconds(milliseconds));
    }
  }
  if (!Header(curl, "retry-after")) return std::nullopt;
  curl_off_t wait = 0;  // Also of a date; below 0 for one that has passed.
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
  return std::chrono::seconds(std::max<curl_off_t>(wait, 0));
}

WebAnswer AnswerOf(CURL* curl, std::string body) {
  WebAnswer answer;
  answer.status = Status(curl);
  answer.body = std::move(body);
  const char* text = nullptr;
  if (curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK && text != nullptr) {
    answer.content_type = text;
  }
  text = nullptr;
  if (curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &text) == CURLE_OK && text != nullptr) {
    answer.redirect_to = text;
  }
  answer.retry_after = RetryAfter(curl);
  if (const auto date = Header(curl, "date")) {
    const std::time_t seconds = curl_getdate(date->c_str(), nullptr);
    if (seconds >= 0) answer.date = TimePoint(std::chrono::seconds(seconds));
  }
  if (const auto word = Header(curl, "x-should-retry")) {
    if (*word == "true" || *word == "false") answer.should_retry = *word == "true";
  }
  return answer;
}

}  // namespace

std::variant<WebAnswer, TransportError> Perform(const WebCall& call, const Sink& sink) {
  if (call.target == Target::kForbidden) return TransportError::kForbiddenTarget;
  const Curl curl(curl_easy_init());
  if (!curl) throw Unavailable("libcurl can't be started");
  Exchange exchange{call, sink, curl.get(), {}};
  Headers headers;
  for (const auto& line : call.headers) Append(headers, line);
  Append(headers, "Expect:");  // No round trip of its own before a body.
  SetTarget(curl.get(), call, exchange);
  SetLimits(curl.get(), call);
  const Mime mime = SetBody(curl.get(), exchange);
  if (call.is_delete) curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, "DELETE");
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, TakeAnswer);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &exchange);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code == CURLE_ABORTED_BY_CALLBACK && call.stop.stop_requested()) {
    return WasSent(curl.get()) ? TransportError::kBrokenOff : TransportError::kStopped;
  }
  if (code == CURLE_READ_ERROR || code == CURLE_ABORTED_BY_CALLBACK) {
    throw Unavailable("the body of a request can't be read");
  }
  if (!IsEnough(code, exchange)) return Meaning(code, exchange);
  return AnswerOf(curl.get(), std::move(exchange.body));
}

}  // namespace novofon
