#include "app/noticetext.h"

#include "app/output.h"

namespace paydesk {

namespace {

    /// Quoted for a POSIX shell.
    QByteArray shellWord(QByteArray text)
    {
        return '\'' + text.replace('\'', "'\\''") + '\'';
    }

} // namespace

bool isPrintForm(const QByteArray& form)
{
    return form == "xml" || form == "curl";
}

void printMessage(const QByteArray& form, const QByteArray& xml, const QByteArray& target)
{
    if (form == "xml")
        printLine(xml);
    else
        printLine("curl -sS -H 'Content-Type: text/xml' --data-binary " + shellWord(xml) + ' '
            + shellWord(target));
}

} // namespace paydesk
