import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import { systemRandom } from '../../src/random.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { backUp, restore } from '../support/backups.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A till that sells, its backup restored while it goes on, and the restored one on the same gateway. */
async function twoTills(before: (old: Engine) => Promise<unknown>, after: (old: Engine) => Promise<unknown>) {
  const clock = scaledClock(40);
  const folder = temporaryFolder();
  const sandbox = await startSandbox({
    dir: join(folder, 'gateway'),
    clock,
    random: systemRandom,
    log: silentLog,
    customerDelayMs: () => 20_000,
  });
  onTestFinished(() => sandbox.close());
  // On a machine that is slow a backup takes its time: nothing is to be called off meanwhile.
  const old = await startEngine({
    folder,
    sandbox,
    clock,
    payment: { waitSeconds: 300, expiresSeconds: 600 },
  });
  await before(old);
  const { file } = await backUp(folder);
  await after(old);
  await old.stop();
  const { tillId } = await restore(file, join(folder, 'restored', 'data'));
  const calls: string[] = [];
  const open = () =>
    startEngine({
      folder: join(folder, 'restored'),
      sandbox,
      clock,
      wrap: (gateway) => watched(gateway, calls),
    });
  return { folder, sandbox, tillId, calls, open };
}

/** Notes each call that is about an order, by its name. */
function watched(gateway: Gateway, calls: string[]): Gateway {
  return new Proxy(gateway, {
    get: (target, name, receiver) => {
      const value = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      const isAbout = ['submit', 'cancel', 'refund'].includes(String(name));
      return (...args: unknown[]) => {
        if (isAbout) calls.push(String(name));
        return value.apply(target, args);
      };
    },
  });
}

test('an old order that was open in the backup is asked about and found as it is; nothing is sent for it', async () => {
  let orderNo = '';
  const { open, calls, tillId, sandbox } = await twoTills(
    async (old) => {
      ({ orderNo } = await old.sell('1', 'password'));
      await old.orderWhen(orderNo, ({ state }) => state === 'pending');
    },
    async (old) => old.orderWhen(orderNo, ({ state }) => state === 'paid'),
  );
  const till = await open();
  const order = await till.orderWhen(orderNo, ({ state }) => state === 'paid');
  expect(order.restrained).toBe(tillId);
  expect(calls).toEqual([]);
  expect(sandbox.truthOf(orderNo)).toMatchObject({ state: 'paid' });
  await till.stop();
});

test('an old order that nobody pays is left to a person; no cancel is sent for it', async () => {
  let orderNo = '';
  const { open, calls } = await twoTills(
    async (old) => {
      ({ orderNo } = await old.sell('1', 'never'));
      await old.orderWhen(orderNo, ({ state }) => state === 'pending');
    },
    async () => {},
  );
  const till = await open();
  await till.orderWhen(orderNo, ({ state }) => state === 'stuck', 30_000);
  expect(till.payments.health().stuckOrders).toBe(1);
  expect(calls).toEqual([]);
  const decided = await till.payments.resolve(orderNo, {
    as: 'notPaid',
    by: 'Ada',
    reason: 'the old till cancelled it',
  });
  expect(decided).toMatchObject({ ok: true, order: { takenOver: { by: 'Ada' } } });
  expect(till.payments.health().stuckOrders).toBe(0);
  await till.stop();
});

test('a refund of an old sale asks the gateway and then a manager; what the old till gave back is not given back again unasked', async () => {
  let orderNo = '';
  const { open, calls, folder } = await twoTills(
    async (old) => {
      ({ orderNo } = await old.sell('1', 'paid'));
      await old.orderWhen(orderNo, ({ state }) => state === 'paid');
    },
    async (old) => {
      await old.payments.refund(orderNo, { amountMinor: 1230, reason: 'broken', key: 'on-the-old-till' });
      await old.orderWhen(orderNo, ({ refunds }) => refunds?.[0]?.state === 'done');
    },
  );
  const till = await open();
  const wish = { amountMinor: 1230, reason: 'broken', key: 'here', by: 'Ada' };
  expect(await till.payments.refund(orderNo, wish)).toEqual({ ok: false, why: 'restored' });
  const asked = (await till.payments.order(orderNo))?.heardAt;
  expect(asked).toBeGreaterThan(0);
  const giveBack = till.payments.view('1')?.phase;
  if (giveBack?.kind === 'order') {
    expect(await till.payments.giveBack('1', giveBack.sale.saleId)).toEqual({ ok: false, why: 'restored' });
  }
  expect(calls).toEqual([]);
  expect(await till.payments.refund(orderNo, { ...wish, isConfirmed: true })).toMatchObject({ ok: true });
  const after = await till.orderWhen(orderNo, ({ refunds }) => refunds?.[0]?.state === 'failed');
  expect(after).toMatchObject({ state: 'paid', takenOver: { by: 'Ada', reason: 'broken' } });
  await till.stop();
  // What was taken over stays so over a restart.
  const again = await open();
  expect((await again.payments.order(orderNo))?.restrained).toBeUndefined();
  await again.stop();
  expect(readdirSync(join(folder, 'restored', 'data', 'days'))).toHaveLength(1);
});

test('while the gateway is silent nothing of an old sale is given back, whoever confirms it', async () => {
  let orderNo = '';
  const { open, sandbox } = await twoTills(
    async (old) => {
      ({ orderNo } = await old.sell('1', 'paid'));
      await old.orderWhen(orderNo, ({ state }) => state === 'paid');
    },
    async () => {},
  );
  const till = await open();
  await sandbox.close();
  const wish = { amountMinor: 1230, reason: 'broken', key: 'here', by: 'Ada', isConfirmed: true };
  expect(await till.payments.refund(orderNo, wish)).toEqual({ ok: false, why: 'notPossible' });
  expect((await till.payments.order(orderNo))?.refunds).toBeUndefined();
  await till.stop();
});

test('new sales have the new till’s numbers, and closes go on from the last, the first of them marked', async () => {
  let day = '';
  const { open, tillId, folder } = await twoTills(
    async (old) => {
      await old
        .sell('1', 'paid')
        .then(({ orderNo }) => old.orderWhen(orderNo, ({ state }) => state === 'paid'));
      day = old.payments.books.days.today();
      await old.payments.books.days.close(day);
    },
    async () => {},
  );
  const till = await open();
  const phase = till.payments.view('1')?.phase;
  if (phase?.kind === 'order') till.payments.dismiss('1', phase.sale.saleId);
  for (const key of ['a', 'b']) {
    const { orderNo } = await till.sell('1', 'paid');
    expect(orderNo.slice(7, 11)).toBe(tillId);
    const { saleId, restrained } = await till.orderWhen(orderNo, ({ state }) => state === 'paid');
    expect(restrained).toBeUndefined();
    till.payments.dismiss('1', saleId);
    const refund = { amountMinor: 100, reason: 'r', key };
    expect(await till.payments.refund(orderNo, refund)).toMatchObject({ ok: true });
    await till.orderWhen(orderNo, ({ refunds }) => refunds?.[0]?.state === 'done');
    await till.payments.books.days.close(till.payments.books.days.today());
  }
  await till.stop();
  const closes = join(folder, 'restored', 'data', 'books', 'z');
  const read = readdirSync(closes).map((name) => JSON.parse(readFileSync(join(closes, name), 'utf8')));
  expect(read.map(({ z, till: by, restored }) => [z, by === tillId, restored])).toEqual([
    [1, false, undefined],
    [2, true, true],
    [3, true, undefined],
  ]);
});
