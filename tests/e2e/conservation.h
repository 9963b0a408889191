// The promise that every fault is measured by: what was answered 200 is in the journal exactly
// once, and calls and deals are as if nothing had happened.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/e2e/stack.h"

namespace novofon::e2e {

// Call `n` of a load: a client of its own to every second call, so that calls also meet in deals;
// answered, missed, transferred and recorded ones.
std::vector<Notification> CallOfLoad(std::size_t n);

// Waits until all are applied, then says what is wrong with the journal of `tenant` as against the
// `acknowledged`; "" when nothing is.
std::string JournalProblems(Stack& stack, const Tenant& tenant,
                            const std::vector<Notification>& acknowledged);

// Calls, deals with their notes, callbacks and recordings of `tenant` in a form that says nothing
// of ids or of the times of receipt.
std::set<std::string> StateOf(Stack& stack, const Tenant& tenant);

// How StateOf `tenant` differs from that of a new tenant who is told the same journal without any
// fault, in another order; "" when it doesn't.
std::string StateProblems(Stack& stack, const Tenant& tenant);

}  // namespace novofon::e2e
