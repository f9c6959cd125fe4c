#pragma once

#include <QWidget>

class QTabWidget;

namespace paydesk {

class OrderSignaturesView;
class PageHeader;
class PasteComparison;
class Preferences;
class Workbench;

/// 签名: the two signatures of any order side by side, and one's own string or message against the
/// right one.
class SignaturesPage final : public QWidget {
    Q_OBJECT

public:
    SignaturesPage(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

public slots:
    void openOrder(const QByteArray& outTradeNo);
    /// Pastes the message and compares it at once.
    void openMessage(const QByteArray& message);

signals:
    void pageRequested(const QString& id);
    void orderRequested(const QByteArray& outTradeNo);
    void signatureRequested(const QByteArray& outTradeNo);
    void messageSignatureRequested(const QByteArray& message);
    void exchangeRequested(qint64 id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();
    void showState();

    PageHeader* m_header;
    QTabWidget* m_modes;
    OrderSignaturesView* m_order;
    PasteComparison* m_paste;
};

} // namespace paydesk
