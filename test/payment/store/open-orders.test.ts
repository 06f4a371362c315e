import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Order } from '../../../src/payment/order.ts';
import { nodeDisk } from '../../../src/payment/store/disk.ts';
import { OpenOrders } from '../../../src/payment/store/open-orders.ts';
import { orderOf, SENT_AT } from '../../support/orders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const OLD = orderOf({ orderNo: 'P261120TEST000000000000A', createdAt: SENT_AT });
const YOUNG = orderOf({ orderNo: 'P261120TEST000000000000B', createdAt: SENT_AT + 1, reference: 'Table 7' });

async function folderWith(...orders: Order[]): Promise<string> {
  const folder = temporaryFolder();
  const store = new OpenOrders(folder);
  await store.load();
  for (const order of orders) await store.save(order);
  return folder;
}

test('orders are read back as they were saved, oldest first', async () => {
  const folder = await folderWith(YOUNG, OLD);
  expect(await new OpenOrders(folder).load()).toEqual({ orders: [OLD, YOUNG], damaged: [] });
});

test('the last save of an order counts, also after it was read back, and a removed one is gone', async () => {
  const folder = await folderWith(OLD, YOUNG);
  const store = new OpenOrders(folder);
  await store.load();
  await Promise.all([2, 3, 4].map((rev) => store.save({ ...OLD, rev })));
  await store.remove(YOUNG.orderNo);
  await store.remove(YOUNG.orderNo);
  expect((await new OpenOrders(folder).load()).orders).toEqual([{ ...OLD, rev: 4 }]);
});

const named = (orderNo: string) => `${orderNo}.json`;
const withOut = (name: keyof Order) => JSON.stringify({ ...OLD, [name]: undefined });

test.each([
  ['is cut off', JSON.stringify(OLD).slice(0, 100)],
  ['is empty', ''],
  ['holds nothing', 'null'],
  ['holds something else', '{"schema":1,"hello":"world"}'],
  ['holds another order', JSON.stringify(YOUNG)],
  ['lacks an amount', withOut('amountMinor')],
  ['lacks its gateway', withOut('gateway')],
  ['is in no known state', JSON.stringify({ ...OLD, state: 'perhaps' })],
  ['is of a later schema', JSON.stringify({ ...OLD, schema: 2 })],
  ['is binary rubbish', '\u0000\u0001\u0002'],
])('a document that %s is set aside, and hurts one order only', async (_, text) => {
  const folder = await folderWith(OLD, YOUNG);
  const file = join(folder, 'open', named(OLD.orderNo));
  writeFileSync(file, text);
  const { orders, damaged } = await new OpenOrders(folder).load();
  expect(orders).toEqual([YOUNG]);
  expect(damaged).toMatchObject([{ file, reason: expect.stringMatching(/\w/) }]);
  expect(readFileSync(damaged[0]?.keptAs ?? '', 'utf8')).toBe(text);
  expect(existsSync(file)).toBe(false);
  // It is told at each start until somebody has dealt with it.
  const later = await new OpenOrders(folder).load();
  expect(later).toMatchObject({ orders: [YOUNG], damaged: [{ file, isLoss: true }] });
  rmSync(damaged[0]?.keptAs ?? '');
  expect(await new OpenOrders(folder).load()).toEqual({ orders: [YOUNG], damaged: [] });
});

test('what the books have set aside is no missing payment', async () => {
  const folder = await folderWith(YOUNG);
  mkdirSync(join(folder, 'quarantine'));
  writeFileSync(join(folder, 'quarantine', 'books-state.json'), '{');
  expect(await new OpenOrders(folder).load()).toEqual({ orders: [YOUNG], damaged: [] });
});

test('a folder in the place of a document is set aside too', async () => {
  const folder = await folderWith(YOUNG);
  mkdirSync(join(folder, 'open', named(OLD.orderNo)));
  const { orders, damaged } = await new OpenOrders(folder).load();
  expect({ orders, damaged }).toMatchObject({ orders: [YOUNG], damaged: [{ isLoss: true }] });
});

test('a document under a number that carries no day is set aside', async () => {
  const folder = await folderWith(YOUNG);
  writeFileSync(join(folder, 'open', 'NODAYATALL.json'), JSON.stringify({ ...OLD, orderNo: 'NODAYATALL' }));
  const { orders, damaged } = await new OpenOrders(folder).load();
  expect(orders).toEqual([YOUNG]);
  expect(damaged[0]?.reason).toContain('orderNo');
});

test('what a crash left half written is removed, and the whole document beside it counts', async () => {
  const folder = await folderWith(OLD);
  const leftover = join(folder, 'open', `.${named(OLD.orderNo)}.7.tmp`);
  writeFileSync(leftover, '{"schema":1,');
  expect(await new OpenOrders(folder).load()).toEqual({ orders: [OLD], damaged: [] });
  expect(existsSync(leftover)).toBe(false);
});

test('what a later version added to an order is kept', async () => {
  const folder = await folderWith();
  const newer = { ...OLD, laterFacts: [{ caseNo: 'C1' }] };
  const store = new OpenOrders(folder);
  await store.save(newer);
  const again = new OpenOrders(folder);
  const { orders } = await again.load();
  for (const order of orders) await again.save({ ...order, rev: 9 });
  expect((await new OpenOrders(folder).load()).orders).toEqual([{ ...newer, rev: 9 }]);
});

test('a fault of the disk while a document is read stops the start, and leaves the document where it is', async () => {
  const folder = temporaryFolder();
  const store = new OpenOrders(folder);
  await store.load();
  await store.save(OLD);
  const readFile = () => Promise.reject(Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }));
  await expect(new OpenOrders(folder, { ...nodeDisk, readFile }).load()).rejects.toThrow('EIO');
  expect((await new OpenOrders(folder).load()).orders).toEqual([OLD]);
});
