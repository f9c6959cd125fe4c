#include "core/notify/noticefaults.h"

#include "core/sign/xmlcodec.h"

#include <QCoreApplication>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype keyLength = 32;
    constexpr const char* strangerMchId = "1900009999";

    QByteArray oneMore(const Parameters& fields, const char* name)
    {
        return QByteArray::number(fields.value(name).toLongLong() + 1);
    }

    /// With one field changed, and signed as if it were right.
    QByteArray resigned(const RightNotice& right, const char* name, const QByteArray& value)
    {
        Parameters fields = right.fields;
        fields.set(name, value);
        return toXml(signedRequest(std::move(fields), right.key, right.type));
    }

    QList<NoticeTrial> tampered(const RightNotice& right)
    {
        Parameters fields = right.fields;
        fields.set("total_fee", oneMore(fields, "total_fee"));
        return {{toXml(fields), false}};
    }

    QList<NoticeTrial> otherKeys(const RightNotice& right)
    {
        const Secret nobodys(QByteArray(keyLength, 'k'));
        return {{toXml(signedRequest(right.fields, nobodys, right.type)), false}};
    }

    QList<NoticeTrial> otherAmount(const RightNotice& right)
    {
        return {{resigned(right, "total_fee", oneMore(right.fields, "total_fee")), false}};
    }

    QList<NoticeTrial> otherCurrency(const RightNotice& right)
    {
        const bool dollars = right.fields.value("fee_type") == "USD";
        return {{resigned(right, "fee_type", dollars ? "CNY" : "USD"), false}};
    }

    QList<NoticeTrial> otherMerchants(const RightNotice& right)
    {
        return {{resigned(right, "mch_id", strangerMchId), false}};
    }

    QList<NoticeTrial> withoutSign(const RightNotice& right)
    {
        Parameters fields = right.fields;
        fields.remove("sign");
        return {{toXml(fields), false}};
    }

    QList<NoticeTrial> halved(const RightNotice& right)
    {
        const QByteArray xml = toXml(right.fields);
        return {{xml.first(xml.size() / 2), false}};
    }

    /// Right to whoever expands the entity: only a parser that refuses declarations is safe.
    QList<NoticeTrial> withEntity(const RightNotice& right)
    {
        const QByteArray bank = right.fields.value("bank_type");
        QByteArray xml = toXml(right.fields);
        xml.replace("<bank_type><![CDATA[" + bank + "]]>", "<bank_type>&bank;");
        return {{"<!DOCTYPE xml [<!ENTITY bank \"" + bank + "\">]>" + xml, false}};
    }

    QList<NoticeTrial> strangeOrder(const RightNotice& right)
    {
        return {{resigned(right, "out_trade_no", newNonce()), false}};
    }

    QList<NoticeTrial> unsuccessful(const RightNotice& right)
    {
        return {{resigned(right, "result_code", "FAIL"), true}};
    }

    QList<NoticeTrial> twice(const RightNotice& right)
    {
        return {{toXml(right.fields), true}, {resigned(right, "nonce_str", newNonce()), true}};
    }

    /// The same length and form, another payment.
    QList<NoticeTrial> twoPayments(const RightNotice& right)
    {
        QByteArray second = right.fields.value("transaction_id");
        std::reverse(second.begin(), second.end());
        if (second == right.fields.value("transaction_id"))
            second.append('1');
        return {{toXml(right.fields), true}, {resigned(right, "transaction_id", second), false}};
    }

} // namespace

const std::vector<NoticeFault>& noticeFaults()
{
    static const std::vector<NoticeFault> faults{
        {"tamper", QT_TRANSLATE_NOOP("NoticeFaults", "The amount was changed after signing."),
            tampered},
        {"wrong-key", QT_TRANSLATE_NOOP("NoticeFaults", "Signed with a key that nobody has."),
            otherKeys},
        {"wrong-amount",
            QT_TRANSLATE_NOOP("NoticeFaults", "One fen too much; the signature is right."),
            otherAmount},
        {"wrong-currency",
            QT_TRANSLATE_NOOP("NoticeFaults", "The right number in another currency."),
            otherCurrency},
        {"other-merchant",
            QT_TRANSLATE_NOOP("NoticeFaults", "Another merchant's; the signature is right."),
            otherMerchants},
        {"unsigned", QT_TRANSLATE_NOOP("NoticeFaults", "It carries no signature."), withoutSign},
        {"half", QT_TRANSLATE_NOOP("NoticeFaults", "The message ends in the middle."), halved},
        {"doctype",
            QT_TRANSLATE_NOOP("NoticeFaults",
                "It declares an entity (XXE); whoever expands it finds the signature right."),
            withEntity},
        {"unknown-order",
            QT_TRANSLATE_NOOP("NoticeFaults", "Rightly signed, for an order that nobody placed."),
            strangeOrder},
        {"result-fail",
            QT_TRANSLATE_NOOP("NoticeFaults",
                "result_code FAIL, rightly signed: received, and the order stays unpaid."),
            unsuccessful},
        {"repeat",
            QT_TRANSLATE_NOOP(
                "NoticeFaults", "The right message, and once more with another nonce_str."),
            twice},
        {"second-transaction",
            QT_TRANSLATE_NOOP(
                "NoticeFaults", "The right message, then another payment of the same order."),
            twoPayments},
    };
    return faults;
}

const NoticeFault* noticeFault(QByteArrayView id)
{
    const auto found = std::find_if(noticeFaults().begin(), noticeFaults().end(),
        [id](const NoticeFault& fault) { return id == fault.id; });
    return found == noticeFaults().end() ? nullptr : &*found;
}

} // namespace paydesk
