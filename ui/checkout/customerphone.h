#pragma once

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
    void retranslateUi();

    QTabBar* m_tabs;
    QStackedWidget* m_screens;
    QLabel* m_title;
    QLabel* m_goods;
    QLabel* m_amount;
    QLabel* m_payeeName;
    ElidedLabel* m_payee;
    QLabel* m_meansName;
    QLabel* m_means;
    ElidedLabel* m_openid;
    QWidget* m_rows;
    HintLabel* m_explanation;
    QPlainTextEdit* m_call;
    QPushButton* m_copyCall;
    CopyField* m_link;
    QrCode* m_code;
    QLabel* m_scanAmount;
    CopyField* m_codeUrl;
    HintLabel* m_scanHint;
    QLabel* m_says;
    QPushButton* m_pay;
    QPushButton* m_cancel;
    QPushButton* m_noFunds;
    HintLabel* m_keys;
    QByteArray m_shownType;
    bool m_playsCustomer = true;
};

} // namespace paydesk
