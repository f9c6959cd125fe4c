#include "ui/signatures/lookalikes.h"

#include <QStringView>

#include <algorithm>

namespace paydesk {

namespace {

    // Cyrillic and Greek letters whose usual drawing is that of a Latin letter.
    constexpr QStringView doubles = u"АВЕЅІЈКМНОРСТУХԁавеѕіјкорсухԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχϲ";

    bool isBetween(char32_t character, char32_t first, char32_t last)
    {
        return character >= first && character <= last;
    }

    bool isFullWidth(char32_t character)
    {
        return isBetween(character, 0xFF10, 0xFF19) || isBetween(character, 0xFF21, 0xFF3A)
            || isBetween(character, 0xFF41, 0xFF5A);
    }

} // namespace

bool isLatinText(QByteArrayView utf8)
{
    const auto ascii = std::count_if(utf8.begin(), utf8.end(),
        [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
    // "name=" is always ASCII; two bytes make a letter of the other alphabets.
    return utf8.size() - ascii <= ascii;
}

bool isLookAlike(char32_t character, bool amidLatin)
{
    if (isFullWidth(character))
        return true;
    return amidLatin && character <= 0xFFFF && doubles.contains(QChar(char16_t(character)));
}

QString lookAlikeName(char32_t character)
{
    const QString number = QString::number(quint32(character), 16).toUpper();
    return QString::fromUcs4(&character, 1) + QStringLiteral(" U+")
        + number.rightJustified(4, QLatin1Char('0'));
}

} // namespace paydesk
