#include "core/reconcile/billfile.h"

#include "core/gateway/gunzip.h"
#include "core/gateway/transmission.h"

#include <QFile>

namespace paydesk {

namespace {

    constexpr qint64 pieceSize = qint64(64) * 1024;
    constexpr QByteArrayView gzipStart("\x1F\x8B");

    /// What is damage on the way from the gateway is a wrong file here.
    Failure asRejection(const Failure& why)
    {
        if (why.id != FailureId::BillDamaged)
            return why;
        QVariantMap details = why.details;
        details.insert(QStringLiteral("column"), QString());
        return failure(FailureId::BillRejected, details);
    }

    Failure tooLong()
    {
        return failure(FailureId::BillRejected,
            {{QStringLiteral("line"), 0}, {QStringLiteral("column"), QString()},
                {QStringLiteral("reason"),
                    QStringLiteral(QT_TRANSLATE_NOOP("Reason", "It is longer than 512 MiB."))}});
    }

    /// Hands the text on as long as it is not too much of it: a few packed bytes can be many.
    class TextGuard {
    public:
        explicit TextGuard(BillReader& reader)
            : m_reader(reader)
        {
        }

        Result<void> take(QByteArrayView text)
        {
            m_size += text.size();
            return m_size > fileLimit ? fail(tooLong()) : m_reader.feed(text);
        }

    private:
        BillReader& m_reader;
        qint64 m_size = 0;
    };

    Result<BillSummary> readPieces(QFile& file, BillReader& reader, const std::atomic_bool& stop,
        const std::function<void(qint64, qint64)>& progress)
    {
        TextGuard guard(reader);
        Gunzip gunzip([&guard](QByteArrayView text) { return guard.take(text); });
        const bool packed = file.peek(gzipStart.size()) == gzipStart;
        QByteArray piece(pieceSize, Qt::Uninitialized);
        for (;;) {
            if (stop)
                return fail(FailureId::Cancelled);
            const qint64 size = file.read(piece.data(), piece.size());
            if (size < 0)
                return fail(FailureId::FileUnreadable,
                    {{QStringLiteral("path"), file.fileName()},
                        {QStringLiteral("reason"), file.errorString()}});
            if (size == 0)
                break;
            const QByteArrayView bytes = QByteArrayView(piece).first(size);
            const Result<void> taken = packed ? gunzip.feed(bytes) : guard.take(bytes);
            if (!taken)
                return fail(taken.error());
            progress(file.pos(), file.size());
        }
        if (packed && !gunzip.isComplete())
            return fail(FailureId::BillDamaged,
                {{QStringLiteral("line"), 0},
                    {QStringLiteral("reason"),
                        QStringLiteral(
                            QT_TRANSLATE_NOOP("Reason", "The packed bill was cut short."))}});
        return reader.finish();
    }

} // namespace

Result<BillSummary> readBillFile(const QString& path, BillReader& reader,
    const std::atomic_bool& stop, const std::function<void(qint64 read, qint64 size)>& progress)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(FailureId::FileUnreadable,
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), file.errorString()}});
    return readPieces(file, reader, stop, progress).map_error(asRejection);
}

} // namespace paydesk
