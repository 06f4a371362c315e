import { expect, test } from 'vitest';
import { page as en } from '../../../src/ui/languages/en/page.ts';
import { pageBench as bench, typeOn as type } from '../../support/page-bench.ts';

test('a typed amount is charged as whole minor units, once', () => {
  const { till, sent, show } = bench();
  show('idle');
  type(till, '1230');
  till.charge();
  till.charge();
  expect(sent).toEqual([['charge', { amountMinor: 1230 }]]);
});

test('nothing is charged at zero, without a connection, or before there is a screen', () => {
  const { till, sent, show } = bench();
  till.charge();
  show('idle');
  till.charge();
  type(till, '500');
  till.link.value = { kind: 'lost', sinceMs: 0 };
  till.charge();
  expect(sent).toEqual([]);
});

test('an amount is typed and charged while the scanner is tested', () => {
  const { till, sent, show } = bench();
  show('idle');
  type(till, '12');
  show('test');
  expect(till.typing.value).toBe(true);
  type(till, '30');
  till.charge();
  expect(sent).toEqual([['charge', { amountMinor: 1230 }]]);
});

test('cancel is asked once more, and carries the sale it was painted for', () => {
  const { till, sent, show } = bench();
  show('paying');
  till.act('cancel');
  expect(till.asking.value).toBe('cancel');
  expect(sent).toEqual([]);
  till.confirm();
  expect(sent).toEqual([['cancel', { saleId: 'sale-1' }]]);
});

test('giving money back is asked once more, and sent once however often it is tapped', () => {
  const { till, sent, show } = bench();
  show('paid-while-off');
  till.act('giveBack');
  till.act('giveBack');
  expect(sent).toEqual([]);
  till.confirm();
  till.confirm();
  till.act('giveBack');
  expect(sent).toEqual([['giveBack', { saleId: 'sale-1' }]]);
  show('refunding');
  till.confirm();
  expect(till.asking.value).toBeUndefined();
  expect(sent).toHaveLength(1);
});

test('a sale whose money is going back makes room for the next one', () => {
  const { till, sent, show } = bench();
  show('refunding');
  till.act('dismiss');
  expect(till.typing.value).toBe(true);
  expect(sent).toEqual([['dismiss', { saleId: 'sale-1' }]]);
});

test('a question is dropped when the sale moves on', () => {
  const { till, sent, show } = bench();
  show('paying');
  till.act('cancel');
  show('paid');
  till.confirm();
  expect(till.asking.value).toBeUndefined();
  expect(sent).toEqual([]);
});

test('a refused command says why', async () => {
  const { till, show, answer } = bench();
  show('paying');
  till.act('cancel');
  till.confirm();
  await answer({ kind: 'refused', message: 'That sale is over' });
  expect(till.remark.value).toBe('That sale is over');
  expect(till.busy.value).toBe(false);
});

test('a command without an answer is not sent again, and the page says where to look', async () => {
  const { till, sent, show, answer } = bench();
  show('idle');
  type(till, '5');
  till.charge();
  await answer({ kind: 'unknown' });
  expect(till.remark.value).toBe(en.noAnswer);
  expect(sent).toHaveLength(1);
});

test('a late answer says nothing over the screen that came meanwhile', async () => {
  const { till, show, answer } = bench();
  show('idle');
  type(till, '5');
  till.charge();
  show('ready');
  await answer({ kind: 'unknown' });
  expect(till.remark.value).toBeUndefined();
});

test('a result that was seen makes room for the keypad at once', () => {
  const { till, sent, show } = bench();
  show('paid');
  expect(till.typing.value).toBe(false);
  till.act('dismiss');
  expect(till.typing.value).toBe(true);
  type(till, '77');
  till.link.value = { kind: 'live' };
  expect(till.draftMinor.value).toBe(77);
  expect(sent).toEqual([['dismiss', { saleId: 'sale-1' }]]);
});

test('the result of the next sale is not put aside with the one before', () => {
  const { till, show } = bench();
  show('paid');
  till.act('dismiss');
  show('paid', { saleId: 'sale-2' });
  expect(till.typing.value).toBe(false);
});

test('the typed amount is kept through a reload', () => {
  const first = bench();
  first.show('idle');
  type(first.till, '4321');
  const second = bench(first.stored);
  second.show('idle');
  expect(second.till.draftMinor.value).toBe(4321);
});

test('a key past the limit is heard and told, and the amount stays', () => {
  const { till, heard, show } = bench();
  show('idle');
  type(till, '999999');
  till.press('9');
  expect(till.draftMinor.value).toBe(99_999);
  expect(till.remark.value).toContain('$5,000.00');
  expect(heard).toContain('refused');
});

test('each result has its own sound, and a reload into one has none', () => {
  const { heard, show } = bench();
  show('paid');
  expect(heard).toEqual([]);
  show('idle');
  show('ready');
  show('paying');
  show('declined');
  expect(heard).toEqual(['ready', 'declined']);
});

test('an overtaken screen changes nothing', () => {
  const { till, show } = bench();
  show('idle', { rev: 9 });
  show('paid', { rev: 8 });
  expect(till.screen.value?.mode).toBe('idle');
});

test('a till of another version reloads the idle page, once', () => {
  const { show, reloads } = bench();
  show('paid', { version: '0.2.0' });
  expect(reloads).toHaveLength(0);
  show('idle', { version: '0.2.0' });
  show('idle', { version: '0.2.0' });
  expect(reloads).toHaveLength(1);
});

test('a scan goes to the sale it was read for', () => {
  const { till, sent, show } = bench();
  show('ready');
  till.scan('sale-1', 'CODE');
  expect(sent).toEqual([['scan', { saleId: 'sale-1', text: 'CODE' }]]);
});
