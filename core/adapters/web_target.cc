#include "core/adapters/web_target.h"

#include <curl/curl.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>

namespace novofon {
namespace {

struct Block {
  std::uint32_t start;
  int bits;
};

constexpr Block kNotPublic4[] = {
    {0x00000000, 8},   // this network
    {0x0A000000, 8},   // private
    {0x64400000, 10},  // shared by a provider's customers
    {0x7F000000, 8},   // loopback
    {0xA9FE0000, 16},  // link-local, the metadata services of clouds
    {0xAC100000, 12},  // private
    {0xC0000000, 24},  // protocol assignments
    {0xC0000200, 24},  // documentation
    {0xC0586300, 24},  // 6to4 relays
    {0xC0A80000, 16},  // private
    {0xC6120000, 15},  // benchmarks
    {0xC6336400, 24},  // documentation
    {0xCB007100, 24},  // documentation
    {0xE0000000, 4},   // multicast
    {0xF0000000, 4},   // reserved, broadcast
};

bool IsPublic4(std::uint32_t address) {
  return std::ranges::none_of(kNotPublic4, [&](const Block& block) {
    return (address ^ block.start) >> (32 - block.bits) == 0;
  });
}

std::uint32_t Four(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
         std::uint32_t{bytes[2]} << 8 | bytes[3];
}

// Only 2000::/3 is given out; the transition prefixes in it carry an IPv4 address.
bool IsPublic6(const std::array<std::uint8_t, 16>& b) {
  constexpr std::uint8_t kNat64[12] = {0x00, 0x64, 0xff, 0x9b};
  if (std::equal(std::begin(kNat64), std::end(kNat64), b.begin())) return IsPublic4(Four(&b[12]));
  if ((b[0] & 0xE0) != 0x20) return false;
  if (b[0] == 0x20 && b[1] == 0x02) return IsPublic4(Four(&b[2]));         // 6to4
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] < 0x02) return false;           // Teredo and kin
  return !(b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8);  // documentation
}

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::optional<std::string> Part(CURLU* url, CURLUPart part, unsigned flags) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return std::nullopt;
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool IsOrIsUnder(std::string_view name, std::string_view host) {
  return name == host || (name.size() > host.size() && name.ends_with(host) &&
                          name[name.size() - host.size() - 1] == '.');
}

struct Place {
  bool is_https = false;
  std::string name;  // in small letters, an IPv6 address without brackets
  std::uint16_t port = 0;
};

std::optional<Place> PlaceOf(const std::string& url) {
  const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  const auto scheme = Part(parsed.get(), CURLUPART_SCHEME, 0);
  const auto name = Part(parsed.get(), CURLUPART_HOST, 0);
  const auto port = Part(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  if (!scheme || (*scheme != "http" && *scheme != "https") || !name || !port) return std::nullopt;
  // "https://novofon.com@elsewhere/" is read as a trick, whoever means it.
  if (Part(parsed.get(), CURLUPART_USER, 0)) return std::nullopt;
  Place place{*scheme == "https", *name, 0};
  std::from_chars(port->data(), port->data() + port->size(), place.port);
  for (char& c : place.name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (place.name.starts_with('[')) place.name = place.name.substr(1, place.name.size() - 2);
  return place;
}

}  // namespace

bool IsPublic(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof(v4));
    return IsPublic4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 v6{};
  std::memcpy(&v6, &address, sizeof(v6));
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return IsPublic6(bytes);
}

bool IsWebUrl(const std::string& url) { return PlaceOf(url).has_value(); }

Target JudgeTarget(const std::string& url, const std::vector<std::string>& hosts,
                   const std::vector<OpenHost>& open_hosts) {
  const auto place = PlaceOf(url);
  if (!place) return Target::kForbidden;
  const bool open = std::ranges::any_of(open_hosts, [&](const OpenHost& host) {
    return host.name == place->name && (host.port == 0 || host.port == place->port);
  });
  if (open) return Target::kOpen;
  const bool named = hosts.empty() || std::ranges::any_of(hosts, [&](const std::string& host) {
                       return IsOrIsUnder(place->name, host);
                     });
  return named && place->is_https ? Target::kPublic : Target::kForbidden;
}

}  // namespace novofon
