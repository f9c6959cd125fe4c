#include "core/sandbox/spoil.h"

#include "core/sandbox/wire.h"

#include <algorithm>
#include <iterator>

namespace paydesk {

namespace {

    constexpr const char* amountNames[] = {"total_fee", "refund_fee"};

    bool is(const MaybeFault& fault, FaultKind kind)
    {
        return fault && fault->kind == kind;
    }

    /// False: the message tells no amount.
    bool raiseAmount(Parameters& fields)
    {
        const auto* name = std::find_if(std::begin(amountNames), std::end(amountNames),
            [&fields](const char* each) { return fields.contains(each); });
        if (name == std::end(amountNames))
            return false;
        fields.set(*name, QByteArray::number(fields.value(*name).toLongLong() + 1));
        return true;
    }

    /// The amount, or where there is none the nonce, which stands in every message.
    void tamper(Parameters& fields)
    {
        QByteArray nonce = fields.value("nonce_str");
        if (raiseAmount(fields) || nonce.isEmpty())
            return;
        nonce[0] = nonce.at(0) == 'X' ? 'Y' : 'X';
        fields.set("nonce_str", nonce);
    }

} // namespace

Secret otherKey()
{
    return Secret(QByteArray(32, 'k'));
}

QByteArray signedWire(
    Parameters fields, const SandboxIdentity& identity, SignType type, const MaybeFault& fault)
{
    if (is(fault, FaultKind::WrongAmount))
        raiseAmount(fields);
    if (is(fault, FaultKind::OtherMerchant))
        fields.set("mch_id", otherMchId);
    if (is(fault, FaultKind::WrongKey))
        fields.append("sign", signatureOf(fields, otherKey(), type));
    else if (!is(fault, FaultKind::Unsigned))
        fields.append("sign", signatureOf(fields, identity.apiKey, type));
    if (is(fault, FaultKind::Tamper))
        tamper(fields);
    return writeWire(fields);
}

} // namespace paydesk
