#pragma once

#include "core/checkout/draft.h"
#include "core/gateway/phone.h"
#include "ui/widgets/card.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace paydesk {

class CopyField;
class ElidedLabel;
class HintLabel;
class Journey;
class QrCode;

/// The right card: the customer's phone. In the sandbox its buttons pay, cancel or lack funds; for
/// a real merchant it shows what a real phone needs.
class CustomerPhone final : public Card {
    Q_OBJECT

public:
    explicit CustomerPhone(QWidget* parent = nullptr);

    /// Shows the journey's order as it stands; `payee` is who the customer pays.
    void show(const Journey& journey, const QString& payee, bool playsCustomer);

signals:
    void acted(paydesk::Phone::Action action);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Screen { MiniProgram, Scan };

    void buildTabs();
    QWidget* buildMiniProgram();
    QWidget* buildScan();
    void buildRows(QLayout* column);
    void buildButtons(QLayout* column);
    void showOrder(const Journey& journey);
    void showHandOver(const Journey& journey);
    void showButtons(const Journey& journey);
    void showWords(const Journey& journey);
    void nameTabs(const OrderDraft& draft);
    void nameButtons(bool scans);
    QString placeOf(const OrderDraft& draft) const;
    void retranslateUi();

    QTabBar* m_tabs;
    QStackedWidget* m_screens;
    QLabel* m_title = nullptr;
    QLabel* m_goods = nullptr;
    QLabel* m_amount = nullptr;
    QLabel* m_payeeName = nullptr;
    ElidedLabel* m_payee = nullptr;
    QLabel* m_meansName = nullptr;
    QLabel* m_means = nullptr;
    ElidedLabel* m_openid = nullptr;
    QWidget* m_rows = nullptr;
    HintLabel* m_explanation = nullptr;
    QPlainTextEdit* m_call = nullptr;
    QPushButton* m_copyCall = nullptr;
    CopyField* m_link = nullptr;
    QrCode* m_code = nullptr;
    QLabel* m_scanAmount = nullptr;
    CopyField* m_codeUrl = nullptr;
    HintLabel* m_scanHint = nullptr;
    QLabel* m_says;
    QPushButton* m_pay;
    QPushButton* m_cancel;
    QPushButton* m_noFunds;
    HintLabel* m_keys;
    QByteArray m_shownType;
    bool m_playsCustomer = true;
};

} // namespace paydesk
