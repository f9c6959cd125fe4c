#include "app/output.h"

#include "core/base/wording.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace paydesk {

namespace {

    bool needsNoEscape(QByteArrayView text)
    {
        return std::all_of(text.begin(), text.end(),
            [](char c) { return c >= ' ' && c < '\x7F' && c != '"' && c != '\\'; });
    }

    void appendString(QByteArray& json, QByteArrayView text)
    {
        if (!needsNoEscape(text)) {
            json += jsonString(text);
            return;
        }
        json += '"';
        json += text;
        json += '"';
    }

} // namespace

QByteArray jsonString(QByteArrayView text)
{
    QString decoded = QString::fromUtf8(text);
    // A mark at the beginning is part of the text here, and decoding drops it.
    if (text.startsWith("\xEF\xBB\xBF"))
        decoded.prepend(QChar::ByteOrderMark);
    // QJsonDocument writes whole documents only: take the one string out of its array.
    QByteArray array = QJsonDocument(QJsonArray{decoded}).toJson(QJsonDocument::Compact);
    // Some readers take these for line ends, and a line here is an object.
    for (const auto& [separator, escape] : {std::pair{"\xC2\x85", "\\u0085"},
             std::pair{"\xE2\x80\xA8", "\\u2028"}, std::pair{"\xE2\x80\xA9", "\\u2029"}})
        array.replace(separator, escape);
    return array.sliced(1, array.size() - 2);
}

void JsonLine::name(const char* key)
{
    if (!m_members.isEmpty())
        m_members += ',';
    appendString(m_members, key);
    m_members += ':';
}

JsonLine& JsonLine::text(const char* key, QByteArrayView value)
{
    name(key);
    appendString(m_members, value);
    return *this;
}

JsonLine& JsonLine::textOrNull(const char* key, QByteArrayView value)
{
    return value.isEmpty() ? raw(key, "null") : text(key, value);
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

JsonLine failureLine(const Failure& failure)
{
    JsonLine line;
    line.text("error", failureName(failure.id))
        .text("message", wordingOf(failure).sentence().toUtf8());
    return line;
}

QByteArray failureJson(const Failure& failure)
{
    return failureLine(failure).object();
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
