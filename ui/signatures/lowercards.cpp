#include "ui/signatures/lowercards.h"

#include "ui/signatures/bytescard.h"
#include "ui/signatures/steptrace.h"
#include "ui/style/buttons.h"
#include "ui/style/glyph.h"
#include "ui/widgets/pill.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

namespace paydesk {

namespace {

    constexpr int cardsHeight = 178;
    constexpr int stripHeight = 190;

} // namespace

LowerCards::LowerCards(QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_fold(iconButton("chevron-down", this))
    , m_stepsCard(new Card(this))
    , m_summary(new QLabel(this))
    , m_steps(new StepTrace(this))
    , m_bytes(new BytesCard(this))
{
    m_tabs->setObjectName(QStringLiteral("signaturesLowerTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setCornerWidget(m_fold);
    m_fold->setObjectName(QStringLiteral("signaturesFoldLower"));
    m_summary->setObjectName(QStringLiteral("signaturesStepsSummary"));
    m_stepsCard->body()->setContentsMargins(14, 8, 14, 8);
    m_stepsCard->body()->setSpacing(4);
    m_stepsCard->addHeadingWidget(m_summary);
    m_stepsCard->body()->addWidget(m_steps, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(12);
    row->addWidget(m_stepsCard, 9);
    row->addWidget(m_bytes, 11);
    row->addWidget(m_tabs);
    m_tabs->hide();
    setFixedHeight(cardsHeight);
    connect(m_fold, &QToolButton::clicked, this,
        [this] { m_folded || m_givesRoom ? open() : fold(true); });
    connect(m_tabs, &QTabWidget::tabBarClicked, this, &LowerCards::open);
    retranslateUi();
}

void LowerCards::show(const Examination& examination)
{
    m_steps->trace()->setSteps(traceSteps(examination));
    m_summary->setText(m_steps->trace()->summary());
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, tokensOf(palette()).bad);
    m_summary->setPalette(colors);
    if (!examination.answer)
        return m_bytes->setStrings({}, {}, {});
    const PasteAnswer& answer = *examination.answer;
    m_bytes->setStrings(examination.yourString(), examination.rightString(), examination.rows);
    m_bytes->setSignatures(
        answer.yours, answer.yoursComputed, answer.keyed ? answer.right.signature : QByteArray());
}

void LowerCards::showRow(const ComparisonRow* row)
{
    m_bytes->showRow(row);
}

void LowerCards::setBytesShown(bool shown)
{
    m_bytesShown = shown;
    if (!m_low)
        return m_bytes->setVisible(shown);
    m_tabs->setCurrentWidget(shown ? static_cast<QWidget*>(m_bytes) : m_stepsCard);
    open();
}

QString LowerCards::report() const
{
    return m_steps->trace()->report();
}

void LowerCards::setLow(bool low, bool folded)
{
    const bool other = folded != m_tight;
    m_tight = folded;
    if (low == m_low) {
        if (low && other)
            fold(folded);
        return;
    }
    m_low = low;
    auto* row = static_cast<QHBoxLayout*>(layout());
    if (low) {
        m_tabs->addTab(m_stepsCard, QString());
        m_tabs->addTab(m_bytes, QString());
    } else {
        row->insertWidget(0, m_stepsCard, 9);
        row->insertWidget(1, m_bytes, 11);
        m_stepsCard->show();
        m_bytes->setVisible(m_bytesShown);
    }
    m_tabs->setVisible(low);
    m_summary->setVisible(!low); // the marked steps themselves are near enough
    fold(low && folded);
    retranslateUi();
}

void LowerCards::giveRoom(bool give)
{
    m_givesRoom = give;
    arrange();
}

void LowerCards::open()
{
    m_givesRoom = false;
    fold(false);
    emit opened();
}

void LowerCards::fold(bool folded)
{
    m_folded = folded;
    arrange();
}

void LowerCards::arrange()
{
    const bool folded = m_folded || m_givesRoom;
    m_fold->setIcon(glyph(folded ? "chevron-up" : "chevron-down", &Tokens::text2));
    if (!m_low)
        return setFixedHeight(cardsHeight);
    setFixedHeight(folded ? m_tabs->tabBar()->sizeHint().height() : stripHeight);
}

void LowerCards::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void LowerCards::retranslateUi()
{
    const QString steps = tr("Step by step");
    m_stepsCard->setHeading(m_low ? QString() : steps);
    m_stepsCard->setAccessibleName(steps);
    m_steps->setAccessibleName(steps);
    m_bytes->setTitled(!m_low);
    m_tabs->setTabText(m_tabs->indexOf(m_stepsCard), steps);
    m_tabs->setTabText(m_tabs->indexOf(m_bytes), tr("Bytes"));
    setToolButtonName(m_fold, tr("Fold steps and bytes away"));
}

} // namespace paydesk
