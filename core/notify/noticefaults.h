#pragma once

#include "core/sign/signer.h"

#include <QByteArray>
#include <QList>

#include <vector>

namespace paydesk {

/// A payment notification as it should be, signed, and what it takes to sign it anew.
struct RightNotice {
    Parameters fields;
    const Secret& key;
    SignType type = SignType::Md5;
};

/// One message to a receiver, and what a right one answers.
struct NoticeTrial {
    QByteArray xml;
    bool success = false; ///< SUCCESS; otherwise FAIL

    friend bool operator==(const NoticeTrial&, const NoticeTrial&) = default;
};

/// A way in which what a receiver of notifications gets is wrong. Those of the sandbox's menu that
/// a single sender cannot show (drop, delay, reorder) are the sandbox's to plant.
struct NoticeFault {
    const char* id; ///< "wrong-amount"; the sandbox's menu's word where it has one
    const char* sentence; ///< in the context NoticeFaults
    QList<NoticeTrial> (*trials)(const RightNotice&); ///< in the order they are sent
};

/// In an order in which one receiver can get them all for one order: what must change nothing comes
/// before what pays.
const std::vector<NoticeFault>& noticeFaults();
/// Null when there is no such fault.
const NoticeFault* noticeFault(QByteArrayView id);

} // namespace paydesk
