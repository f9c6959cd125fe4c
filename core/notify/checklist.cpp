#include "core/notify/checklist.h"

#include "core/base/jsonstring.h"

#include <QChar>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    constexpr qsizetype longestDetail = 64; // characters

    constexpr std::array<const char*, 11> checkIds{"xml", "return-code", "fields", "merchant",
        "signature", "result-code", "order", "amount", "currency", "transaction", "first-time"};

    constexpr std::array<const char*, 11> refundCheckIds{"xml", "return-code", "merchant",
        "decryption", "fields", "order", "paid", "transaction", "refund", "amount", "first-time"};

    const char* stateName(Check::State state)
    {
        switch (state) {
        case Check::State::Passed:
            return "passed";
        case Check::State::Failed:
            return "failed";
        case Check::State::NotRun:
            break;
        }
        return "not-run";
    }

    Check::State stateFromName(const QByteArray& name)
    {
        for (const auto state : {Check::State::Passed, Check::State::Failed}) {
            if (name == stateName(state))
                return state;
        }
        return Check::State::NotRun;
    }

    bool isInvisible(QChar character)
    {
        switch (character.category()) {
        case QChar::Other_Control:
        case QChar::Other_Format:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            return true;
        default:
            return false;
        }
    }

    /// What is shown as it is.
    bool isPlain(char letter)
    {
        return letter >= ' ' && letter <= '~';
    }

} // namespace

QList<Check> untouchedChecklist()
{
    QList<Check> checks;
    for (const char* id : checkIds)
        checks.append({id, Check::State::NotRun, {}});
    return checks;
}

QList<Check> untouchedRefundChecklist()
{
    QList<Check> checks;
    for (const char* id : refundCheckIds)
        checks.append({id, Check::State::NotRun, {}});
    return checks;
}

void tick(QList<Check>& checks, QByteArrayView id, Check::State state, QByteArrayView detail)
{
    const auto check = std::find_if(
        checks.begin(), checks.end(), [id](const Check& each) { return each.id == id; });
    check->state = state;
    check->detail = presentable(detail);
}

QByteArray checksToJson(const QList<Check>& checks)
{
    QByteArray json;
    json.reserve(checks.size() * 80);
    for (const Check& check : checks) {
        json += json.isEmpty() ? "[{\"id\":" : ",{\"id\":";
        appendJsonString(json, check.id);
        json += ",\"state\":";
        appendJsonString(json, stateName(check.state));
        json += ",\"detail\":";
        appendJsonString(json, check.detail);
        json += '}';
    }
    return json.isEmpty() ? QByteArray("[]") : json + ']';
}

QList<Check> checksFromJson(const QByteArray& json)
{
    QList<Check> checks;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const auto& entry : array) {
        const QJsonObject object = entry.toObject();
        checks.append({object.value(u"id").toString().toUtf8(),
            stateFromName(object.value(u"state").toString().toUtf8()),
            object.value(u"detail").toString().toUtf8()});
    }
    return checks;
}

QByteArray presentable(QByteArrayView value)
{
    if (value.size() <= longestDetail && std::all_of(value.begin(), value.end(), isPlain))
        return value.toByteArray();
    // Four bytes are the most one character takes: nothing behind them can be shown anyway, unless
    // much is removed.
    QString text =
        QString::fromUtf8(value.first(std::min<qsizetype>(value.size(), 16 * longestDetail)));
    text.removeIf(isInvisible);
    text.truncate(longestDetail);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text.toUtf8();
}

} // namespace paydesk
