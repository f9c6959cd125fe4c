#pragma once

#include "core/doctor/casefile.h"

#include <QIODevice>

#include <optional>

namespace paydesk {

/// The cases of a text of any length, one after the other: one object, an array of objects, or one
/// object a line. Never holds more than one case. What is no case is reported in its place, and
/// reading goes on with the next line.
class CaseStream {
public:
    /// `source` is open and outlives this.
    explicit CaseStream(QIODevice& source);

    /// Waits for the next case; nothing at the end of the text.
    std::optional<DoctorCase> next();

private:
    bool readOn();
    bool takeByte();
    bool takeStructure(char byte);
    void skipBetween();
    bool brokenOff(char byte) const;
    void keep(char byte);
    DoctorCase takeCase();

    QIODevice& m_source;
    QByteArray m_chunk; ///< at most a line
    qsizetype m_at = 0;
    QByteArray m_object; ///< the case being collected
    bool m_tooLarge = false;
    bool m_inArray = false;
    bool m_inText = false;
    bool m_escaped = false;
    bool m_lineStart = true;
    bool m_oneALine = false; ///< a whole case stood on the first line
    int m_depth = 0;
    char m_last = '\0'; ///< the last byte that is no blank
};

} // namespace paydesk
