#include "ui/style/fonts.h"

#include <QApplication>
#include <QWidget>

namespace paydesk {

namespace {

    constexpr qreal bodyPoints = 10;

    // Qt 6.4 remembers the fallbacks of a list by its first family, so each first family has one
    // list in the whole product.
    QStringList chineseFamilies()
    {
        return {QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
            QStringLiteral("Microsoft YaHei"), QStringLiteral("PingFang SC"),
            QStringLiteral("WenQuanYi Micro Hei")};
    }

    QStringList latinFamilies()
    {
        return QStringList{QStringLiteral("Inter"), QStringLiteral("Segoe UI"),
                   QStringLiteral("SF Pro Text"), QStringLiteral("Noto Sans"),
                   QStringLiteral("DejaVu Sans")}
        + chineseFamilies();
    }

    QStringList technicalFamilies()
    {
        return QStringList{QStringLiteral("JetBrains Mono"), QStringLiteral("Cascadia Mono"),
                   QStringLiteral("Consolas"), QStringLiteral("Menlo"),
                   QStringLiteral("DejaVu Sans Mono")}
        + chineseFamilies();
    }

    // Without PreferNoShaping the fixed-pitch font joins "!=" and "//" into other signs than the
    // ones being inspected.
    QFont technical(qreal points)
    {
        QFont font;
        font.setFamilies(technicalFamilies());
        font.setPointSizeF(points);
        font.setStyleStrategy(QFont::PreferNoShaping);
        font.setFixedPitch(true);
        return font;
    }

    // A font made this way carries only its size and weight; the family is inherited.
    QFont sized(qreal points, QFont::Weight weight)
    {
        QFont font;
        font.setPointSizeF(points);
        font.setWeight(weight);
        return font;
    }

} // namespace

void applyFonts(QApplication&, const QString& language)
{
    QFont font;
    font.setFamilies(
        language.startsWith(QStringLiteral("zh")) ? chineseFamilies() : latinFamilies());
    font.setPointSizeF(bodyPoints);
    QApplication::setFont(font);
    QFont medium = font;
    medium.setWeight(QFont::Medium);
    for (const char* name : {"QPushButton", "QTabBar"})
        QApplication::setFont(medium, name);
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    QApplication::setFont(strong, "QHeaderView");
}

QFont fontOf(FontRole role)
{
    switch (role) {
    case FontRole::Body:
        break;
    case FontRole::Small:
        return sized(8.5, QFont::Normal);
    case FontRole::Label:
        return sized(bodyPoints, QFont::DemiBold);
    case FontRole::Heading:
        return sized(11, QFont::DemiBold);
    case FontRole::Title:
        return sized(15, QFont::Bold);
    case FontRole::Figure:
        return sized(22, QFont::DemiBold);
    case FontRole::Technical:
        return technical(9.5);
    case FontRole::TechnicalSmall:
        return technical(8.5);
    }
    return sized(bodyPoints, QFont::Normal);
}

void setFontRole(QWidget* widget, FontRole role)
{
    widget->setFont(fontOf(role));
}

} // namespace paydesk
