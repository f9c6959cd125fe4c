#include "ui/signatures/diagnosisview.h"

#include "core/workbench.h"
#include "ui/signatures/doctorcontext.h"
#include "ui/signatures/fieldtable.h"
#include "ui/signatures/inputcard.h"
#include "ui/signatures/lowercards.h"
#include "ui/signatures/messagemenu.h"
#include "ui/signatures/pieces.h"
#include "ui/signatures/remedydialog.h"
#include "ui/signatures/verdictframe.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pagestack.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr int examineAfterMs = 20;
    constexpr int lowWindow = 800;
    constexpr int veryLowWindow = 700;
    constexpr int roomyWindow = 960; // everything may be open at once
    constexpr int openInputHeight = 190;

    /// While it lives a view's layout rests: of many changes at once only the last is laid out, not
    /// each part that appears.
    class RestingLayout {
    public:
        explicit RestingLayout(QLayout& layout)
            : m_layout(layout)
            , m_was(layout.isEnabled())
        {
            m_layout.setEnabled(false);
        }
        ~RestingLayout()
        {
            m_layout.setEnabled(m_was);
            if (m_was)
                m_layout.activate();
        }
        Q_DISABLE_COPY_MOVE(RestingLayout)

    private:
        QLayout& m_layout;
        bool m_was;
    };

    QString findingLines(const QList<CheckFinding>& findings)
    {
        QStringList lines;
        for (const CheckFinding& finding : findings)
            lines << (finding.severity == CheckFinding::Severity::Error ? QStringLiteral("✗ ")
                                                                        : QStringLiteral("! "))
                    + finding.what.text();
        return lines.join(u'\n');
    }

} // namespace

DiagnosisView::DiagnosisView(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_keyCheck(bench)
    , m_input(new InputCard(this))
    , m_history(new MessageMenu(bench, this))
    , m_verdict(new VerdictFrame(this))
    , m_keyNotice(new NoticeBar(this))
    , m_findings(new HintLabel(this))
    , m_stack(new PageStack(this))
    , m_empty(new EmptyState("signature", this))
{
    m_empty->setObjectName(QStringLiteral("signaturesEmpty"));
    m_findings->setObjectName(QStringLiteral("signaturesFindings"));
    m_findings->setTone(Tone::Bad);
    setFontRole(m_findings, FontRole::Body);
    m_input->setMaximumHeight(openInputHeight);
    buildButtons();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(buildResult());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_input);
    column->addWidget(m_verdict);
    column->addWidget(m_keyNotice);
    column->addWidget(m_findings);
    column->addWidget(m_stack, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(examineAfterMs);
    join();
    retranslateUi();
    merchantChanged();
}

void DiagnosisView::buildButtons()
{
    m_fromHistory = secondaryButton("clock", this);
    m_fromHistory->setObjectName(QStringLiteral("signaturesFromHistory"));
    m_fromHistory->setMenu(m_history);
    m_copy = secondaryButton("copy", this);
    m_copy->setObjectName(QStringLiteral("signaturesCopy"));
    m_again = primaryButton("stethoscope", this);
    m_again->setObjectName(QStringLiteral("signaturesAgain"));
    for (QPushButton* button : {m_fromHistory, m_copy, m_again})
        m_input->addButton(button);
    m_fix = secondaryButton("book", this);
    m_fix->setObjectName(QStringLiteral("signaturesFix"));
    m_act = secondaryButton("refresh", this);
    m_act->setObjectName(QStringLiteral("signaturesAct"));
    m_verify = secondaryButton("key", this);
    m_verify->setObjectName(QStringLiteral("signaturesVerifyKey"));
    m_keyNotice->setObjectName(QStringLiteral("signaturesKeyNotice"));
    for (QPushButton* button : {m_fix, m_act, m_verify})
        m_verdict->addButton(button);
}

QWidget* DiagnosisView::buildResult()
{
    auto* box = new QWidget(this);
    m_table = new FieldTable(QStringLiteral("signatures"), box);
    m_hex = new Chip(box);
    m_hex->setObjectName(QStringLiteral("signaturesHexShown"));
    m_hex->setChecked(true);
    m_table->addHeadingWidget(m_hex);
    m_lower = new LowerCards(box);
    m_lower->setLow(true, true); // until the window's height is known: what is least in the way
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_table, 1);
    column->addWidget(m_lower);
    return box;
}

void DiagnosisView::join()
{
    connect(&m_typing, &QTimer::timeout, this, &DiagnosisView::examine);
    connect(m_input, &InputCard::edited, this, [this] {
        m_outTradeNo.clear();
        m_typing.start();
    });
    connect(m_input, &InputCard::replaced, this, [this] { m_outTradeNo.clear(); });
    connect(m_input, &InputCard::settled, this, [this] {
        m_settled = true;
        examine();
    });
    connect(m_history, &MessageMenu::chosen, this, &DiagnosisView::openMessage);
    connect(&m_run, &DoctorRun::examined, this, &DiagnosisView::examined);
    connect(&m_run, &DoctorRun::progressed, this,
        [this](const Examination& soFar, qint64 tried, int size) {
            if (!std::exchange(m_searching, true)) {
                m_examination = soFar;
                showAll();
            }
            m_verdict->show(VerdictWords::searching(tried, size));
        });
    connect(m_verdict, &VerdictFrame::explanationChosen, this, &DiagnosisView::choose);
    connect(m_table, &FieldTable::currentChanged, this,
        [this] { m_lower->showRow(m_table->current()); });
    connect(m_input, &InputCard::folded, this,
        [this](bool folded) { folded ? shareRoom() : makeRoom(m_input); });
    connect(m_verdict, &VerdictFrame::othersShown, this,
        [this](bool shown) { shown ? makeRoom(m_verdict) : shareRoom(); });
    connect(m_lower, &LowerCards::opened, this, [this] { makeRoom(m_lower); });
    connect(m_hex, &Chip::toggled, m_lower, &LowerCards::setBytesShown);
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(report()); });
    connect(m_again, &QPushButton::clicked, this, [this] { m_searching ? stop() : examine(); });
    connect(m_fix, &QPushButton::clicked, this,
        [this] { (new RemedyDialog(m_examination, this))->open(); });
    connect(m_act, &QPushButton::clicked, this, &DiagnosisView::act);
    connect(m_verify, &QPushButton::clicked, this, &DiagnosisView::verifyKey);
    connect(&m_keyCheck, &KeyCheck::finished, this, &DiagnosisView::showKeyVerdict);
    connect(&m_bench, &Workbench::counterChanged, this, &DiagnosisView::merchantChanged);
}

void DiagnosisView::openMessage(const QByteArray& message, const QByteArray& outTradeNo)
{
    m_input->setText(message); // settles, and is examined at once
    if (outTradeNo.isEmpty())
        return;
    m_outTradeNo = outTradeNo;
    examine();
}

void DiagnosisView::merchantChanged()
{
    Counter* counter = m_bench.counter();
    const Secret* key = counter ? &counter->gateway().apiKey() : nullptr;
    m_input->setMerchantKey(key ? key->masked() : QByteArray(), key ? key->size() : 0);
    examine();
}

// --- asking

PasteQuestion DiagnosisView::question() const
{
    PasteQuestion asked;
    asked.text = m_input->text();
    Counter* counter = m_bench.counter();
    if (!m_input->ownKey().isEmpty())
        asked.key = m_input->ownKey().clone();
    else if (counter)
        asked.key = counter->gateway().apiKey().clone();
    asked.type = m_input->type();
    asked.given = m_input->given();
    // Somebody else's key: what this merchant knows says nothing about the message.
    if (m_input->ownKey().isEmpty() || !counter
        || m_input->ownKey().sameAs(counter->gateway().apiKey()))
        addMerchantFacts(m_bench, asked.secrets, asked.identifiers);
    if (const QByteArray appId = m_input->appId(); !appId.isEmpty())
        asked.identifiers.set("appid", appId);
    return asked;
}

void DiagnosisView::examine()
{
    m_typing.stop();
    m_run.cancel();
    m_searching = false;
    const int asked = ++m_asked;
    const QByteArray text = m_input->text();
    if (text.trimmed().isEmpty()) {
        m_settled = false;
        m_examination = {};
        return showAll();
    }
    const QByteArray number = m_outTradeNo.isEmpty() ? orderNumberIn(text) : m_outTradeNo;
    const QByteArray profile = m_bench.profile().name;
    if (number.isEmpty() || profile.isEmpty())
        return run({});
    m_bench.store().read<OrderFacts>(
        this,
        [profile, number](
            const OrderReader& reader) { return readOrderFacts(reader, profile, number); },
        [this, asked](const Result<OrderFacts>& facts) {
            // Without the history the doctor knows less, but not nothing.
            if (asked == m_asked)
                run(facts ? *facts : OrderFacts());
        });
}

void DiagnosisView::run(const OrderFacts& facts)
{
    PasteQuestion asked = question();
    asked.order = facts;
    m_run.start(std::move(asked));
}

void DiagnosisView::examined(const Examination& examination)
{
    const RestingLayout rest(*layout());
    const RestingLayout verdict(*m_verdict->layout());
    m_searching = false;
    m_examination = examination;
    m_keyNotice->dismiss();
    // The input makes room for a verdict, and comes back when something is missing in it.
    if (!examination.diagnosis)
        m_input->fold(false);
    else if (m_settled)
        m_input->fold(true);
    m_settled = false;
    showAll();
    emit shown();
}

void DiagnosisView::stop()
{
    m_run.cancel();
    m_searching = false;
    m_examination.diagnosis.emplace();
    m_examination.diagnosis->verdict = Diagnosis::Verdict::Cancelled;
    showAll();
}

void DiagnosisView::choose(qsizetype explanation)
{
    m_examination.choose(explanation);
    showAll();
}

// --- the key

void DiagnosisView::verifyKey()
{
    const auto ask = [this] {
        if (m_examination.answer && m_bench.counter()) {
            m_keyCheck.start(m_examination.answer->key);
            showButtons();
        }
    };
    if (m_bench.profile().isSandbox())
        return ask();
    auto* box = new QMessageBox(
        QMessageBox::Question, QString(), tr("Ask the real merchant's gateway?"), {}, this);
    box->setObjectName(QStringLiteral("signaturesVerifyConfirm"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(m_keyCheck.announcement());
    QPushButton* yes = box->addButton(tr("Send the query"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(tr("Cancel"), QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, ask);
    box->open();
}

void DiagnosisView::showKeyVerdict(KeyCheck::Verdict verdict, const std::optional<Failure>& failure)
{
    showButtons();
    switch (verdict) {
    case KeyCheck::Verdict::Right:
        return m_keyNotice->show(
            {tr("The key is right."),
                tr("The gateway took the signature, and its answer verifies under the same key."),
                {}},
            Tone::Ok);
    case KeyCheck::Verdict::Wrong:
        return m_keyNotice->show(
            {tr("The key is wrong."), tr("The gateway refused a signature that follows the rules."),
                tr("Set a new key in the merchant platform, or paste the present one again.")},
            Tone::Bad);
    case KeyCheck::Verdict::OtherKey:
        return m_keyNotice->show({tr("The gateway signs with another key."),
                                     tr("Its answer does not verify under this one."), {}},
            Tone::Bad);
    case KeyCheck::Verdict::Unknown:
        if (failure)
            m_keyNotice->show(*failure);
        return;
    }
}

// --- showing

void DiagnosisView::showAll()
{
    const RestingLayout rest(*layout());
    const RestingLayout verdict(*m_verdict->layout());
    showInput();
    showVerdict();
    const auto& answer = m_examination.answer;
    m_stack->setCurrentIndex(answer ? 1 : 0);
    const bool reconstructed =
        m_examination.explanation() && answer && answer->yourString.isEmpty();
    m_table->setRows(m_examination.rows,
        reconstructed ? ComparisonModel::Sides::ReconstructedAndRight
                      : ComparisonModel::Sides::YoursAndRight);
    m_lower->show(m_examination);
    if (answer)
        m_table->setStrings(m_examination.yourString(), m_examination.rightString());
    m_lower->showRow(m_table->current());
    showButtons();
}

void DiagnosisView::showInput()
{
    const auto& answer = m_examination.answer;
    m_input->askAppId(answer && answer->asksAppId);
    if (!answer) {
        m_input->showKind({}, Tone::Neutral);
        return m_input->showSummary({});
    }
    m_input->showKind(VerdictWords::kind(*answer), Tone::Info);
    const QString fields = tr("Fields: %1").arg(answer->pasted.size());
    m_input->showSummary(answer->keyed
            ? tr("%1, key %2").arg(fields, QString::fromUtf8(answer->key.masked()))
            : tr("%1, no key").arg(fields));
}

void DiagnosisView::showVerdict()
{
    const bool asked = m_examination.answer || m_examination.failure;
    m_verdict->show(asked ? VerdictWords::of(m_examination) : VerdictText());
    QStringList explanations;
    if (m_examination.diagnosis) {
        for (const Explanation& one : m_examination.diagnosis->explanations)
            explanations << VerdictWords::line(one);
    }
    m_verdict->setAlternatives(explanations, m_examination.chosen);
    const QString findings =
        m_examination.answer ? findingLines(m_examination.answer->findings) : QString();
    m_findings->setText(findings);
    m_findings->setVisible(!findings.isEmpty());
}

bool DiagnosisView::canRetry() const
{
    const auto& answer = m_examination.answer;
    return m_bench.counter() && answer && answer->stage == SigningStage::Request
        && answer->pasted.contains("trade_type");
}

void DiagnosisView::showButtons()
{
    const auto& answer = m_examination.answer;
    const bool wrong = answer && answer->wrong();
    m_fix->setVisible(m_examination.explanation() != nullptr);
    m_act->setVisible(wrong && answer->stage != SigningStage::Verify);
    m_act->setText(canRetry() ? tr("Place and retry") : tr("Corrected message"));
    // A pair of facts that cannot be told apart by recomputing: the rules were kept, or nobody
    // knows.
    m_verify->setVisible(m_bench.counter() && answer && answer->keyed && !m_searching
        && !m_examination.explanation());
    m_verify->setEnabled(!m_keyCheck.isRunning());
    m_copy->setEnabled(answer != nullptr);
    m_again->setEnabled(answer != nullptr);
    m_again->setText(m_searching ? tr("Stop") : tr("Diagnose again"));
}

void DiagnosisView::act()
{
    if (canRetry())
        return emit retryRequested(m_examination.answer->pasted);
    (new CorrectedDialog(*m_examination.answer, this))->open();
}

QString DiagnosisView::report() const
{
    if (!m_examination.answer)
        return {};
    const PasteAnswer& answer = *m_examination.answer;
    QStringList parts{VerdictWords::kind(answer), m_verdict->text().plain()};
    if (m_examination.explanation())
        parts << RemedyDialog::text(m_examination);
    if (!m_findings->text().isEmpty())
        parts << m_findings->text();
    parts << m_table->model().report() << m_lower->report();
    parts << tr("Yours: %1\nRight: %2")
                 .arg(spokenRuns(runsOf(answer.yours.left(200), {})),
                     answer.keyed ? QString::fromLatin1(answer.right.signature) : tr("no key"));
    return parts.join(QStringLiteral("\n\n")) + u'\n';
}

void DiagnosisView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const int high = window()->height();
    const bool low = high < lowWindow;
    m_table->setLow(low);
    m_lower->setLow(low, high < veryLowWindow);
    m_verdict->setLow(low);
    shareRoom();
}

// --- the room

bool DiagnosisView::isScarce() const
{
    return window()->height() < roomyWindow;
}

/// Where there is not room for everything, what was opened last stays open.
void DiagnosisView::makeRoom(const QWidget* opened)
{
    if (!isScarce())
        return;
    if (opened != m_verdict)
        m_verdict->foldOthers();
    if (opened != m_input && m_examination.answer)
        m_input->fold(true);
    if (opened != m_lower)
        shareRoom();
}

void DiagnosisView::shareRoom()
{
    m_lower->giveRoom(isScarce() && (!m_input->isFolded() || m_verdict->showsOthers()));
}

void DiagnosisView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
        showAll();
    }
}

void DiagnosisView::retranslateUi()
{
    m_fromHistory->setText(tr("From history"));
    m_copy->setText(tr("Copy report"));
    m_fix->setText(tr("How to fix it"));
    m_verify->setText(tr("Verify key"));
    m_hex->setText(tr("Bytes"));
    m_empty->setTexts(tr("Paste a message, a sign string, a cURL command or the wx.requestPayment "
                         "object here."));
    showButtons();
}

} // namespace paydesk
