#pragma once

#include "core/base/result.h"

#include <QWidget>

class QLabel;

namespace paydesk {

class HintLabel;
class NoticeBar;
class Preferences;
class StartCard;
class Workbench;
struct Order;

/// Where to begin while there is no history yet: four ways, the first is the default.
class FirstStartPage final : public QWidget {
    Q_OBJECT

public:
    FirstStartPage(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

    /// Reads the file on another thread and takes its orders into the history of the merchant in
    /// use; the orders page follows. None is taken when one line is wrong.
    void importFile(const QString& path);

signals:
    void pageRequested(const QString& id);
    /// The form for a new merchant.
    void merchantRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void chooseFile();
    void store(const QList<Order>& orders);
    void stored(int taken, int known);
    void refuse(const Failure& why);
    void retranslateUi();

    Workbench& m_bench;
    QLabel* m_title;
    HintLabel* m_hint;
    StartCard* m_sandbox;
    StartCard* m_signature;
    StartCard* m_merchant;
    StartCard* m_import;
    NoticeBar* m_notice;
};

} // namespace paydesk
