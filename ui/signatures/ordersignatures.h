#pragma once

#include "ui/signatures/recordedsignature.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QPushButton;

namespace paydesk {

class CopyField;
class FrontEndSwitch;
class NoticeBar;
class SignatureCard;
class Workbench;

/// Both signatures of one order side by side; which order is chosen from the recent ones or comes
/// from another page.
class OrderSignaturesView final : public QWidget {
    Q_OBJECT

public:
    explicit OrderSignaturesView(Workbench& bench, QWidget* parent = nullptr);

    void openOrder(const QByteArray& outTradeNo);
    const OrderSignatures& signatures() const { return m_signatures; }
    /// Asks for the diagnosis of the order's signature that is wrong or was refused, if one is.
    void diagnoseTrouble();

signals:
    /// Another order, or the same with more to show.
    void changed();
    void diagnosisRequested(const QByteArray& message, const QByteArray& outTradeNo);
    void orderRequested(const QByteArray& outTradeNo);
    void exchangeRequested(qint64 id);
    void newOrderRequested();
    void settingsRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void diagnose(const std::optional<RecordedSignature>& signature);
    void readOrders();
    void listOrders();
    void readOrder();
    void showOrder();
    void showSecond(const Secret* key, const QString& none);
    std::optional<RecordedSignature> linkSignature();
    /// Says that digests need the key, as long as it is not at hand.
    void showKeyNotice();
    void otherMerchant();
    void retranslateUi();

    Workbench& m_bench;
    QTimer m_batch;
    QList<Order> m_orders;
    QByteArray m_current;
    bool m_saysNoKey = false;
    OrderSignatures m_signatures;
    QComboBox* m_choice;
    QPushButton* m_openOrder;
    QPushButton* m_openExchange;
    NoticeBar* m_notice;
    SignatureCard* m_first;
    SignatureCard* m_second;
    FrontEndSwitch* m_frontEnd;
    CopyField* m_linkText;
    std::optional<RecordedSignature> m_shownSecond;
    std::pair<QByteArray, RecordedSignature> m_link; ///< made once for an order
};

} // namespace paydesk
