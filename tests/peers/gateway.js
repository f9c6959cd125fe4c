'use strict';
// What anybody would write: a gateway for unifiedorder on Node's http server and an XML parser from npm. It
// reads, verifies, checks, remembers in memory and on disk, answers signed and prints a line, as
// `paydesk-cli sandbox` does. usage: node gateway.js KEY BOOKS (`./dev bench` measures the sandbox against it)

const crypto = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const { XMLBuilder, XMLParser } = require('fast-xml-parser');

const [, , key, path] = process.argv;
const books = fs.createWriteStream(path);
const parser = new XMLParser({ parseTagValue: false });
const builder = new XMLBuilder({ cdataPropName: '__cdata' });
const orders = new Map(); // by out_trade_no
const prepaid = new Map(); // by prepay_id
const rules = { // longest value, form
  appid: [32, /^wx[0-9a-f]{16}$/],
  mch_id: [32, /^[0-9]+$/],
  nonce_str: [32, /./],
  body: [127, /./],
  out_trade_no: [32, /^[-0-9A-Za-z_|*]+$/],
  total_fee: [10, /^[1-9][0-9]*$/],
  spbill_create_ip: [64, /^[0-9a-f.:]+$/],
  notify_url: [256, /^https?:\/\/[^?#]+$/],
  trade_type: [16, /^(JSAPI|NATIVE|APP|MWEB)$/],
  openid: [128, /^o[-0-9A-Za-z_]{27}$/],
};

function signatureOf(fields) {
  const text = Object.keys(fields)
    .filter((name) => name !== 'sign' && fields[name] !== '')
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  return crypto.createHash('md5').update(`${text}&key=${key}`, 'utf8').digest('hex').toUpperCase();
}

function written(fields) {
  const xml = {};
  for (const [name, value] of Object.entries(fields)) xml[name] = { __cdata: value };
  return builder.build({ xml });
}

function refusal(text) {
  return written({ return_code: 'FAIL', return_msg: text });
}

function unifiedOrder(body) {
  const fields = parser.parse(body).xml;
  if (Object.keys(rules).some((name) => !fields[name])) return refusal('缺少参数');
  if (signatureOf(fields) !== fields.sign) return refusal('签名错误');
  for (const [name, [limit, form]] of Object.entries(rules)) {
    if ([...fields[name]].length > limit || !form.test(fields[name])) return refusal(`invalid ${name}`);
  }
  const before = orders.get(fields.out_trade_no);
  if (before && before.total_fee !== fields.total_fee) return refusal('201 商户订单号重复');
  const now = new Date().toISOString().replace(/[^0-9]/g, '').slice(0, 14);
  const prepayId = before?.prepay_id ?? `wx${now}${crypto.randomBytes(10).toString('hex')}`;
  const order = { ...fields, prepay_id: prepayId };
  orders.set(fields.out_trade_no, order);
  prepaid.set(prepayId, order);
  books.write(`${JSON.stringify(order)}\n`);
  const answer = {
    return_code: 'SUCCESS', return_msg: 'OK', appid: fields.appid, mch_id: fields.mch_id,
    nonce_str: crypto.randomBytes(16).toString('hex'), result_code: 'SUCCESS', trade_type: fields.trade_type,
    prepay_id: prepayId,
  };
  answer.sign = signatureOf(answer);
  console.log(JSON.stringify({
    event: 'request', method: 'POST', path: '/pay/unifiedorder', status: 200,
    out_trade_no: fields.out_trade_no, outcome: 'ok', why: null,
  }));
  return written(answer);
}

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const answer = Buffer.from(unifiedOrder(Buffer.concat(parts).toString('utf8')), 'utf8');
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': answer.length });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ event: 'listening', url: `http://127.0.0.1:${server.address().port}` }));
});
