#pragma once

#include "core/doctor/md5lanes.h"
#include "core/doctor/searchtarget.h"

#include <QVarLengthArray>

#include <memory>
#include <utility>
#include <vector>

namespace paydesk {

/// The pieces of a text that is nowhere put together.
class TextParts {
public:
    void add(QByteArrayView part)
    {
        if (part.isEmpty())
            return;
        if (!m_parts.isEmpty() && m_parts.last().end() == part.begin())
            m_parts.last() = QByteArrayView(m_parts.last().begin(), part.end());
        else
            m_parts.append(part);
        m_size += part.size();
    }
    void clear()
    {
        m_parts.clear();
        m_size = 0;
    }
    qsizetype size() const { return m_size; }
    auto begin() const { return m_parts.begin(); }
    auto end() const { return m_parts.end(); }

private:
    QVarLengthArray<QByteArrayView, 128> m_parts;
    qsizetype m_size = 0;
};

/// Grinds candidate texts to digests and keeps the tags of those that match. One thread each. What
/// many candidates begin with is digested once (mark()); a candidate says from which whole block on
/// it differs.
class Mill {
public:
    explicit Mill(SearchTarget target)
        : m_target(std::move(target))
    {
    }
    virtual ~Mill() = default;
    Mill(const Mill&) = delete;
    Mill& operator=(const Mill&) = delete;

    /// The states of the digest along a common text, block by block.
    struct Marks {
        QByteArray text;
        std::vector<Md5State> md5;
        std::shared_ptr<const void> other; ///< the kind of state that this mill has
    };
    virtual void mark(Marks& marks) const = 0;
    /// A candidate: the common text's first `from` bytes (whole blocks), then the parts. `key`: an
    /// index into the keys the mill was made with, 0 for the plain one.
    virtual void grind(
        const Marks& marks, qsizetype from, const TextParts& parts, int key, quint64 tag) = 0;
    /// To be called at the end: candidates may wait for company.
    virtual void finish() {}

    const std::vector<quint64>& hits() const { return m_hits; }
    qint64 tried() const { return m_tried; }

protected:
    void check(const unsigned char* digest, quint64 tag)
    {
        if (m_target.matches(digest))
            m_hits.push_back(tag);
    }

    SearchTarget m_target;
    std::vector<quint64> m_hits;
    qint64 m_tried = 0;
};

/// What is made of a digest before it is compared.
using DigestAgain = std::function<QByteArray(const QByteArray& digest, const QByteArray& key)>;

/// MD5 in lanes. `again` may be none; it gets the plain key.
std::unique_ptr<Mill> md5Mill(const SearchTarget& target, const Md5Lanes& lanes,
    const std::vector<QByteArray>& keys, const DigestAgain& again);
/// An HMAC with the states behind both pads kept for every key; of MD5, SHA-1 or SHA-256 (SHA-512
/// has other blocks: a plain mill).
std::unique_ptr<Mill> hmacMill(
    const SearchTarget& target, HmacKind kind, const std::vector<QByteArray>& keys);
/// Whatever else: text by text.
std::unique_ptr<Mill> plainMill(const SearchTarget& target, const std::vector<QByteArray>& keys,
    const std::function<QByteArray(const QByteArray& text, const QByteArray& key)>& digest);

} // namespace paydesk
