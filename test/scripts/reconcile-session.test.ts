import { expect, test } from 'vitest';
import { ReconcileProblem, ReconcilingTill } from '../../scripts/reconcile/till.ts';
import { scaledClock } from '../../src/clock.ts';
import { staffedShop } from '../support/staffed-shop.ts';

test('where managers have PINs a day is held against the gateway in the name of one', async () => {
  const { till, ada, acts } = await staffedShop();
  const day = till.engine.payments.books.days.today();
  const reconcile = (session?: string) =>
    new ReconcilingTill({ url: till.url, session, clock: scaledClock(40), fetch }).reconcile(day, () => {});
  const refused = await reconcile().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ReconcileProblem);
  expect(String(refused)).toContain('SCANTILL_SESSION');
  expect(await reconcile(await ada())).toBeDefined();
  expect(acts()).toContain(`Ada reconcile ${day}`);
});
