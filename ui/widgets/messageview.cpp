#include "ui/widgets/messageview.h"

#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/messagehighlighter.h"
#include "ui/widgets/messagetext.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QToolButton>

namespace paydesk {

QPlainTextEdit* technicalTextView(QWidget* parent)
{
    auto* view = new QPlainTextEdit(parent);
    setFontRole(view, FontRole::Technical);
    view->setReadOnly(true);
    view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    view->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    view->setUndoRedoEnabled(false);
    view->document()->setDocumentMargin(6);
    new MessageHighlighter(view);
    return view;
}

MessageView::MessageView(QWidget* parent)
    : QTabWidget(parent)
    , m_formatted(technicalTextView(this))
    , m_raw(technicalTextView(this))
    , m_hex(new HexView(this))
    , m_headerText(technicalTextView(this))
    , m_copy(iconButton("copy", this))
{
    setDocumentMode(true);
    setUsesScrollButtons(false); // all four ways are seen; who lays this out leaves them room
    m_formatted->setObjectName(QStringLiteral("formatted"));
    m_raw->setObjectName(QStringLiteral("raw"));
    m_hex->setObjectName(QStringLiteral("hex"));
    m_headerText->setObjectName(QStringLiteral("headers"));
    m_copy->setObjectName(QStringLiteral("copyBody"));
    for (QWidget* page : {static_cast<QWidget*>(m_formatted), static_cast<QWidget*>(m_raw),
             static_cast<QWidget*>(m_hex), static_cast<QWidget*>(m_headerText)})
        addTab(page, QString());
    setCornerWidget(m_copy);
    connect(this, &QTabWidget::currentChanged, this, &MessageView::fill);
    connect(m_copy, &QToolButton::clicked, this, &MessageView::copyBody);
    retranslateUi();
}

void MessageView::setMessage(
    const QByteArray& startLine, const QList<Header>& headers, const QByteArray& body)
{
    if (m_filled[currentIndex()] && startLine == m_startLine && headers == m_headers
        && body == m_body)
        return;
    m_startLine = startLine;
    m_headers = headers;
    m_body = body;
    for (bool& filled : m_filled)
        filled = false;
    fill(currentIndex());
    retranslateUi();
}

void MessageView::showRequest(const Exchange& exchange)
{
    setMessage(exchange.method + ' ' + exchange.url + " HTTP/1.1", exchange.requestHeaders,
        exchange.requestBody);
}

void MessageView::showAnswer(const Exchange& exchange)
{
    const QByteArray line =
        exchange.status == 0 ? QByteArray() : "HTTP/1.1 " + QByteArray::number(exchange.status);
    setMessage(line, exchange.answerHeaders, exchange.answerBody);
}

void MessageView::clear()
{
    setMessage({}, {}, {});
}

void MessageView::setName(const QString& name)
{
    m_name = name;
    retranslateUi();
}

void MessageView::fill(int tab)
{
    if (tab < 0 || m_filled[tab])
        return;
    m_filled[tab] = true;
    switch (tab) {
    case Formatted:
        m_formatted->setPlainText(visible(formatted(m_body), false));
        break;
    case Raw:
        m_raw->setPlainText(visible(QString::fromUtf8(m_body), true));
        break;
    case Hex:
        m_hex->setBytes(m_body);
        break;
    case Headers:
        m_headerText->setPlainText(visible(head(), false));
        break;
    default:
        break;
    }
}

QString MessageView::head() const
{
    QString text = QString::fromUtf8(m_startLine);
    for (const Header& header : m_headers) {
        if (!text.isEmpty())
            text += QLatin1Char('\n');
        text +=
            QString::fromUtf8(header.name) + QStringLiteral(": ") + QString::fromUtf8(header.value);
    }
    return text;
}

void MessageView::copyBody() const
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_body));
}

void MessageView::changeEvent(QEvent* event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void MessageView::retranslateUi()
{
    setTabText(Formatted, tr("Pretty"));
    setTabText(Raw, tr("Raw"));
    setTabText(Hex, tr("Hex"));
    setTabText(
        Headers, m_headers.isEmpty() ? tr("Headers") : tr("Headers %1").arg(m_headers.size()));
    setAccessibleName(m_name.isEmpty() ? tr("Message") : m_name);
    m_formatted->setAccessibleName(tr("%1, formatted").arg(accessibleName()));
    m_raw->setAccessibleName(tr("%1, raw").arg(accessibleName()));
    m_headerText->setAccessibleName(tr("%1, headers").arg(accessibleName()));
    setToolButtonName(m_copy, tr("Copy the body as it is"));
}

} // namespace paydesk
