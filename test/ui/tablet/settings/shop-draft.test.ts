import { expect, test } from 'vitest';
import { SHOP_DEFAULTS } from '../../../../src/shop.ts';
import type { SettingsAnswer } from '../../../../src/ui/settings-messages.ts';
import {
  changesOf,
  draftAfter,
  draftOf,
  exampleAmounts,
  GROUP_NAMES,
  problemOf,
  quickAmountsOf,
  SHOP_GROUPS,
} from '../../../../src/ui/tablet/desk/settings/shop-draft.ts';

const answer: SettingsAnswer = {
  settings: { ...SHOP_DEFAULTS, name: 'Corner Shop', address: ['High Street 1'], quickAmounts: ['5.00'] },
  fixed: ['taxNumber'],
  languages: ['en'],
  currency: { code: 'EUR', digits: 2 },
};

test('each setting stands in one group', () => {
  const names = GROUP_NAMES.flatMap((group) => [...SHOP_GROUPS[group]]);
  expect(names.toSorted()).toEqual(Object.keys(SHOP_DEFAULTS).toSorted());
});

test('only what was changed is sent, and nothing that is fixed', () => {
  const draft = { ...draftOf(answer), name: ' Tea House ', taxNumber: 'DE 1', resultSeconds: 8 };
  expect(changesOf('name', draft, answer)).toEqual({ name: 'Tea House' });
  expect(changesOf('register', draft, answer)).toEqual({ resultSeconds: 8 });
  expect(changesOf('languages', draft, answer)).toEqual({});
});

test('an address is its lines without the empty ones', () => {
  const draft = { ...draftOf(answer), address: 'High Street 1\n\n  London ' };
  expect(changesOf('name', draft, answer)).toEqual({ address: ['High Street 1', 'London'] });
});

test('what was typed elsewhere stays when a group was saved', () => {
  const draft = { ...draftOf(answer), name: ' Tea House ', quickAmounts: '7' };
  const saved = { ...answer, settings: { ...answer.settings, name: 'Tea House' } };
  expect(draftAfter('name', draft, saved)).toMatchObject({ name: 'Tea House', quickAmounts: '7' });
});

test.each([
  ['5 10,50  20.00', 2, ['5.00', '10.50', '20.00']],
  ['', 2, []],
  ['500; 1000', 0, ['500', '1000']],
  ['1.5', 3, ['1.500']],
  ['2.50, 5, 12,5', 2, ['2.50', '5.00', '12.50']],
])('quick amounts are read as people type them: %j with %i decimals', (text, digits, amounts) => {
  expect(quickAmountsOf(text, digits)).toEqual(amounts);
});

test.each([
  ['ten', 2],
  ['0', 2],
  ['5.001', 2],
  ['5.5', 0],
  ['-5', 2],
  ['1 2 3 4 5 6 7', 2],
])('what are no quick amounts is said so before it is sent: %j with %i decimals', (text, digits) => {
  const draft = { ...draftOf(answer), quickAmounts: text };
  expect(problemOf('quickAmounts', draft, digits)).toBe('amountsWrong');
});

test('a shop needs a name', () => {
  expect(problemOf('name', { ...draftOf(answer), name: '  ' }, 2)).toBe('nameMissing');
  expect(problemOf('name', draftOf(answer), 2)).toBeUndefined();
});

test.each([0, 2, 3])('the example can itself be typed: %i decimals', (digits) => {
  expect(quickAmountsOf(exampleAmounts(digits), digits)).toHaveLength(2);
});

test.each([
  ['', undefined],
  ['10.0.0.40:9100', undefined],
  ['[fd00::1]:9100', undefined],
  ['printer', 'printerWrong'],
  ['the printer:9100', 'printerWrong'],
])('a printer is an address with a port, or none: %j', (printer, problem) => {
  expect(problemOf('printer', { ...draftOf(answer), printer }, 2)).toBe(problem);
});
