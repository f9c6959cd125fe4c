#pragma once

#include <QObject>
#include <QTranslator>

namespace paydesk {

/// The language of the window, as the user chose or as the system has it: loads our texts and Qt's
/// own, and the fonts that go with them. One is made in main, after the QApplication and before the
/// first window.
class Language final : public QObject {
    Q_OBJECT

public:
    explicit Language(QObject* parent = nullptr);

    /// "zh_CN", "en", or empty for the system's.
    void choose(const QString& choice);
    QString choice() const { return m_choice; }
    /// What is shown now: "zh_CN" or "en".
    QString current() const { return m_current; }
    bool chinese() const { return m_current == QStringLiteral("zh_CN"); }

signals:
    void changed();

private:
    void apply();

    QString m_choice;
    QString m_current;
    QTranslator m_texts;
    QTranslator m_qtTexts;
};

} // namespace paydesk
