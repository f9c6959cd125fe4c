#pragma once

#include "core/base/wording.h"
#include "ui/style/tokens.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace paydesk {

class GlyphLabel;
class HintLabel;

/// A message within the page: what happened, why, what to do, with an optional button that does it.
/// Hidden until it has something to say; the user can copy and dismiss it. All texts are plain.
class NoticeBar final : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    /// `details` (raw words of the other side and the like) fold out below.
    void show(const Wording& wording, Tone tone, const QString& actionText = {},
        const QString& details = {});
    void show(const Failure& failure, const QString& actionText = {});
    void dismiss();
    QString text() const;

signals:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildTexts(QHBoxLayout* row);
    void buildButtons(QHBoxLayout* row);
    void copy();
    void retranslateUi();

    Tone m_tone = Tone::Info;
    GlyphLabel* m_sign;
    QLabel* m_what;
    QLabel* m_rest;
    HintLabel* m_details;
    QPushButton* m_action;
    QToolButton* m_fold;
    QToolButton* m_copy;
    QToolButton* m_close;
};

} // namespace paydesk
