import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Order } from '../../../src/payment/order.ts';
import { DiskStore } from '../../../src/payment/store/disk-store.ts';
import { handClock } from '../../support/hand-clock.ts';
import { orderOf } from '../../support/orders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const HOUR_MS = 3_600_000;
const dayRule = { timeZone: 'UTC', startsAt: '04:00' };

async function storeIn(folder: string) {
  const store = new DiskStore({ folder, clock: handClock({ startsAt: NOON }), dayRule });
  onTestFinished(() => store.close());
  return { store, contents: await store.load() };
}
const orderAt = (createdAt: number, changes: Partial<Order> = {}): Order => {
  const day = new Date(createdAt - 4 * HOUR_MS).toISOString().slice(2, 10).replaceAll('-', '');
  const orderNo = `P${day}TEST${String(createdAt).padStart(13, '0')}`;
  return orderOf({ orderNo, createdAt, codeHash: `hash ${createdAt}`, ...changes });
};
const ended = (order: Order, state: Order['state'] = 'paid'): Order => ({
  ...order,
  rev: order.rev + 1,
  state,
  finalAt: order.createdAt + 1000,
});

test('a new folder holds nothing', async () => {
  const { contents } = await storeIn(temporaryFolder());
  expect(contents).toEqual({
    open: [],
    recentCodes: [],
    recentSales: [],
    newestOfSales: new Map(),
    damaged: [],
  });
});

test('an order is live until its result was seen, then it is in the books alone', async () => {
  const folder = temporaryFolder();
  const { store } = await storeIn(folder);
  const order = orderAt(NOON - HOUR_MS);
  await store.saveOpen(order);
  expect((await storeIn(folder)).contents).toMatchObject({ open: [order] });
  await store.finish(ended(order));
  expect((await storeIn(folder)).contents).toMatchObject({ open: [ended(order)] });
  await store.forget(order.orderNo);
  expect((await storeIn(folder)).contents).toMatchObject({ open: [] });
  expect(await store.find(order.orderNo)).toEqual(ended(order));
  expect(await store.finishedOn({ day: '2026-11-20' })).toEqual([ended(order)]);
});

test('an order stays with the business day it began on, and a day lists its newest first', async () => {
  const { store } = await storeIn(temporaryFolder());
  const lastNight = orderAt(Date.parse('2026-11-20T03:59:00Z'));
  const today = [0, 1, 2].map((hours) => orderAt(Date.parse('2026-11-20T04:00:00Z') + hours * HOUR_MS));
  for (const order of [lastNight, ...today]) await store.finish(ended(order));
  expect(await store.finishedOn({ day: '2026-11-19' })).toEqual([ended(lastNight)]);
  expect(await store.finishedOn({ day: '2026-11-20' })).toEqual(today.reverse().map((order) => ended(order)));
  expect(await store.find(lastNight.orderNo)).toEqual(ended(lastNight));
});

test('an old order is found by its number alone; a number that is none finds nothing', async () => {
  const { store } = await storeIn(temporaryFolder());
  const old = orderAt(Date.parse('2024-02-29T12:00:00Z'));
  await store.finish(ended(old));
  expect(await store.find(old.orderNo)).toEqual(ended(old));
  expect(await store.find('P261120TEST9999999999999')).toBeUndefined();
  expect(await store.find('../../till')).toBeUndefined();
});

test('codes of a day are known again on a clock that is a day ahead, but for those that were never sent', async () => {
  const folder = temporaryFolder();
  const { store } = await storeIn(folder);
  const open = orderAt(NOON - HOUR_MS);
  const paid = orderAt(NOON - 47 * HOUR_MS);
  const unsent = orderAt(NOON - 2 * HOUR_MS);
  const old = orderAt(NOON - 73 * HOUR_MS);
  await store.saveOpen(open);
  await store.finish(ended(paid));
  await store.finish(ended(unsent, 'notSent'));
  await store.finish(ended(old));
  const { contents } = await storeIn(folder);
  expect(contents.recentCodes).toHaveLength(2);
  expect(contents.recentCodes).toEqual(
    expect.arrayContaining(
      [open, paid].map(({ codeHash, createdAt }) => ({ hash: codeHash, at: createdAt })),
    ),
  );
});

test('sales with a key are known again on a clock that is a day ahead', async () => {
  const folder = temporaryFolder();
  const { store } = await storeIn(folder);
  const keyed = orderAt(NOON - HOUR_MS, { saleKey: 'K1' });
  const openKeyed = orderAt(NOON - 47 * HOUR_MS, { saleKey: 'K2' });
  await store.finish(ended(keyed));
  await store.saveOpen(openKeyed);
  await store.finish(ended(orderAt(NOON - 3 * HOUR_MS)));
  await store.finish(ended(orderAt(NOON - 73 * HOUR_MS, { saleKey: 'K3' })));
  const { contents } = await storeIn(folder);
  expect(contents.recentSales.map(({ saleKey }) => saleKey)).toEqual(['K1', 'K2']);
});

test('an order that was just written is found without its file, and as the file has it where a write failed', async () => {
  const folder = temporaryFolder();
  const { store } = await storeIn(folder);
  const order = ended(orderAt(NOON - HOUR_MS));
  await store.finish(order);
  renameSync(join(folder, 'days'), join(folder, 'away'));
  expect(await store.find(order.orderNo)).toEqual(order);
  const later = { ...order, rev: order.rev + 1, createdAt: NOON + 24 * HOUR_MS };
  const elsewhere = ['2026-12-24'];
  await expect(store.finish(later, elsewhere)).rejects.toMatchObject({ code: 'STORE_WRITE_FAILED' });
  renameSync(join(folder, 'away'), join(folder, 'days'));
  expect(await store.find(order.orderNo)).toEqual(order);
  await store.finish(later);
  expect(await store.find(order.orderNo)).toEqual(later);
});

test('an order whose line was written anew is found as it stands there now', async () => {
  const { store } = await storeIn(temporaryFolder());
  const order = ended(orderAt(NOON - HOUR_MS, { reference: 'Mrs Marlowe' }));
  await store.finish(order);
  const none = { isLive: () => false, noticeDays: async () => [], dropNotices: async () => {} };
  const old = store.oldPapers(none);
  const { reference: _, ...trimmed } = order;
  expect(
    await old.rewrite(
      '2026-11-20',
      async () => {},
      () => trimmed,
    ),
  ).toBe(1);
  expect(await store.find(order.orderNo)).toEqual(trimmed);
});

test('of each live sale the newest order is named, also one that was put away or began on the next day', async () => {
  const folder = temporaryFolder();
  const { store } = await storeIn(folder);
  const old = NOON - 30 * 24 * HOUR_MS;
  const first = orderAt(old, { saleId: 'S261021AAAAAAAAAAAAA', state: 'declined' });
  const again = orderAt(old + 20 * HOUR_MS, { saleId: first.saleId });
  const alone = orderAt(NOON - HOUR_MS, { saleId: 'S261120BBBBBBBBBBBBB' });
  await store.saveOpen(first);
  await store.finish(ended(again));
  await store.saveOpen(alone);
  await store.finish(ended(orderAt(NOON - 2 * HOUR_MS, { saleId: 'S261120CCCCCCCCCCCCC' })));
  const { contents } = await storeIn(folder);
  expect(contents.newestOfSales).toEqual(
    new Map([
      [first.saleId, again.orderNo],
      [alone.saleId, alone.orderNo],
    ]),
  );
});

test('what is damaged is reported, and everything else is there', async () => {
  const folder = temporaryFolder();
  const { store } = await storeIn(folder);
  const good = orderAt(NOON - HOUR_MS);
  const done = orderAt(NOON - 2 * HOUR_MS);
  await store.saveOpen(good);
  await store.finish(ended(done));
  const bad = orderAt(NOON - 3 * HOUR_MS);
  writeFileSync(join(folder, 'open', `${bad.orderNo}.json`), '{');
  writeFileSync(join(folder, 'days', '2026-11-19.jsonl'), 'rubbish\n{"torn');
  const { contents } = await storeIn(folder);
  expect(contents.open).toEqual([good]);
  expect(contents.recentCodes).toHaveLength(2);
  expect(contents.damaged).toHaveLength(3);
});

test('a disk that takes nothing is told in words, and works again once it does', async () => {
  const folder = join(temporaryFolder(), 'data');
  const { store } = await storeIn(folder);
  await store.probe();
  renameSync(folder, `${folder}.away`);
  const failure = { code: 'STORE_WRITE_FAILED', message: expect.stringContaining(folder) };
  await expect(store.probe()).rejects.toMatchObject(failure);
  await expect(store.saveOpen(orderAt(NOON))).rejects.toMatchObject(failure);
  await expect(store.finish(ended(orderAt(NOON)))).rejects.toMatchObject(failure);
  mkdirSync(join(folder, 'open'), { recursive: true });
  mkdirSync(join(folder, 'days'));
  await store.probe();
  await store.saveOpen(orderAt(NOON));
  await store.finish(ended(orderAt(NOON)));
  expect(existsSync(join(folder, 'open', `${orderAt(NOON).orderNo}.json`))).toBe(true);
});

test('a closed store writes nothing more: what was being written has ended', async () => {
  const folder = temporaryFolder();
  const { store } = await storeIn(folder);
  let ended = 0;
  const count = () => {
    ended += 1;
  };
  const writes = [
    store.probe().then(count),
    store.saveOpen(orderAt(NOON)).then(count),
    store.forget(orderAt(NOON - 1).orderNo).then(count),
  ];
  await store.close();
  expect(ended).toBe(3);
  await Promise.all(writes);
});

test('a settled order that was not yet put away when the power failed is put away at the start', async () => {
  const folder = temporaryFolder();
  const { store } = await storeIn(folder);
  const settlement = { as: 'paid' as const, by: 'Ana', at: NOON, reason: 'r' };
  const order = orderAt(NOON - HOUR_MS, { state: 'stuck', settlement });
  await store.saveOpen(order);
  const { store: next } = await storeIn(folder);
  await next.forget(order.orderNo);
  expect(await next.find(order.orderNo)).toEqual(order);
});
