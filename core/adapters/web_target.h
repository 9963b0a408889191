// Where a call to the outside may go: names before a connection, addresses when it is made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/recording_ports.h"

struct sockaddr;

namespace novofon {

// Whether an address is one of the public internet: not loopback, private, link-local, unique
// local, shared (CGNAT), multicast, reserved or unspecified, nor an IPv6 spelling of such an IPv4
// address.
bool IsPublic(const sockaddr& address);

// Whether `url` is http or https, names a host, and no user.
bool IsWebUrl(const std::string& url);

enum class Target {
  kForbidden,
  kPublic,  // https to a public address
  kOpen,    // named by --allow-host: http and any address too
};

// `hosts` are names whose subdomains count too; empty: any name will do.
Target JudgeTarget(const std::string& url, const std::vector<std::string>& hosts,
                   const std::vector<OpenHost>& open_hosts);

}  // namespace novofon
