#include "core/phone.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

namespace novofon {
namespace {

using i18n::phonenumbers::PhoneNumberUtil;
using Parsed = i18n::phonenumbers::PhoneNumber;
using Result = std::optional<PhoneNumber>;

constexpr std::size_t kLongestText = 40;  // with an extension, blanks and brackets
constexpr std::size_t kLongestExtension = 5;
constexpr std::size_t kMostRemembered = 1024;  // twice, in two generations
// A number with its country code but without plus, as many PBXs send foreign ones.
constexpr std::size_t kFewestFullDigits = 11;
constexpr std::size_t kMostFullDigits = 15;  // E.164
constexpr int kRussia = 7;                   // and Kazakhstan
constexpr std::size_t kDigitsInRussia = 10;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

enum class Trust {
  kValid,     // the library knows the range: Parse alone calls "100" the number +7100
  kPossible,  // the length fits its country: ranges are younger than any library
};

// Neither one that is short because its area is left out, nor, behind +7, one of the fourteen
// digits that the library allows there for the sake of old prefixes.
bool HasFullLength(const PhoneNumberUtil& library, const Parsed& number) {
  if (library.IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE) return false;
  std::string digits;
  library.GetNationalSignificantNumber(number, &digits);
  return number.country_code() != kRussia || digits.size() == kDigitsInRussia;
}

std::optional<PhoneNumber> ParseWith(Trust trust, const std::string& text,
                                     const std::string& region) {
  const PhoneNumberUtil& library = *PhoneNumberUtil::GetInstance();
  Parsed parsed;
  if (library.Parse(text, region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR)
    return std::nullopt;
  const bool good =
      trust == Trust::kValid ? library.IsValidNumber(parsed) : HasFullLength(library, parsed);
  if (!good) return std::nullopt;
  PhoneNumber number;
  library.Format(parsed, PhoneNumberUtil::E164, &number.value);
  return number;
}

std::optional<PhoneNumber> Parse(std::string_view text, std::string_view region) {
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(text, IsDigit));
  if (digits <= kLongestExtension) return std::nullopt;
  const std::string local(text);
  const std::string home(region);
  if (auto number = ParseWith(Trust::kValid, local, home)) return number;
  const bool has_plus = text.find('+') != text.npos;
  const bool full = digits >= kFewestFullDigits && digits <= kMostFullDigits;
  if (!has_plus && !full) return std::nullopt;
  // A caller whose range the library doesn't know is a customer all the same.
  if (has_plus) return ParseWith(Trust::kPossible, local, home);
  const std::string foreign = "+" + local;
  if (auto number = ParseWith(Trust::kValid, foreign, home)) return number;
  if (auto number = ParseWith(Trust::kPossible, local, home)) return number;
  return ParseWith(Trust::kPossible, foreign, home);
}

// The library is the largest part of receiving and of folding an event, and one call asks for the
// same few texts again and again, from both threads: what was parsed last is remembered.
class Memory {
 public:
  static std::optional<Result> Of(const std::string& asked) {
    const std::lock_guard lock(mutex);
    for (const auto* const generation : {&younger, &older}) {
      if (const auto known = generation->find(asked); known != generation->end()) {
        return known->second;
      }
    }
    return std::nullopt;
  }
  static void Keep(std::string asked, Result result) {
    const std::lock_guard lock(mutex);
    if (younger.size() >= kMostRemembered) {
      older = std::move(younger);
      younger.clear();
    }
    younger.insert_or_assign(std::move(asked), std::move(result));
  }

 private:
  using Results = std::unordered_map<std::string, Result>;
  static inline std::mutex mutex;
  static inline Results younger;
  static inline Results older;
};

}  // namespace

std::optional<PhoneNumber> ParsePhone(std::string_view text, std::string_view region) {
  if (text.size() > kLongestText) return std::nullopt;
  std::string asked(region);
  asked += ':';
  asked += text;
  if (const auto known = Memory::Of(asked)) return *known;
  auto number = Parse(text, region);
  Memory::Keep(std::move(asked), number);
  return number;
}

bool IsRegion(std::string_view region) {
  std::set<std::string> regions;
  PhoneNumberUtil::GetInstance()->GetSupportedRegions(&regions);
  return regions.contains(std::string(region));
}

std::string FormatForPeople(const PhoneNumber& number) {
  const PhoneNumberUtil& library = *PhoneNumberUtil::GetInstance();
  Parsed parsed;
  const auto error = library.Parse(number.value, "ZZ", &parsed);
  if (error != PhoneNumberUtil::NO_PARSING_ERROR) return number.value;
  std::string text;
  library.Format(parsed, PhoneNumberUtil::INTERNATIONAL, &text);
  return text;
}

std::string MaskedIfNumber(std::string_view text) {
  constexpr std::ptrdiff_t kLeastDigits = 10;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool may_be = std::ranges::all_of(text, [&](char c) {
    return is_digit(c) || std::string_view("+-() ").find(c) != std::string_view::npos;
  });
  return may_be && std::ranges::count_if(text, is_digit) >= kLeastDigits ? Masked(text)
                                                                         : std::string(text);
}

std::string Masked(std::string_view number) {
  if (number.size() < 8) return "***";
  // At least three characters stay hidden.
  const std::size_t head =
      std::min<std::size_t>(number.starts_with('+') ? 5 : 4, number.size() - 7);
  return std::string(number.substr(0, head)) + "***" +
         std::string(number.substr(number.size() - 4));
}

}  // namespace novofon
