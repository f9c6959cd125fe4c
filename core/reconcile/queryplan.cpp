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

    constexpr std::array<seconds, 12> refundDelays{seconds(5), seconds(30), seconds(120),
        seconds(600), seconds(1800), seconds(7200), seconds(21600), seconds(86400), seconds(86400),
        seconds(86400), seconds(86400), seconds(86400)};

    template <std::size_t Count>
    std::optional<seconds> delayIn(const std::array<seconds, Count>& plan, int asked)
    {
        if (asked < 0 || std::size_t(asked) >= plan.size())
            return {};
        return plan[std::size_t(asked)];
    }

} // namespace

std::optional<seconds> nextQueryDelay(int asked)
{
    return delayIn(delays, asked);
}

std::optional<seconds> nextRefundQueryDelay(int asked)
{
    return delayIn(refundDelays, asked);
}

} // namespace paydesk
