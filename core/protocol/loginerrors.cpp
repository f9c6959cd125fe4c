#include "core/protocol/errortables.h"

namespace paydesk {

namespace {

    constexpr Bilingual loginAgain{
        "Let the mini program call wx.login again.", "让小程序重新调用 wx.login。"};

    constexpr ErrorCode loginErrors[] = {
        {"-1", {{{"jscode2session", "system error"}}}, {"WeChat is busy.", "微信系统繁忙。"},
            {"Try once more, later.", "稍后重试一次。"}, Reaction::SendAgain},
        {"40029", {{{"jscode2session", "invalid code, rid: …"}}},
            {"The code is wrong, older than five minutes, or another appid's.",
                "code 不对、超过五分钟，或属于另一个 appid。"},
            loginAgain, Reaction::NewNumber},
        {"40163", {{{"jscode2session", "code been used, rid: …"}}},
            {"The code was used before; each works once.", "code 已用过，每个只能用一次。"},
            loginAgain, Reaction::NewNumber},
        {"45011", {{{"jscode2session", "api minute-quota reach limit …"}}},
            {"More than 100 calls in a minute for one user.", "同一用户一分钟内超过 100 次。"},
            {"Slow down.", "放慢调用。"}, Reaction::SendAgain},
        {"40226", {{{"jscode2session", "code blocked"}}},
            {"WeChat rates the user as risky.", "微信判定该用户风险高。"},
            {"Refuse the login.", "拒绝登录。"}},
        {"40013", {{{"jscode2session", "invalid appid, rid: …"}}},
            {"The appid is unknown or ill-formed.", "appid 不存在或格式不对。"},
            {"Compare it with the platform's.", "与平台上的 appid 核对。"}},
        {"40125", {{{"jscode2session", "invalid appsecret, rid: …"}}},
            {"The AppSecret is wrong; it may be the API key.",
                "AppSecret 不对，可能填成了 API 密钥。"},
            {"Take it from the mini program's platform.", "从小程序后台取 AppSecret。"}},
        {"41002", {{{"jscode2session", "appid missing, rid: …"}}},
            {"The parameter appid is missing.", "缺少参数 appid。"},
            {"Add appid.", "补上 appid。"}},
        {"41004", {{{"jscode2session", "appsecret missing, rid: …"}}},
            {"The parameter secret is missing.", "缺少参数 secret。"},
            {"Add secret.", "补上 secret。"}},
        {"41008", {{{"jscode2session", "missing code, rid: …"}}},
            {"The parameter js_code is missing.", "缺少参数 js_code。"},
            {"Add js_code.", "补上 js_code。"}},
        {"40002", {{{"jscode2session", "invalid grant_type, rid: …"}}},
            {"grant_type is not authorization_code.", "grant_type 不是 authorization_code。"},
            {"Write grant_type=authorization_code.", "写成 grant_type=authorization_code。"}},
    };

} // namespace

const std::span<const ErrorCode> errortables::logins = loginErrors;

} // namespace paydesk
