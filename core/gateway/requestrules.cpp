#include "core/gateway/requestrules.h"

#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/sign/utf8.h"

#include <QDate>
#include <QHostAddress>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    constexpr qsizetype longestUnknown = 6000;

    QVariantMap about(QByteArrayView field)
    {
        return {{QStringLiteral("field"), QString::fromUtf8(field)}};
    }

    tl::unexpected<Failure> illFormed(QByteArrayView field, const QString& rule)
    {
        QVariantMap details = about(field);
        details.insert(QStringLiteral("rule"), rule);
        return fail(FailureId::FieldMalformed, details);
    }

    tl::unexpected<Failure> illFormed(QByteArrayView field, const char* rule)
    {
        return illFormed(field, QString::fromLatin1(rule));
    }

    bool onlyOf(const QByteArray& value, bool (*isRight)(char))
    {
        return std::all_of(value.begin(), value.end(), isRight);
    }

    bool isFigure(char c)
    {
        return c >= '0' && c <= '9';
    }

    bool isLetterOrFigure(char c)
    {
        return isFigure(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    bool isTradeSign(char c)
    {
        return isLetterOrFigure(c) || QByteArrayView("_-|*").contains(c);
    }

    bool isRefundSign(char c)
    {
        return isTradeSign(c) || c == '@';
    }

    bool isDay(const QByteArray& value)
    {
        return value.size() == 8 && onlyOf(value, isFigure)
            && QDate::fromString(QString::fromLatin1(value), u"yyyyMMdd").isValid();
    }

    bool isAuthCode(const QByteArray& value)
    {
        constexpr int length = 18;
        return value.size() == length && onlyOf(value, isFigure) && value.at(0) == '1'
            && value.at(1) <= '5';
    }

    bool isWebAddress(const QByteArray& value)
    {
        const QUrl url = QUrl::fromEncoded(value, QUrl::StrictMode);
        return url.isValid() && !url.host().isEmpty()
            && (url.scheme() == u"https" || url.scheme() == u"http");
    }

    /// The rule that the value breaks; null when it has the type's form.
    const char* formFault(FieldType type, const QByteArray& value)
    {
        const auto unless = [](bool right, const char* rule) { return right ? nullptr : rule; };
        switch (type) {
        case FieldType::Text:
        case FieldType::Choice:
        case FieldType::Fen: // has a failure of its own
            break;
        case FieldType::Number:
            return unless(onlyOf(value, isFigure), QT_TRANSLATE_NOOP("Reason", "only digits"));
        case FieldType::Stamp:
            return unless(fromBeijingStamp(value).isValid(),
                QT_TRANSLATE_NOOP("Reason", "yyyyMMddHHmmss in Beijing time"));
        case FieldType::Date:
            return unless(isDay(value), QT_TRANSLATE_NOOP("Reason", "a day as yyyyMMdd"));
        case FieldType::SpacedTime:
            return unless(
                QDateTime::fromString(QString::fromLatin1(value), u"yyyy-MM-dd HH:mm:ss").isValid(),
                QT_TRANSLATE_NOOP("Reason", "yyyy-MM-dd HH:mm:ss in Beijing time"));
        case FieldType::Json:
            return unless(
                !QJsonDocument::fromJson(value).isNull(), QT_TRANSLATE_NOOP("Reason", "JSON text"));
        case FieldType::Url:
            return unless(isWebAddress(value),
                QT_TRANSLATE_NOOP("Reason", "an absolute http:// or https:// address"));
        case FieldType::Address:
            return unless(!QHostAddress(QString::fromLatin1(value)).isNull(),
                QT_TRANSLATE_NOOP("Reason", "an IPv4 or IPv6 address"));
        case FieldType::TradeNumber:
            return unless(onlyOf(value, isTradeSign),
                QT_TRANSLATE_NOOP("Reason", "only 0-9 A-Z a-z _ - | *"));
        case FieldType::RefundNumber:
            return unless(onlyOf(value, isRefundSign),
                QT_TRANSLATE_NOOP("Reason", "only 0-9 A-Z a-z _ - | * @"));
        case FieldType::AuthCode:
            return unless(isAuthCode(value),
                QT_TRANSLATE_NOOP(
                    "Reason", "WeChat's payment code: 18 digits, the first two from 10 to 15"));
        }
        return nullptr;
    }

    bool isListed(const DocumentedField& field, const QByteArray& value)
    {
        return std::any_of(field.choices.begin(), field.choices.end(),
            [&value](const char* choice) { return value == choice; });
    }

    Result<void> checkChoice(const DocumentedField& field, const QByteArray& value)
    {
        if (field.choices.empty() || isListed(field, value))
            return {};
        QStringList choices;
        for (const char* choice : field.choices)
            choices.append(QString::fromLatin1(choice));
        return illFormed(field.name, choices.join(QStringLiteral(" | ")));
    }

    /// What every text must be, whatever the field.
    Result<void> checkText(QByteArrayView field, const QByteArray& value, qsizetype limit)
    {
        if (limit > 0 && value.size() > limit)
            return fail(FailureId::FieldTooLong,
                {{QStringLiteral("field"), QString::fromUtf8(field)},
                    {QStringLiteral("length"), value.size()}, {QStringLiteral("limit"), limit}});
        if (firstInvalidUtf8(value) >= 0)
            return illFormed(field, QT_TRANSLATE_NOOP("Reason", "UTF-8 text"));
        // XML folds line ends, and the signature would no longer fit.
        if (std::any_of(value.begin(), value.end(),
                [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }))
            return illFormed(
                field, QT_TRANSLATE_NOOP("Reason", "no line breaks or control characters"));
        return {};
    }

    bool isFieldName(const QByteArray& name)
    {
        return !name.isEmpty() && !isFigure(name.front())
            && onlyOf(name, [](char c) { return isLetterOrFigure(c) || c == '_'; });
    }

    bool isAddedByTheClient(QByteArrayView name)
    {
        constexpr std::array added{"appid", "mch_id", "nonce_str", "sign", "sign_type"};
        return std::any_of(
            added.begin(), added.end(), [name](const char* own) { return name == own; });
    }

    bool isNeeded(const DocumentedField& field, const Parameters& business)
    {
        return field.need.kind == Need::Kind::Always
            || (field.need.kind == Need::Kind::When
                && business.value(field.need.field) == field.need.value);
    }

    QString nameOf(const DocumentedField& field)
    {
        return QString::fromLatin1(field.name);
    }

    /// The names of the fields of which one must be there and none is.
    QStringList missingChoice(const Endpoint& endpoint, const Parameters& business)
    {
        QStringList names;
        for (const DocumentedField& field : endpoint.request) {
            if (field.need.kind != Need::Kind::OneOf)
                continue;
            if (!business.value(field.name).isEmpty())
                return {};
            names.append(nameOf(field));
        }
        return names;
    }

    /// A name with its index replaced: "coupon_fee_12" is a coupon_fee_$n.
    bool isNameOf(QByteArrayView pattern, QByteArrayView name)
    {
        while (!pattern.isEmpty()) {
            if (pattern.startsWith('$')) {
                qsizetype digits = 0;
                while (digits < name.size() && isFigure(name.at(digits)))
                    ++digits;
                if (digits == 0)
                    return false;
                pattern = pattern.sliced(2);
                name = name.sliced(digits);
            } else if (name.isEmpty() || name.front() != pattern.front()) {
                return false;
            } else {
                pattern = pattern.sliced(1);
                name = name.sliced(1);
            }
        }
        return name.isEmpty();
    }

} // namespace

const DocumentedField* documentedField(std::span<const DocumentedField> rows, QByteArrayView name)
{
    const auto found = std::find_if(rows.begin(), rows.end(),
        [name](const DocumentedField& row) { return isNameOf(row.name, name); });
    return found == rows.end() ? nullptr : &*found;
}

Result<void> checkValue(const DocumentedField& field, const QByteArray& value)
{
    // The documents allow eight bytes for "Operation" and for "RECHARGE_REFUND".
    if (isListed(field, value))
        return {};
    if (Result<void> text = checkText(field.name, value, field.limit); !text)
        return text;
    if (field.type == FieldType::Fen)
        return fenFromField(value).map([](Fen) {});
    if (const char* fault = formFault(field.type, value))
        return illFormed(field.name, fault);
    return checkChoice(field, value);
}

Result<void> checkUnknownField(const Parameter& field)
{
    if (!isFieldName(field.name))
        return illFormed(field.name,
            QT_TRANSLATE_NOOP("Reason", "a field name of letters, digits and underscores"));
    return checkText(field.name, field.value, longestUnknown);
}

QList<Failure> brokenRules(const Endpoint& endpoint, const Parameters& business)
{
    QList<Failure> broken;
    for (const DocumentedField& field : endpoint.request) {
        if (!isAddedByTheClient(field.name) && isNeeded(field, business)
            && business.value(field.name).isEmpty())
            broken.append(failure(FailureId::FieldMissing, about(field.name)));
    }
    if (const QStringList names = missingChoice(endpoint, business); !names.isEmpty())
        broken.append(failure(FailureId::FieldMissing,
            {{QStringLiteral("field"), names.join(QStringLiteral(" | "))}}));
    for (const Parameter& field : business) {
        if (field.value.isEmpty())
            continue;
        const DocumentedField* known = documentedField(endpoint.request, field.name);
        if (!known)
            known = documentedField(endpoint.partnerRequest, field.name);
        // No closed field list (protocol-v2.md §1): what is not known passes as text.
        const Result<void> right =
            known ? checkValue(*known, field.value) : checkUnknownField(field);
        if (!right)
            broken.append(right.error());
    }
    const QList<QByteArray> twice = business.duplicates();
    for (const QByteArray& name : twice)
        broken.append(illFormed(name, QT_TRANSLATE_NOOP("Reason", "only once")).value());
    return broken;
}

} // namespace paydesk
