'use strict';
// Two clients that others wrote walk a payment through `paydesk-cli sandbox` and sign notifications for
// `paydesk-cli listen`. usage: node walk.js PAYDESK_CLI (`./dev peers` does it)

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const readline = require('node:readline');

const clients = require('./clients');

const patience = 15000; // milliseconds for whatever is waited for
const success = '<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>';

function within(what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come`)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A command of paydesk-cli that goes on, and the JSON lines it prints. */
class Service {
  constructor(cli, args) {
    this.child = spawn(cli, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.lines = [];
    this.waiting = [];
    readline.createInterface({ input: this.child.stdout }).on('line', (line) => {
      this.lines.push(JSON.parse(line));
      this.waiting = this.waiting.filter((look) => !look());
    });
  }

  /** The first line, past or to come, that `fits`. */
  line(what, fits) {
    return within(what, new Promise((resolve) => {
      const look = () => {
        const found = this.lines.find(fits);
        if (found) resolve(found);
        return Boolean(found);
      };
      if (!look()) this.waiting.push(look);
    }));
  }

  async end() {
    const over = new Promise((resolve) => this.child.on('exit', resolve));
    this.child.kill('SIGTERM');
    await over;
  }
}

/** The shop's own server, where notifications come in. */
class NoticeDoor {
  constructor() {
    this.messages = [];
    this.waiting = [];
    this.server = http.createServer((request, response) => {
      const parts = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        this.messages.push(Buffer.concat(parts).toString('utf8'));
        this.waiting = this.waiting.filter((look) => !look());
        response.end(success);
      });
    });
  }

  async open() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.server.address().port}/notify`;
  }

  /** The next message. */
  next(what) {
    return within(what, new Promise((resolve) => {
      const look = () => {
        const message = this.messages.shift();
        if (message) resolve(message);
        return Boolean(message);
      };
      if (!look()) this.waiting.push(look);
    }));
  }
}

async function control(shop, name, body) {
  const answer = await fetch(`${shop.url}/sandbox/${name}`, { method: 'POST', body: JSON.stringify(body) });
  return answer.json();
}

async function openidOf(shop) {
  const { code } = await control(shop, 'login', {});
  const query = `appid=${shop.appid}&secret=${shop.app_secret}&js_code=${code}&grant_type=authorization_code`;
  return (await (await fetch(`${shop.url}/sns/jscode2session?${query}`)).json()).openid;
}

function beijingDate() {
  return new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10).replaceAll('-', '');
}

let held = 0;
function holds(client, signType, step, truth = true) {
  assert.ok(truth, `${client.name} ${signType} ${step}`);
  held += 1;
  console.log(`ok  ${client.name.padEnd(24)}${signType.padEnd(14)}${step}`);
}

/** Place, pay, be notified, query, close, refund, be notified of it, query that, download the bill. */
async function buy(client, signType, shop, door) {
  const number = `P${Date.now()}${held}`;
  const order = {
    body: '茶 & Kuchen <1>', attach: 'a=1&b="2"', out_trade_no: number, total_fee: 88,
    sign_type: signType, openid: await openidOf(shop),
  };
  const placed = await client.unifiedOrder(order);
  holds(client, signType, 'unifiedorder: its answer is verified', placed.prepay_id.length > 0);

  const paid = await control(shop, 'requestPayment', client.payment(placed, signType));
  holds(client, signType, 'paySign: the customer pays', paid.errMsg === 'requestPayment:ok');
  const notice = await client.readNotice(await door.next('the payment notification'), signType);
  holds(client, signType, 'the sandbox\'s payment notification is verified',
    notice.out_trade_no === number && notice.total_fee === '88' && notice.attach === order.attach);

  const asked = await client.orderQuery({ out_trade_no: number, sign_type: signType });
  holds(client, signType, 'orderquery says SUCCESS', asked.trade_state === 'SUCCESS');

  const refund = { out_trade_no: number, out_refund_no: `R${number}`, total_fee: 88, refund_fee: 30, sign_type: signType };
  const refunded = await client.refund({ ...refund, notify_url: shop.notifyUrl });
  holds(client, signType, 'refund: its answer is verified', refunded.refund_fee === '30');
  const told = await client.readRefundNotice(await door.next('the refund notification'));
  holds(client, signType, 'the sandbox\'s refund notification is decrypted',
    told.out_refund_no === refund.out_refund_no && told.refund_status === 'SUCCESS');
  const state = await client.refundQuery({ out_refund_no: refund.out_refund_no, sign_type: signType });
  holds(client, signType, 'refundquery says SUCCESS', state.refund_status_0 === 'SUCCESS');

  const bill = await client.downloadBill({ bill_date: beijingDate(), bill_type: 'ALL', sign_type: signType });
  holds(client, signType, 'downloadbill lists the order', bill.includes('`' + number));
  return asked;
}

async function closeOne(client, signType, shop) {
  const number = `C${Date.now()}${held}`;
  await client.unifiedOrder({
    body: 'tea', out_trade_no: number, total_fee: 1, sign_type: signType, openid: await openidOf(shop),
  });
  await client.closeOrder({ out_trade_no: number, sign_type: signType });
  const asked = await client.orderQuery({ out_trade_no: number, sign_type: signType });
  holds(client, signType, 'closeorder, and orderquery says CLOSED', asked.trade_state === 'CLOSED');
  await assert.rejects(client.closeOrder({ out_trade_no: number, sign_type: signType }));
  holds(client, signType, 'closing it again is refused');
}

async function post(url, body) {
  return (await (await fetch(url, { method: 'POST', body })).text());
}

/** What the client signs, Paydesk's listener accepts; what it does not, the listener refuses. */
async function notify(client, signType, shop, listener) {
  const number = `N${Date.now()}${held}`;
  const { url } = await listener.line('the listener', (line) => line.event === 'listening');
  const notice = {
    return_code: 'SUCCESS', appid: shop.appid, mch_id: shop.mch_id, nonce_str: '5d2b6c2a8db53831f7eda20af46e531c',
    result_code: 'SUCCESS', openid: 'oUpF8uMEb4qRXf22hE3X68TekukE', is_subscribe: 'N', trade_type: 'JSAPI',
    bank_type: 'OTHERS', total_fee: '88', fee_type: 'CNY', cash_fee: '88', transaction_id: `42${Date.now()}${held}`,
    out_trade_no: number, attach: '茶 & "Kuchen"', time_end: '20260101120000',
    ...(signType === 'MD5' ? {} : { sign_type: signType }),
  };
  const message = client.signed(notice, signType);
  const refused = await post(url, message.replace('88', '99'));
  holds(client, signType, 'the listener refuses what was changed', refused.includes('FAIL'));
  const accepted = await post(url, message);
  holds(client, signType, 'the listener accepts what the client signs', accepted.includes('SUCCESS'));
  const line = await listener.line('its verdict', (each) => each.out_trade_no === number && each.verdict === 'accepted');
  assert.equal(line.kind, 'payment');
}

async function main(cli) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'paydesk-peers-'));
  const sandbox = new Service(cli, ['sandbox', '--port', '0', '--data-dir', path.join(folder, 'sandbox')]);
  const listener = new Service(cli, ['listen', '--port', '0', '--adopt-unknown', '--data-dir', path.join(folder, 'shop')]);
  const door = new NoticeDoor();
  try {
    const shop = await sandbox.line('the sandbox', (line) => line.event === 'listening');
    shop.notifyUrl = await door.open();
    for (const make of clients) {
      const client = make(shop);
      for (const signType of ['MD5', 'HMAC-SHA256']) {
        await buy(client, signType, shop, door);
        await closeOne(client, signType, shop);
        await notify(client, signType, shop, listener);
      }
    }
  } finally {
    door.server.close();
    await Promise.all([sandbox.end(), listener.end()]);
    fs.rmSync(folder, { recursive: true });
  }
  console.log(`${held} steps held, by ${clients.length} clients`);
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
