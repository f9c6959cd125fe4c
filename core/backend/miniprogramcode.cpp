#include "core/backend/miniprogramcode.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace paydesk {

namespace {

    constexpr const char* scriptText = R"(const backend = %1
const ordercode = %2
%3
Page({
  data: { result: '' },

  pay() {
    this.ask('/pay', { ordercode }, call => phone.requestPayment({
      ...call,
      success: () => this.show('paid; Paydesk waits for the notification'),
      fail: ({ errMsg }) => this.show(errMsg),
    }))
  },

  login() {
    this.ask('/onLogin', {}, ({ openid }) => this.show(openid))
  },

  // A code of wx.login is good for one request.
  ask(path, data, done) {
    const fail = ({ errMsg }) => this.show(errMsg)
    phone.login({
      success: ({ code }) => wx.request({
        url: backend + path,
        method: 'POST',
        data: { code, ...data },
        success: ({ statusCode, data }) =>
          statusCode === 200 ? done(data) : this.show(data.message),
        fail,
      }),
      fail,
    })
  },

  show(result) {
    this.setData({ result })
  },
})
)";

    constexpr const char* realPhone = "const phone = wx\n";

    constexpr const char* playedPhone = R"(
// Paydesk's sandbox plays the phone: nobody pays. For WeChat: const phone = wx
const sandbox = %1
const played = (path, data, { success, fail }) => wx.request({
  url: sandbox + path,
  method: 'POST',
  data,
  success: ({ data }) => data.errMsg.endsWith(':ok') ? success(data) : fail(data),
  fail,
})
const phone = {
  login: told => played('/sandbox/login', {}, told),
  requestPayment: ({ success, fail, ...call }) =>
    played('/sandbox/requestPayment', { appId: %2, ...call }, { success, fail }),
}
)";

    constexpr const char* markupText = R"(<view>
  <button type="primary" bindtap="pay">微信支付</button>
  <button bindtap="login">openid</button>
  <text selectable>{{result}}</text>
</view>
)";

    /// A string literal of JavaScript: JSON's, in which nothing ends it early.
    QByteArray literal(const QByteArray& text)
    {
        const QByteArray array =
            QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
        return array.sliced(1, array.size() - 2);
    }

    /// The text with %1, %2 … replaced once each; what takes their places is not looked at again.
    QByteArray filled(const QByteArray& text, const QList<QByteArray>& values)
    {
        QByteArray result;
        qsizetype from = 0;
        for (qsizetype i = 0; i < values.size(); ++i) {
            const qsizetype at = text.indexOf('%' + QByteArray::number(i + 1), from);
            result += text.mid(from, at - from) + values.at(i);
            from = at + 2;
        }
        return result + text.sliced(from);
    }

} // namespace

MiniProgramCode miniProgramCode(const MiniProgramSite& site)
{
    const QByteArray phone = site.sandbox.isEmpty()
        ? QByteArray(realPhone)
        : filled(playedPhone, {literal(site.sandbox), literal(site.appid)});
    return {
        filled(scriptText, {literal(site.backend), literal(site.orderCode), phone}), markupText};
}

} // namespace paydesk
