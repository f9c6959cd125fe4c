#pragma once

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace paydesk {

class DiagnosisView;
class MessageComparison;
class OrderSignaturesView;
class PageHeader;
class Preferences;
class Parameters;
class Workbench;

/// 签名: one message and its signature, with the reason when it is wrong, and the two signatures of
/// any order side by side.
class SignaturesPage final : public QWidget {
    Q_OBJECT

public:
    SignaturesPage(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

public slots:
    void openOrder(const QByteArray& outTradeNo);
    /// Examines the message at once.
    void openMessage(const QByteArray& message, const QByteArray& outTradeNo = {});
    /// Two exchanges of the history, field by field.
    void openComparison(qint64 exchangeA, qint64 exchangeB);

signals:
    void pageRequested(const QString& id);
    void orderRequested(const QByteArray& outTradeNo);
    void signatureRequested(const QByteArray& outTradeNo);
    /// `outTradeNo`: the order the message belongs to; may be empty.
    void messageSignatureRequested(const QByteArray& message, const QByteArray& outTradeNo);
    void exchangeRequested(qint64 id);
    /// The unified order is to be placed anew, signed as it should be.
    void retryRequested(const Parameters& order);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Mode { Diagnosis, OfOrder, TwoMessages };

    void retranslateUi();
    void showMode();
    void orderRead();

    PageHeader* m_header;
    QTabBar* m_modes;
    QStackedWidget* m_stack;
    QByteArray m_opening; ///< an order whose trouble, if it has one, is to be shown
    OrderSignaturesView* m_order;
    DiagnosisView* m_diagnosis;
    MessageComparison* m_comparison;
};

} // namespace paydesk
