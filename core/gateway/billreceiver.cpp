#include "core/gateway/billreceiver.h"

#include "core/gateway/answers.h"

#include <QFileDevice>

namespace paydesk {

namespace {

    constexpr QByteArrayView bomMark("\xEF\xBB\xBF");
    constexpr QByteArrayView gzipMark("\x1F\x8B");
    constexpr qsizetype tellingStart = 16; // bytes that are certainly enough to tell
    constexpr qsizetype longestRefusal = qsizetype(64) * 1024;

    tl::unexpected<Failure> damagedFile(const char* reason)
    {
        return fail(FailureId::BillDamaged,
            {{QStringLiteral("reason"), QString::fromLatin1(reason)}, {QStringLiteral("line"), 0}});
    }

    tl::unexpected<Failure> tooLarge(qint64 limit)
    {
        return fail(FailureId::AnswerTooLarge,
            {{QStringLiteral("host"), QString()}, {QStringLiteral("limit"), limit}});
    }

} // namespace

BillReceiver::BillReceiver(const Endpoint& endpoint, QIODevice& target)
    : m_endpoint(endpoint)
    , m_target(target)
    , m_gunzip([this](QByteArrayView text) { return write(text); })
{
}

Result<void> BillReceiver::take(QByteArrayView bytes)
{
    m_received.addData(bytes);
    if (m_kind != Kind::Unknown)
        return pass(bytes);
    m_start.append(bytes.data(), bytes.size());
    QByteArrayView text(m_start);
    if (text.startsWith(bomMark))
        text = text.sliced(bomMark.size());
    const bool enough = m_start.size() >= tellingStart;
    if (m_start.startsWith(gzipMark))
        m_kind = Kind::Packed;
    else if (text.trimmed().startsWith('<'))
        m_kind = Kind::Refusal;
    else if (enough)
        m_kind = Kind::Text;
    else
        return {};
    const QByteArray start = std::exchange(m_start, {});
    return pass(start);
}

Result<void> BillReceiver::pass(QByteArrayView bytes)
{
    switch (m_kind) {
    case Kind::Packed:
        return m_gunzip.feed(bytes);
    case Kind::Text:
        return write(bytes);
    case Kind::Refusal:
    case Kind::Unknown:
        break;
    }
    m_start.append(bytes.data(), bytes.size());
    return m_start.size() > longestRefusal ? tooLarge(longestRefusal) : Result<void>();
}

Result<void> BillReceiver::write(QByteArrayView text)
{
    m_size += text.size();
    if (m_size > fileLimit)
        return tooLarge(fileLimit);
    m_written.addData(text);
    if (m_target.write(text.data(), text.size()) != text.size()) {
        const auto* file = qobject_cast<const QFileDevice*>(&m_target);
        return fail(FailureId::FileUnwritable,
            {{QStringLiteral("path"), file ? file->fileName() : QString()},
                {QStringLiteral("reason"), m_target.errorString()}});
    }
    return m_reader.feed(text);
}

Result<Parameters> BillReceiver::finish(const WireAnswer& answer, const QString& host)
{
    if (answer.failure)
        return fail(*answer.failure);
    if (m_kind != Kind::Refusal)
        return readBill(answer);
    WireAnswer refusal = answer;
    refusal.body = m_start;
    return readFileRefusal(refusal, m_endpoint, host);
}

Result<Parameters> BillReceiver::readBill(const WireAnswer& answer)
{
    if (m_kind == Kind::Unknown && !m_start.isEmpty()) {
        m_kind = Kind::Text;
        if (const Result<void> taken = pass(std::exchange(m_start, {})); !taken)
            return fail(taken.error());
    }
    if (m_kind == Kind::Packed && !m_gunzip.isComplete())
        return damagedFile(QT_TRANSLATE_NOOP("Reason", "The packed bill was cut short."));
    return checkDigest(answer)
        .and_then([this] { return m_reader.finish(); })
        .map([this](const BillSummary& summary) {
            m_summary = summary;
            return summary.totals;
        });
}

/// The fund flow says its SHA-1 in a header; whether of the packed or of the unpacked file, the
/// documents leave open.
Result<void> BillReceiver::checkDigest(const WireAnswer& answer) const
{
    const QByteArray header = answer.header("Digest");
    constexpr QByteArrayView prefix("SHA=");
    if (header.size() < prefix.size()
        || QByteArrayView(header).first(prefix.size()).compare(prefix, Qt::CaseInsensitive) != 0)
        return {};
    const QByteArray told = header.sliced(prefix.size()).trimmed().toLower();
    if (told == m_received.result().toHex() || told == m_written.result().toHex())
        return {};
    return damagedFile(QT_TRANSLATE_NOOP("Reason", "Its digest is not the one that came with it."));
}

} // namespace paydesk
