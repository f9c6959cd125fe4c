#include "ui/signatures/remedydialog.h"

#include "core/sign/xmlcodec.h"
#include "ui/signatures/pieces.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messageview.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype longestExample = 160;

    struct RemedyWords {
        Q_DECLARE_TR_FUNCTIONS(paydesk::RemedyDialog)
    };

    QString side(const std::optional<QByteArray>& piece, const QList<Span>& marks)
    {
        return piece ? spokenRuns(runsOf(*piece, marks)).left(longestExample)
                     : RemedyWords::tr("(not there)");
    }

    bool concerns(const Cause& cause, const ComparisonRow& row)
    {
        using Kind = ComparisonRow::Kind;
        if (!row.differs())
            return false;
        if (!cause.field.isEmpty())
            return row.kind == Kind::Field && row.compared.name == cause.field;
        switch (cause.card().slot) {
        case Slot::Key:
            return row.kind == Kind::Key;
        case Slot::Attach:
        case Slot::Join:
        case Slot::String:
            return row.kind == Kind::Key || row.kind == Kind::String;
        case Slot::Charset:
        case Slot::Hash:
            return row.kind == Kind::Digest;
        case Slot::Output:
            return row.kind == Kind::Signature;
        default:
            return row.kind == Kind::Field;
        }
    }

    /// The place itself, as it is and as it should be; empty when no row shows it.
    QString example(const Cause& cause, const QList<ComparisonRow>& rows)
    {
        const auto row = std::find_if(rows.begin(), rows.end(),
            [&cause](const ComparisonRow& candidate) { return concerns(cause, candidate); });
        if (row == rows.end())
            return {};
        const ComparedField& field = row->compared;
        return RemedyWords::tr("is:        %1\nshould be: %2")
            .arg(side(field.yours, field.yourMarks), side(field.right, field.rightMarks));
    }

    QLabel* plainLabel(const QString& text, FontRole role, QWidget* parent)
    {
        auto* label = new QLabel(text, parent);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        setFontRole(label, role);
        return label;
    }

    void addCopy(QDialogButtonBox* buttons, const QString& objectName, const QString& name,
        const QString& text)
    {
        QPushButton* copy = secondaryButton("copy", buttons);
        copy->setText(name);
        copy->setObjectName(objectName);
        copy->setAutoDefault(false);
        buttons->addButton(copy, QDialogButtonBox::ActionRole);
        QObject::connect(copy, &QPushButton::clicked, buttons,
            [text] { QGuiApplication::clipboard()->setText(text); });
        QObject::connect(buttons, &QDialogButtonBox::rejected, buttons->window(), &QWidget::close);
    }

} // namespace

RemedyDialog::RemedyDialog(const Examination& examination, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("signaturesRemedy"));
    setWindowTitle(tr("How to fix it"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* inside = new QWidget;
    auto* causes = new QVBoxLayout(inside);
    causes->setSpacing(6);
    const Explanation* found = examination.explanation();
    for (const Cause& cause : found ? found->causes : QList<Cause>()) {
        causes->addWidget(plainLabel(cause.sentence(), FontRole::Heading, inside));
        causes->addWidget(plainLabel(cause.card().fix.text(), FontRole::Body, inside));
        if (const QString shown = example(cause, examination.rows); !shown.isEmpty())
            causes->addWidget(plainLabel(shown, FontRole::Technical, inside));
        causes->addSpacing(10);
    }
    causes->addStretch(1);
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(inside);
    area->setAccessibleName(windowTitle());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* column = new QVBoxLayout(this);
    column->addWidget(area, 1);
    column->addWidget(buttons);
    addCopy(buttons, QStringLiteral("signaturesRemedyCopy"), tr("Copy"), text(examination));
    resize(640, 400);
}

QString RemedyDialog::text(const Examination& examination)
{
    QStringList lines;
    const Explanation* found = examination.explanation();
    for (const Cause& cause : found ? found->causes : QList<Cause>()) {
        lines << cause.sentence() << cause.card().fix.text();
        if (const QString shown = example(cause, examination.rows); !shown.isEmpty())
            lines << shown;
    }
    return lines.join(u'\n');
}

CorrectedDialog::CorrectedDialog(const PasteAnswer& answer, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("signaturesCorrected"));
    setWindowTitle(tr("The message with the right signature"));
    setAttribute(Qt::WA_DeleteOnClose);
    const QString message = QString::fromUtf8(corrected(answer));
    auto* view = technicalTextView(this);
    view->setObjectName(QStringLiteral("signaturesCorrectedText"));
    view->setPlainText(message);
    view->setAccessibleName(windowTitle());
    auto* hint = new HintLabel(this);
    hint->setText(
        tr("This mends this one message. The programme that made it has to be mended, too: "
           "see “How to fix it”."));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* column = new QVBoxLayout(this);
    column->addWidget(view, 1);
    column->addWidget(hint);
    column->addWidget(buttons);
    addCopy(buttons, QStringLiteral("signaturesCorrectedCopy"), tr("Copy"), message);
    resize(640, 420);
}

QByteArray CorrectedDialog::corrected(const PasteAnswer& answer)
{
    Parameters fields = answer.pasted;
    const QByteArray signField = answer.right.signField;
    fields.set(signField, answer.right.signature);
    if (answer.stage != SigningStage::PaySign)
        return toXml(fields);
    QJsonObject call;
    for (const Parameter& field : fields)
        call.insert(QString::fromUtf8(field.name), QString::fromUtf8(field.value));
    return QJsonDocument(call).toJson();
}

} // namespace paydesk
