#include "core/sandbox/refund.h"

#include "core/sandbox/packing.h"

#include <array>

namespace paydesk {

namespace {

    constexpr quint8 refundPacking = 1;

    constexpr std::array refundTexts{&SandboxRefund::outRefundNo, &SandboxRefund::outTradeNo,
        &SandboxRefund::refundId, &SandboxRefund::account, &SandboxRefund::notifyUrl};

} // namespace

QByteArray refundStatusName(SandboxRefund::State state)
{
    switch (state) {
    case SandboxRefund::State::Processing:
        return "PROCESSING";
    case SandboxRefund::State::Success:
        return "SUCCESS";
    case SandboxRefund::State::Change:
        return "CHANGE";
    case SandboxRefund::State::Closed:
        return "REFUNDCLOSE";
    }
    return {};
}

QByteArray packed(const SandboxRefund& refund)
{
    Packing packing;
    packing << refundPacking << quint8(refund.ending) << refund.fee;
    for (const auto member : refundTexts)
        packing << refund.*member;
    packing << refund.acceptedAt << refund.finishedAt << refund.delivery;
    return packing.bytes();
}

std::optional<SandboxRefund> unpackedRefund(const QByteArray& bytes)
{
    Unpacking unpacking(bytes);
    SandboxRefund refund;
    quint8 version = 0;
    quint8 ending = 0;
    unpacking >> version >> ending >> refund.fee;
    for (const auto member : refundTexts)
        unpacking >> refund.*member;
    unpacking >> refund.acceptedAt >> refund.finishedAt >> refund.delivery;
    if (!unpacking.isWhole() || version != refundPacking
        || ending > quint8(SandboxRefund::State::Closed))
        return std::nullopt;
    refund.ending = SandboxRefund::State(ending);
    return refund;
}

} // namespace paydesk
