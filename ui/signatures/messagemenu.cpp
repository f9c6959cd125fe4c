#include "ui/signatures/messagemenu.h"

#include "core/workbench.h"
#include "ui/signatures/recordedmessages.h"

namespace paydesk {

namespace {

    constexpr int menuExchanges = 20;

} // namespace

MessageMenu::MessageMenu(Workbench& bench, QWidget* parent)
    : QMenu(parent)
    , m_bench(bench)
{
    setObjectName(QStringLiteral("signaturesHistoryMenu"));
    connect(this, &QMenu::aboutToShow, this, &MessageMenu::read);
}

void MessageMenu::read()
{
    clear();
    addAction(tr("Reading the history…"))->setEnabled(false);
    m_bench.store().read<QList<RecordedMessage>>(
        this,
        [profile = m_bench.profile().name](const OrderReader& reader) {
            return readRecordedMessages(reader, profile, menuExchanges);
        },
        [this](const Result<QList<RecordedMessage>>& messages) {
            clear();
            if (!messages || messages->isEmpty())
                addAction(tr("No signed messages yet"))->setEnabled(false);
            for (const RecordedMessage& message : messages ? *messages : QList<RecordedMessage>()) {
                // An ampersand would mark a key.
                QString title = message.title();
                QAction* action = addAction(title.replace(u'&', QStringLiteral("&&")));
                connect(action, &QAction::triggered, this,
                    [this, message] { emit chosen(message.body, message.outTradeNo); });
            }
            if (isVisible())
                adjustSize();
        });
}

} // namespace paydesk
