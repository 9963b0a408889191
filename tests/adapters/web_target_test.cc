#include "core/adapters/web_target.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

namespace novofon {
namespace {

bool IsPublicText(const char* text) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
    return IsPublic(reinterpret_cast<const sockaddr&>(v4));
  }
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  EXPECT_EQ(inet_pton(AF_INET6, text, &v6.sin6_addr), 1) << text;
  return IsPublic(reinterpret_cast<const sockaddr&>(v6));
}

TEST(IsPublic, AddressesOfTheInternetAre) {
  for (const char* text : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                           "172.15.255.255", "172.32.0.0", "192.167.1.1", "223.255.255.255",
                           "2a00:1450::1", "64:ff9b::808:808", "2002:808:808::1"}) {
    EXPECT_TRUE(IsPublicText(text)) << text;
  }
}

TEST(IsPublic, AddressesOfAHouseAreNot) {
  for (const char* text :
       {"0.0.0.0",     "10.1.2.3",         "100.64.0.1",      "100.127.255.255", "127.0.0.1",
        "127.9.9.9",   "169.254.169.254",  "172.16.0.1",      "172.31.255.255",  "192.168.1.1",
        "224.0.0.1",   "239.255.255.250",  "240.0.0.1",       "255.255.255.255", "::",
        "::1",         "::ffff:127.0.0.1", "::ffff:8.8.8.8",  "fe80::1",         "fc00::1",
        "fd12::1",     "ff02::1",          "64:ff9b::7f00:1", "2002:7f00:1::1",  "2001::1",
        "2001:db8::1", "::7f00:1"}) {
    EXPECT_FALSE(IsPublicText(text)) << text;
  }
}

TEST(JudgeTarget, OnlyHttpsToANamedHostOrItsSubdomain) {
  const std::vector<std::string> hosts{"novofon.com"};
  EXPECT_EQ(JudgeTarget("https://novofon.com/x", hosts, {}), Target::kPublic);
  EXPECT_EQ(JudgeTarget("https://API.Novofon.com/x", hosts, {}), Target::kPublic);
  for (const char* url :
       {"http://novofon.com/x", "https://evilnovofon.com/", "file:///etc/passwd",
        "https://novofon.com@example.com/", "https://me@novofon.com/",
        "https://example.com/?novofon.com", "ftp://novofon.com/", "nonsense", ""}) {
    EXPECT_EQ(JudgeTarget(url, hosts, {}), Target::kForbidden) << url;
  }
}

TEST(JudgeTarget, AnOpenHostIsOpenAtItsPortOnly) {
  const std::vector<OpenHost> open{{"127.0.0.1", 8080}, {"asr.local", 0}};
  EXPECT_EQ(JudgeTarget("http://127.0.0.1:8080/x", {"novofon.com"}, open), Target::kOpen);
  EXPECT_EQ(JudgeTarget("http://asr.local:99/x", {"novofon.com"}, open), Target::kOpen);
  EXPECT_EQ(JudgeTarget("http://127.0.0.1:8081/x", {}, open), Target::kForbidden);
  EXPECT_EQ(JudgeTarget("ftp://asr.local/x", {}, open), Target::kForbidden);
}

TEST(ReadOpenHost, AHostWithOrWithoutAPort) {
  EXPECT_EQ(ReadOpenHost("Host.Local"), (OpenHost{"host.local", 0}));
  EXPECT_EQ(ReadOpenHost("127.0.0.1:8080"), (OpenHost{"127.0.0.1", 8080}));
  EXPECT_EQ(ReadOpenHost("[::1]:80"), (OpenHost{"::1", 80}));
  for (const char* text : {"", ":80", "a:", "a:0", "a:65536", "a:8o", "http://a", "[::1", "a b"}) {
    EXPECT_FALSE(ReadOpenHost(text)) << text;
  }
}

}  // namespace
}  // namespace novofon
