import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Clock, scaledClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import type { Gateway, PreflightResult } from '../../src/payment/gateway.ts';
import { isFinal, type Order } from '../../src/payment/order.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode, type OutcomeId, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type Engine, type EngineOptions, startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

/** Lanes beside each other and over restarts, against the sandbox over real HTTP. */

interface Shop {
  folder: string;
  clock: Clock;
  sandbox: Sandbox;
  /** Methods and order numbers of the requests that reached the gateway. */
  requests: { method: string; orderNo: string }[];
  open(options?: Partial<EngineOptions>): Promise<Engine>;
}

/** A sandbox that outlives the till. */
async function openShop(): Promise<Shop> {
  const folder = temporaryFolder();
  const clock = scaledClock(40);
  const requests: Shop['requests'] = [];
  const sandbox = await startSandbox({
    dir: join(folder, 'sandbox'),
    clock,
    random: systemRandom,
    log: silentLog,
    onRequest: (request) => requests.push(request),
  });
  onTestFinished(() => sandbox.close());
  const open = (options: Partial<EngineOptions> = {}) =>
    startEngine({ folder, clock, sandbox, lanes: ['1', '2'], ...options });
  return { folder, clock, sandbox, requests, open };
}

const submitsIn = ({ requests }: Shop) =>
  requests.filter(({ method }) => method === 'bscanc.pay.submit').length;
const codeFor = (outcome: OutcomeId) => makeCode({ wallet: 'alipay', outcome }, systemRandom);

test('a code is taken once, on whatever lane and over a restart, and the second use never reaches the gateway', async () => {
  const shop = await openShop();
  const code = codeFor('declined');
  const first = await shop.open();
  await first.charge('1');
  await first.charge('2');
  expect(first.payments.scan('1', { text: code })).toEqual({ ok: true });
  expect(first.payments.scan('2', { text: code })).toEqual({ ok: false, why: 'codeUsed' });
  await until(() => stateOn(first, '1') === 'declined', { what: 'the first use is declined' });
  await first.stop();

  const second = await shop.open();
  onTestFinished(() => second.stop());
  await second.charge('2');
  expect(second.payments.scan('2', { text: code })).toEqual({ ok: false, why: 'codeUsed' });
  expect(second.payments.view('2')?.phase.kind).toBe('ready');
  expect(submitsIn(shop)).toBe(1);
});

test('a code whose request provably never left may be shown again, also after a restart', async () => {
  const shop = await openShop();
  const code = codeFor('paid');
  const notSent: Awaited<ReturnType<Gateway['submit']>> = {
    kind: 'notSent',
    reason: 'connectionFailed',
    detail: 'refused',
    traceId: 'T',
  };
  const first = await shop.open({ wrap: (gateway) => ({ ...gateway, submit: async () => notSent }) });
  for (const lane of ['1', '2']) {
    await first.charge(lane);
    expect(first.payments.scan(lane, { text: code })).toEqual({ ok: true });
    await until(() => stateOn(first, lane) === 'notSent', { what: 'nothing was sent' });
  }
  await first.stop();
  expect(submitsIn(shop)).toBe(0);

  const second = await shop.open();
  onTestFinished(() => second.stop());
  await second.charge('1');
  expect(second.payments.scan('1', { text: code })).toEqual({ ok: true });
  await until(() => stateOn(second, '1') === 'paid', { what: 'it is paid' });
});

test('an undecided order lets the lane go after 90 seconds; its late payment is given back and told as a notice', async () => {
  const shop = await openShop();
  let isDeaf = true;
  const deaf = (gateway: Gateway): Gateway => ({
    ...gateway,
    submit: async (request, options) => silent(await gateway.submit(request, options)),
    query: async (orderNo, options) => silent(await gateway.query(orderNo, options)),
    cancel: async (orderNo, options) =>
      isDeaf ? silent({ kind: 'refused', traceId: 'T' }) : gateway.cancel(orderNo, options),
  });
  const silent = <A>(answer: A) =>
    isDeaf ? ({ kind: 'unknown', reason: 'badSignature', detail: '', traceId: 'T' } as const) : answer;
  const first = await shop.open({ wrap: deaf });
  const saleId = await first.charge('1');
  const { orderNo } = first.scan('1', 'paid');
  expect(await first.payments.release('1', saleId, 'nextCustomer')).toMatchObject({ why: 'notPossible' });
  await until(() => first.payments.view('1')?.canRelease, { what: 'the lane may go on' });
  expect(await first.payments.release('1', saleId, 'nextCustomer')).toEqual({ ok: true });
  expect(first.payments.view('1')).toMatchObject({ phase: { kind: 'idle' }, otherOpen: [{ orderNo }] });
  expect(await first.payments.charge('1', { amountMinor: 500 })).toMatchObject({ ok: true });
  await first.stop();

  isDeaf = false;
  const second = await shop.open({ wrap: deaf });
  onTestFinished(() => second.stop());
  expect(second.payments.view('1')?.phase.kind).toBe('idle');
  const order = await second.orderWhen(orderNo, isFinal);
  expect(order).toMatchObject({ state: 'cancelled', unwanted: { reason: 'nextCustomer' } });
  expect(shop.sandbox.truthOf(orderNo)).toMatchObject({ exists: true, keptMinor: 0 });
  expect(second.payments.view('1')).toMatchObject({
    phase: { kind: 'idle' },
    notices: [{ order: { orderNo } }],
  });
  expect(second.payments.dismissNotice('1', orderNo)).toEqual({ ok: true });
  expect(second.payments.view('1')?.notices).toEqual([]);
});

test('a key finds its sale again after a restart, and sells nothing twice', async () => {
  const shop = await openShop();
  const first = await shop.open();
  const request = { amountMinor: 1230, reference: 'T7', key: 'K' };
  const charged = await until(
    async () => {
      const result = await first.payments.charge('1', request);
      return result.ok && result.sale;
    },
    { what: 'the lane can sell' },
  );
  const { orderNo } = first.scan('1', 'paid');
  await first.orderWhen(orderNo, isFinal);
  await first.stop();

  const second = await shop.open();
  onTestFinished(() => second.stop());
  const again = await second.payments.charge('1', request);
  expect(again).toMatchObject({
    ok: true,
    sale: { saleId: charged.saleId, state: 'paid', orderNos: [orderNo] },
  });
  expect(await second.payments.charge('1', { ...request, amountMinor: 1 })).toMatchObject({
    why: 'keyReused',
  });
  expect(await second.payments.charge('2', { amountMinor: 7 })).not.toMatchObject({ why: 'keyReused' });
  expect(submitsIn(shop)).toBe(1);
});

test('a gateway that is away at the start takes no sales; once it is back, open orders are asked about first', async () => {
  const shop = await openShop();
  const before = await shop.open();
  const { orderNo } = await before.sell('1', 'never');
  await before.orderWhen(orderNo, (order) => order.state === 'pending');
  await before.stop();

  let isAway = true;
  const calls: string[] = [];
  const away: PreflightResult = { kind: 'unreachable', detail: 'no answer', cure: 'Check the network.' };
  const wrap = (gateway: Gateway): Gateway => ({
    ...gateway,
    preflight: async (options) => (isAway ? away : gateway.preflight(options)),
    query: async (asked, options) => {
      if (isAway) return { kind: 'unknown', reason: 'connectionFailed', detail: '', traceId: 'T' };
      calls.push(`query ${asked}`);
      return gateway.query(asked, options);
    },
    submit: async (request, options) => {
      calls.push('submit');
      return gateway.submit(request, options);
    },
  });
  const engine = await shop.open({ wrap });
  onTestFinished(() => engine.stop());
  await until(() => engine.payments.health().block?.kind === 'unreachable', { what: 'the outage is known' });
  expect(engine.payments.view('2')?.block).toMatchObject({ kind: 'unreachable', cure: 'Check the network.' });
  expect(await engine.payments.charge('2', { amountMinor: 500 })).toEqual({ ok: false, why: 'blocked' });
  expect(engine.payments.health()).toMatchObject({ openOrders: 1, gatewayReachable: false });

  isAway = false;
  const { orderNo: next } = await engine.sell('2', 'paid');
  await engine.orderWhen(next, isFinal);
  expect(calls.indexOf(`query ${orderNo}`)).toBeLessThan(calls.indexOf('submit'));
  expect(calls[0]).toBe(`query ${orderNo}`);
  expect((await engine.orderWhen(orderNo, isFinal)).state).toBe('cancelled');
});

test('twenty lanes at once live as each would alone', async () => {
  const kinds = ['paid', 'password', 'declined', 'refused', 'never'] as const;
  // Whether the first answer or the next look tells of a pending payment is the machine's pace, not the lanes' number.
  const events = (order: Order) => order.history.map(({ event }) => event);
  const story = (order: Order) =>
    events(order)
      .filter((event) => event !== 'pending')
      .join(', ');
  const alone = await startEngine({ folder: temporaryFolder(), lanes: [...kinds] });
  const expected = new Map<string, string>();
  for (const kind of kinds) {
    const { orderNo } = await alone.sell(kind, kind);
    expected.set(kind, story(await alone.orderWhen(orderNo, isFinal)));
  }
  await alone.stop();

  const lanes = Array.from({ length: 20 }, (_, i) => ({ lane: String(i + 1), kind: kinds[i % 5] ?? 'paid' }));
  const engine = await startEngine({ folder: temporaryFolder(), lanes: lanes.map(({ lane }) => lane) });
  onTestFinished(() => engine.stop());
  await Promise.all(lanes.map(({ lane }, i) => engine.charge(lane, 1000 + i)));
  const placed = lanes.map(({ lane, kind }, i) => ({ lane, kind, i, order: engine.scan(lane, kind) }));
  for (const { lane, kind, i, order } of placed) {
    const ended = await engine.orderWhen(order.orderNo, isFinal);
    expect(ended).toMatchObject({ lane, amountMinor: 1000 + i });
    expect(story(ended), `lane ${lane}`).toBe(expected.get(kind));
    expect(engine.payments.view(lane)).toMatchObject({
      phase: { kind: 'order', order: { orderNo: order.orderNo } },
      notices: [],
      otherOpen: [],
    });
    expect(engine.sandbox.truthOf(order.orderNo).keptMinor).toBe(ended.state === 'paid' ? 1000 + i : 0);
  }
});

function stateOn(engine: Engine, lane: string): string | undefined {
  const phase = engine.payments.view(lane)?.phase;
  return phase?.kind === 'order' ? phase.order.state : undefined;
}
