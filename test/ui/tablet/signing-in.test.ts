import { expect, test } from 'vitest';
import type { SessionFacts } from '../../../src/ui/messages.ts';
import { pageBench, typeOn } from '../../support/page-bench.ts';

const forEver: SessionFacts = {
  token: 'T1',
  person: { id: 'p1', name: 'Ann', role: 'cashier' },
  until: Date.UTC(2100, 0),
};
const over: SessionFacts = { ...forEver, token: 'T0', until: 0 };

test('where cashiers sign in, a charge waits for one, and goes out in that name', async () => {
  const { till, sent, show, clock } = pageBench();
  show('idle', { signIn: true });
  typeOn(till, '500');
  till.charge();
  expect(sent).toEqual([]);
  expect(till.wanted.value?.need).toBe('person');
  till.wanted.value?.answer(forEver);
  await clock.advance(0);
  expect(sent).toEqual([['charge', { amountMinor: 500, session: 'T1' }]]);
});

test('a session that is over is asked for anew', () => {
  const { till, sent, show } = pageBench();
  show('idle', { signIn: true });
  till.session.value = over;
  typeOn(till, '500');
  till.charge();
  expect(till.wanted.value).toBeDefined();
  expect(sent).toEqual([]);
});

test('who signs in too late, or turns away, charges nothing', async () => {
  const { till, sent, show, clock } = pageBench();
  show('idle', { signIn: true });
  typeOn(till, '500');
  till.charge();
  till.wanted.value?.answer(undefined);
  await clock.advance(0);
  till.charge();
  const { wanted } = till;
  const late = wanted.value;
  show('ready');
  expect(wanted.value).toBeUndefined();
  late?.answer(forEver);
  await clock.advance(0);
  expect(sent).toEqual([]);
});

test('another amount than the one that was to be charged is not charged by the PIN', async () => {
  const { till, sent, show, clock } = pageBench();
  show('idle', { signIn: true });
  typeOn(till, '500');
  till.charge();
  till.press('0');
  till.wanted.value?.answer(forEver);
  await clock.advance(0);
  expect(sent).toEqual([]);
});

test('a command refused for want of a manager is sent once more in a name', async () => {
  const { till, sent, show, answer, clock } = pageBench();
  show('paid');
  till.act('giveBack');
  till.confirm();
  await answer({ kind: 'refused', message: 'A manager may.', code: 'managerNeeded' });
  expect(till.wanted.value?.need).toBe('manager');
  till.wanted.value?.answer({ ...forEver, token: 'M1' });
  await clock.advance(0);
  expect(sent).toEqual([
    ['giveBack', { saleId: 'sale-1' }],
    ['giveBack', { saleId: 'sale-1', session: 'M1' }],
  ]);
});

test('a command refused for another reason asks nobody', async () => {
  const { till, show, answer } = pageBench();
  show('paid');
  till.act('dismiss');
  await answer({ kind: 'refused', message: 'That sale is over', code: 'saleOver' });
  expect(till.wanted.value).toBeUndefined();
});

test('a sale that begins sends everybody back to the till', () => {
  const { till, show } = pageBench();
  show('idle');
  till.goTo('settings');
  expect(till.place.value).toBe('settings');
  show('ready');
  expect(till.place.value).toBe('till');
});

test.each([
  ['ready', false],
  ['paying', false],
  ['cancelling', false],
  ['idle', true],
  ['paid', true],
  ['unknown', true],
  ['blocked', true],
])('from %s the pages beside the till can be gone to: %s', (name, may) => {
  const { till, show } = pageBench();
  show(name);
  till.goTo('sales');
  expect(till.place.value).toBe(may ? 'sales' : 'till');
});
