// Waiting for the thing itself, with a limit.
#pragma once

#include <chrono>
#include <functional>

namespace novofon::e2e {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

// Asks `holds` again and again until it says true; false when `limit` passed first. Sanitized
// programs on a busy machine are slow: limits say when to give up, not how long things take.
bool WaitUntil(std::chrono::milliseconds limit, const std::function<bool()>& holds);

}  // namespace novofon::e2e
