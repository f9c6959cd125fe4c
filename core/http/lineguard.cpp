#include "core/http/lineguard.h"

namespace paydesk {

namespace {

    constexpr quint64 eightBytes(const char (&text)[9])
    {
        quint64 bytes = 0;
        for (int i = 0; i < 8; ++i)
            bytes = bytes << 8 | static_cast<unsigned char>(text[i]);
        return bytes;
    }

    bool isControl(char c)
    {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n')
            || c == 0x7f;
    }

} // namespace

const char* LineGuard::wrong(char c) const
{
    if (m_previous == '\r' && c != '\n')
        return "a carriage return alone";
    if (m_previous != '\r' && c == '\n')
        return "a line feed alone";
    if (isControl(c))
        return "a control character";
    if (m_kind == Kind::ChunkLine)
        return nullptr;
    if (!m_firstLine)
        return m_column == 0 && (c == ' ' || c == '\t') ? "a folded field" : nullptr;
    if (c != '\r')
        return nullptr;
    // The parser knows RTSP and ICE too, and would take their versions for ours.
    return m_tail == eightBytes("HTTP/1.1") || m_tail == eightBytes("HTTP/1.0")
        ? nullptr
        : "not a request of HTTP/1.0 or HTTP/1.1";
}

bool LineGuard::completes(char c)
{
    m_previous = c;
    ++m_seen;
    if (c == '\n') {
        const bool last = m_kind == Kind::ChunkLine || m_column == 0;
        m_firstLine = false;
        m_column = 0;
        return last;
    }
    if (c != '\r') {
        ++m_column;
        m_tail = m_tail << 8 | static_cast<unsigned char>(c);
    }
    return false;
}

LineGuard::Step LineGuard::pass(QByteArrayView bytes)
{
    const bool head = m_kind == Kind::Head;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (m_seen == m_limit)
            return {i, false, head ? 431 : 413,
                head ? "the head is too large" : "a chunk line is too long"};
        if (const char* why = wrong(bytes[i]))
            return {i, false, 400, why};
        if (completes(bytes[i]))
            return {i + 1, true, 0, nullptr};
    }
    return {bytes.size(), false, 0, nullptr};
}

} // namespace paydesk
