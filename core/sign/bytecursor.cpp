#include "core/sign/bytecursor.h"

#include <QChar>

namespace paydesk {

namespace {

    int hexDigit(char c)
    {
        if (c >= '0' && c <= '9')
            return c - '0';
        if (c >= 'a' && c <= 'f')
            return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

} // namespace

char ByteCursor::next()
{
    const char c = peek();
    advance(1);
    return c;
}

bool ByteCursor::take(QByteArrayView text)
{
    if (!rest().startsWith(text))
        return false;
    m_at += text.size();
    return true;
}

void ByteCursor::skipBlanks()
{
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')
        ++m_at;
}

std::optional<char32_t> ByteCursor::takeHex(int least, int most)
{
    char32_t value = 0;
    int digits = 0;
    for (; digits < most && hexDigit(peek(digits)) >= 0; ++digits)
        value = value * 16 + char32_t(hexDigit(peek(digits)));
    if (digits < least)
        return {};
    advance(digits);
    return value;
}

std::optional<char32_t> ByteCursor::takeUtf16Escape()
{
    const std::optional<char32_t> first = takeHex(4, 4);
    if (!first || !QChar::isSurrogate(*first))
        return first;
    if (!QChar::isHighSurrogate(*first) || !take("\\u"))
        return {};
    const std::optional<char32_t> second = takeHex(4, 4);
    if (!second || !QChar::isLowSurrogate(*second))
        return {};
    return QChar::surrogateToUcs4(char16_t(*first), char16_t(*second));
}

} // namespace paydesk
