#include "ui/replay/messageeditor.h"

#include "core/base/redact.h"
#include "core/base/wording.h"
#include "ui/orders/orderwords.h"
#include "ui/replay/fieldmodel.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messagehighlighter.h"
#include "ui/widgets/messageview.h"
#include "ui/widgets/readingtable.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int fieldRowHeight = 26;
    constexpr int nameWidth = 150;

    /// QPlainTextEdit::toPlainText() would make blanks of what only looks like them.
    QByteArray typedText(const QPlainTextEdit& edit)
    {
        QString text = edit.document()->toRawText();
        text.replace(QChar::ParagraphSeparator, u'\n');
        return text.toUtf8();
    }

} // namespace

MessageEditor::MessageEditor(const Exchange& notice, const Secret& key, QWidget* parent)
    : QTabWidget(parent)
    , m_body(notice.requestBody)
    , m_draft(takenApart(notice.requestBody, key))
    , m_received(new MessageView(this))
    , m_fields(new FieldModel(this))
    , m_table(new QTableView(this))
    , m_remove(secondaryButton("trash", this))
    , m_restore(secondaryButton("reset", this))
    , m_sign(new QComboBox(this))
    , m_state(new HintLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_textHint(new HintLabel(this))
{
    setObjectName(QStringLiteral("replayMessage"));
    setDocumentMode(true);
    m_received->showRequest(notice);
    addTab(m_received, QString());
    addTab(buildFields(), QString());
    addTab(buildText(), QString());
    connect(m_fields, &FieldModel::edited, this, &MessageEditor::showState);
    connect(m_sign, &QComboBox::currentIndexChanged, this, &MessageEditor::showState);
    connect(m_remove, &QPushButton::clicked, this, &MessageEditor::removeCurrent);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (m_draft)
            m_fields->setFields(m_draft->fields);
        showState();
    });
    connect(m_text, &QPlainTextEdit::textChanged, this, &MessageEditor::changed);
    connect(this, &QTabWidget::currentChanged, this, &MessageEditor::changed);
    retranslateUi();
}

QWidget* MessageEditor::buildFields()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 10, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_table, 1);
    m_table->setObjectName(QStringLiteral("replayFields"));
    m_table->setModel(m_fields);
    setUpReadingTable(m_table, fieldRowHeight);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
        | QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setColumnWidth(FieldModel::Name, nameWidth);
    m_table->horizontalHeader()->setStretchLastSection(true);
    if (m_draft)
        m_fields->setFields(m_draft->fields);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_remove);
    row->addWidget(m_restore);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(m_sign);
    column->addWidget(m_state);
    m_remove->setObjectName(QStringLiteral("replayRemove"));
    m_restore->setObjectName(QStringLiteral("replayRestore"));
    m_sign->setObjectName(QStringLiteral("replaySign"));
    m_state->setObjectName(QStringLiteral("replayState"));
    for (QWidget* part : {static_cast<QWidget*>(m_table), static_cast<QWidget*>(m_remove),
             static_cast<QWidget*>(m_restore), static_cast<QWidget*>(m_sign)})
        part->setEnabled(m_draft.has_value());
    for (const Resigning way :
        {Resigning::Right, Resigning::Unchanged, Resigning::StrangeKey, Resigning::Absent})
        m_sign->addItem(QString(), int(way));
    return page;
}

QWidget* MessageEditor::buildText()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 10, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_text, 1);
    column->addWidget(m_textHint);
    m_text->setObjectName(QStringLiteral("replayText"));
    m_text->setTabChangesFocus(true);
    m_text->setPlainText(QString::fromUtf8(m_body));
    m_text->document()->setModified(false);
    setFontRole(m_text, FontRole::Technical);
    new MessageHighlighter(m_text); // the document's child
    return page;
}

Resigning MessageEditor::resigning() const
{
    return Resigning(m_sign->currentData().toInt());
}

QByteArray MessageEditor::message(const Secret& key) const
{
    switch (way()) {
    case Fields:
        if (m_draft) {
            NoticeDraft draft = *m_draft;
            draft.fields = m_fields->fields();
            return putTogether(draft, resigning(), key);
        }
        break;
    case Text:
        if (m_text->document()->isModified())
            return typedText(*m_text);
        break;
    case AsItCame:
    case WayCount:
        break;
    }
    return m_body;
}

void MessageEditor::removeCurrent()
{
    m_fields->removeField(m_table->currentIndex().row());
}

void MessageEditor::showState()
{
    if (!m_draft) {
        m_state->setTone(Tone::Warn);
        m_state->setText(wordingOf(m_draft.error()).sentence());
        emit changed();
        return;
    }
    QStringList names;
    for (const QByteArray& name : m_fields->changed())
        names << oneLine(name);
    QString text = names.isEmpty() ? tr("No field is changed.")
                                   : tr("Changed: %1.").arg(names.join(QStringLiteral(", ")));
    const bool ignored = m_draft->isAboutRefund() && !names.isEmpty()
        && (resigning() == Resigning::Unchanged || resigning() == Resigning::Absent);
    if (ignored)
        text += u' ' + tr("They are inside req_info, which is not made anew: they are not sent.");
    else if (m_draft->isAboutRefund())
        text += u' ' + tr("These fields are inside req_info.");
    m_state->setTone(ignored ? Tone::Warn : Tone::Neutral);
    m_state->setText(text);
    emit changed();
}

void MessageEditor::changeEvent(QEvent* event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void MessageEditor::retranslateUi()
{
    setAccessibleName(tr("The message to send"));
    setTabText(AsItCame, tr("As it came"));
    setTabText(Fields, tr("Change and sign"));
    setTabText(Text, tr("As text"));
    m_received->setName(tr("The message as it came"));
    m_table->setAccessibleName(tr("Fields of the message"));
    m_fields->retranslate();
    m_remove->setText(tr("Remove field"));
    m_restore->setText(tr("As it came"));
    m_sign->setAccessibleName(tr("How it is signed"));
    const bool refund = m_draft && m_draft->isAboutRefund();
    m_sign->setItemText(0,
        refund ? tr("req_info made anew with the merchant's key")
               : tr("Signed rightly, with the merchant's key"));
    m_sign->setItemText(1,
        refund ? tr("req_info as it came")
               : tr("sign as the fields have it (wrong once they change)"));
    m_sign->setItemText(2,
        refund ? tr("Wrong: req_info made with a key that nobody has")
               : tr("Wrong: signed with a key that nobody has"));
    m_sign->setItemText(3, refund ? tr("Wrong: without req_info") : tr("Wrong: without sign"));
    m_text->setAccessibleName(tr("The message as text"));
    m_textHint->setText(m_body.contains(redactedMark)
            ? tr("A secret was left out where *** stands when this was recorded.")
            : tr("Sent exactly as it stands here, in UTF-8; nothing is signed."));
    showState();
}

} // namespace paydesk
