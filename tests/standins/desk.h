// One service as the original would answer it.
#pragma once

#include <string>

#include "tests/standins/script.h"
#include "tests/standins/shelf.h"

namespace httplib {
struct Request;
}

namespace novofon::standins {

// Whom the services know; "" where a service asks for no key.
struct Accounts {
  std::string api_key = "appid_1";  // "": an account for each key, all with the same secret
  std::string api_secret = "secret";
  std::string stt_key = "stt-key";
  std::string llm_key = "llm-key";
};

// What a request would get if nothing were scripted.
struct Usual {
  Answer answer;
  std::string recording = {};  // what it is about; "": not known
  bool refused = false;        // by the service's own rules, which no script changes
};

// The three desks below read nothing but the request: the same request gets the same answer.

Usual AnswerStt(const httplib::Request& request, Shelf& shelf, const Accounts& accounts);
Usual AnswerOpenRouterStt(const httplib::Request& request, Shelf& shelf, const Accounts& accounts);
Usual AnswerLlm(const httplib::Request& request, Shelf& shelf, const Accounts& accounts);

// "appid_1:MmY4…", of the parameters in the order and the encoding that the provider signs.
std::string Authorization(const std::string& path,
                          const std::multimap<std::string, std::string>& parameters,
                          const Accounts& accounts);

}  // namespace novofon::standins
