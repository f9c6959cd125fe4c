#pragma once

#include "ui/checkout/journey.h"
#include "ui/reference/errorname.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

#include <functional>

class QAction;
class QPushButton;

namespace paydesk {

class BackstageDialog;
class CustomerPhone;
class FaultWatch;
class NoticeBar;
class OrderForm;
class PageHeader;
class Preferences;
class ProgressCard;
class Workbench;

/// The checkout: one order from the form to the confirmed payment, every step visible. In the
/// sandbox the customer is played here; for a real merchant a real phone pays.
class CheckoutPage final : public QWidget, public ErrorInSight {
    Q_OBJECT

public:
    CheckoutPage(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

    std::optional<ErrorName> errorInSight() const override;

public slots:
    /// Lets go of the order shown (it stays in the history) and begins with a new number.
    void newOrder();
    /// A new order with the fields of a unified order, ready to be placed.
    void retry(const Parameters& order);

signals:
    void pageRequested(const QString& id);
    void orderRequested(const QByteArray& outTradeNo);
    void signatureRequested(const QByteArray& outTradeNo);
    /// `outTradeNo`: the order the message belongs to; may be empty.
    void messageSignatureRequested(const QByteArray& message, const QByteArray& outTradeNo);
    void exchangeRequested(qint64 id);
    void referenceRequested(const paydesk::ErrorName& error);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildHeader();
    void buildCards();
    void buildKeys();
    void counterChanged();
    void draftChanged();
    void journeyChanged();
    void place(bool payAtOnce);
    void customerActs(paydesk::Phone::Action action);
    /// The sandbox's customer shows a payment code of this manner, which goes into the form.
    void showCode(const QByteArray& manner, const std::function<void()>& then);
    void runAll();
    void send(bool payAtOnce);
    void confirmReal(bool payAtOnce);
    void preview();
    void remedy();
    void openExchange();
    void openMiniProgramHelp();
    void openBackstage();
    void watchFaults();
    /// How many faults lie in wait and how far the time is moved, so that nobody wonders.
    void showBackstage();
    void showNotice();
    void showPhone();
    void retranslateUi();
    bool playsCustomer() const;
    bool sandboxIsDown() const;
    QString payee() const;

    Workbench& m_bench;
    Preferences& m_preferences;
    Journey m_journey;
    QSet<QByteArray> m_confirmed; ///< real merchants for which an order was confirmed once
    QByteArray m_profile; ///< the merchant the form was last filled for
    PageHeader* m_header;
    NoticeBar* m_notice;
    OrderForm* m_form;
    ProgressCard* m_progress;
    CustomerPhone* m_phone;
    QPushButton* m_backstage;
    QPushButton* m_miniProgram;
    QPushButton* m_reset;
    QPushButton* m_runAll;
    QPointer<BackstageDialog> m_backstageDialog;
    QPointer<FaultWatch> m_watch; ///< whose faults are shown
    QList<QAction*> m_phoneKeys; ///< what the customer does, in the order of the keys
};

} // namespace paydesk
