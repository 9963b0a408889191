#include "core/adapters/speech_answer.h"

#include <gtest/gtest.h>

#include "core/repetition.h"

namespace novofon {
namespace {

constexpr double kSeconds = 20;  // of the sound that was sent

WebAnswer Answered(int status, std::string body, std::string type = "application/json") {
  WebAnswer answer;
  answer.status = status;
  answer.content_type = std::move(type);
  answer.body = std::move(body);
  return answer;
}

Passage Read(const std::string& body) {
  const auto read = ReadSpeechAnswer(Answered(200, body), kSeconds);
  const auto* speech = std::get_if<Passage>(&read);
  EXPECT_NE(speech, nullptr) << body;
  return speech == nullptr ? Passage{} : *speech;
}

Segment Said(double start, double end, std::string text, std::string speaker = "") {
  Segment segment{start, end, std::move(speaker), std::move(text)};
  segment.compression_ratio = CompressionRatio(segment.text);
  return segment;
}

struct Shape {
  const char* name;
  const char* body;
  Transcript transcript;
  Cost cost = {{}, kSeconds, {}, {}};
};

void PrintTo(const Shape& shape, std::ostream* out) { *out << shape.name; }
std::string ShapeName(const testing::TestParamInfo<Shape>& info) { return info.param.name; }

class AnswerShape : public testing::TestWithParam<Shape> {};

TEST_P(AnswerShape, IsReadWhole) {
  const Passage read = Read(GetParam().body);
  EXPECT_EQ(read.transcript.text, GetParam().transcript.text);
  EXPECT_EQ(read.transcript.language, GetParam().transcript.language);
  EXPECT_EQ(read.transcript.segments, GetParam().transcript.segments);
  EXPECT_EQ(read.cost, GetParam().cost);
}

Segment Measured(Segment segment, std::optional<double> no_speech, std::optional<double> logprob,
                 double ratio) {
  segment.no_speech_prob = no_speech;
  segment.avg_logprob = logprob;
  segment.compression_ratio = ratio;
  return segment;
}

INSTANTIATE_TEST_SUITE_P(
    Servers, AnswerShape,
    testing::Values(
        Shape{"OpenAiJson",
              R"({"text":"Алло.","usage":{"type":"tokens","total_tokens":30,"input_tokens":20,
                  "input_token_details":{"text_tokens":0,"audio_tokens":20},"output_tokens":10},
                  "logprobs":[{"token":"Ал","logprob":-0.1,"bytes":[208,144]}],
                  "languages":[{"language":"ru","text":"чужой текст"}]})",
              {"Алло.", {}, ""},
              {{}, kSeconds, 20, 10}},
        Shape{"OpenAiVerbose",
              R"({"task":"transcribe","language":"russian","duration":19.5,"text":"Алло. Да.",
                  "segments":[{"id":0,"seek":0,"start":0.0,"end":1.5,"text":" Алло.",
                  "tokens":[50364,1],"temperature":0.0,"avg_logprob":-0.25,
                  "compression_ratio":0.9,"no_speech_prob":0.01},
                  {"id":1,"seek":0,"start":2,"end":3,"text":" Да.","tokens":[],"temperature":0.0,
                  "avg_logprob":-0.5,"compression_ratio":1,"no_speech_prob":0}],
                  "words":[{"word":"Алло","start":0,"end":1.5}],
                  "usage":{"type":"duration","seconds":20}})",
              {"Алло. Да.",
               {Measured(Said(0, 1.5, "Алло."), 0.01, -0.25, 0.9),
                Measured(Said(2, 3, "Да."), 0, -0.5, 1)},
               "ru"},
              {{}, 20, {}, {}}},
        Shape{"OpenAiDiarized",
              R"({"task":"transcribe","duration":19.5,"text":"Алло. Да.","segments":[
                  {"type":"transcript.text.segment","id":"seg_001","start":0,"end":1,
                  "text":"Алло.","speaker":"A"},
                  {"type":"transcript.text.segment","id":"seg_002","start":1,"end":2,
                  "text":"Да.","speaker":"B"}],"usage":{"type":"duration","seconds":20}})",
              {"Алло. Да.", {Said(0, 1, "Алло.", "A"), Said(1, 2, "Да.", "B")}, ""}},
        Shape{"WhisperCppWithNestedWordsAndNan",
              R"({"task":"transcribe","language":"russian","duration":19.5,"text":" Алло.\n",
                  "segments":[{"id":0,"text":" Алло.","start":0.0,"end":1.0,"tokens":[1,2],
                  "words":[{"word":" Алло","text":"не то","start":7.0,"end":9.0,"t_dtw":-1,
                  "probability":0.9}],"temperature":0.0,"avg_logprob":null,
                  "no_speech_prob":0.02,"speaker":"?"}],
                  "detected_language":"russian","detected_language_probability":0.99,
                  "language_probabilities":{"ru":0.99,"text":0.01}})",
              {"Алло.",
               {Measured(Said(0, 1, "Алло.", "?"), 0.02, {}, CompressionRatio("Алло."))},
               "ru"}},
        Shape{"WhisperCppEmptySegment",
              R"({"task":"transcribe","language":"russian","duration":19.5,"text":"",
                  "segments":[{"id":0,"text":"","start":0.0,"end":20.0,"temperature":0.0,
                  "avg_logprob":null,"no_speech_prob":0.0}]})",
              {"", {}, "ru"}},
        Shape{"SpeachesLanguageCode",
              R"({"task":"transcribe","language":"ru","duration":19.5,"text":"Алло.",
                  "words":null,"segments":[{"id":1,"seek":0,"start":0.0,"end":1.0,"text":"Алло.",
                  "tokens":[1],"temperature":0.0,"avg_logprob":-0.3,"compression_ratio":0.8,
                  "no_speech_prob":0.1,"words":null}]})",
              {"Алло.", {Measured(Said(0, 1, "Алло."), 0.1, -0.3, 0.8)}, "ru"}},
        Shape{"VllmDurationIsAText",
              R"({"duration":"19.5","language":"ru","text":"Алло.","segments":[{"id":0,
                  "avg_logprob":-0.4,"compression_ratio":1.1,"end":"1.0","no_speech_prob":null,
                  "seek":0,"start":"0.5","temperature":0.0,"text":"Алло.","tokens":[]}],
                  "words":null})",
              {"Алло.", {Measured(Said(0.5, 1, "Алло."), {}, -0.4, 1.1)}, "ru"}},
        Shape{"VllmNoSegments",
              R"({"duration":"19.5","language":"ru","text":"Алло.","segments":null,"words":null,
                  "usage":{"type":"duration","seconds":"20"}})",
              {"Алло.", {}, "ru"}},
        Shape{"LocalAiInNanoseconds",
              R"({"segments":[{"id":0,"start":1000000000,"end":2500000000,"text":"Алло.",
                  "tokens":null,"speaker":"0"},
                  {"id":1,"start":3000000000,"end":19000000000,"text":"Да.","tokens":null,
                  "speaker":"1"}],"text":"Алло. Да."})",
              {"Алло. Да.", {Said(1, 2.5, "Алло.", "0"), Said(3, 19, "Да.", "1")}, ""}},
        Shape{"OpenRouterVerboseWithACost",
              R"({"text":"Алло.","task":"transcribe","language":"ru","duration":19.5,
                  "segments":[{"id":0,"start":0,"end":1,"text":"Алло.","speaker":1}],
                  "usage":{"seconds":19.2,"cost":0.002,"total_tokens":null}})",
              {"Алло.", {Said(0, 1, "Алло.", "1")}, "ru"},
              {0.002, 19.2, {}, {}}},
        Shape{"OpenRouterTokens",
              R"({"text":"Алло.","usage":{"total_tokens":30,"input_tokens":20,
                  "output_tokens":10,"cost":0.0003}})",
              {"Алло.", {}, ""},
              {0.0003, kSeconds, 20, 10}},
        Shape{"GroqVerbose",
              R"({"task":"transcribe","language":"Russian","duration":19.5,"text":" Алло.",
                  "segments":[],"x_groq":{"id":"req_1","usage":{"seconds":99}}})",
              {"Алло.", {}, "ru"}},
        Shape{"NoErrorThoughNamed",
              R"({"error":null,"text":"Алло.","success":true,"detail":null})",
              {"Алло.", {}, ""}}),
    ShapeName);

TEST(SpeechAnswer, AnEmptyTextIsATranscriptWithoutSpeech) {
  EXPECT_EQ(Read(R"({"text":""})").transcript, Transcript{});
  EXPECT_EQ(Read(R"({"text":" \n","segments":[{"start":0,"end":20,"text":" "}]})").transcript,
            Transcript{});
}

TEST(SpeechAnswer, TimesLieWithinTheSoundAndInOrder) {
  const auto read = Read(R"({"text":"б а в","segments":[{"start":5,"end":29.98,"text":"б"},
      {"start":-1,"end":4,"text":"а"},{"start":26,"end":25,"text":"в"}]})");
  EXPECT_EQ(read.transcript.segments,
            (std::vector<Segment>{Said(0, 4, "а"), Said(5, 20, "б"), Said(20, 20, "в")}));
}

TEST(SpeechAnswer, ATimeThatIsNotToldIsWhereTheOneBeforeItEnded) {
  const auto read = Read(R"({"text":"а б","segments":[{"end":4,"text":"а"},{"text":"б"}]})");
  EXPECT_EQ(read.transcript.segments, (std::vector<Segment>{Said(0, 4, "а"), Said(4, 4, "б")}));
}

TEST(SpeechAnswer, TimesThatMakeNoSenseAreLeftOutAndTheTextStays) {
  for (const char* end : {"500", "20000", "1e12", "1e300"}) {
    const auto read = Read(R"({"text":"","segments":[{"start":0,"end":)" + std::string(end) +
                           R"(,"text":" Алло."}]})");
    EXPECT_EQ(read.transcript, (Transcript{"Алло.", {}, ""})) << end;
  }
}

TEST(SpeechAnswer, NonsenseInTheCostCostsNothing) {
  EXPECT_EQ(Read(R"({"text":"","usage":{"cost":-1,"seconds":"much","input_tokens":-5}})").cost,
            (Cost{{}, kSeconds, {}, {}}));
}

std::string Deep(const std::string& before, std::size_t levels, const std::string& after) {
  return before + std::string(levels, '[') + std::string(levels, ']') + after;
}

std::string ManySegments(std::size_t count) {
  std::string body = R"({"text":"а","segments":[{"text":"а","end":1})";
  for (std::size_t i = 1; i < count; ++i) body += R"(,{"text":"а","end":1})";
  return body + "]}";
}

TEST(SpeechAnswer, A200ThatIsNoTranscriptIsUnreadableAndNeverEmpty) {
  for (const std::string& body : {std::string(),
                                  std::string("<html>502</html>"),
                                  std::string(R"({"nope":1})"),
                                  std::string("{}"),
                                  std::string("[]"),
                                  std::string("null"),
                                  std::string("\"Алло\""),
                                  std::string("Алло"),
                                  std::string(R"({"text":null})"),
                                  std::string(R"({"text":["а"]})"),
                                  std::string(R"({"usage":{"text":"а"}})"),
                                  std::string(R"({"segments":[{"text":"а"}]})"),
                                  std::string(R"({"text":"Алл)"),
                                  std::string(R"({"text":"а"} и ещё)"),
                                  std::string("{\"text\":\"\xD0\"}"),
                                  std::string(R"({"success":false})"),
                                  std::string(R"({"text":"","success":false})"),
                                  std::string(R"({"text":"","error":{}})"),
                                  Deep(R"({"text":"а","b":)", 100'000, "}"),
                                  ManySegments(10'001)}) {
    const auto read = ReadSpeechAnswer(Answered(200, body), kSeconds);
    const auto* failed = std::get_if<Failed>(&read);
    ASSERT_NE(failed, nullptr) << body.substr(0, 100);
    EXPECT_TRUE(failed->error.unreadable) << body.substr(0, 100);
    EXPECT_EQ(ClassifySttError(failed->error), AfterError::kRetry) << body.substr(0, 100);
  }
  EXPECT_EQ(Read(ManySegments(10'000)).transcript.segments.size(), 10'000U);
}

}  // namespace
}  // namespace novofon
