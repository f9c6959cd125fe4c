#include "core/doctor/searchtarget.h"

#include <algorithm>
#include <cstring>

namespace paydesk {

namespace {

    constexpr int digestSizes[] = {16, 20, 32, 64};

    bool isHex(char c)
    {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    QByteArray hexDigits(QByteArrayView text)
    {
        QByteArray digits;
        for (const char c : text) {
            if (isHex(c))
                digits += c;
        }
        return digits;
    }

    /// Bytes printed as signed numbers, taken back.
    QByteArray withoutSignExtension(const QByteArray& digits)
    {
        QByteArray result;
        for (qsizetype i = 0; i < digits.size();) {
            const bool extended = digits.size() - i >= 8 && digits.mid(i, 6).toLower() == "ffffff";
            i += extended ? 6 : 0;
            result += digits.mid(i, 2);
            i += 2;
        }
        return result;
    }

    /// Digests that the text could stand for. Guesses: each is proved by writing it out again.
    QList<QByteArray> readings(const QByteArray& received, int size)
    {
        QByteArray inner = received;
        inner.replace("<![CDATA[", "").replace("]]>", "");
        const QByteArray hex = hexDigits(inner);
        const QByteArray decoded = QByteArray::fromBase64(received);
        QList<QByteArray> found;
        for (const QByteArray& digits : {hex, withoutSignExtension(hex), hexDigits(decoded)}) {
            if (digits.size() == qsizetype(2) * size)
                found.append(QByteArray::fromHex(digits));
        }
        if (decoded.size() == size)
            found.append(decoded);
        if (hex.size() < qsizetype(2) * size && hex.size() > size)
            found.append(QByteArray::fromHex(hex.rightJustified(qsizetype(2) * size, '0')));
        return found;
    }

    /// Whether a byte below 0x10 in the middle makes the text shorter: then it does not tell which
    /// bytes lost their zeros.
    bool losesZeros(const Instance* output, const QByteArray& digest)
    {
        if (!output)
            return false;
        QByteArray full = digest;
        QByteArray small = digest;
        full[full.size() / 2] = '\x7F';
        small[small.size() / 2] = '\x05';
        return output->write(small).size() != output->write(full).size();
    }

    QByteArray written(const Instance* output, const QByteArray& digest)
    {
        return output ? output->write(digest) : digest.toHex().toUpper();
    }

    /// Which part of a digest the text shows, by writing out two digests that differ everywhere.
    void findKnownPart(SearchTarget& target)
    {
        const QByteArray hex = hexDigits(target.received);
        if (hex.size() != target.received.size())
            return;
        QByteArray marks(target.digestSize, '\0');
        for (int i = 0; i < target.digestSize; ++i)
            marks[i] = char(0x80 + i);
        const QByteArray text = target.output->write(marks).toLower();
        const qsizetype at = marks.toHex().indexOf(text);
        if (at < 0 || at % 2 != 0 || text.size() != hex.size())
            return;
        target.offset = int(at / 2);
        target.known = QByteArray::fromHex(hex.first(hex.size() / 2 * 2));
    }

    /// How long the text can be that this output makes.
    bool fits(const Instance& output, int size, qsizetype length)
    {
        QByteArray few(size, '\x10'); // as many lost zeros as ever happens
        for (int i = 0; i < size; i += 2)
            few[i] = '\0';
        const qsizetype most = output.write(QByteArray(size, '\xFF')).size();
        const qsizetype least = output.write(few).size();
        return length >= std::min(least, most) && length <= std::max(least, most);
    }

    void addTargets(std::vector<SearchTarget>& targets, const QByteArray& received,
        const Instance* output, int size)
    {
        for (const QByteArray& digest : readings(received, size)) {
            if (written(output, digest) == received && !losesZeros(output, digest)) {
                targets.push_back({output, size, 0, digest, received});
                return;
            }
        }
        if (!output || !fits(*output, size, received.size()))
            return;
        SearchTarget partial{output, size, 0, {}, received};
        findKnownPart(partial);
        const bool hex = hexDigits(received).size() == received.size();
        if (!partial.known.isEmpty() || (hex && received.size() < qsizetype(2) * size))
            targets.push_back(partial);
    }

} // namespace

bool SearchTarget::matches(const unsigned char* digest) const
{
    if (!known.isEmpty()
        && std::memcmp(digest + offset, known.constData(), std::size_t(known.size())) != 0)
        return false;
    if (known.size() == digestSize)
        return true;
    return output->write({reinterpret_cast<const char*>(digest), digestSize}) == received;
}

std::vector<SearchTarget> targetsOf(
    const QByteArray& received, const std::vector<Instance>& instances)
{
    std::vector<SearchTarget> targets;
    for (const int size : digestSizes) {
        addTargets(targets, received, nullptr, size);
        const bool plain =
            !targets.empty() && !targets.back().output && targets.back().digestSize == size;
        for (const Instance& instance : instances) {
            if (instance.slot == Slot::Output && !plain)
                addTargets(targets, received, &instance, size);
        }
    }
    return targets;
}

} // namespace paydesk
