#pragma once

#include <QByteArrayView>

#include <optional>

namespace paydesk {

/// A place in a text, for the small readers of pasted input. Never moves past the end.
class ByteCursor {
public:
    explicit ByteCursor(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    bool atEnd() const { return m_at >= m_bytes.size(); }
    qsizetype position() const { return m_at; }
    /// The byte here, or one further on; NUL behind the end.
    char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_bytes.size() ? m_bytes[m_at + ahead] : '\0';
    }
    char next();
    void advance(qsizetype by) { m_at = qMin(m_at + by, m_bytes.size()); }
    /// Whether the text stood here; if so it is passed.
    bool take(QByteArrayView text);
    bool take(char c) { return take(QByteArrayView(&c, 1)); }
    /// Blanks as JSON, JavaScript and the shell know them.
    void skipBlanks();
    QByteArrayView from(qsizetype start) const { return m_bytes.sliced(start, m_at - start); }
    QByteArrayView rest() const { return m_bytes.sliced(m_at); }

    /// `least` to `most` hexadecimal digits; nothing is passed when there are fewer.
    std::optional<char32_t> takeHex(int least, int most);
    /// Behind "\u": four hexadecimal digits, and a second escape with the other half when the first
    /// is half a pair. Nothing for a half alone.
    std::optional<char32_t> takeUtf16Escape();

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

} // namespace paydesk
