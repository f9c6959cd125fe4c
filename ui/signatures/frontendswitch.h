#pragma once

#include "core/sign/frontend.h"

#include <QWidget>

#include <optional>

class QTabBar;

namespace paydesk {

class HintLabel;

/// Which front end's second signature is shown, of those at which an order of its trade type can be
/// paid, and what is peculiar to its call.
class FrontEndSwitch final : public QWidget {
    Q_OBJECT

public:
    explicit FrontEndSwitch(QWidget* parent = nullptr);

    /// `own`: the one the order was signed for, chosen when the order changes.
    void setOrder(
        const QByteArray& outTradeNo, const QByteArray& tradeType, std::optional<FrontEnd> own);
    /// Nothing when the order cannot be paid at any front end.
    std::optional<FrontEnd> current() const;

signals:
    void chosen();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();
    void showHint();

    QTabBar* m_tabs;
    HintLabel* m_hint;
    QByteArray m_outTradeNo;
    QList<FrontEnd> m_frontEnds;
};

/// "Mini program", "WeixinJSBridge", …
QString frontEndTitle(FrontEnd frontEnd);

} // namespace paydesk
