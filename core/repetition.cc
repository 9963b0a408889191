#include "core/repetition.h"

#include <zlib.h>

#include <algorithm>
#include <map>
#include <vector>

#include "core/numerals.h"

namespace novofon {
namespace {

constexpr std::size_t kLongestLoop = 64;    // words: two or three sentences
constexpr std::size_t kRepeatsOfAWord = 5;  // «да, да, да, да» is how people talk
constexpr std::size_t kRepeatsOfWords = 4;
constexpr std::size_t kRepeatsOfASound = 9;    // «тик-тик-тик-тик-тик»
constexpr std::size_t kRepeatsOfNumbers = 12;  // more than a telephone number has digits

constexpr double kLoopRatio = 2.4;  // Whisper's own threshold
constexpr std::size_t kWordsForEachDistinctOne = 4;
constexpr std::size_t kRare = 2;        // times in a window
constexpr std::size_t kBesideRare = 2;  // words

// Where a loop of few words shows, and where one of sentences does.
struct Window {
  std::size_t words;
  std::size_t fewest;  // words, at the text's end
  std::size_t kept;    // words of it that stay: one copy at least of what it repeats
};
constexpr Window kShort{30, 1, 0};
constexpr Window kLong{120, 60, 30};
constexpr std::size_t kStep = 30;

bool SameWords(const std::vector<Word>& words, std::size_t a, std::size_t b, std::size_t count) {
  return b + count <= words.size() &&
         std::equal(words.begin() + static_cast<std::ptrdiff_t>(a),
                    words.begin() + static_cast<std::ptrdiff_t>(a + count),
                    words.begin() + static_cast<std::ptrdiff_t>(b),
                    [](const Word& x, const Word& y) { return x.text == y.text; });
}

bool IsNumber(std::string_view word) {
  return IsDigit(static_cast<unsigned char>(word[0])) || ReadNumeral(word);
}

// «Тик-тик-тик-тик-тик щёлкает реле».
bool IsASound(std::string_view text, const std::vector<Word>& words, std::size_t first,
              std::size_t end) {
  if (end - first >= kRepeatsOfASound) return false;
  for (std::size_t i = first + 1; i < end; ++i) {
    if (GapBefore(text, words, i) != "-") return false;
  }
  return true;
}

struct Loop {
  std::size_t length = 0;  // words said again and again
  std::size_t words = 0;   // in all; 0: no loop
};

Loop LoopAt(std::string_view text, const std::vector<Word>& words, std::size_t first) {
  for (std::size_t length = 1; length <= kLongestLoop && first + length <= words.size(); ++length) {
    std::size_t end = first + length;
    while (SameWords(words, first, end, length)) end += length;
    const std::size_t repeats = (end - first) / length;
    if (repeats >= kRepeatsOfWords &&
        repeats >= RepeatsThatAreALoop(std::span(words).subspan(first, length)) &&
        !IsASound(text, words, first, end)) {
      return {length, end - first};
    }
  }
  return {};
}

using Counts = std::map<std::string_view, std::size_t>;

// An address said three times compresses as well as a loop does, but a loop has hardly any words.
// Numbers are told one by one, and there are but ten digits: each counts as another word.
bool IsLoop(std::string_view text, std::span<const Word> words, const Counts& counts) {
  std::size_t distinct = 0;
  for (const Word& word : words) distinct += IsNumber(word.text) ? 1 : 0;
  for (const auto& [word, count] : counts) distinct += IsNumber(word) ? 0 : 1;
  if (distinct * kWordsForEachDistinctOne >= words.size()) return false;
  return CompressionRatio(
             text.substr(words.front().begin, words.back().end - words.front().begin)) > kLoopRatio;
}

bool IsBesideRare(std::span<const Word> words, std::size_t i, const Counts& counts) {
  const std::size_t first = i - std::min(i, kBesideRare);
  const auto around = words.subspan(first, std::min(i + kBesideRare + 1, words.size()) - first);
  return std::ranges::any_of(around, [&](const Word& word) {
    return IsNumber(word.text) || counts.at(word.text) <= kRare;
  });
}

std::string WithoutLoopsSeenThrough(Window window, std::string_view text) {
  const std::vector<Word> words = Words(text);
  std::string kept;
  std::size_t copied = 0;  // bytes of `text`
  for (std::size_t i = 0; i + window.fewest <= words.size();) {
    const auto seen = std::span(words).subspan(i, std::min(window.words, words.size() - i));
    Counts counts;
    for (const Word& word : seen) ++counts[word.text];
    const bool loop = IsLoop(text, seen, counts);
    for (std::size_t k = window.kept; loop && k < seen.size(); ++k) {
      const std::size_t next = i + k + 1;
      const std::size_t end = next < words.size() ? words[next].begin : text.size();
      if (IsBesideRare(seen, k, counts)) continue;
      if (seen[k].begin > copied) kept += text.substr(copied, seen[k].begin - copied);
      copied = end;
    }
    i += loop ? seen.size() : kStep;
  }
  if (copied == 0) return std::string(text);
  kept += text.substr(copied);
  return FoldText(kept).empty() ? std::string() : kept;
}

}  // namespace

std::size_t RepeatsThatAreALoop(std::span<const Word> words) {
  const auto numbers =
      static_cast<std::size_t>(std::ranges::count_if(words, IsNumber, &Word::text));
  if (numbers * 2 >= words.size()) return kRepeatsOfNumbers;
  return words.size() == 1 ? kRepeatsOfAWord : kRepeatsOfWords;
}

std::string WithoutInexactLoops(std::string_view text) {
  return WithoutLoopsSeenThrough(kLong, WithoutLoopsSeenThrough(kShort, text));
}

std::string WithoutLoops(std::string_view text) {
  const std::vector<Word> words = Words(text);
  std::string kept;
  std::size_t copied = 0;  // bytes of `text`
  for (std::size_t i = 0; i < words.size();) {
    const Loop loop = LoopAt(text, words, i);
    if (loop.words == 0) {
      ++i;
      continue;
    }
    kept += text.substr(copied, words[i + loop.length - 1].end - copied);
    i += loop.words;
    copied = words[i - 1].end;
  }
  kept += text.substr(copied);
  return kept;
}

double CompressionRatio(std::string_view text) {
  if (text.empty()) return 0;
  uLongf packed = compressBound(static_cast<uLong>(text.size()));
  std::vector<Bytef> buffer(packed);
  const int status = compress(buffer.data(), &packed, reinterpret_cast<const Bytef*>(text.data()),
                              static_cast<uLong>(text.size()));
  return status == Z_OK ? static_cast<double>(text.size()) / static_cast<double>(packed) : 0;
}

}  // namespace novofon
