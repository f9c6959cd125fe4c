#include "core/reach/echo.h"

#include <QCryptographicHash>
#include <QList>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    constexpr std::size_t mostUnderWay = 16;
    constexpr QByteArrayView answerStart =
        "<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[paydesk-echo ";
    constexpr QByteArrayView answerEnd = "]]></return_msg></xml>";
    // Line ends and blanks at the ends of lines, a plus, a percent sign, an ampersand, Chinese, and
    // what looks like an attack to a firewall that looks into bodies.
    constexpr const char* probe = "<probe><![CDATA[a+b%20c &amp; 支付 \t \n"
                                  "' OR 1=1 -- \n]]></probe>\n";
    constexpr QByteArrayView padding = "<pad><![CDATA[0123456789 abcdefghijklmnopqrstuvwxyz]]>"
                                       "</pad>\n";

    QByteArray newToken()
    {
        std::array<quint32, 4> random{};
        QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
        return QByteArray(reinterpret_cast<const char*>(random.data()), sizeof random).toHex();
    }

} // namespace

QByteArray EchoBook::newMessage(qsizetype bytes)
{
    m_tokens.push_back(newToken());
    if (m_tokens.size() > mostUnderWay)
        m_tokens.pop_front();
    QByteArray body = "<xml><paydesk_echo>" + m_tokens.back() + "</paydesk_echo>\n" + probe;
    while (body.size() < bytes)
        body.append(padding);
    return body + "</xml>\n ";
}

std::optional<QByteArray> EchoBook::answerTo(QByteArrayView body) const
{
    const bool ours = std::any_of(m_tokens.begin(), m_tokens.end(),
        [body](const QByteArray& token) { return body.contains(token); });
    if (!ours)
        return {};
    const Echo echo = echoOf(body);
    return answerStart.toByteArray() + QByteArray::number(echo.bytes) + ' ' + echo.sha256
        + answerEnd.toByteArray();
}

Echo echoOf(QByteArrayView body)
{
    return {body.size(),
        QCryptographicHash::hash(body.toByteArray(), QCryptographicHash::Sha256).toHex()};
}

std::optional<Echo> readEcho(QByteArrayView answer)
{
    const QByteArrayView text = answer.trimmed();
    if (!text.startsWith(answerStart) || !text.endsWith(answerEnd))
        return {};
    const QByteArrayList words =
        text.sliced(answerStart.size(), text.size() - answerStart.size() - answerEnd.size())
            .toByteArray()
            .split(' ');
    bool numeric = false;
    const qsizetype bytes = words.constFirst().toLongLong(&numeric);
    if (words.size() != 2 || !numeric)
        return {};
    return Echo{bytes, words.constLast()};
}

} // namespace paydesk
