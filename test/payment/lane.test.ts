import { expect, test } from 'vitest';
import type { LaneView } from '../../src/payment/index.ts';
import { scriptedTill } from '../support/scripted-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CODE = '281234567890123456';
const OTHER_CODE = '281234567890123457';
const accepted = { ok: true };
const refused = (why: string) => ({ ok: false, why });

test('a code scanned before a sale is dropped, not kept for the next one', async () => {
  const { payments, view, calls } = await scriptedTill();
  expect(payments.scan('1', { text: CODE })).toEqual(refused('notReady'));
  await payments.charge('1', { amountMinor: 1230 });
  expect(view().phase.kind).toBe('ready');
  expect(calls).toEqual([]);
});

test('a code whose first byte came before the sale was ready, or in its quiet beginning, counts for nobody', async () => {
  const { payments, view, clock } = await scriptedTill();
  const readyAt = clock.monotonic();
  await payments.charge('1', { amountMinor: 1230 });
  await clock.advance(200);
  expect(payments.scan('1', { text: CODE, firstByteAt: readyAt - 1 })).toEqual(refused('notReady'));
  expect(payments.scan('1', { text: CODE, firstByteAt: readyAt + 149 })).toEqual(refused('notReady'));
  expect(view().phase.kind).toBe('ready');
  expect(payments.scan('1', { text: CODE, firstByteAt: readyAt + 150 })).toEqual(accepted);
});

test('a second scan of the same sale is dropped', async () => {
  const { payments, sell, calls } = await scriptedTill();
  await sell(CODE);
  expect(payments.scan('1', { text: OTHER_CODE })).toEqual(refused('notReady'));
  expect(calls.filter((call) => call.startsWith('submit'))).toHaveLength(1);
});

test('a lane takes one sale at a time, while another lane is free', async () => {
  const { payments } = await scriptedTill();
  await payments.charge('1', { amountMinor: 1230 });
  expect(await payments.charge('1', { amountMinor: 1230 })).toEqual(refused('laneBusy'));
  expect(await payments.charge('2', { amountMinor: 1230 })).toMatchObject(accepted);
  expect(payments.scan('2', { text: CODE })).toEqual(accepted);
  expect(await payments.charge('2', { amountMinor: 1230 })).toEqual(refused('laneBusy'));
});

test.each([0, -1, 1.5, Number.NaN, 100_000_000])('an amount of %d is no amount', async (amountMinor) => {
  const { payments, view } = await scriptedTill();
  expect(await payments.charge('1', { amountMinor })).toEqual(refused('amountInvalid'));
  expect(view().phase.kind).toBe('idle');
});

test('a command painted for another sale does nothing, whatever the lane is doing', async () => {
  const { payments, view, sell, script, clock, seen } = await scriptedTill();
  const { saleId: stale } = await sell(CODE);
  script.query = 'declined';
  await clock.advance(1000);
  await seen('the sale is declined', () => stateOf(view()) === 'declined');
  const stages = [
    () => payments.charge('1', { amountMinor: 500 }),
    () => payments.scan('1', { text: OTHER_CODE }),
    () => clock.advance(100_000),
  ];
  script.query = 'pending';
  for (const next of stages) {
    await next();
    const before = view().phase;
    expect(payments.cancel('1', stale)).toEqual(refused('saleOver'));
    expect(payments.retry('1', stale)).toEqual(refused('saleOver'));
    expect(payments.dismiss('1', stale)).toEqual(refused('saleOver'));
    expect(payments.keepWaiting('1', stale)).toEqual(refused('saleOver'));
    expect(await payments.release('1', stale, 'nextCustomer')).toEqual(refused('saleOver'));
    expect(view().phase).toEqual(before);
  }
});

test('a sale that nobody scans ends after 90 seconds, and its amount is kept to type again', async () => {
  const { payments, view, clock } = await scriptedTill();
  const charged = await payments.charge('1', { amountMinor: 1230 });
  const saleId = charged.ok ? charged.sale.saleId : '';
  await clock.advance(60_000);
  expect(payments.scan('1', { text: '4006381333931' })).toEqual(refused('productBarcode'));
  expect(view().phase).toMatchObject({ kind: 'ready', refusal: 'productBarcode' });
  await clock.advance(29_999);
  expect(view().phase.kind).toBe('ready');
  await clock.advance(1);
  expect(view().phase).toEqual({ kind: 'idle', draftMinor: 1230 });
  expect(await payments.sale(saleId)).toMatchObject({ state: 'expired', orderNos: [] });
  expect(payments.scan('1', { text: CODE })).toEqual(refused('notReady'));
});

test('a sale is taken back before a scan without asking anybody', async () => {
  const { payments, view, calls } = await scriptedTill();
  const charged = await payments.charge('1', { amountMinor: 1230 });
  const saleId = charged.ok ? charged.sale.saleId : '';
  expect(payments.cancel('1', saleId)).toEqual(accepted);
  expect(view().phase).toEqual({ kind: 'idle' });
  expect(await payments.sale(saleId)).toMatchObject({ state: 'withdrawn' });
  expect(calls).toEqual([]);
});

test('a declined sale is tried again as the same sale, with a new order and a new code', async () => {
  const { payments, view, sell, script, seen, clock } = await scriptedTill();
  script.submit = 'declined';
  const { saleId, orderNo } = await sell(CODE);
  await seen('it is declined', () => stateOf(view()) === 'declined');
  await clock.advance(1000);
  script.submit = 'success';
  expect(payments.retry('1', saleId)).toMatchObject({ ok: true, sale: { saleId, amountMinor: 1230 } });
  expect(payments.scan('1', { text: CODE })).toEqual(refused('codeUsed'));
  expect(view().phase).toMatchObject({ kind: 'ready', refusal: 'codeUsed' });
  expect(payments.scan('1', { text: OTHER_CODE })).toEqual(accepted);
  await seen('it is paid', () => stateOf(view()) === 'paid');
  const sale = await payments.sale(saleId);
  expect(sale).toMatchObject({ state: 'paid', orderNos: [orderNo, expect.any(String)] });
  expect(payments.retry('1', saleId)).toEqual(refused('notPossible'));
  expect(payments.dismiss('1', saleId)).toEqual(accepted);
  await payments.charge('1', { amountMinor: 1 });
  expect(await payments.sale(saleId)).toEqual(sale);
});

test('an undecided order can neither be dismissed nor released before 90 seconds', async () => {
  const { payments, sell, clock, view } = await scriptedTill();
  const { saleId } = await sell(CODE);
  await clock.advance(89_999);
  expect(payments.dismiss('1', saleId)).toEqual(refused('notPossible'));
  expect(payments.retry('1', saleId)).toEqual(refused('notPossible'));
  expect(await payments.release('1', saleId, 'nextCustomer')).toEqual(refused('notPossible'));
  expect(view().canRelease).toBe(false);
});

test('at 90 seconds the way out is shown by itself, also where the timer fires a moment early', async () => {
  const { sell, clock, view, changes, script } = await scriptedTill({ earlyMs: 1 });
  script.submit = 'unknown';
  script.query = 'unknown';
  await sell(CODE);
  await clock.advance(89_000);
  expect(changes.some((change) => change.view?.canRelease)).toBe(false);
  await clock.advance(1002);
  expect(changes.findLast((change) => change.lane === '1')).toMatchObject({ view: { canRelease: true } });
  expect(view().phase.kind).toBe('order');
});

test('a clock set back while the till was off does not hold the lane for what the order has waited already', async () => {
  const folder = temporaryFolder();
  const first = await scriptedTill({ folder });
  await first.sell(CODE);
  await first.clock.advance(60_000);
  await first.seen('it is being cancelled', () => stateOf(first.view()) === 'cancelling');
  const startsAt = first.clock.now() - 3_600_000;
  await first.payments.stop();
  const second = await scriptedTill({ folder, startsAt });
  expect(second.view().canRelease).toBe(false);
  await second.clock.advance(45_000);
  expect(second.view()).toMatchObject({ phase: { order: { state: 'cancelling' } }, canRelease: true });
});

test('"keep waiting" takes the question away for a minute', async () => {
  const { payments, sell, clock, view } = await scriptedTill();
  const { saleId } = await sell(CODE);
  await clock.advance(90_000);
  expect(view().canRelease).toBe(true);
  expect(payments.keepWaiting('1', saleId)).toEqual(accepted);
  expect(view().canRelease).toBe(false);
  await clock.advance(60_000);
  expect(view().canRelease).toBe(true);
});

test('a repeated key finds the sale it made; for another charge it is refused', async () => {
  const { payments } = await scriptedTill();
  const request = { amountMinor: 1230, reference: 'T7', key: 'K' };
  const [first, second] = await Promise.all([payments.charge('1', request), payments.charge('1', request)]);
  expect(first).toMatchObject(accepted);
  expect(second).toEqual(first);
  expect(await payments.charge('1', { ...request, amountMinor: 1231 })).toEqual(refused('keyReused'));
  expect(await payments.charge('2', request)).toEqual(refused('keyReused'));
});

test('an order that ends while the list is read is in the list once', async () => {
  const { payments, sell, script, seen, view, clock } = await scriptedTill();
  const { orderNo, saleId } = await sell(CODE);
  script.whileReadingDay = async () => {
    script.query = 'success';
    await clock.advance(2000);
    await seen('it is paid', () => stateOf(view()) === 'paid');
  };
  const { orders } = await payments.orders({ limit: 10 });
  expect(orders.map((order) => order.orderNo)).toEqual([orderNo]);
  expect(await payments.sale(saleId)).toMatchObject({ orderNos: [orderNo], state: 'paid' });
});

function stateOf({ phase }: LaneView): string | undefined {
  return phase.kind === 'order' ? phase.order.state : undefined;
}

test.each(['success', 'declined'] as const)(
  'a result (%s) that nobody has seen is on its lane again after a restart, and gone once somebody has',
  async (submit) => {
    const folder = temporaryFolder();
    const first = await scriptedTill({ folder });
    first.script.submit = submit;
    const { saleId, orderNo } = await first.sell(CODE);
    const isOver = () =>
      first.view().phase.kind === 'order' && first.payments.view('1')?.otherOpen.length === 0;
    await first.seen('the result', isOver);
    await first.payments.stop();
    const second = await scriptedTill({ folder });
    expect(second.view().phase).toMatchObject({ kind: 'order', order: { orderNo }, sale: { saleId } });
    expect(second.payments.dismiss('1', saleId)).toEqual(accepted);
    await second.payments.stop();
    const third = await scriptedTill({ folder });
    expect(third.view().phase.kind).toBe('idle');
  },
);
