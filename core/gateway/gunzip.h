#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <functional>
#include <memory>

namespace paydesk {

/// Unpacks one gzip stream as it comes, in bounded memory (zlib).
class Gunzip {
public:
    using Taker = std::function<Result<void>(QByteArrayView)>;

    explicit Gunzip(Taker unpacked);
    ~Gunzip();

    /// BillDamaged when it is no gzip or bytes follow its end; the taker's failure.
    Result<void> feed(QByteArrayView packed);
    /// Whether the stream came to its end, checksum and all.
    bool isComplete() const;

private:
    struct Stream;

    Taker m_unpacked;
    std::unique_ptr<Stream> m_stream;
};

} // namespace paydesk
