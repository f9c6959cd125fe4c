#include "core/reconcile/queryplan.h"

#include <array>
#include <cstddef>

namespace paydesk {

namespace {

    using std::chrono::seconds;

    // The last three carry the plan to 2 h 19 min: a good two hours a prepay_id lives, and a query
    // after that.
    constexpr std::array<seconds, 10> delays{seconds(5), seconds(30), seconds(60), seconds(180),
        seconds(300), seconds(600), seconds(1800), seconds(1800), seconds(1800), seconds(1800)};

} // namespace

std::optional<seconds> nextQueryDelay(int asked)
{
    if (asked < 0 || std::size_t(asked) >= delays.size())
        return {};
    return delays[std::size_t(asked)];
}

} // namespace paydesk
