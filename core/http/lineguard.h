#pragma once

#include <QByteArrayView>

namespace paydesk {

/// Watches the lines of a head or of a chunk's frame: every line ends in CR LF, holds no control
/// character, is not folded, and all together stay below a limit. Says how far the bytes may be
/// handed to the parser, so that a fault is found at the same byte however the bytes are cut.
class LineGuard {
public:
    /// How many bytes are good, whether they complete what is watched, and what is wrong with the
    /// byte behind them.
    struct Step {
        qsizetype good = 0;
        bool complete = false;
        int status = 0; ///< 0: nothing is wrong
        const char* wrong = nullptr;
    };

    enum class Kind { Head, ChunkLine };

    LineGuard(Kind kind, qsizetype limit)
        : m_kind(kind)
        , m_limit(limit)
    {
    }

    Step pass(QByteArrayView bytes);

private:
    const char* wrong(char c) const;
    bool completes(char c);

    Kind m_kind;
    qsizetype m_limit;
    qsizetype m_seen = 0;
    qsizetype m_column = 0;
    bool m_firstLine = true;
    char m_previous = 0;
    quint64 m_tail = 0; // the last eight bytes of the line
};

} // namespace paydesk
