#pragma once

#include "ui/style/tokens.h"

#include <QLabel>

class QToolButton;

namespace paydesk {

/// Secondary text that wraps: hints, explanations. Plain text, selectable by mouse.
class HintLabel final : public QLabel {
    Q_OBJECT

public:
    explicit HintLabel(QWidget* parent = nullptr);
    void setTone(Tone tone);

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolor();

    Tone m_tone = Tone::Neutral;
};

/// One line that gives way: what does not fit is left out in the middle (ids) or at the end; the
/// whole text is in the tool tip and the accessible name. Plain text.
class ElidedLabel final : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setFullText(const QString& text);
    QString fullText() const { return m_full; }
    void setElideMode(Qt::TextElideMode mode);
    void setSecondary(bool secondary);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_full;
    Qt::TextElideMode m_mode = Qt::ElideRight;
    bool m_secondary = false;
};

/// An id or a URL in technical type with a button that copies it whole.
class CopyField final : public QWidget {
    Q_OBJECT

public:
    explicit CopyField(QWidget* parent = nullptr);

    /// What the value is, for the accessible names ("out_trade_no").
    void setName(const QString& name);
    void setValue(const QString& value);
    QString value() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void copy();
    void retranslateUi();

    ElidedLabel* m_value;
    QToolButton* m_copy;
    QString m_name;
};

} // namespace paydesk
