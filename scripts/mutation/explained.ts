/** A change that no test notices, and why none can or need. */
export interface Explained {
  file: string;
  /** Stands in the changed line. */
  line: string;
  /** The text that is changed; of several lines the first. */
  from: string;
  /** What it is changed to; left out: whatever it is changed to. */
  to?: string;
  why: string;
}

const BUDGET = 'src/payment/budget.ts';
const SHORT_CUT = 'a short cut: the queue serves the same caller at the same moment';

export const EXPLAINED: readonly Explained[] = [
  {
    file: 'src/money.ts',
    line: 'return safeMinor((match[1]',
    from: "''",
    why: 'never reached: where the text fits, the digits before the point are there',
  },
  {
    file: 'src/money.ts',
    line: 'const pattern = digits === 0',
    from: '/^\\d{1,11}$/',
    to: '/^\\d{1,11}/',
    why: 'what is left over behind the digits is refused as more than the largest amount or as no number',
  },
  {
    file: BUDGET,
    line: 'if (this.#tokens >= 1 && this.#next() === undefined)',
    from: 'this.#tokens >= 1 && this.#next() === undefined',
    to: 'false',
    why: SHORT_CUT,
  },
  {
    file: BUDGET,
    line: 'if (this.#tokens >= 1 && this.#next() === undefined)',
    from: 'this.#tokens >= 1',
    to: 'this.#tokens > 1',
    why: SHORT_CUT,
  },
  {
    file: BUDGET,
    line: 'if (this.#tokens >= 1 && this.#next() === undefined)',
    from: '{',
    why: SHORT_CUT,
  },
  { file: BUDGET, line: '{ once: true }', from: '{ once: true }', why: 'a signal aborts once' },
  { file: BUDGET, line: '{ once: true }', from: 'true', why: 'a signal aborts once' },
  {
    file: BUDGET,
    line: 'queue.shift()?.go',
    from: 'queue.shift()?.go',
    why: 'a queue that was found has a waiter',
  },
  {
    file: BUDGET,
    line: 'this.#wakeIsSet = true',
    from: 'true',
    why: 'it only spares timers: each further one finds nobody to serve',
  },
  {
    file: 'src/payment/business-day.ts',
    line: 'const exact = [Math.min(before, after)',
    from: 'Math.max(before, after)',
    to: 'Math.min(before, after)',
    why: 'the search that follows finds the same instant from the earlier reading on',
  },
  {
    file: 'src/payment/business-day.ts',
    line: 'wallClock(middle, rule.timeZone) >= wanted',
    from: 'wallClock(middle, rule.timeZone) >= wanted',
    to: 'wallClock(middle, rule.timeZone) > wanted',
    why: 'a time that the clocks skip is shown by none of them',
  },
  {
    file: 'src/payment/business-day.ts',
    line: 'const part = (type: string)',
    from: 'parts.find((p) => p.type === type)?.value',
    why: 'the format that was asked for has each of these parts',
  },
  {
    file: 'src/payment/business-day.ts',
    line: 'if (known) return known',
    from: 'known',
    to: 'false',
    why: 'it only spares making the format anew',
  },
  {
    file: 'src/payment/day-csv.ts',
    line: 'refund:(.+)',
    from: '/^refund:(.+)$/',
    why: 'the names of bookings are our own, in one line, and no other holds the word',
  },
  {
    file: 'src/payment/order-search.ts',
    line: 'a.place < b.place',
    from: 'a.place < b.place',
    to: 'a.place <= b.place',
    why: 'no two orders have one place: their numbers differ',
  },
  {
    file: 'src/payment/payment-code.ts',
    line: 'const shortest =',
    from: '/^\\d+$/',
    to: '/^\\d$/',
    why: 'digits that are shorter than the shortest code were found to be a product before',
  },
  {
    file: 'src/payment/payment-code.ts',
    line: 'return aim !== undefined',
    from: 'aim !== undefined',
    to: 'true',
    why: 'the word "undefined" names no symbology',
  },
  {
    file: 'src/payment/sale-keys.ts',
    line: 'if (key === undefined ||',
    from: 'key === undefined',
    to: 'false',
    why: 'a sale under no key is never looked up',
  },
  {
    file: 'src/payment/sale-keys.ts',
    line: 'reference === undefined ? {}',
    from: 'reference === undefined',
    to: 'false',
    why: 'no reference and none named compare as the same',
  },
  {
    file: 'src/payment/hint-gate.ts',
    line: 'if (oldest !== undefined &&',
    from: 'oldest !== undefined',
    to: 'true',
    why: 'one was remembered in the line above: there is an oldest',
  },
  {
    file: 'src/payment/day-totals.ts',
    line: 'order.settlement?.agreedAt',
    from: 'order.settlement?.agreedAt',
    why: 'an order that is closed and not final was settled by a person',
  },
  {
    file: 'src/payment/day-totals.ts',
    line: 'Object.defineProperty(groups',
    from: 'true',
    to: 'false',
    why: 'nobody changes or deletes the name of a group',
  },
  {
    file: 'src/payment/refund-action.ts',
    line: "isMoot && action.do !== 'rest'",
    from: "action.do !== 'rest'",
    to: 'true',
    why: 'only what has ended rests, and that is neither sent, nor given up, nor new',
  },
  {
    file: 'src/payment/refund-action.ts',
    line: "isMoot && action.do !== 'rest'",
    from: "'rest'",
    why: 'only what has ended rests, and that is neither sent, nor given up, nor new',
  },
  {
    file: 'src/payment/refund-action.ts',
    line: 'if (sends === 0 || lastSentAt === undefined)',
    from: 'sends === 0 || lastSentAt === undefined',
    to: 'sends === 0 && lastSentAt === undefined',
    why: 'the count and the time of the sends come together',
  },
  {
    file: 'src/payment/refund-action.ts',
    line: 'if (sends === 0 || lastSentAt === undefined)',
    from: 'sends === 0',
    to: 'false',
    why: 'the count and the time of the sends come together',
  },
  {
    file: 'src/payment/refund-action.ts',
    line: 'if (sends === 0 || lastSentAt === undefined)',
    from: 'lastSentAt === undefined',
    to: 'false',
    why: 'the count and the time of the sends come together',
  },
  {
    file: 'src/payment/order-calls.ts',
    line: 'order.refunds?.find',
    from: 'order.refunds?.find',
    to: 'order.refunds.find',
    why: 'a refund is sent only where there is one',
  },
  {
    file: 'src/payment/refund-rules.ts',
    line: 'const isKnown = ',
    from: 'refundNo === event.refund.refundNo',
    why: 'a number that is taken is refused once more where the refund is written',
  },
  {
    file: 'src/payment/refund-rules.ts',
    line: 'const isKnown = ',
    from: '({ refundNo }) => refundNo === event.refund.refundNo',
    why: 'a number that is taken is refused once more where the refund is written',
  },
  {
    file: 'src/payment/afterwards.ts',
    line: 'actions.filter((action)',
    from: 'actions.filter((action) => action !== undefined)',
    to: 'actions',
    why: 'nothing to do sorts behind everything that is to be done',
  },
  {
    file: 'src/payment/afterwards.ts',
    line: 'actions.filter((action)',
    from: 'action !== undefined',
    to: 'true',
    why: 'nothing to do sorts behind everything that is to be done',
  },
];
