#include "core/repetition.h"

#include <zlib.h>

#include <algorithm>
#include <vector>

#include "core/numerals.h"
#include "core/russian_text.h"

namespace novofon {
namespace {

constexpr std::size_t kLongestLoop = 8;     // words
constexpr std::size_t kRepeatsOfAWord = 5;  // «да, да, да, да» is how people talk
constexpr std::size_t kRepeatsOfWords = 4;
constexpr std::size_t kRepeatsOfNumbers = 12;  // more than a telephone number has digits

bool SameWords(const std::vector<Word>& words, std::size_t a, std::size_t b, std::size_t count) {
  return b + count <= words.size() &&
         std::equal(words.begin() + static_cast<std::ptrdiff_t>(a),
                    words.begin() + static_cast<std::ptrdiff_t>(a + count),
                    words.begin() + static_cast<std::ptrdiff_t>(b),
                    [](const Word& x, const Word& y) { return x.text == y.text; });
}

std::size_t RepeatsThatAreALoop(const std::vector<Word>& words, std::size_t first,
                                std::size_t length) {
  for (std::size_t i = first; i < first + length; ++i) {
    if (ReadNumber({&words[i], 1})) return kRepeatsOfNumbers;
  }
  return length == 1 ? kRepeatsOfAWord : kRepeatsOfWords;
}

struct Loop {
  std::size_t length = 0;  // words said again and again
  std::size_t words = 0;   // in all; 0: no loop
};

Loop LoopAt(const std::vector<Word>& words, std::size_t first) {
  for (std::size_t length = 1; length <= kLongestLoop && first + length <= words.size(); ++length) {
    std::size_t end = first + length;
    while (SameWords(words, first, end, length)) end += length;
    if ((end - first) / length >= RepeatsThatAreALoop(words, first, length)) {
      return {length, end - first};
    }
  }
  return {};
}

}  // namespace

std::string WithoutLoops(std::string_view text) {
  const std::vector<Word> words = Words(text);
  std::string kept;
  std::size_t copied = 0;  // bytes of `text`
  for (std::size_t i = 0; i < words.size();) {
    const Loop loop = LoopAt(words, i);
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
