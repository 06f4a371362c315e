import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { formsOf, openTechnicianShop, paidCode, type TechnicianShop } from '../support/technician-shop.ts';
import { ordersOf } from '../support/till-api.ts';
import { until } from '../support/until.ts';

const BILL = '2026112122001412345678901234';

/** A shop whose gun A scans for lane 1. */
async function shopWithGun(options: Parameters<typeof openTechnicianShop>[0] = {}): Promise<TechnicianShop> {
  const shop = await openTechnicianShop({ plugged: ['A'], lanes: [{ id: '1' }], ...options });
  await shop.shown('A', ({ state, lane }) => state === 'up' && lane === '1');
  return shop;
}

const read = (shop: TechnicianShop, lane = '1', body: object = {}) =>
  shop.ask('POST', `/lanes/${lane}/read`, body);

/** Scans until somebody was waiting for it, and no more: what a scan comes to is known when it returns. */
async function scanUntilRead(shop: TechnicianShop, text: string): Promise<void> {
  await until(
    async () => {
      const { lastScan } = await shop.shown('A');
      if (lastScan?.outcome === 'read') return true;
      shop.gun('A').scan(text);
      return false;
    },
    { what: 'the bill was read' },
  );
}

test('a bill is read with the gun of the lane, and nobody is charged', async () => {
  const shop = await shopWithGun();
  const reading = read(shop);
  await scanUntilRead(shop, BILL);
  expect(await reading).toEqual({ status: 200, body: { text: BILL } });
  const { lastScan } = await shop.shown('A');
  expect(lastScan?.text).toContain('Nobody was charged');
  expect(await ordersOf(shop.url)).toEqual([]);
});

test('a payment code is never read out, only its mask', async () => {
  const shop = await shopWithGun();
  const code = paidCode();
  const reading = read(shop);
  await scanUntilRead(shop, code);
  const answer = await reading;
  expect(answer).toMatchObject({ status: 422, body: { code: 'paymentCode' } });
  expect(answer.body.detail).toContain(code.slice(-4));
  const told = JSON.stringify(answer) + JSON.stringify(await shop.view()) + shop.log();
  for (const form of formsOf(code)) expect(told).not.toContain(form);
  expect(await ordersOf(shop.url)).toEqual([]);
});

test('who begins a sale ends the reading, and who reads finds no sale begun', async () => {
  const shop = await shopWithGun();
  const charge = () => shop.ask('POST', '/lanes/1/charge', { amount: '12.30' });
  const reading = readFirst(shop);
  // The second one finds the first waiting: only then is it certain that the first does.
  expect((await readWhen(shop, 'readBusy')).status).toBe(409);
  await until(async () => (await charge()).status === 201, { what: 'the lane sells' });
  expect(await reading).toMatchObject({ status: 409, body: { code: 'laneBusy' } });
  expect(await read(shop)).toMatchObject({ status: 409, body: { code: 'laneBusy' } });
  shop.gun('A').scan(paidCode());
  await until(async () => (await ordersOf(shop.url)).length === 1, { what: 'the sale is charged' });
});

/** Reads; again where the one that only looks whether somebody reads was faster. */
async function readFirst(shop: TechnicianShop) {
  return until(
    async () => {
      const answer = await read(shop);
      return answer.body.code !== 'readBusy' && answer;
    },
    { what: 'it may read' },
  );
}

async function readWhen(shop: TechnicianShop, code: string) {
  return until(
    async () => {
      const answer = await read(shop, '1', { waitSeconds: 1 });
      return answer.body.code === code && answer;
    },
    { what: code },
  );
}

test('who waits in vain is told so, and leaves the gun to the next one', async () => {
  const shop = await shopWithGun({ clock: scaledClock(40) });
  expect(await read(shop, '1', { waitSeconds: 5 })).toEqual({ status: 200, body: { text: null } });
  expect(await read(shop, '1', { waitSeconds: 5 })).toEqual({ status: 200, body: { text: null } });
});

test('who goes away waits no longer', async () => {
  const shop = await shopWithGun();
  const gone = new AbortController();
  const readAsGone = () =>
    fetch(`${shop.url}/api/v1/lanes/1/read`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"waitSeconds":60}',
      signal: gone.signal,
    });
  const reading = until(async () => (await readAsGone()).status !== 409, { what: 'it may read' }).catch(
    () => {},
  );
  await readWhen(shop, 'readBusy');
  gone.abort();
  await reading;
  let isRead = false;
  const next = until(async () => (await read(shop)).body.text === BILL, { what: 'the next one reads' });
  void next.then(() => {
    isRead = true;
  });
  const scan = () => {
    if (!isRead) shop.gun('A').scan(BILL);
    return isRead;
  };
  await until(scan, { what: 'the bill was read by the next one' });
});

test.each([
  ['7', {}, 404, 'noSuchLane'],
  ['1', {}, 409, 'noScanner'],
  ['1', { waitSeconds: 0 }, 400, 'badRequest'],
  ['1', { waitSeconds: 61 }, 400, 'badRequest'],
  ['1', { wait: 5 }, 400, 'badRequest'],
])('a reading that cannot be is refused: lane %s, %j', async (lane, body, status, code) => {
  const shop = await openTechnicianShop({ plugged: [], lanes: [{ id: '1', scanners: [] }] });
  expect(await read(shop, lane, body)).toMatchObject({ status, body: { code } });
});

test('what a gun typed on a page is looked at in the same way, and nothing is waited for', async () => {
  const shop = await openTechnicianShop({ lanes: [{ id: '1' }] });
  expect(await read(shop, '1', { text: BILL })).toEqual({ status: 200, body: { text: BILL } });
  const code = paidCode();
  const answer = await read(shop, '1', { text: code });
  expect(answer).toMatchObject({ status: 422, body: { code: 'paymentCode' } });
  for (const form of formsOf(code)) expect(JSON.stringify(answer) + shop.log()).not.toContain(form);
  expect(await ordersOf(shop.url)).toEqual([]);
});
