import { expect, test } from 'vitest';
import type { HistoryLine, Order } from '../../../../../src/payment/order.ts';
import { storyOf } from '../../../../../src/ui/tablet/desk/sales/story.ts';
import { deskWords, money, wireOrder } from '../../../../support/desk-words.ts';
import { orderOf } from '../../../../support/orders.ts';
import { refundOf } from '../../../../support/refunds.ts';

const parts = { words: deskWords, money, sandbox: false };
const REFUND = refundOf().refundNo;

function told(event: string, detail?: string, changes: Partial<Order> = {}, sandbox = false): string {
  const line: HistoryLine = { at: 1, event, ...(detail === undefined ? {} : { detail }) };
  const order = wireOrder(orderOf({ ...changes, history: [line] }));
  return storyOf(order, { ...parts, sandbox }).map(({ text }) => text)[0] ?? '';
}

test.each([
  ['created', undefined, 'Alipay: the customer’s code was read.'],
  ['paid', undefined, 'Paid.'],
  ['declined', 'Insufficient balance', 'The wallet declined it: “Insufficient balance”'],
  ['declined', undefined, 'The wallet declined it.'],
  ['held', '1.23 USD', '1.23 USD was charged instead of <12.30>.'],
  ['cancelWanted', 'cashier', 'Cancel was pressed.'],
  ['cancelWanted', 'toString', 'It was to be cancelled.'],
  ['cancelAnswered', 'refused', 'The wallet refused the cancel. The till asks how it stands.'],
  ['cancelAnswered', 'unknown', 'No clear answer to the cancel.'],
  ['cancelled', 'the money went back', 'The money went back to the customer.'],
  ['cancelled', 'in words of another version', 'It ended without money.'],
  [
    'settled',
    'paid, Ana: seen in the list, line 3: paid',
    'Ana decided that the money came in: “seen in the list, line 3: paid”',
  ],
  ['settled', 'notPaid, Ana: no', 'Ana decided that no money stays: “no”'],
  [
    'caseOpened',
    'wrongAmountAfterAll: 1.23 USD',
    'The wallet says now that another amount was charged: 1.23 USD.',
  ],
  ['caseOpened', 'somethingNew: x', 'The wallet says something else than before. A manager is needed.'],
  ['caseClosed', 'person', 'That is cleared up by a manager.'],
  ['ofAnotherVersion', undefined, 'Something else happened: ofAnotherVersion.'],
  ['constructor', undefined, 'Something else happened: constructor.'],
])('%s (%s) is told as: %s', (event, detail, text) => {
  expect(told(event, detail)).toBe(text);
});

test.each([
  ['refundAsked', ' 5.00 USD: returned', {}, '<5.00> is to go back: “returned”'],
  ['refundAsked', ' 5.00 USD: returned', { by: 'Ana' }, 'Ana gives <5.00> back: “returned”'],
  [
    'refundAsked',
    ' 5.00 USD: returned',
    { outside: true as const },
    '<5.00> was given back another way: “returned”',
  ],
  [
    'refundAsked',
    ' 5.00 USD: x',
    { purpose: 'reversal' as const },
    'The till asks the wallet to send <5.00> back to the customer, because it must not stay.',
  ],
  ['refundDone', '', {}, '<5.00> went back to the customer.'],
  ['refundDone', ' by Ana: she had it', {}, 'Ana decided that <5.00> went back.'],
  ['refundFailed', ': account closed', {}, '<5.00> did not go back: “account closed”'],
  ['refundFailed', '', {}, '<5.00> did not go back.'],
  ['refundFailed', ' by Ana: never came', {}, 'Ana decided that <5.00> did not go back.'],
  [
    'refundFailed',
    ': not needed, the money went back',
    { purpose: 'reversal' as const },
    'The till need not ask the wallet for that any more: the money went back to the customer.',
  ],
])('of a refund, %s%s is told with its own amount and people', (event, rest, refund, text) => {
  expect(told(event, REFUND + rest, { state: 'paid', refunds: [refundOf(refund)] })).toBe(text);
});

test('on a till without money nothing was plainly paid', () => {
  expect(told('paid', undefined, {}, true)).toBe('Practice paid: no money moved.');
});

test('what the till’s own record says stands beside each line, for the technician', () => {
  const order = wireOrder(orderOf({ history: [{ at: 1, event: 'cancelAnswered', detail: 'refused' }] }));
  expect(storyOf(order, parts)).toMatchObject([
    { at: '1970-01-01T00:00:00.001Z', record: 'cancelAnswered: refused' },
  ]);
});
