#include "ui/checkout/miniprogramhelp.h"

#include "core/workbench.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messageview.h"
#include "ui/widgets/pill.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace paydesk {

namespace {

    constexpr QSize usualSize{820, 680};
    constexpr int scriptShare = 5;
    constexpr int markupShare = 2;

    /// Where the listener answers, or would.
    QByteArray addressOf(Workbench& bench)
    {
        QByteArray url = bench.counter() ? bench.counter()->desk().url() : QByteArray();
        if (url.isEmpty())
            return "http://127.0.0.1:" + QByteArray::number(bench.options().listenerPort);
        url.chop(url.size() - url.lastIndexOf('/'));
        return url;
    }

} // namespace

MiniProgramHelp::MiniProgramHelp(Workbench& bench, QByteArray orderCode, QWidget* parent)
    : QDialog(parent)
    , m_bench(bench)
    , m_orderCode(std::move(orderCode))
    , m_state(new Pill(this))
    , m_stateText(new HintLabel(this))
    , m_order(new HintLabel(this))
    , m_devTools(new HintLabel(this))
    , m_switch(secondaryButton("gear", this))
    , m_close(secondaryButton("x", this))
{
    setObjectName(QStringLiteral("miniProgramHelp"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_state->setObjectName(QStringLiteral("miniProgramState"));
    m_stateText->setObjectName(QStringLiteral("miniProgramStateText"));
    m_switch->setObjectName(QStringLiteral("miniProgramSwitch"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    auto* state = new QHBoxLayout;
    state->addWidget(m_state);
    state->addWidget(m_stateText, 1);
    state->addWidget(m_switch);
    column->addLayout(state);
    column->addWidget(m_order);
    m_script = addCode(QStringLiteral("miniProgramScript"), "index.js");
    m_markup = addCode(QStringLiteral("miniProgramMarkup"), "index.wxml");
    column->setStretchFactor(m_script, scriptShare);
    column->setStretchFactor(m_markup, markupShare);
    column->addWidget(m_devTools);
    column->addWidget(m_close, 0, Qt::AlignRight);
    m_close->setAutoDefault(false);
    connect(m_close, &QPushButton::clicked, this, &QWidget::close);
    connect(m_switch, &QPushButton::clicked, this, [this] {
        emit pageRequested(m_bench.counter() && !m_bench.counter()->backend().isOpen()
                ? QStringLiteral("settings")
                : QStringLiteral("notifications"));
    });
    connect(&m_bench, &Workbench::counterChanged, this, &MiniProgramHelp::refresh,
        Qt::QueuedConnection);
    resize(usualSize);
    retranslateUi();
}

QPlainTextEdit* MiniProgramHelp::addCode(const QString& name, const char* fileName)
{
    auto* title = new QLabel(QString::fromLatin1(fileName), this);
    title->setTextFormat(Qt::PlainText);
    setFontRole(title, FontRole::Heading);
    QPlainTextEdit* view = technicalTextView(this);
    view->setObjectName(name);
    view->setAccessibleName(title->text());
    view->setMinimumHeight(80);
    QPushButton* copy = secondaryButton("copy", this);
    copy->setObjectName(name + QStringLiteral("Copy"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, view,
        [view] { QGuiApplication::clipboard()->setText(view->toPlainText()); });
    m_copies.append(copy);
    auto* row = new QHBoxLayout;
    row->addWidget(title, 1);
    row->addWidget(copy);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(row);
    column->addWidget(view);
    return view;
}

void MiniProgramHelp::refresh()
{
    Counter* counter = m_bench.counter();
    const bool open = counter && counter->backend().isOpen();
    const bool listens = counter && !counter->desk().url().isEmpty();
    const QByteArray address = addressOf(m_bench);
    if (open && listens) {
        m_state->show(tr("✓ Answers"), Tone::Ok);
        m_stateText->setText(
            tr("Paydesk plays the backend at %1.").arg(QString::fromUtf8(address)));
    } else if (open) {
        m_state->show(tr("! Not listening"), Tone::Warn);
        m_stateText->setText(tr("The listener is stopped, so nobody answers the mini program."));
    } else {
        m_state->show(tr("! Switched off"), Tone::Warn);
        m_stateText->setText(counter
                ? tr("For a real merchant the backend is off until it is switched on in the "
                     "settings.")
                : tr("The merchant's key is not at hand: it is missing, or the vault is "
                     "locked."));
    }
    m_switch->setVisible(!(open && listens));
    m_switch->setText(open ? tr("Open notifications") : tr("Open settings"));
    m_order->setText(m_orderCode.isEmpty()
            ? tr("There is no JSAPI order yet: place one, and put its number in ordercode.")
            : tr("Pays the order %1; the amount comes from Paydesk, never from the mini program.")
                  .arg(QString::fromUtf8(m_orderCode)));
    const MiniProgramCode code = miniProgramCode(
        {address, m_orderCode, m_bench.profile().isSandbox() ? m_bench.sandboxUrl() : QByteArray(),
            m_bench.profile().appid});
    m_script->setPlainText(QString::fromUtf8(code.script));
    m_markup->setPlainText(QString::fromUtf8(code.markup));
}

void MiniProgramHelp::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void MiniProgramHelp::retranslateUi()
{
    setWindowTitle(tr("Connect a mini program"));
    for (QPushButton* copy : std::as_const(m_copies))
        copy->setText(tr("Copy"));
    m_devTools->setText(
        tr("Paste both into pages/index in WeChat DevTools, and switch off the check of legal "
           "domains in the project's details: this address is only this machine's."));
    m_close->setText(tr("Close"));
    refresh();
}

} // namespace paydesk
