#include "core/protocol/endpoints.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr const Endpoint* everyEndpoint[] = {&endpoints::unifiedOrder, &endpoints::orderQuery,
        &endpoints::closeOrder, &endpoints::refund, &endpoints::refundQuery,
        &endpoints::downloadBill, &endpoints::downloadFundFlow, &endpoints::micropay,
        &endpoints::reverse, &endpoints::shortUrl, &endpoints::authCodeToOpenid, &endpoints::report,
        &endpoints::getSignKey, &endpoints::getSignKeyOfMicropay, &endpoints::session};

    template <typename Same> const Endpoint* endpointWhere(const Same& same)
    {
        const auto* found = std::find_if(std::begin(everyEndpoint), std::end(everyEndpoint),
            [&same](const Endpoint* endpoint) { return same(*endpoint); });
        return found == std::end(everyEndpoint) ? nullptr : *found;
    }

} // namespace

std::span<const Endpoint* const> allEndpoints()
{
    return everyEndpoint;
}

const Endpoint* endpointAt(QByteArrayView path)
{
    return endpointWhere([path](const Endpoint& endpoint) { return path == endpoint.path; });
}

const Endpoint* endpointNamed(QByteArrayView name)
{
    return endpointWhere([name](const Endpoint& endpoint) { return name == endpoint.name; });
}

} // namespace paydesk
