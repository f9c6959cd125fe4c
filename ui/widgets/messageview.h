#pragma once

#include "core/base/exchange.h"

#include <QTabWidget>

class QPlainTextEdit;
class QToolButton;

namespace paydesk {

class HexView;

/// One side of an exchange, four ways: set out, raw with every invisible character spelled, as
/// bytes, the headers. Plain text throughout: nothing in a message can become markup. A tab is
/// filled when it is first looked at.
class MessageView final : public QTabWidget {
    Q_OBJECT

public:
    explicit MessageView(QWidget* parent = nullptr);

    /// `startLine` such as "POST /notify HTTP/1.1" or "HTTP/1.1 200 OK"; may be empty.
    void setMessage(
        const QByteArray& startLine, const QList<Header>& headers, const QByteArray& body);
    /// The request of an exchange, or its answer: nothing when none came.
    void showRequest(const Exchange& exchange);
    void showAnswer(const Exchange& exchange);
    void clear();
    /// What the accessible names begin with, such as "Request".
    void setName(const QString& name);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Tab { Formatted, Raw, Hex, Headers, TabCount };

    void fill(int tab);
    void copyBody() const;
    void retranslateUi();
    QString head() const;

    QString m_name;
    QByteArray m_startLine;
    QList<Header> m_headers;
    QByteArray m_body;
    bool m_filled[TabCount] = {};
    QPlainTextEdit* m_formatted;
    QPlainTextEdit* m_raw;
    HexView* m_hex;
    QPlainTextEdit* m_headerText;
    QToolButton* m_copy;
};

/// A read-only plain-text view in technical type that colours messages; for other views of the same
/// kind.
QPlainTextEdit* technicalTextView(QWidget* parent);

} // namespace paydesk
