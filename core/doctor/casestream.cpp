#include "core/doctor/casestream.h"

#include <QCoreApplication>

#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype largestCase = 4 * 1024 * 1024;
    constexpr qsizetype chunkSize = 64 * 1024;

    bool isJsonBlank(char byte)
    {
        return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
    }

} // namespace

CaseStream::CaseStream(QIODevice& source)
    : m_source(source)
{
}

std::optional<DoctorCase> CaseStream::next()
{
    while (readOn()) {
        if (takeByte())
            return takeCase();
    }
    if (m_object.trimmed().isEmpty())
        return {};
    return takeCase();
}

/// Whether there is another byte.
bool CaseStream::readOn()
{
    if (m_at < m_chunk.size())
        return true;
    wipe(m_chunk);
    m_chunk = m_source.readLine(chunkSize);
    m_at = 0;
    return !m_chunk.isEmpty();
}

/// Whether a case is complete now.
bool CaseStream::takeByte()
{
    const char byte = m_chunk.at(m_at);
    if (m_object.isEmpty()) {
        skipBetween();
        return false;
    }
    if (brokenOff(byte)) {
        m_oneALine = true;
        return true; // this byte begins the next one
    }
    ++m_at;
    const bool complete = takeStructure(byte);
    const bool lineEnds = byte == '\n';
    m_lineStart = lineEnds;
    if (!isJsonBlank(byte))
        m_last = byte;
    if (m_inArray)
        return complete;
    // Out of an array the line belongs to the case: what follows the object makes it malformed.
    const bool over = lineEnds && (m_depth <= 0 || m_oneALine);
    m_oneALine = m_oneALine || over;
    return over;
}

/// Follows quotes and brackets; whether the outermost one closed here.
bool CaseStream::takeStructure(char byte)
{
    keep(byte);
    if (m_inText) {
        m_inText = byte != '"' || m_escaped;
        m_escaped = byte == '\\' && !m_escaped;
        // No text goes over the end of a line: the quote was never closed.
        if (byte != '\n')
            return false;
        m_inText = false;
        m_depth = 0;
        return true;
    }
    m_inText = byte == '"';
    if (byte == '{' || byte == '[')
        ++m_depth;
    else if (byte == '}' || byte == ']')
        --m_depth;
    return m_depth <= 0 && (byte == '}' || byte == ']' || byte == '\n');
}

/// A new object at the start of a line, where no value can stand: the case before was cut.
bool CaseStream::brokenOff(char byte) const
{
    const bool expected = m_last == '[' || m_last == ',' || m_last == ':';
    return byte == '{' && m_lineStart && !m_inText && m_depth > 0 && !expected;
}

/// What stands between two cases: blanks, commas, the brackets of the array.
void CaseStream::skipBetween()
{
    const char byte = m_chunk.at(m_at);
    const bool mark = m_at == 0 && m_chunk.startsWith("\xEF\xBB\xBF");
    if (mark) {
        m_at += 3;
    } else if (isJsonBlank(byte) || (m_inArray && byte == ',')) {
        ++m_at;
    } else if (byte == '[' && !m_inArray) {
        m_inArray = true;
        ++m_at;
    } else if (byte == ']' && m_inArray) {
        m_inArray = false;
        ++m_at;
    } else {
        m_depth = 0;
        m_lineStart = false;
        takeStructure(byte);
        m_last = byte;
        ++m_at;
    }
}

void CaseStream::keep(char byte)
{
    m_tooLarge = m_tooLarge || m_object.size() >= largestCase;
    if (!m_tooLarge)
        m_object += byte;
}

DoctorCase CaseStream::takeCase()
{
    QByteArray object = std::exchange(m_object, {});
    const bool tooLarge = std::exchange(m_tooLarge, false);
    m_depth = 0;
    m_inText = false;
    m_escaped = false;
    m_lineStart = true;
    DoctorCase read = tooLarge ? DoctorCase{{},
                                     fail(FailureId::InputUnreadable,
                                         {{QStringLiteral("reason"),
                                             QCoreApplication::translate("TextInput",
                                                 "The case is larger than four mebibytes.")}})}
                               : readCase(object);
    wipe(object);
    return read;
}

} // namespace paydesk
