#include "ui/firststart/firststartpage.h"

#include "core/orders/import.h"
#include "core/workbench.h"
#include "ui/firststart/startcard.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QPointer>
#include <QThreadPool>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr qint64 largestImport = 64 * 1024 * 1024;

    /// On any thread.
    Result<QList<Order>> readOrders(const QString& path, const QByteArray& profile)
    {
        QFile file(path);
        const auto unreadable = [&path](const QString& reason) {
            return fail(FailureId::FileUnreadable,
                {{QStringLiteral("path"), path}, {QStringLiteral("reason"), reason}});
        };
        if (!file.open(QIODevice::ReadOnly))
            return unreadable(file.errorString());
        if (file.size() > largestImport)
            return unreadable(QString::fromLatin1(
                QT_TRANSLATE_NOOP("Reason", "It is larger than 64 MiB; split it.")));
        const SystemClock clock;
        return readImport(file.readAll(), profile, clock);
    }

} // namespace

FirstStartPage::FirstStartPage(Workbench& bench, Preferences&, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_title(new QLabel(this))
    , m_hint(new HintLabel(this))
    , m_sandbox(new StartCard("play", true, this))
    , m_signature(new StartCard("stethoscope", false, this))
    , m_merchant(new StartCard("key", false, this))
    , m_import(new StartCard("upload", false, this))
    , m_notice(new NoticeBar(this))
{
    m_sandbox->setObjectName(QStringLiteral("startSandbox"));
    m_signature->setObjectName(QStringLiteral("startSignature"));
    m_merchant->setObjectName(QStringLiteral("startMerchant"));
    m_import->setObjectName(QStringLiteral("startImport"));
    m_notice->setObjectName(QStringLiteral("startNotice"));
    m_title->setTextFormat(Qt::PlainText);
    setFontRole(m_title, FontRole::Title);
    setFontRole(m_hint, FontRole::Body);
    auto* card = new Card(this);
    card->setMaximumWidth(760);
    card->body()->setContentsMargins(36, 28, 36, 28);
    card->body()->setSpacing(14);
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_hint),
             static_cast<QWidget*>(m_sandbox), static_cast<QWidget*>(m_signature),
             static_cast<QWidget*>(m_merchant), static_cast<QWidget*>(m_import),
             static_cast<QWidget*>(m_notice)})
        card->body()->addWidget(part);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 12);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(card, 100);
    row->addStretch(1);
    column->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    connect(m_sandbox, &QPushButton::clicked, this,
        [this] { emit pageRequested(QStringLiteral("checkout")); });
    connect(m_signature, &QPushButton::clicked, this,
        [this] { emit pageRequested(QStringLiteral("signatures")); });
    connect(m_merchant, &QPushButton::clicked, this, &FirstStartPage::merchantRequested);
    connect(m_import, &QPushButton::clicked, this, &FirstStartPage::chooseFile);
    retranslateUi();
}

void FirstStartPage::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Import orders"));
    dialog->setObjectName(QStringLiteral("startImportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Orders (*.jsonl *.ndjson *.json *.csv)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &FirstStartPage::importFile);
    dialog->open();
}

void FirstStartPage::importFile(const QString& path)
{
    m_notice->dismiss();
    m_import->setEnabled(false);
    const QPointer<FirstStartPage> page(this);
    QThreadPool::globalInstance()->start([page, path, profile = m_bench.profile().name] {
        const Result<QList<Order>> orders = readOrders(path, profile);
        // The page is looked at on its own thread only.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [page, orders] {
                if (page && orders)
                    page->store(*orders);
                else if (page)
                    page->refuse(orders.error());
            },
            Qt::QueuedConnection);
    });
}

void FirstStartPage::store(const QList<Order>& orders)
{
    m_bench.store().write<Imported>(
        this,
        [orders, now = m_bench.clock().now()](
            OrderWriter& writer) { return importOrders(writer, orders, now); },
        [this](const Result<Imported>& count) {
            if (!count)
                return refuse(count.error());
            m_import->setEnabled(true);
            stored(int(count->fresh), int(count->known));
        });
}

void FirstStartPage::stored(int taken, int known)
{
    m_notice->show(
        {tr("%n order(s) imported.", nullptr, taken),
            known > 0 ? tr("%n order(s) were in the history already and stayed as they are.",
                            nullptr, known)
                      : QString(),
            {}},
        Tone::Ok);
    if (taken > 0)
        emit pageRequested(QStringLiteral("orders"));
}

void FirstStartPage::refuse(const Failure& why)
{
    m_import->setEnabled(true);
    m_notice->show(why);
}

void FirstStartPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // Enter begins at once.
    m_sandbox->setFocus();
}

void FirstStartPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void FirstStartPage::retranslateUi()
{
    m_title->setText(tr("Where to begin?"));
    m_hint->setText(tr("The whole course of a payment, without network and without a merchant "
                       "account. Everything can be changed later."));
    m_sandbox->setTexts(tr("Try one order on the built-in sandbox (recommended, about 30 seconds)"),
        tr("Its credentials are fixed and published. Gateway and listener run on this machine; you "
           "“pay” for the customer."),
        tr("Begin"));
    m_signature->setTexts(tr("I have a “signature error” to track down"),
        tr("Paste the message: it is compared field by field with the right signature. Nothing is "
           "kept, nothing is sent."),
        tr("Choose"));
    m_merchant->setTexts(tr("Enter a real merchant"),
        tr("Keys go into the encrypted vault; before the first real order you are asked once "
           "more."),
        tr("Choose"));
    m_import->setTexts(tr("Import existing orders (JSON lines, CSV)"),
        tr("They are taken into the history, and one wrong line keeps everything as it was."),
        tr("Choose"));
}

} // namespace paydesk
