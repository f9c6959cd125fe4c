#include "ui/widgets/messagehighlighter.h"

#include "ui/style/tokens.h"

#include <QEvent>
#include <QPlainTextEdit>
#include <QRegularExpression>

namespace paydesk {

namespace {

    /// A pattern and the colour of what its first group (or all of it) matches.
    struct Rule {
        QRegularExpression pattern;
        Token color;
    };

    const QList<Rule>& rules()
    {
        static const QList<Rule> list{
            {QRegularExpression(QStringLiteral("</?[A-Za-z_][\\w:.-]*|/?>")), &Tokens::info},
            {QRegularExpression(QStringLiteral("<!\\[CDATA\\[|\\]\\]>|<!--.*?-->")),
                &Tokens::text2},
            {QRegularExpression(QStringLiteral("\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:)")),
                &Tokens::info},
            {QRegularExpression(QStringLiteral("^[A-Za-z][A-Za-z0-9-]*(?=: )")), &Tokens::info},
        };
        return list;
    }

} // namespace

MessageHighlighter::MessageHighlighter(QPlainTextEdit* view)
    : QSyntaxHighlighter(view->document())
    , m_view(view)
{
    view->installEventFilter(this);
}

bool MessageHighlighter::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::PaletteChange)
        rehighlight();
    return QSyntaxHighlighter::eventFilter(watched, event);
}

void MessageHighlighter::highlightBlock(const QString& text)
{
    const Tokens& t = tokensOf(m_view->palette());
    for (const Rule& rule : rules()) {
        QTextCharFormat format;
        format.setForeground(t.*rule.color);
        for (auto matches = rule.pattern.globalMatch(text); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            setFormat(int(match.capturedStart()), int(match.capturedLength()), format);
        }
    }
    spelled(text);
}

void MessageHighlighter::spelled(const QString& text)
{
    const Tokens& t = tokensOf(m_view->palette());
    QTextCharFormat pill;
    pill.setForeground(t.inv);
    pill.setBackground(t.invbg);
    for (qsizetype start = text.indexOf(QChar(0x2039)); start >= 0;
        start = text.indexOf(QChar(0x2039), start + 1)) {
        const qsizetype end = text.indexOf(QChar(0x203A), start);
        if (end < 0)
            return;
        setFormat(int(start), int(end - start + 1), pill);
    }
}

} // namespace paydesk
