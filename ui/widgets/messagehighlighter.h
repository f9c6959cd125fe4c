#pragma once

#include <QSyntaxHighlighter>

class QPlainTextEdit;

namespace paydesk {

/// Colours XML, JSON, headers and the spelled invisible characters of a text view, in the colours
/// of its palette.
class MessageHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT

public:
    /// Belongs to the view's document and recolours it when the theme changes.
    explicit MessageHighlighter(QPlainTextEdit* view);

    bool eventFilter(QObject* watched, QEvent* event) override;

protected:
    void highlightBlock(const QString& text) override;

private:
    void spelled(const QString& text);

    QPlainTextEdit* m_view;
};

} // namespace paydesk
