// A till's payment engine in a process of its own that kills itself (SIGKILL) at a named point of a sale.
// Its one argument is JSON: { folder, gateway, speed, since, code, crash?, cancel?, refund? }: `refund` is asked for as soon
// as the sale is paid. It prints the order number.

import { scaledClock } from '../../dist/src/clock.js';
import { configSchema } from '../../dist/src/config.js';
import { silentLog } from '../../dist/src/log.js';
import { CallBudget } from '../../dist/src/payment/budget.js';
import {
  createCodePayGateway,
  readPrivateKey,
  readPublicKey,
  rsa2Signer,
  rsa2Verifier,
} from '../../dist/src/payment/codepay/index.js';
import { walletRules } from '../../dist/src/payment/payment-code.js';
import { Payments } from '../../dist/src/payment/payments.js';
import { createPolicy } from '../../dist/src/payment/policy.js';
import { BookFiles } from '../../dist/src/payment/store/book-files.js';
import { openDataFolder } from '../../dist/src/payment/store/data-folder.js';
import { DiskStore } from '../../dist/src/payment/store/disk-store.js';
import { NoticeJournal } from '../../dist/src/payment/store/notice-journal.js';
import { systemRandom } from '../../dist/src/random.js';

const plan = JSON.parse(process.argv[2]);
const clock = scaledClock(plan.speed, plan.since);
const parts = { clock, random: systemRandom, log: silentLog };
const identity = { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' };
const dayRule = { timeZone: 'America/New_York', startsAt: '04:00' };
const { payment } = configSchema.parse({ gateway: { kind: 'sandbox' }, payment: { quietMs: 0 } });

const die = () => process.kill(process.pid, 'SIGKILL');
const isAt = (point) => plan.crash === point;

const REFUND_POINTS = {
  refundAsked: 'refund asked',
  refundSent: 'refund sent',
  refundUnderWay: 'refund under way',
  refundDone: 'refund done',
  refundFailed: 'refund failed',
};

/** The points of a sale by what is being written, and whether it is on disk yet. */
function pointsOf(order) {
  const last = order.history.at(-1)?.event;
  if (order.state === 'submitting') return ['intent'];
  if (order.state === 'pending' && order.history.at(-1)?.event === 'pending') return ['pending'];
  if (last === 'cancelDecided' && order.cancels === 1) return ['first cancel'];
  if (last === 'cancelAnswered' && order.cancels === 1) return ['cancel answered'];
  if (last === 'paidBehindLine') return ['paid behind the line'];
  return last in REFUND_POINTS ? [REFUND_POINTS[last]] : [];
}

const disk = new DiskStore({ folder: `${plan.folder}/data`, clock, dayRule });
const around = async (names, write) => {
  if (names.some((name) => isAt(`before saved: ${name}`))) die();
  await write();
  if (names.some((name) => isAt(`saved: ${name}`))) die();
};
const store = {
  load: () => disk.load(),
  saveOpen: (order) => around(pointsOf(order), () => disk.saveOpen(order)),
  finish: (order, elsewhere) =>
    around([`end ${order.state}`, ...pointsOf(order)], () => disk.finish(order, elsewhere)),
  forget: (orderNo) => around(['seen'], () => disk.forget(orderNo)),
  find: (orderNo) => disk.find(orderNo),
  finishedOn: (query) => disk.finishedOn(query),
  probe: () => disk.probe(),
  close: () => disk.close(),
};

const folder = await openDataFolder({
  folder: `${plan.folder}/data`,
  gateway: identity,
  random: systemRandom,
  self: { pid: process.pid, isAlive: () => true },
});
const { keys, ...address } = plan.gateway;
const gateway = createCodePayGateway({
  ...parts,
  identity,
  config: { kind: 'codepay', noRecordCodes: ['E04111'], ...address },
  credentials: {
    type: 'rsa2',
    signer: rsa2Signer(readPrivateKey(keys.merchantPrivateKey)),
    verifier: rsa2Verifier(readPublicKey(keys.gatewayPublicKey)),
  },
});
const payments = new Payments({
  ...parts,
  lanes: ['1'],
  gateway,
  budget: new CallBudget({ perSecond: 1000, burst: 1000 }, clock),
  policy: createPolicy(payment),
  store,
  noticeJournal: new NoticeJournal({ folder: `${plan.folder}/data`, log: silentLog }),
  bookStore: new BookFiles(`${plan.folder}/data`),
  maxRefundsPerOrder: 10,
  tillId: folder.tillId,
  codeKey: folder.codeKey,
  dayRule,
  currency: { code: 'USD', digits: 2 },
  maxMinor: 99_999_999,
  readyMs: 90_000,
  quietMs: 0,
  wallets: walletRules([]),
  description: 'Corner Shop',
  onChange: () => {
    const phase = payments.view('1')?.phase;
    if (phase?.kind !== 'order' || phase.order.state !== 'paid') return;
    if (plan.refund) payments.refund(phase.order.orderNo, plan.refund);
    payments.dismiss('1', phase.sale.saleId);
  },
});
await payments.start();
const sell = async () => {
  const charged = await payments.charge('1', { amountMinor: 1230 });
  if (!charged.ok) {
    setTimeout(sell, 5);
    return;
  }
  payments.scan('1', { text: plan.code });
  process.stdout.write(`${payments.view('1').phase.order.orderNo}\n`);
  if (plan.cancel) payments.cancel('1', charged.sale.saleId);
};
await sell();
