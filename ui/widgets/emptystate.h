#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace paydesk {

/// What stands where a list has nothing to show: a sentence and one button that changes that.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(const char* glyphName, QWidget* parent = nullptr);

    /// Without a button text there is no button.
    void setTexts(const QString& sentence, const QString& buttonText = {});
    QPushButton* button() const { return m_button; }

signals:
    void activated();

private:
    QLabel* m_sentence;
    QPushButton* m_button;
};

} // namespace paydesk
