#include "ui/style/tokens.h"

#include <algorithm>
#include <cmath>

namespace paydesk {

namespace {

    QColor hex(QRgb rgb)
    {
        return QColor::fromRgb(rgb);
    }

    double linear(double channel)
    {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    }

    double luminance(const QColor& color)
    {
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
            + 0.0722 * linear(color.blueF());
    }

} // namespace

const Tokens& lightTokens()
{
    static const Tokens tokens{
        .dark = false,
        .win = hex(0xF3F5F7),
        .side = hex(0xE9EDF1),
        .surf = hex(0xFFFFFF),
        .surf2 = hex(0xF6F8FA),
        .line = hex(0xD5DBE1),
        .ctl = hex(0x7C8693),
        .text = hex(0x1A2027),
        .text2 = hex(0x545E6A),
        .acc = hex(0x087A45),
        .accbg = hex(0xDDF3E7),
        .accfg = hex(0xFFFFFF),
        .bad = hex(0xB4232C),
        .badbg = hex(0xFDE7E8),
        .badmark = hex(0xF7B9BD),
        .warn = hex(0x7A5200),
        .warnbg = hex(0xFFF1D0),
        .info = hex(0x0A58A8),
        .infobg = hex(0xE2EFFC),
        .ok = hex(0x087A45),
        .okbg = hex(0xDDF3E7),
        .okmark = hex(0xA6DFC1),
        .sel = hex(0xE1F2E9),
        .inv = hex(0x7A3E9D),
        .invbg = hex(0xF1E4F8),
    };
    return tokens;
}

const Tokens& darkTokens()
{
    static const Tokens tokens{
        .dark = true,
        .win = hex(0x15181C),
        .side = hex(0x101316),
        .surf = hex(0x1C2025),
        .surf2 = hex(0x22272D),
        .line = hex(0x343B44),
        .ctl = hex(0x78828E),
        .text = hex(0xE4E8EC),
        .text2 = hex(0xA3ACB7),
        .acc = hex(0x3CCB85),
        .accbg = hex(0x153A29),
        .accfg = hex(0x06200F),
        .bad = hex(0xFF8A8F),
        .badbg = hex(0x43191D),
        .badmark = hex(0x7D2A31),
        .warn = hex(0xF2C063),
        .warnbg = hex(0x3D2F10),
        .info = hex(0x7DB9FF),
        .infobg = hex(0x14304E),
        .ok = hex(0x4AD391),
        .okbg = hex(0x143526),
        .okmark = hex(0x1F6B48),
        .sel = hex(0x1B3B2C),
        .inv = hex(0xD9A6F5),
        .invbg = hex(0x3A2149),
    };
    return tokens;
}

const Tokens& tokensOf(const QPalette& palette)
{
    const bool dark = palette.color(QPalette::Active, QPalette::Base).lightness() < 128;
    return dark ? darkTokens() : lightTokens();
}

QPalette paletteOf(const Tokens& t)
{
    const QColor faded = mixed(t.text2, t.win, 0.45);
    QPalette palette(t.text, t.surf, t.surf, t.ctl, t.line, t.text, t.text, t.surf, t.win);
    palette.setColor(QPalette::AlternateBase, t.surf2);
    palette.setColor(QPalette::Midlight, t.surf2);
    palette.setColor(QPalette::Shadow, t.ctl);
    palette.setColor(QPalette::Highlight, t.okmark);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::PlaceholderText, mixed(t.text2, t.surf, 0.1));
    palette.setColor(QPalette::ToolTipBase, t.surf);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Link, t.info);
    palette.setColor(QPalette::LinkVisited, t.info);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
             QPalette::HighlightedText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, faded);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.line);
    palette.setColor(QPalette::Disabled, QPalette::Base, t.surf2);
    return palette;
}

Token toneToken(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return &Tokens::ok;
    case Tone::Warn:
        return &Tokens::warn;
    case Tone::Bad:
        return &Tokens::bad;
    case Tone::Info:
        return &Tokens::info;
    case Tone::Neutral:
        break;
    }
    return &Tokens::text2;
}

QColor toneText(const Tokens& tokens, Tone tone)
{
    return tokens.*toneToken(tone);
}

QColor toneGround(const Tokens& t, Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return t.okbg;
    case Tone::Warn:
        return t.warnbg;
    case Tone::Bad:
        return t.badbg;
    case Tone::Info:
        return t.infobg;
    case Tone::Neutral:
        break;
    }
    return t.surf2;
}

QColor toneEdge(const Tokens& t, Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return t.okmark;
    case Tone::Bad:
        return t.badmark;
    case Tone::Warn:
    case Tone::Info:
        return mixed(toneGround(t, tone), toneText(t, tone), 0.3);
    case Tone::Neutral:
        break;
    }
    return t.line;
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto channel = [share](int from, int to) {
        return int(std::lround(from + (to - from) * share));
    };
    return QColor(
        channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue()));
}

} // namespace paydesk
