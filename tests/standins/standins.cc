#include "tests/standins/standins.h"

#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "tests/standins/link_desk.h"

namespace novofon::standins {
namespace {

constexpr std::size_t kThreads = 96;  // as many requests may be under way at once
constexpr int kBacklog = 512;
constexpr std::size_t kPiece = 65536;

// The body in the manner that was asked for.
void Write(const Answer& answer, Script& script, httplib::Response& response) {
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) response.set_header(name, value);
  const auto whole = answer.body.size();
  const auto half = [body = answer.body](std::size_t offset, httplib::DataSink& sink) {
    if (offset >= body.size() / 2) return false;
    return sink.write(body.data() + offset, body.size() / 2 - offset);
  };
  switch (answer.manner) {
    case Manner::kHang:
    case Manner::kWhole:
      response.set_content(answer.body, answer.type);
      return;
    case Manner::kCut:
      response.set_content_provider(
          whole, answer.type, [half](std::size_t offset, std::size_t, httplib::DataSink& sink) {
            return half(offset, sink);
          });
      return;
    case Manner::kCutUnseen:
      response.set_content_provider(answer.type,
                                    [half](std::size_t offset, httplib::DataSink& sink) {
                                      if (!half(offset, sink)) sink.done();
                                      return true;
                                    });
      return;
    case Manner::kWrongLength:
      response.set_content_provider(
          whole + 1000, answer.type,
          [body = answer.body, &script](std::size_t offset, std::size_t, httplib::DataSink& sink) {
            if (offset < body.size()) return sink.write(body.data() + offset, body.size() - offset);
            script.Hang();
            return false;
          });
      return;
    case Manner::kEndless:
      response.set_chunked_content_provider(answer.type, [](std::size_t, httplib::DataSink& sink) {
        static const std::string piece(kPiece, 'x');
        return sink.write(piece.data(), piece.size());
      });
      return;
    case Manner::kDrip:
      response.set_content_provider(
          whole, answer.type,
          [body = answer.body, &script](std::size_t offset, std::size_t, httplib::DataSink& sink) {
            return sink.write(body.data() + offset, 1) && script.Wait(std::chrono::seconds(1));
          });
  }
}

}  // namespace

class StandIns::Server {
 public:
  explicit Server(Options options)
      : accounts_(options.accounts), links_(shelf_, accounts_, options.requests_per_minute) {
    server_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    server_.set_keep_alive_max_count(1);
    server_.set_socket_options([this](int socket) {
      httplib::default_socket_options(socket);
      listener_ = socket;
    });
    AddRoutes();
    port_ = options.port;
    if (port_ == 0) {
      port_ = server_.bind_to_any_port("127.0.0.1");
    } else if (!server_.bind_to_port("127.0.0.1", port_)) {
      port_ = -1;
    }
    if (port_ <= 0) throw std::runtime_error("the stand-ins' port can't be had");
    // The library's own backlog is 5: a sixth at once would wait a second for its next SYN.
    listen(listener_, kBacklog);
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~Server() {
    script_.End();
    server_.stop();
    thread_.join();
  }

  int port() const { return port_; }
  std::string Base() const { return "http://127.0.0.1:" + std::to_string(port_); }
  Shelf& shelf() { return shelf_; }
  Script& script() { return script_; }
  void ForgetLinks() { links_.ForgetLinks(); }

 private:
  using Desk = Usual (*)(const httplib::Request&, Shelf&, const Accounts&);

  void AddRoutes() {
    server_.Get("/v1/pbx/record/request/", [this](const auto& request, auto& response) {
      Serve(Service::kLink, links_.AnswerLink(request, Base()), response);
    });
    server_.Delete("/v1/pbx/record/request/", [this](const auto& request, auto& response) {
      Serve(Service::kLink, links_.Erase(request), response);
    });
    server_.Get("/v1/pbx/record/download/([^/]+)/.+", [this](const auto& request, auto& response) {
      Serve(Service::kFile, links_.AnswerFile(request.matches[1]), response);
    });
    AddDesk("/v1/audio/transcriptions", Service::kStt, AnswerStt);
    AddDesk("/api/v1/audio/transcriptions", Service::kStt, AnswerOpenRouterStt);
    AddDesk("/api/v1/chat/completions", Service::kLlm, AnswerLlm);
    server_.Post("/control", [this](const auto& request, auto& response) {
      const std::string wrong = Tell(script_, request.body);
      response.status = wrong.empty() ? 200 : 400;
      response.set_content(wrong, "text/plain");
    });
    server_.Get("/control/log", [this](const auto&, auto& response) {
      response.set_content(LogAsJson(script_), "application/json");
    });
  }

  void AddDesk(const char* path, Service service, Desk desk) {
    server_.Post(path, [this, service, desk](const auto& request, auto& response) {
      Serve(service, desk(request, shelf_, accounts_), response);
    });
  }

  void Serve(Service service, const Usual& usual, httplib::Response& response) {
    const auto number = script_.Note(service, usual.recording);
    Answer answer = usual.answer;
    if (!usual.refused) {
      const Step step = script_.Next(service, usual.recording);
      if (step.answer) answer = *step.answer;
      answer.manner = step.manner;
      if (answer.manner == Manner::kHang && !script_.Hang()) answer = {503};
      if (step.delay.count() > 0) script_.Wait(step.delay);
    }
    script_.Answered(number, answer.status);
    Write(answer, script_, response);
  }

  const Accounts accounts_;
  Shelf shelf_;
  Script script_;
  LinkDesk links_;
  httplib::Server server_;
  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
};

StandIns::StandIns(Options options) : server_(std::make_unique<Server>(std::move(options))) {}
StandIns::~StandIns() = default;

std::uint16_t StandIns::port() const { return static_cast<std::uint16_t>(server_->port()); }
std::string StandIns::novofon() const { return server_->Base(); }
std::string StandIns::stt() const { return server_->Base() + "/v1"; }
std::string StandIns::openrouter_stt() const { return server_->Base() + "/api/v1"; }
std::string StandIns::llm() const { return server_->Base() + "/api/v1"; }
Shelf& StandIns::shelf() { return server_->shelf(); }
Script& StandIns::script() { return server_->script(); }
void StandIns::ForgetLinks() { server_->ForgetLinks(); }

}  // namespace novofon::standins
