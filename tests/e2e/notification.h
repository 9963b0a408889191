// What the provider sends, made and signed without the code under test.
#pragma once

#include <map>
#include <string>

#include "tests/e2e/client.h"

namespace novofon::e2e {

using Notification = std::map<std::string, std::string>;

// PHP's http_build_query: "a=1&b=x+y".
std::string FormOf(const Notification& fields);

// base64 of the hex digits of HMAC-SHA1 over what the provider signs of this event.
std::string SignatureOf(const Notification& fields, const std::string& secret);

struct Tenant {
  std::string id = {};
  std::string secret = {};
  std::string token = {};  // "": none

  std::string Query() const;  // "user_id=...&token=..."
};

// The request with which the provider sends `fields` to `tenant`, as a signed form.
Request Signed(const Notification& fields, const Tenant& tenant);

// A call's notifications. `start` is in the cabinet's zone. Fields that are "" are left out.
struct CallScript {
  std::string id;
  std::string start = "2026-03-02 10:00:00";
  std::string client = "79160000001";
  std::string own = "74951234567";
  std::string extension = "101";

  Notification Start() const;
  Notification Internal() const;
  Notification Answer() const;
  Notification End(const std::string& disposition, int duration = 0) const;
  Notification OutStart() const;
  Notification OutEnd(const std::string& disposition, int duration = 0) const;
  Notification Record(const std::string& recording) const;
};

// `fields` with some of them changed; "" takes a field away.
Notification With(Notification fields, const Notification& changes);

}  // namespace novofon::e2e
