import { expect, test } from 'vitest';
import type { Order } from '../../src/payment/index.ts';
import { isOwnGiveBack } from '../../src/ui/give-back.ts';
import { connectTablet } from '../support/running-ui.ts';
import { ADA_PIN } from '../support/staff.ts';
import { staffedShop } from '../support/staffed-shop.ts';

const MINUTE = 60_000;
const mia = { id: 'p2', name: 'Mia', role: 'cashier' as const };
const order = (soldBy?: Order['soldBy']) => ({ finalAt: 1000, ...(soldBy && { soldBy }) }) as Order;

test('a cashier takes back their own sale for five minutes, and nobody else’s', () => {
  expect(isOwnGiveBack(order(mia), mia, 1000 + 5 * MINUTE - 1)).toBe(true);
  expect(isOwnGiveBack(order(mia), mia, 1000 + 5 * MINUTE)).toBe(false);
  expect(isOwnGiveBack(order({ id: 'p3', name: 'Mia' }), mia, 2000), 'of the same name').toBe(false);
});

test('where nobody signs in, whoever stands at the lane counts as the one who sold', () => {
  expect(isOwnGiveBack(order(), undefined, 2000)).toBe(true);
  expect(isOwnGiveBack(order(), mia, 2000)).toBe(true);
  expect(isOwnGiveBack(order(mia), undefined, 2000), 'nobody for somebody').toBe(false);
  expect(isOwnGiveBack(order(), undefined, 1000 + 5 * MINUTE)).toBe(false);
  expect(isOwnGiveBack({} as Order, undefined, 2000), 'not at its end').toBe(false);
});

let made = 0;
const newId = () => {
  made += 1;
  return `own-give-back-${made}`;
};

/** A payment that Mia has just taken on lane 1, where everybody signs in. */
async function soldByMia() {
  const shop = await staffedShop({ settings: { signIn: true } });
  const tablet = await connectTablet(shop.till.url);
  const session = await shop.mia();
  const { engine } = shop.till;
  const charged = await tablet.command('charge', { commandId: newId(), amountMinor: 1230, session });
  const saleId = charged.saleId ?? '';
  await engine.scan('1', 'paid');
  await tablet.screenWhen(({ mode }) => mode === 'paid');
  const orderNo = (await engine.payments.sale(saleId))?.orderNos[0] ?? '';
  const refunds = async () => (await engine.payments.order(orderNo))?.refunds ?? [];
  const giveBack = (as?: string) =>
    tablet.command('giveBack', { commandId: newId(), saleId, ...(as && { session: as }) });
  return { ...shop, tablet, session, giveBack, refunds, orderNo };
}

test('who sold gives back by one tap; another cashier is asked for a manager, nobody for themselves', async () => {
  const { ask, ada, signIn, giveBack, refunds, session, acts, orderNo } = await soldByMia();
  await ask('POST', '/people', { name: 'Bo', role: 'cashier', pin: '4071' }, { session: await ada() });
  expect(await giveBack(await signIn('p3', '4071'))).toMatchObject({
    ok: false,
    error: { code: 'managerNeeded' },
  });
  expect(await giveBack()).toMatchObject({ ok: false, error: { code: 'signInNeeded' } });
  expect(await refunds()).toEqual([]);
  expect(await giveBack(session)).toEqual({ ok: true });
  expect(await refunds()).toMatchObject([{ amountMinor: 1230, by: 'Mia' }]);
  expect(acts()).toContain(`Mia giveBack ${orderNo}`);
});

test('a manager gives back what another has sold, in their own name', async () => {
  const { giveBack, refunds, signIn, acts, orderNo } = await soldByMia();
  expect(await giveBack(await signIn('p1', ADA_PIN, 'act'))).toEqual({ ok: true });
  expect(await refunds()).toMatchObject([{ by: 'Ada' }]);
  expect(acts()).toContain(`Ada refund ${orderNo}`);
});

test('without a session no tablet sells where everybody signs in, and the screen says so', async () => {
  const { till, mia } = await staffedShop({ settings: { signIn: true } });
  const tablet = await connectTablet(till.url);
  expect(tablet.screens[0]?.signIn).toBe(true);
  const charge = (session?: string) =>
    tablet.command('charge', { commandId: newId(), amountMinor: 100, ...(session && { session }) });
  expect(await charge()).toMatchObject({ ok: false, error: { code: 'signInNeeded' } });
  expect(await charge('x'.repeat(43))).toMatchObject({ ok: false, error: { code: 'signInNeeded' } });
  expect(await charge(await mia())).toMatchObject({ ok: true });
});

test('where nobody is on the list the screen asks nobody to sign in', async () => {
  const { till } = await staffedShop({ asFound: true, settings: { signIn: true } });
  const tablet = await connectTablet(till.url);
  expect(tablet.screens[0]?.signIn).toBe(false);
  expect(await tablet.command('charge', { commandId: newId(), amountMinor: 100 })).toMatchObject({
    ok: true,
  });
});
