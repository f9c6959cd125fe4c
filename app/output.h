#pragma once

#include "core/base/failure.h"

#include <QByteArray>
#include <QByteArrayView>

namespace paydesk {

/// One JSON object on one line, members in the order they were added. Bytes are taken as UTF-8;
/// what is not UTF-8 becomes U+FFFD.
class JsonLine {
public:
    JsonLine& text(const char* key, QByteArrayView value);
    /// null instead of an empty text.
    JsonLine& textOrNull(const char* key, QByteArrayView value);
    JsonLine& number(const char* key, qint64 value);
    JsonLine& decimal(const char* key, double value);
    JsonLine& flag(const char* key, bool value);
    /// A value that is JSON already.
    JsonLine& raw(const char* key, const QByteArray& json);

    QByteArray object() const { return '{' + m_members + '}'; }

private:
    void name(const char* key);
    QByteArray m_members;
};

/// The text as a JSON string, quotes included.
QByteArray jsonString(QByteArrayView text);

/// {"error": name, "message": sentence}: a failure for scripts, open for more members.
JsonLine failureLine(const Failure& failure);
QByteArray failureJson(const Failure& failure);

/// Data for the reader of stdout, flushed line by line. False when the reader has gone.
bool printLine(const QByteArray& line);
/// Progress, warnings and errors for people.
void printError(const QString& sentence);
/// A table cell or log text that cannot steer a terminal: control characters become spaces.
QByteArray forTerminal(QByteArrayView text);

} // namespace paydesk
