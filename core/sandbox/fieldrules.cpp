#include "core/sandbox/fieldrules.h"

#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/protocol/endpoints.h"
#include "core/protocol/errorcode.h"

#include <QDate>
#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <cstring>
#include <vector>

namespace paydesk {

namespace {

    constexpr const char* generalObjection = "参数错误";

    qsizetype charactersOf(const QByteArray& utf8)
    {
        return std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; });
    }

    bool isNumber(const QByteArray& text, const char* marks)
    {
        return std::all_of(text.begin(), text.end(), [marks](char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
                || std::strchr(marks, c) != nullptr;
        });
    }

    bool isAddress(const QByteArray& text)
    {
        if (text.contains(':'))
            return !text.contains('%')
                && QHostAddress(QString::fromLatin1(text)).protocol()
                == QAbstractSocket::IPv6Protocol;
        // QHostAddress takes "1" and "127.1" for addresses.
        return text.count('.') == 3
            && QHostAddress(QString::fromLatin1(text)).protocol() == QAbstractSocket::IPv4Protocol;
    }

    bool isPublicUrl(const QByteArray& text)
    {
        const QUrl url(QString::fromUtf8(text), QUrl::StrictMode);
        const bool scheme = url.scheme() == u"http" || url.scheme() == u"https";
        return url.isValid() && scheme && !url.host().isEmpty() && !url.hasQuery()
            && !url.hasFragment();
    }

    bool isDigits(const QByteArray& text)
    {
        return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    }

    bool hasForm(const DocumentedField& field, const QByteArray& value)
    {
        if (!field.choices.empty()
            && std::none_of(field.choices.begin(), field.choices.end(),
                [&value](const char* choice) { return value == choice; }))
            return false;
        switch (field.type) {
        case FieldType::Number:
            return isDigits(value) && value.size() < 10;
        case FieldType::Fen:
            return fenFromField(value).has_value();
        case FieldType::Stamp:
            return fromBeijingStamp(value).isValid();
        case FieldType::Date:
            return isDigits(value)
                && QDate::fromString(QString::fromLatin1(value), QStringLiteral("yyyyMMdd"))
                       .isValid();
        case FieldType::Url:
            return isPublicUrl(value);
        case FieldType::Address:
            return isAddress(value);
        case FieldType::TradeNumber:
            return isNumber(value, "_-|*");
        case FieldType::RefundNumber:
            return isNumber(value, "_-|*@");
        case FieldType::Text:
        case FieldType::Choice:
        case FieldType::SpacedTime:
        case FieldType::Json:
        case FieldType::AuthCode: // the till tells more than that it is ill-formed
            return true;
        }
        return true;
    }

    bool isNeeded(const DocumentedField& field, const Parameters& fields)
    {
        if (field.need.kind == Need::Kind::Always)
            return true;
        return field.need.kind == Need::Kind::When
            && fields.value(field.need.field) == field.need.value;
    }

    Why whyMalformed(const DocumentedField& field)
    {
        const QByteArrayView name(field.name);
        if (name == "total_fee")
            return whyOf(RefusalCause::TotalFeeMalformed);
        return name == "notify_url" ? whyOf(RefusalCause::NotifyUrlRejected)
                                    : whyOf(RefusalCause::FieldMalformed, field.name);
    }

    bool isBill(const Endpoint& endpoint)
    {
        return &endpoint == &endpoints::downloadBill;
    }

    tl::unexpected<Refusal> missing(const Endpoint& endpoint, const DocumentedField& field)
    {
        const QByteArrayView name(field.name);
        if (name == "openid")
            return notUnderstood("JSAPI支付必须传openid", whyOf(RefusalCause::OpenidMissing));
        const Why why = whyOf(RefusalCause::FieldMissing, field.name);
        if (&endpoint == &endpoints::downloadFundFlow)
            return refusedAs("PARAM_ERROR", endpoint, why);
        return notUnderstood(isBill(endpoint) ? "missing parameter" : "缺少参数", why);
    }

    tl::unexpected<Refusal> malformed(const Endpoint& endpoint, const DocumentedField& field)
    {
        const QByteArrayView name(field.name);
        if (isBill(endpoint))
            return notUnderstood(name == "bill_type" ? "invalid bill_type" : "data format error",
                whyMalformed(field));
        const ErrorCode* const code = errorCode("PARAM_ERROR", endpoint.name);
        const char* const text = code ? code->textAt(endpoint.name) : nullptr;
        if (text && qstrcmp(text, generalObjection) == 0)
            return refusedAs("PARAM_ERROR", endpoint, whyMalformed(field));
        if (name == "total_fee" || name == "spbill_create_ip")
            return notUnderstood(QByteArray("invalid ") + field.name, whyMalformed(field));
        return notUnderstood("参数格式校验错误", whyMalformed(field));
    }

    /// A documented field with what the request says in it: looked up once for all checks.
    struct SaidField {
        const DocumentedField& field;
        QByteArray value;
    };
    using SaidFields = std::vector<SaidField>;

    SaidFields saidIn(const Endpoint& endpoint, const Parameters& fields)
    {
        SaidFields said;
        said.reserve(endpoint.request.size());
        for (const DocumentedField& field : endpoint.request)
            said.push_back({field, fields.value(field.name)});
        return said;
    }

    Accepted<void> checkPresence(const Endpoint& endpoint, const SaidFields& said)
    {
        const DocumentedField* oneOf = nullptr;
        bool one = false;
        for (const auto& [field, value] : said) {
            if (value.isEmpty() && field.need.kind == Need::Kind::Always)
                return missing(endpoint, field);
            if (field.need.kind == Need::Kind::OneOf) {
                oneOf = &field;
                one = one || !value.isEmpty();
            }
        }
        if (oneOf && !one)
            return missing(endpoint, *oneOf);
        return {};
    }

    Accepted<void> checkForms(const Endpoint& endpoint, const SaidFields& said)
    {
        for (const auto& [field, value] : said) {
            if (field.limit > 0 && charactersOf(value) > field.limit)
                return notUnderstood(field.name + QByteArray("参数长度有误"),
                    whyOf(RefusalCause::FieldTooLong, field.name));
        }
        for (const auto& [field, value] : said) {
            if (!value.isEmpty() && !hasForm(field, value))
                return malformed(endpoint, field);
        }
        return {};
    }

    Accepted<void> checkConditions(
        const Endpoint& endpoint, const SaidFields& said, const Parameters& fields)
    {
        for (const auto& [field, value] : said) {
            if (value.isEmpty() && isNeeded(field, fields))
                return missing(endpoint, field);
        }
        return {};
    }

} // namespace

Accepted<void> checkFields(const Endpoint& endpoint, const Parameters& fields)
{
    const SaidFields said = saidIn(endpoint, fields);
    return checkPresence(endpoint, said)
        .and_then([&] { return checkForms(endpoint, said); })
        .and_then([&] { return checkConditions(endpoint, said, fields); });
}

tl::unexpected<Refusal> refusedAs(const char* code, const Endpoint& endpoint, Why why)
{
    const ErrorCode* const row = errorCode(code, endpoint.name);
    const char* const text = row ? row->textAt(endpoint.name) : nullptr;
    return refused(code, text ? text : code, std::move(why));
}

} // namespace paydesk
