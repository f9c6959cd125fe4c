#pragma once

#include <QMenu>

namespace paydesk {

class Workbench;

/// The newest messages of the merchant in use, to choose one from. Read when it opens.
class MessageMenu final : public QMenu {
    Q_OBJECT

public:
    explicit MessageMenu(Workbench& bench, QWidget* parent = nullptr);

signals:
    void chosen(const QByteArray& message, const QByteArray& outTradeNo);

private:
    void read();

    Workbench& m_bench;
};

} // namespace paydesk
