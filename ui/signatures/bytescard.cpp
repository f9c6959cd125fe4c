#include "ui/signatures/bytescard.h"

#include "ui/signatures/encodings.h"
#include "ui/signatures/pieces.h"
#include "ui/style/fonts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messageview.h"

#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedWidget>

namespace paydesk {

namespace {

    constexpr qsizetype shownBytes = 64 * 1024;
    constexpr qsizetype longestSign = 200;

} // namespace

BytesCard::BytesCard(QWidget* parent)
    : Card(parent)
    , m_title(new QLabel(this))
    , m_caption(new ElidedLabel(this))
    , m_sides(new QButtonGroup(this))
    , m_stack(new QStackedWidget(this))
    , m_hex(new HexView(m_stack))
    , m_encodings(technicalTextView(m_stack))
{
    body()->setContentsMargins(14, 8, 14, 8);
    body()->setSpacing(8);
    setFontRole(m_caption, FontRole::Small);
    m_caption->setSecondary(true);
    m_caption->setObjectName(QStringLiteral("signaturesBytesCaption"));
    m_hex->setObjectName(QStringLiteral("signaturesHex"));
    m_hex->setFrameShape(QFrame::NoFrame);
    m_hex->setCompact(true);
    m_encodings->setObjectName(QStringLiteral("signaturesEncodings"));
    m_encodings->setFrameShape(QFrame::NoFrame);
    m_encodings->setLineWrapMode(QPlainTextEdit::NoWrap);
    constexpr const char* names[] = {
        "signaturesBytesYours", "signaturesBytesRight", "signaturesBytesEncodings"};
    setFontRole(m_title, FontRole::Heading);
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_title);
    line->addWidget(m_caption, 1);
    for (int side = Yours; side <= Encodings; ++side) {
        auto* chip = new Chip(this);
        chip->setObjectName(QString::fromLatin1(names[side]));
        m_sides->addButton(chip, side);
        line->addWidget(chip);
    }
    m_sides->button(Yours)->setChecked(true);
    m_stack->addWidget(m_hex);
    m_stack->addWidget(m_encodings);
    body()->addLayout(line);
    body()->addWidget(m_stack, 1);
    body()->addWidget(buildSigns());
    connect(m_sides, &QButtonGroup::idClicked, this, [this] { showBytes(); });
    retranslateUi();
}

QWidget* BytesCard::buildSigns()
{
    auto* box = new QWidget(this);
    m_yoursName = new QLabel(box);
    m_yours = new CopyField(box);
    m_yours->setObjectName(QStringLiteral("signaturesYours"));
    m_rightName = new QLabel(box);
    m_right = new CopyField(box);
    m_right->setObjectName(QStringLiteral("signaturesRight"));
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(0);
    grid->addWidget(m_yoursName, 0, 0);
    grid->addWidget(m_yours, 0, 1);
    grid->addWidget(m_rightName, 1, 0);
    grid->addWidget(m_right, 1, 1);
    grid->setColumnStretch(1, 1);
    return box;
}

void BytesCard::setStrings(
    const QByteArray& yours, const QByteArray& right, const QList<ComparisonRow>& rows)
{
    m_strings[Yours] = yours;
    m_strings[Right] = right;
    m_rows = rows;
    // Without a string of yours there is only the right one; with it, it is what people look for.
    const bool had = m_sides->button(Yours)->isEnabled();
    m_sides->button(Yours)->setEnabled(!yours.isEmpty());
    if (had != !yours.isEmpty() && m_sides->checkedId() != Encodings)
        m_sides->button(yours.isEmpty() ? Right : Yours)->setChecked(true);
    showBytes();
}

void BytesCard::setSignatures(const QByteArray& yours, bool computed, const QByteArray& right)
{
    m_computed = computed;
    m_yours->setValue(spokenRuns(runsOf(yours.left(longestSign), {})));
    m_right->setValue(QString::fromLatin1(right));
    retranslateUi();
}

void BytesCard::showRow(const ComparisonRow* row)
{
    m_row = row ? std::optional<ComparisonRow>(*row) : std::nullopt;
    showBytes();
}

void BytesCard::setTitled(bool titled)
{
    m_title->setVisible(titled);
}

void BytesCard::showBytes()
{
    const int side = m_sides->checkedId();
    m_stack->setCurrentIndex(side == Encodings ? 1 : 0);
    if (side == Encodings)
        return showEncodings();
    const QByteArray bytes = m_strings[side].left(shownBytes);
    m_caption->setFullText(
        bytes.isEmpty() ? QString() : tr("%1 bytes shown, UTF-8, key masked").arg(bytes.size()));
    m_hex->setBytes(bytes);
    QList<std::pair<qsizetype, qsizetype>> marks;
    for (const Span& mark : marksIn(bytes, m_rows, side == Yours))
        marks.append({mark.start, mark.length});
    m_hex->setMarks(marks);
    m_hex->setMarksGood(side == Right);
    if (!m_row)
        return;
    const std::optional<QByteArray>& piece =
        side == Yours ? m_row->compared.yours : m_row->compared.right;
    const QList<Span> own = marksIn(bytes, {*m_row}, side == Yours);
    if (!own.isEmpty())
        m_hex->scrollToByte(own.first().start);
    else if (piece && bytes.contains(*piece))
        m_hex->scrollToByte(bytes.indexOf(*piece));
}

/// The chosen row's value; of a key nothing but the mask is here to be encoded.
void BytesCard::showEncodings()
{
    const bool field = m_row && m_row->kind == ComparisonRow::Kind::Field;
    const std::optional<QByteArray> piece = !field ? std::nullopt
        : m_row->compared.yours                    ? m_row->compared.yours
                                                   : m_row->compared.right;
    if (!m_row || !piece) {
        m_caption->setFullText(tr("Choose a field in the table"));
        return m_encodings->clear();
    }
    const QByteArray value = piece->mid(piece->indexOf('=') + 1);
    m_caption->setFullText(
        tr("The value of %1 in three encodings").arg(spokenRuns(runsOf(m_row->compared.name, {}))));
    m_encodings->setPlainText(encodingsText(value, tr("cannot hold it"), tr("%1 B", "bytes")));
}

void BytesCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void BytesCard::retranslateUi()
{
    m_title->setText(tr("Bytes"));
    setAccessibleName(m_title->text());
    m_sides->button(Yours)->setText(tr("Yours"));
    m_sides->button(Right)->setText(tr("Right"));
    m_sides->button(Encodings)->setText(tr("Encodings"));
    m_encodings->setAccessibleName(tr("Encodings"));
    m_yoursName->setText(m_computed ? tr("Your string gives") : tr("Your signature"));
    m_yours->setName(m_yoursName->text());
    m_rightName->setText(tr("Right signature"));
    m_right->setName(m_rightName->text());
    showBytes();
}

} // namespace paydesk
