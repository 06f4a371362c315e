import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Clock, scaledClock } from '../../src/clock.ts';
import { businessDayAt, shiftDay } from '../../src/payment/business-day.ts';
import { isFinal, type Order } from '../../src/payment/order.ts';
import { dayOfOrderNumber } from '../../src/payment/order-number.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { runSandbox } from '../support/sandbox.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const DAY_RULE = { timeZone: 'America/New_York', startsAt: '04:00' };
const DAY = 86_400_000;

/** A clock whose wall can be moved on by whole days; everything that runs goes on as it was. */
function jumpingClock(): Clock & { jump(ms: number): void } {
  const clock = scaledClock(40);
  let ahead = 0;
  return {
    ...clock,
    now: () => clock.now() + ahead,
    jump: (ms) => {
      ahead += ms;
    },
  };
}

async function shop() {
  const folder = temporaryFolder();
  const clock = jumpingClock();
  const { sandbox } = await runSandbox({ clock, dir: join(folder, 'sandbox') });
  const engine = await startEngine({ folder, clock, sandbox });
  const today = () => businessDayAt(clock.now(), DAY_RULE);
  return { folder, clock, sandbox, engine, today };
}

async function sold(
  { sell, orderWhen }: Engine,
  outcome: 'paid' | 'never' | 'race' | 'wrong-amount',
  amountMinor = 1230,
) {
  const { orderNo } = await sell('1', outcome, amountMinor);
  const order = await orderWhen(orderNo, (each) => isFinal(each) || each.state === 'held', 30_000);
  return order;
}
async function zOf({ payments }: Engine, day: string) {
  const result = await payments.books.days.close(day);
  if (!result.ok) throw new Error(result.detail);
  return result.z;
}

test('a refund of yesterday posts to today, names the day of the sale, and yesterday stays as it was closed', async () => {
  const { folder, clock, engine, today, sandbox } = await shop();
  const day = today();
  const sale = await sold(engine, 'paid');
  await sold(engine, 'race', 500);
  const first = await zOf(engine, day);
  expect(first).toMatchObject({
    z: 1,
    totals: [
      {
        events: 2,
        kinds: { paid: { count: 1, amountMinor: 1230 }, reversed: { count: 1, amountMinor: 500 } },
        netMinor: 1230,
      },
    ],
  });
  const file = join(folder, 'data', 'books', 'z', '000001.json');
  const written = readFileSync(file, 'utf8');

  clock.jump(DAY);
  const next = today();
  const result = await engine.payments.refund(sale.orderNo, {
    amountMinor: 230,
    reason: 'broken',
    key: 'K',
    by: 'Ann',
  });
  expect(result).toMatchObject({ ok: true });
  await engine.orderWhen(sale.orderNo, ({ refunds }) => refunds?.[0]?.state === 'done');
  await sold(engine, 'paid', 700);
  const second = await zOf(engine, next);
  expect(second).toMatchObject({
    z: 2,
    period: next,
    totals: [
      {
        events: 2,
        kinds: { paid: { amountMinor: 700 }, refunded: { amountMinor: 230 } },
        netMinor: 470,
        byCashier: { Ann: { refunded: { count: 1, amountMinor: 230 } } },
        late: [{ orderNo: sale.orderNo, bornOn: day, kind: 'refunded', amountMinor: 230 }],
      },
    ],
  });
  await engine.stop();

  const again = await startEngine({ folder, clock, sandbox });
  expect(readFileSync(file, 'utf8')).toBe(written);
  for (const [each, z] of [
    [day, first],
    [next, second],
  ] as const) {
    const { schema: _, ...kept } = z;
    expect((await again.payments.books.days.view(each))?.periods[0]).toEqual({ ...kept, status: 'closed' });
    expect(await zOf(again, each)).toEqual(z);
  }
  expect((await again.payments.books.days.csv(next))?.split('\r\n')).toHaveLength(4);
  await again.stop();
});

test('an order that is held when its day is closed is carried, and its outcome posts to the next period', async () => {
  const { engine, today } = await shop();
  const day = today();
  const held = await sold(engine, 'wrong-amount');
  expect(held.state).toBe('held');
  expect(await zOf(engine, day)).toMatchObject({
    totals: [{ events: 0 }],
    carried: [{ orderNo: held.orderNo, why: 'held' }],
  });
  expect(
    await engine.payments.resolve(held.orderNo, { as: 'paid', by: 'Ann', reason: 'the customer agreed' }),
  ).toMatchObject({ ok: true });
  const { periods = [] } = (await engine.payments.books.days.view(day)) ?? {};
  expect(periods.map(({ period, status }) => [period, status])).toEqual([
    [day, 'closed'],
    [`${day}.2`, 'open'],
  ]);
  expect(periods[1]?.totals).toMatchObject([{ kinds: { settledPaid: { count: 1 } }, netMinor: 0 }]);
  await engine.stop();
});

test('at the close of its day an order that ended through a cancel is looked at once more', async () => {
  const { engine, today } = await shop();
  const day = today();
  const order = await sold(engine, 'never');
  await engine.orderWhen(order.orderNo, ({ looksDue }) => (looksDue?.length ?? 0) === 1, 30_000);
  const { queries } = await engine.orderWhen(order.orderNo, () => true);
  await zOf(engine, day);
  const looked = await engine.orderWhen(order.orderNo, (each) => each.queries > queries);
  expect(looked.state).toBe('cancelled');
  await engine.orderWhen(order.orderNo, ({ looksDue }) => looksDue === undefined);
  await engine.stop();
});

test('money that moves on five lanes while days are closed and looked at is counted once, and no total is ever of two moments', async () => {
  const folder = temporaryFolder();
  const clock = jumpingClock();
  const lanes = ['1', '2', '3', '4', '5'];
  const engine = await startEngine({ folder, clock, lanes });
  const { days } = engine.payments.books;
  const day = businessDayAt(clock.now(), DAY_RULE);
  let isSelling = true;
  const seen: number[] = [];
  const looks = (async () => {
    while (isSelling) {
      const { periods = [] } = (await days.view(day)) ?? {};
      seen.push(periods.flatMap(({ totals }) => totals).reduce((sum, { events }) => sum + events, 0));
    }
  })();
  const closes = (async () => {
    while (isSelling) {
      await zOf(engine, day);
      await clock.sleep(2000);
    }
  })();
  const sales = lanes.map(async (lane) => {
    for (let i = 0; i < 6; i += 1) {
      const { orderNo } = await engine.sell(lane, 'paid', 100);
      await engine.orderWhen(orderNo, isFinal);
    }
  });
  await Promise.all(sales);
  isSelling = false;
  await Promise.all([looks, closes]);
  expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
  await zOf(engine, day);
  const { periods = [] } = (await days.view(day)) ?? {};
  const zs = periods.filter(({ status }) => status === 'closed');
  expect(zs.map(({ z }) => z)).toEqual(zs.map((_, i) => i + 1));
  expect(zs.flatMap(({ totals }) => totals).reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(30 * 100);
  await engine.stop();
});

test('an order of any day is found by any number on its receipt, with the index and without', async () => {
  const { folder, clock, engine, today, sandbox } = await shop();
  const orders: Order[] = [];
  for (let i = 0; i < 3; i += 1) {
    orders.push(await sold(engine, 'paid', 100 + i));
    clock.jump(DAY);
  }
  await engine.stop();
  const again = await startEngine({ folder, clock, sandbox });
  const find = async (q: string) =>
    (await again.payments.orders({ q, limit: 9 })).orders.map(({ orderNo }) => orderNo);
  const everyOneIsFound = async () => {
    for (const { orderNo, saleId, transNo = '', payChannelTransNo = '', payPlatformTransNo = '' } of orders) {
      for (const q of [
        orderNo,
        orderNo.toLowerCase(),
        saleId,
        transNo,
        payChannelTransNo,
        payPlatformTransNo,
      ]) {
        expect(await find(q), q).toEqual([orderNo]);
      }
    }
    expect(await find('T0000000000')).toEqual([]);
  };
  await everyOneIsFound();
  const state = join(folder, 'data', 'index', 'state.json');
  const isIndexed = () => {
    const text = existsSync(state) ? readFileSync(state, 'utf8') : '';
    return orders.every(({ orderNo }) => text.includes(`"${dayOfOrderNumber(orderNo)}"`));
  };
  await until(isIndexed, { what: 'the days are indexed' });
  await everyOneIsFound();
  expect(dayOfOrderNumber(orders[0]?.orderNo ?? '')).toBe(shiftDay(today(), -3));
  await again.stop();
});
