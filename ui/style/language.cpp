#include "ui/style/language.h"

#include "ui/style/fonts.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace paydesk {

Language::Language(QObject* parent)
    : QObject(parent)
{
    apply();
}

void Language::choose(const QString& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void Language::apply()
{
    const bool systemChinese = QLocale::system().language() == QLocale::Chinese;
    const QString wanted = m_choice.isEmpty() && systemChinese ? QStringLiteral("zh_CN") : m_choice;
    const QString next = wanted == QStringLiteral("zh_CN") ? wanted : QStringLiteral("en");
    if (next == m_current)
        return;
    m_current = next;
    applyFonts(*qApp, next);
    QCoreApplication::removeTranslator(&m_texts);
    QCoreApplication::removeTranslator(&m_qtTexts);
    if (chinese()) {
        if (m_qtTexts.load(
                QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(&m_qtTexts);
        if (m_texts.load(QStringLiteral(":/translations/paydesk_zh_CN.qm")))
            QCoreApplication::installTranslator(&m_texts);
    }
    emit changed();
}

} // namespace paydesk
