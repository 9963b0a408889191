// A random day of a tenant: calls as the provider tells of them, with everything that goes wrong.
// Within one call the notifications agree on call_start (or all lack it); nothing else is promised.
// A few contradict one another about who the client is or which way the call went, but only about
// people 4 and 5, for whom nobody has done anything by hand: what people have done stays.
#pragma once

#include <algorithm>
#include <random>
#include <set>

#include "tests/core/calls.h"

namespace novofon {

class RandomDay {
 public:
  explicit RandomDay(std::uint64_t seed) : random_(seed) {}

  // The notifications of one to five calls in order of receipt; no two have the same identity.
  std::vector<JournalEntry> Events() {
    for (int calls = Number(1, 5); calls > 0; --calls) Call();
    if (Chance(10)) Tell({{"event", "NOTIFY_IVR"}, {"caller_id", "+79161230001"}});
    if (Chance(10)) Tell({{"event", "NOTIFY_NEWS"}, {"pbx_call_id", "in_1"}});
    std::ranges::sort(entries_, {}, &JournalEntry::received_at);
    std::set<Identity> known;
    std::erase_if(entries_, [&](const auto& e) { return !known.insert(e.identity).second; });
    return std::exchange(entries_, {});
  }

  // Whether calls may contradict one another about this client.
  static bool IsContradicted(const PhoneNumber& phone) {
    return phone.value == "+79161230004" || phone.value == "+79161230005";
  }

  int Number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  bool Chance(int percent) { return Number(1, 100) <= percent; }
  std::string OneOf(std::initializer_list<const char*> texts) {
    return texts.begin()[Number(0, static_cast<int>(texts.size()) - 1)];
  }
  template <class Items>
  void Shuffle(Items& items) {
    std::ranges::shuffle(items, random_);
  }

 private:
  // Five people, written in several ways each; what else stands there is nobody's number.
  std::string Writing(int person) {
    const std::string end = "916123000" + std::to_string(person);
    switch (Number(0, 3)) {
      case 0:
        return "+7" + end;
      case 1:
        return "7" + end;
      case 2:
        return "8 (916) 123-00-0" + std::to_string(person) + " ";
      default:
        return "8" + end;
    }
  }
  std::string Did() { return OneOf({"74951230001", "+74951230001", "74951230002"}); }

  void Call() {
    const int serial = ++calls_;
    is_incoming_ = Chance(70);
    contradicts_ = Chance(12);
    person_ = contradicts_ ? Number(4, 5) : Chance(75) ? Number(1, 5) : 0;
    nobody_ = OneOf({"anonymous", "", "0", "100", "74951230002"});
    began_ = Moscow("10:00:00") + std::chrono::minutes{Number(0, 60)};
    common_.clear();
    const std::string prefix = Chance(20) ? "" : is_incoming_ ? "in_" : "out_";
    if (!Chance(7)) common_["pbx_call_id"] = prefix + std::to_string(serial);
    if (!Chance(20)) common_["call_start"] = FormatCabinetTime(began_, "Europe/Moscow");
    // Without pbx_call_id these make the key, so they are then the same in all notifications.
    number_ = person_ == 0 ? nobody_ : Writing(person_);
    did_ = Did();
    clock_ = began_;
    is_incoming_ ? TellIncoming() : TellOutgoing();
    if (contradicts_ && Chance(50)) {
      is_incoming_ ? TellCall("NOTIFY_OUT_END", Ending()) : TellCall("NOTIFY_END", Ending());
    }
    if (Chance(40)) {
      Tell({{"event", "NOTIFY_RECORD"},
            {"pbx_call_id", std::string(FieldOf(common_, "pbx_call_id"))},
            {"call_id_with_rec", Recording()}});
    }
  }

  std::string Recording() { return "17684" + std::to_string(calls_) + "." + OneOf({"1", "2"}); }
  std::string Disposition() {
    return OneOf({"answered", "answered", "ANSWERED", "no answer", "no_answer", "cancel", "busy",
                  "failed", "call failed", "no money", "gone fishing", "ждём", ""});
  }

  void TellIncoming() {
    TellCall("NOTIFY_START", {});
    for (int legs = Number(0, 3); legs > 0; --legs) {
      Fields leg{{"internal", OneOf({"101", "102", "103"})}};
      if (Chance(30)) leg["transfer_from"] = OneOf({"101", "102"});
      TellCall("NOTIFY_INTERNAL", leg);
    }
    for (int answers = Number(-1, 2); answers > 0; --answers) {
      TellCall("NOTIFY_ANSWER", {{"internal", OneOf({"101", "102", "103"})}});
    }
    for (int ends = Number(1, 3); ends > 0; --ends) TellCall("NOTIFY_END", Ending());
  }

  void TellOutgoing() {
    TellCall("NOTIFY_OUT_START", {{"internal", OneOf({"101", "102"})}});
    if (Chance(20)) TellCall("NOTIFY_ANSWER", {{"internal", OneOf({"101", "102"})}});
    for (int ends = Number(1, 2); ends > 0; --ends) TellCall("NOTIFY_OUT_END", Ending());
  }

  Fields Ending() {
    Fields ending{{"disposition", Disposition()},
                  {"duration", OneOf({"0", "7", "95", "95.0", "many"})},
                  {"status_code", OneOf({"16", "17", "19"})},
                  {"internal", OneOf({"101", "102", "103", ""})},
                  {"last_internal", OneOf({"101", "102", ""})}};
    if (Chance(40)) {
      ending["is_recorded"] = OneOf({"0", "1"});
      ending["call_id_with_rec"] = Recording();
    }
    for (const char* name : {"disposition", "duration", "status_code", "internal"}) {
      if (Chance(12)) ending.erase(name);
    }
    return ending;
  }

  void TellCall(const std::string& event, Fields fields) {
    fields["event"] = event;
    fields.insert(common_.begin(), common_.end());
    const bool has_key = common_.contains("pbx_call_id");
    const auto spelled = [&] {
      if (has_key && contradicts_ && Chance(30)) return Writing(Number(4, 5));
      return has_key && person_ > 0 && Chance(20) ? Writing(person_) : number_;
    };
    const bool is_out = event.starts_with("NOTIFY_OUT");
    fields[is_out ? "destination" : "caller_id"] = spelled();
    if (is_out) {
      if (Chance(50)) fields["caller_id"] = OneOf({"0", "", "+74951230001"});
    } else if (event == "NOTIFY_ANSWER") {
      fields["destination"] = OneOf({"101", "102"});
    } else {
      fields["called_did"] = has_key && Chance(10) ? Did() : did_;
      if (has_key && Chance(15)) fields.erase("called_did");
    }
    if (has_key && Chance(15)) fields.erase(is_out ? "destination" : "caller_id");
    if (has_key && event == "NOTIFY_INTERNAL" && Chance(10)) fields["caller_id"] = "101";
    Tell(std::move(fields));
  }

  // Some are lost, and nobody knows how late the others are.
  void Tell(Fields fields) {
    clock_ += std::chrono::seconds{Number(0, 90)} + std::chrono::microseconds{entries_.size() + 1};
    if (Chance(12)) return;
    if (fields["pbx_call_id"].empty()) fields.erase("pbx_call_id");
    entries_.push_back(Entry(std::move(fields), clock_));
  }

  std::mt19937_64 random_;
  std::vector<JournalEntry> entries_;
  int calls_ = 0;
  bool is_incoming_ = true;
  bool contradicts_ = false;
  int person_ = 0;
  std::string nobody_;
  std::string number_;
  std::string did_;
  Fields common_;
  TimePoint began_;
  TimePoint clock_ = Moscow("10:00:00");
};

}  // namespace novofon
