#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace paydesk {

/// A secret that a search knows without holding it: its bytes are kept under a mask, so that the
/// search finds only copies that others made.
class MaskedSecret {
public:
    /// Characters of the alphabet, by chance.
    static MaskedSecret random(int length, const QByteArray& alphabet);

    int size() const { return int(m_masked.size()); }
    char at(int i) const { return char(m_masked.at(i) ^ mask); }
    /// The bytes themselves; whoever asks answers for the copy.
    QByteArray revealed() const;

private:
    static constexpr char mask = 0x5a;

    QByteArray m_masked;
};

/// How often a secret stands in this process's memory, whoever it belongs to, freed or not.
struct MemoryHits {
    int utf8 = 0;
    int utf16 = 0;
    QByteArrayList places; ///< lines of /proc/self/maps

    int all() const { return utf8 + utf16; }
};

/// Reads all of this process's memory through /proc/self/mem, as a debugger's dump would. Linux.
/// `read` says how many bytes were looked at: none means that nothing was proved.
MemoryHits hitsInMemory(const MaskedSecret& secret, qint64& read);

} // namespace paydesk
