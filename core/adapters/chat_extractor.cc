#include "core/adapters/chat_extractor.h"

#include <sodium.h>

#include <array>
#include <string>

#include "core/adapters/chat_answer.h"
#include "core/adapters/chat_question.h"
#include "core/adapters/service_failure.h"
#include "core/adapters/web_call.h"
#include "core/adapters/web_target.h"
#include "core/blanks.h"
#include "core/errors.h"

namespace novofon {
namespace {

std::string RandomFence() {
  if (sodium_init() < 0) throw Unavailable("libsodium found no source of random numbers");
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string digits(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(digits.data(), digits.size(), bytes.data(), bytes.size());
  digits.pop_back();
  return digits;
}

std::string UrlOf(const ModelService& service) {
  std::string base = service.base_url;
  while (base.ends_with('/')) base.pop_back();
  return base + "/chat/completions";
}

}  // namespace

std::variant<Extracted, Failed> ChatExtractor::Extract(const ModelService& service,
                                                       const Transcript& transcript) {
  if (DialogueOf(transcript).empty()) return Extracted{};
  WebCall request;
  request.url = UrlOf(service);
  request.target = JudgeTarget(request.url, {}, service.open_hosts);
  request.connect_timeout = limits_.connect_timeout;
  request.timeout = limits_.timeout;
  request.most_bytes = limits_.most_bytes;
  request.stop = stop_;
  request.headers = {"Content-Type: application/json"};
  if (const auto key = WithoutBlanks(service.key.Reveal()); !key.empty()) {
    request.headers.push_back("Authorization: Bearer " + std::string(key));
  }
  ChatManner manner;
  while (true) {
    request.body = ChatQuestion(service, transcript, manner, RandomFence());
    const auto got = Perform(request);
    if (const auto* error = std::get_if<TransportError>(&got)) return FailedBy(*error);
    auto read = ReadChatAnswer(std::get<WebAnswer>(got));
    const auto* failed = std::get_if<Failed>(&read);
    const auto other = failed ? WithoutWhatIsRefused(manner, failed->error) : std::nullopt;
    if (!other) return read;
    manner = *other;  // Each time one thing less is asked, so this ends.
  }
}

}  // namespace novofon
