#pragma once

#include <QByteArray>

namespace paydesk {

/// What a developer pastes into a page of a mini program, so that it pays through Paydesk while its
/// own backend does not exist yet. UTF-8.
struct MiniProgramCode {
    QByteArray script; ///< pages/index/index.js
    QByteArray markup; ///< pages/index/index.wxml
};

/// Where the lines lead.
struct MiniProgramSite {
    QByteArray backend; ///< the listener's address without a path
    QByteArray orderCode; ///< the out_trade_no that is paid; may be anything
    QByteArray sandbox{}; ///< plays wx.login and wx.requestPayment; empty: WeChat itself
    QByteArray appid{}; ///< the sandbox's, for its wx.requestPayment
};

/// All values stand in the script as string literals.
MiniProgramCode miniProgramCode(const MiniProgramSite& site);

} // namespace paydesk
