#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

namespace paydesk {

/// What a curl command line sends.
struct CurlRequest {
    QByteArray url; ///< may be empty
    QByteArray body; ///< the data options joined with "&"
    bool hasBody = false;

    friend bool operator==(const CurlRequest&, const CurlRequest&) = default;
};

bool looksLikeCurl(QByteArrayView text);

/// Reads the command line as a POSIX shell would: quotes of all three kinds, backslashes, lines
/// joined by a backslash; the command ends at a pipe, a semicolon or a line end. InputUnreadable
/// for a quote that does not end and for data that comes from a file ("@file"), which is never
/// opened. The text must be valid UTF-8.
Result<CurlRequest> readCurl(QByteArrayView text);

} // namespace paydesk
