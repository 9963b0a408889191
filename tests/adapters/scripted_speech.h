// A transcription service on the loopback that answers as it is told, and what it was sent.
#pragma once

#include <algorithm>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/adapters/sound_file.h"
#include "tests/adapters/loopback_server.h"
#include "tests/adapters/made_sound.h"

namespace novofon {

inline std::string JsonAnswer(int status, const std::string& body) {
  return HttpAnswer(status, "application/json", body);
}

// Of a server that gives no segments.
inline std::string Heard(const std::string& text) {
  return JsonAnswer(200, nlohmann::json{{"text", text}}.dump());
}

// The next request gets the next answer, the last one again and again.
inline LoopbackServer::Answer InTurn(std::vector<std::string> answers) {
  return [left = std::deque<std::string>(answers.begin(), answers.end())](
             const std::string&, const Connection& client) mutable {
    client.Send(left.front());
    if (left.size() > 1) left.pop_front();
  };
}

inline ModelService ServiceAt(const LoopbackServer& server,
                              SpeechShape shape = SpeechShape::kOpenAi) {
  ModelService service;
  service.base_url = server.Url() + "/v1/";
  service.model = "whisper-1";
  service.key = Secret("stt-key");
  service.shape = shape;
  service.open_hosts = {{"127.0.0.1", server.port()}};
  return service;
}

// Parts that were heard, in memory.
class RememberedParts : public HeardParts {
 public:
  std::optional<Passage> Find(const std::string& part) override {
    const auto found = passages.find(part);
    return found == passages.end() ? std::nullopt : std::optional(found->second);
  }
  bool Keep(const std::string& part, const Passage& passage) override {
    if (is_lost) return false;
    return passages.try_emplace(part, passage).second;
  }

  std::map<std::string, Passage> passages;
  bool is_lost = false;  // the recording is somebody else's
};

// One request, taken apart.
class SentSpeech {
 public:
  explicit SentSpeech(std::string request) : request_(std::move(request)) {}

  const std::string& text() const { return request_; }
  bool Has(const std::string& text) const { return request_.find(text) != std::string::npos; }
  std::string body() const { return request_.substr(request_.find("\r\n\r\n") + 4); }
  nlohmann::json json() const { return nlohmann::json::parse(body(), nullptr, false); }

  // Of the form; "" when there is none.
  std::string Field(const std::string& name) const {
    return Between("name=\"" + name + "\"\r\n\r\n", "\r\n--");
  }
  std::string FileHead() const { return Between("name=\"file\"; ", "\r\n\r\n"); }
  std::string File() const {
    const auto head = request_.find("name=\"file\"; ");
    if (head == std::string::npos) throw std::runtime_error("no file was sent");
    const auto start = request_.find("\r\n\r\n", head) + 4;
    return request_.substr(start, request_.rfind("\r\n--", request_.size() - 8) - start);
  }

 private:
  std::string Between(const std::string& before, const std::string& after) const {
    const auto found = request_.find(before);
    if (found == std::string::npos) return {};
    const auto start = found + before.size();
    return request_.substr(start, request_.find(after, start) - start);
  }

  std::string request_;
};

inline std::vector<SentSpeech> SentTo(const LoopbackServer& server) {
  std::vector<SentSpeech> sent;
  for (std::string& request : server.Requests()) sent.emplace_back(std::move(request));
  return sent;
}

inline std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline Audio Listened(const std::string& path, bool operator_second = false) {
  const auto sound = SoundFile().Listen({path});
  if (!sound) throw std::runtime_error("the test's sound can't be heard");
  return {{path}, *sound, operator_second};
}

inline Audio Written(const std::string& path, int format, const std::vector<Samples>& channels,
                     bool operator_second = false) {
  WriteSound(path, format, channels);
  return Listened(path, operator_second);
}

}  // namespace novofon
