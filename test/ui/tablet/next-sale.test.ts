import { expect, test } from 'vitest';
import { page as en } from '../../../src/ui/languages/en/page.ts';
import { pageBench, typeOn } from '../../support/page-bench.ts';

const SECOND = 1000;

/** As a page ticks: four times a second, for so long. */
async function watch({ till, clock }: ReturnType<typeof pageBench>, ms: number): Promise<void> {
  for (let gone = 0; gone < ms; gone += 250) {
    await clock.advance(250);
    till.tick();
  }
}

test('a quick amount replaces what is typed, and twice the same touch is still that amount', () => {
  const { till, show } = pageBench();
  show('idle', { quickMinor: [500, 2000] });
  typeOn(till, '77');
  till.pressQuick(500);
  till.pressQuick(500);
  expect(till.draftMinor.value).toBe(500);
});

test('no quick amount goes past the limit, or onto a sale that runs', () => {
  const { till, show } = pageBench();
  show('idle', { maxMinor: 400 });
  till.pressQuick(500);
  expect(till.draftMinor.value).toBe(0);
  show('paying');
  till.pressQuick(300);
  expect(till.draftMinor.value).toBe(0);
});

test('a note goes with the sale it was typed for, and not with the next one', () => {
  const { till, sent, show } = pageBench();
  show('idle');
  typeOn(till, '500');
  till.setNote('  table 4 ');
  till.charge();
  expect(sent).toEqual([['charge', { amountMinor: 500, reference: 'table 4' }]]);
  show('ready', { reference: 'table 4' });
  expect(till.note.value).toBe('');
});

test('a note comes back with the amount that nobody scanned for', () => {
  const { till, show } = pageBench();
  show('idle');
  show('ready', { reference: 'table 4' });
  show('idle', { amount: { minor: 500, currency: 'USD', digits: 2 } });
  expect(till.note.value).toBe('table 4');
});

test('a note is kept through a reload, and is never longer than the till takes', () => {
  const first = pageBench();
  first.show('idle');
  first.till.setNote('x'.repeat(80));
  const second = pageBench(first.stored);
  second.show('idle');
  expect(second.till.note.value).toBe('x'.repeat(64));
});

test('a payment code in a note is not charged with it', () => {
  const { till, sent, show } = pageBench();
  show('idle');
  typeOn(till, '500');
  till.setNote('28 7612 3456 7890 1234');
  till.charge();
  expect(sent).toEqual([]);
  expect(till.remark.value).toBe(en.codeInNote);
});

test('a plain result leaves by itself once it could be seen for as long as the shop wants', async () => {
  const bench = pageBench();
  bench.show('paid', { resultSeconds: 5 });
  await watch(bench, 4 * SECOND);
  expect(bench.till.resultLeft.value?.seconds).toBeGreaterThan(0);
  expect(bench.sent).toEqual([]);
  await watch(bench, 2 * SECOND);
  expect(bench.sent).toEqual([['dismiss', { saleId: 'sale-1' }]]);
  expect(bench.till.typing.value).toBe(true);
});

test.each([
  ['a shop that wants it touched', 'paid', { resultSeconds: 0 }],
  ['a question', 'paid-while-off', {}],
  ['a decline', 'declined', {}],
  ['money on its way back', 'refunding', {}],
  ['what nobody knows', 'unknown', {}],
  ['a call for a manager', 'charged-after-all', {}],
])('no result leaves by itself: %s', async (_, name, change) => {
  const bench = pageBench();
  bench.show(name, { resultSeconds: 5, ...change });
  await watch(bench, 60 * SECOND);
  expect(bench.sent).toEqual([]);
});

test('the time in which nobody can see a result does not count', async () => {
  const bench = pageBench();
  const { till, sent, isVisible, clock, show } = bench;
  show('paid', { resultSeconds: 5 });
  await watch(bench, 4 * SECOND);
  isVisible.value = false;
  await watch(bench, 60 * SECOND);
  isVisible.value = true;
  await watch(bench, 4 * SECOND);
  till.link.value = { kind: 'lost', sinceMs: 0 };
  await watch(bench, 60 * SECOND);
  till.link.value = { kind: 'live' };
  await watch(bench, 4 * SECOND);
  // The tablet sleeps: nothing ticks.
  await clock.advance(60 * SECOND);
  till.tick();
  await watch(bench, 4 * SECOND);
  expect(sent).toEqual([]);
  await watch(bench, 2 * SECOND);
  expect(sent).toHaveLength(1);
});

test('a result on which a finger lands stays for its whole time again', async () => {
  const bench = pageBench();
  bench.show('paid', { resultSeconds: 5 });
  await watch(bench, 4 * SECOND);
  bench.till.holdResult();
  await watch(bench, 4 * SECOND);
  expect(bench.sent).toEqual([]);
  await watch(bench, 2 * SECOND);
  expect(bench.sent).toHaveLength(1);
});

test('a result does not leave over a question, or while somebody looks at the sales', async () => {
  const bench = pageBench();
  bench.show('paid', { resultSeconds: 5 });
  bench.till.act('giveBack');
  await watch(bench, 20 * SECOND);
  bench.till.goBack();
  bench.till.goTo('sales');
  await watch(bench, 20 * SECOND);
  expect(bench.sent).toEqual([]);
});

test('a result that was told to leave once without an answer is not told so again by itself', async () => {
  const bench = pageBench();
  bench.show('paid', { resultSeconds: 5 });
  await watch(bench, 6 * SECOND);
  await bench.answer({ kind: 'unknown' });
  await watch(bench, 60 * SECOND);
  expect(bench.sent).toHaveLength(1);
});

test('figures typed on a plain result begin the next sale at once', () => {
  const { till, sent, show } = pageBench();
  show('paid');
  till.pressNext(['4', '2']);
  expect(sent).toEqual([['dismiss', { saleId: 'sale-1' }]]);
  expect(till.draftMinor.value).toBe(42);
  show('idle');
  expect(till.draftMinor.value).toBe(42);
});

test.each(['paid-while-off', 'charged-after-all', 'unknown', 'paying', 'held', 'ready'])(
  'figures do not make this go: %s',
  (name) => {
    const { till, sent, show } = pageBench();
    show(name);
    till.pressNext(['4', '2']);
    expect(sent).toEqual([]);
    expect(till.draftMinor.value).toBe(0);
  },
);

test('a plain payment can be given back from its result, after one question', () => {
  const { till, sent, show } = pageBench();
  show('paid');
  till.act('giveBack');
  expect(sent).toEqual([]);
  till.confirm();
  expect(sent).toEqual([['giveBack', { saleId: 'sale-1' }]]);
});

test.each(['declined', 'paying', 'refunding', 'refunded', 'idle'])(
  'nothing can be given back where nothing was simply paid: %s',
  (name) => {
    const { till, sent, show } = pageBench();
    show(name, { saleId: 'sale-1' });
    till.act('giveBack');
    till.confirm();
    expect(sent).toEqual([]);
  },
);
