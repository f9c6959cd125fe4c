#include "app/output.h"

#include "core/base/wording.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace paydesk {

QByteArray jsonString(QByteArrayView text)
{
    // QJsonDocument writes whole documents only: take the one string out of its array.
    const QByteArray array =
        QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

void JsonLine::name(const char* key)
{
    if (!m_members.isEmpty())
        m_members += ',';
    m_members += jsonString(key) + ':';
}

JsonLine& JsonLine::text(const char* key, QByteArrayView value)
{
    return raw(key, jsonString(value));
}

JsonLine& JsonLine::textOrNull(const char* key, QByteArrayView value)
{
    return raw(key, value.isEmpty() ? QByteArray("null") : jsonString(value));
}

JsonLine& JsonLine::number(const char* key, qint64 value)
{
    return raw(key, QByteArray::number(value));
}

JsonLine& JsonLine::decimal(const char* key, double value)
{
    return raw(key, QByteArray::number(value, 'f', 1));
}

JsonLine& JsonLine::flag(const char* key, bool value)
{
    return raw(key, value ? "true" : "false");
}

JsonLine& JsonLine::raw(const char* key, const QByteArray& json)
{
    name(key);
    m_members += json;
    return *this;
}

QByteArray failureJson(const Failure& failure)
{
    return JsonLine()
        .text("error", failureName(failure.id))
        .text("message", wordingOf(failure).sentence().toUtf8())
        .object();
}

bool printLine(const QByteArray& line)
{
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stdout);
    std::fputc('\n', stdout);
    return std::fflush(stdout) == 0;
}

void printError(const QString& sentence)
{
    const QByteArray line = "paydesk-cli: " + sentence.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);
}

QByteArray forTerminal(QByteArrayView text)
{
    QByteArray shown = text.toByteArray();
    for (char& c : shown) {
        if (uchar(c) < 0x20 || uchar(c) == 0x7f)
            c = ' ';
    }
    return shown;
}

} // namespace paydesk
