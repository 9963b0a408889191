#include "core/note_text.h"

#include "core/cabinet_time.h"
#include "core/disposition.h"

namespace novofon {
namespace {

// Who spoke, or was named when the call ended; an extension that only rang is not worth a line.
std::string NamedExtension(const Call& call) {
  const Extension extension = ExtensionOf(call);
  const auto leg = call.legs.find(extension);
  if (leg == call.legs.end()) return "не указан";
  Leg only_rang;
  only_rang.rang = true;
  only_rang.transferred_from = leg->second.transferred_from;
  return leg->second == only_rang ? "не указан" : extension.value;
}

}  // namespace

std::string NoteText(const Call& call, bool repeated, std::string_view zone) {
  const bool answered = OutcomeOf(call) == Outcome::kAnswered;
  const std::string_view disposition = answered ? "answered" : std::string_view(call.disposition);
  const std::string duration = "Длительность: " + std::to_string(call.duration) + " сек.\n";
  const std::string time = "Время: " + FormatForPeople(call.started_at, zone);

  if (DirectionOf(call) == Direction::kOutgoing) {
    const std::string manager = NamedExtension(call);
    return "📞 " + OutgoingStatus(disposition) + "\n" + duration +
           "Менеджер: " + (call.legs.empty() ? manager : "внутренний " + manager) + "\n" + time;
  }
  std::string text = repeated ? "📞 ПОВТОРНЫЙ ЗВОНОК\n" : "";
  text += OutcomeOf(call) == Outcome::kMissed ? "🔴 ПРОПУЩЕННЫЙ ЗВОНОК\n" : "📞 Входящий звонок\n";
  text += "Статус: " + IncomingStatus(disposition) + "\n";
  text += duration;
  text += "Внутренний номер: " + NamedExtension(call) + "\n";
  return text + time;
}

}  // namespace novofon
