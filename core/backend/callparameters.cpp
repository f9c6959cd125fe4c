#include "core/backend/callparameters.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace paydesk {

namespace {

    QByteArray fromPairs(const QByteArray& pairs, const QString& name)
    {
        // A form writes blanks as plus signs; neither codes nor order numbers have any.
        const QUrlQuery query(QString::fromUtf8(pairs));
        const QStringList values = query.allQueryItemValues(name, QUrl::FullyDecoded);
        return values.size() == 1 ? values.constFirst().toUtf8() : QByteArray();
    }

    QByteArray fromObject(const QJsonObject& object, const QString& name)
    {
        const QJsonValue value = object.value(name);
        // Order numbers are often digits; as a JSON number they would have lost some.
        return value.isString() ? value.toString().toUtf8() : QByteArray();
    }

} // namespace

QByteArray callParameter(const HttpRequest& request, QByteArrayView name)
{
    const QString key = QString::fromUtf8(name);
    QByteArray asked = fromPairs(request.query, key);
    if (!asked.isEmpty() || request.method != "POST")
        return asked;
    const QJsonDocument json = QJsonDocument::fromJson(request.body);
    return json.isObject() ? fromObject(json.object(), key) : fromPairs(request.body, key);
}

} // namespace paydesk
