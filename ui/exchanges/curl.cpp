#include "ui/exchanges/curl.h"

#include <QString>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    bool isPlain(QChar c)
    {
        switch (c.category()) {
        case QChar::Other_Control:
            return c == u'\n';
        case QChar::Other_Format: // direction marks and the like
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            return false;
        default:
            return true;
        }
    }

    /// Whether the bytes may stand in a terminal as they are.
    bool isPlain(const QByteArray& bytes)
    {
        QStringDecoder decode(QStringDecoder::Utf8);
        const QString text = decode(bytes);
        return !decode.hasError()
            && std::all_of(text.begin(), text.end(), [](QChar c) { return isPlain(c); });
    }

    QByteArray simplyQuoted(QByteArray bytes)
    {
        return '\'' + bytes.replace('\'', "'\\''") + '\'';
    }

    /// $'…' of bash, zsh and ksh: every byte that is not a letter we know is spelled.
    QByteArray spelled(const QByteArray& bytes)
    {
        QByteArray quoted = "$'";
        for (const char c : bytes) {
            const bool harmless = c >= ' ' && c < 0x7f && c != '\'' && c != '\\' && c != '!';
            quoted += harmless ? QByteArray(1, c) : "\\x" + QByteArray(1, c).toHex();
        }
        return quoted + '\'';
    }

    QByteArray quoted(const QByteArray& bytes)
    {
        return isPlain(bytes) ? simplyQuoted(bytes) : spelled(bytes);
    }

    /// What curl makes itself for the same request.
    bool isCurls(const QByteArray& name)
    {
        constexpr std::array<const char*, 6> names{"host", "content-length", "connection",
            "transfer-encoding", "expect", "accept-encoding"};
        return std::find(names.begin(), names.end(), name.toLower()) != names.end();
    }

    QByteArray headerOption(const Header& header)
    {
        // An empty value is written with a semicolon; with a colon it would take the header away.
        return " -H "
            + quoted(
                header.value.isEmpty() ? header.name + ';' : header.name + ": " + header.value);
    }

    QByteArray bodyOption(const QByteArray& body)
    {
        if (body.contains('\0'))
            return " --data-binary @-";
        // "@" would name a file.
        return (body.startsWith('@') ? " --data-raw " : " --data-binary ") + quoted(body);
    }

} // namespace

QByteArray curlCommand(const Exchange& exchange, const QByteArray& base)
{
    const QByteArray& body = exchange.requestBody;
    QByteArray command;
    // No argument of a program can hold a NUL.
    if (body.contains('\0'))
        command = "printf %s " + simplyQuoted(body.toBase64()) + " | base64 -d | ";
    const bool incoming = exchange.direction == Exchange::Direction::Incoming;
    command +=
        "curl --globoff --path-as-is " + quoted(incoming ? base + exchange.url : exchange.url);
    if (exchange.method != (body.isEmpty() ? "GET" : "POST"))
        command += " -X " + quoted(exchange.method);
    bool typed = false;
    for (const Header& header : exchange.requestHeaders) {
        if (isCurls(header.name) || header.name.startsWith('@'))
            continue;
        typed = typed || header.name.toLower() == "content-type";
        command += headerOption(header);
    }
    if (!body.isEmpty() && !typed)
        command += " -H 'Content-Type:'"; // curl would call it a form
    return body.isEmpty() ? command : command + bodyOption(body);
}

} // namespace paydesk
