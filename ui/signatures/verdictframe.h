#pragma once

#include "ui/signatures/verdictwords.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace paydesk {

class GlyphLabel;
class HintLabel;

/// The verdict on the page: what was found, what was tried, what can be done. Other explanations of
/// the same signature fold out and can be looked at.
class VerdictFrame final : public QFrame {
    Q_OBJECT

public:
    explicit VerdictFrame(QWidget* parent = nullptr);

    void show(const VerdictText& text);
    const VerdictText& text() const { return m_text; }
    /// All explanations that match; fewer than two: nothing to choose from.
    void setAlternatives(const QStringList& explanations, qsizetype chosen);
    /// In a low window further sentences share their lines.
    void setLow(bool low);
    bool showsOthers() const;
    void foldOthers();
    /// At the right, one below the other.
    void addButton(QWidget* button);

signals:
    void explanationChosen(qsizetype which);
    void othersShown(bool shown);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QLabel* addText(QVBoxLayout* column, const char* objectName);
    void listAlternatives();
    void showText();
    void recolor();

    VerdictText m_text;
    QStringList m_explanations;
    bool m_low = false;
    GlyphLabel* m_sign;
    QLabel* m_title = nullptr;
    QLabel* m_causes = nullptr;
    QLabel* m_further = nullptr;
    HintLabel* m_small;
    QToolButton* m_fold;
    QWidget* m_others;
    QVBoxLayout* m_buttons;
};

} // namespace paydesk
