#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <deque>
#include <optional>

namespace paydesk {

/// The messages by which Paydesk tests the way from its public address to its own listener. The
/// listener asks here about every body: one that carries a token which is on its way is answered
/// with the length and the SHA-256 of what arrived, is no notification and is not recorded. Tokens
/// are random, so that nobody else gets such an answer. One thread.
class EchoBook {
public:
    /// An XML document of at least `bytes` bytes with a fresh token at its beginning and everything
    /// in it that careless proxies rewrite. The last sixteen are remembered.
    QByteArray newMessage(qsizetype bytes);
    /// What the listener answers; nothing to a body that is no echo.
    std::optional<QByteArray> answerTo(QByteArrayView body) const;
    /// Nothing is on its way any more.
    void clear() { m_tokens.clear(); }

private:
    std::deque<QByteArray> m_tokens;
};

/// What an answer says about the body that arrived.
struct Echo {
    qsizetype bytes = 0;
    QByteArray sha256; ///< lower-case hex

    friend bool operator==(const Echo&, const Echo&) = default;
};

/// The echo of this body.
Echo echoOf(QByteArrayView body);
/// Nothing when the answer is no echo: somebody else answers there.
std::optional<Echo> readEcho(QByteArrayView answer);

} // namespace paydesk
