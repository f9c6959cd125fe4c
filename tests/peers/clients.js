'use strict';
// The two clients behind one face: each call answers with the fields of a message the client itself has
// verified, and rejects where it does not.

const tenpay = require('tenpay');
const tenpayText = require('tenpay/lib/util');
const { Aes, Decorator, Formatter, Hash, Transformer } = require('wechatpay-axios-plugin');

/** tenpay: xml2js, urllib, its own signer. */
function tenpayClient(shop) {
  const api = new tenpay({
    appid: shop.appid,
    mchid: shop.mch_id,
    partnerKey: shop.api_key,
    notify_url: shop.notifyUrl,
  });
  for (const name of Object.keys(api.urls)) {
    api.urls[name] = api.urls[name].replace(/^https:\/\/[^/]*/, shop.url);
  }
  return {
    name: 'tenpay',
    unifiedOrder: (fields) => api.unifiedOrder({ ...fields }),
    orderQuery: (fields) => api.orderQuery({ ...fields }),
    closeOrder: (fields) => api.closeOrder({ ...fields }),
    refund: (fields) => api.refund({ ...fields }),
    refundQuery: (fields) => api.refundQuery({ ...fields }),
    downloadBill: (fields) => api.downloadBill({ ...fields }),
    payment(order, signType) {
      const { timestamp, ...call } = api.getPayParamsByPrepay(order, signType);
      return call;
    },
    readNotice: (xml, signType) => api._parse(xml, 'middleware_pay', signType),
    readRefundNotice: async (xml) => (await api._parse(xml, 'middleware_refund')).req_info,
    signed(fields, signType) {
      return tenpayText.buildXML({ ...fields, sign: api._getSign(fields, signType) });
    },
  };
}

/** wechatpay-axios-plugin: fast-xml-parser, axios, its own signer. */
function axiosPluginClient(shop) {
  const api = Decorator.xmlBased({ mchid: shop.mch_id, secret: shop.api_key, baseURL: shop.url });
  const key = Hash.keyObjectFrom(Buffer.from(shop.api_key));
  const envelope = (fields) => ({ appid: shop.appid, mch_id: shop.mch_id, ...fields });
  const ask = async (path, fields) => (await api.post(path, envelope(fields))).data;
  const verified = (fields, signType) => {
    if (!Hash.equals(Hash.sign(signType, fields, key), fields.sign)) {
      throw new Error('the notification is not signed with the key');
    }
    return fields;
  };
  return {
    name: 'wechatpay-axios-plugin',
    unifiedOrder: (fields) => ask('/pay/unifiedorder', {
      notify_url: shop.notifyUrl, spbill_create_ip: '127.0.0.1', trade_type: 'JSAPI', ...fields,
    }),
    orderQuery: (fields) => ask('/pay/orderquery', fields),
    closeOrder: (fields) => ask('/pay/closeorder', fields),
    refund: (fields) => ask('/secapi/pay/refund', fields),
    refundQuery: (fields) => ask('/pay/refundquery', fields),
    downloadBill: async (fields) => (await api.post('/pay/downloadbill', envelope(fields), {
      transformResponse: [],
    })).data,
    payment(order, signType) {
      const call = {
        appId: shop.appid,
        timeStamp: `${Formatter.timestamp()}`,
        nonceStr: Formatter.nonce(),
        package: `prepay_id=${order.prepay_id}`,
        signType,
      };
      return { ...call, paySign: Hash.sign(signType, call, key) };
    },
    readNotice: async (xml, signType) => verified(Transformer.toObject(xml), signType),
    async readRefundNotice(xml) {
      const outer = Transformer.toObject(xml);
      return Transformer.toObject(Aes.AesEcb.decrypt(outer.req_info, Hash.md5(shop.api_key)));
    },
    signed(fields, signType) {
      return Transformer.toXml({ ...fields, sign: Hash.sign(signType, fields, key) });
    },
  };
}

module.exports = [tenpayClient, axiosPluginClient];
