import type { PlantedEdit } from './edit.ts';

const REFUND = 'test/payment/refund-machine.test.ts';
const NOTICES = 'test/payment/notices.test.ts';
const SIMULATION = 'test/simulation/simulation.test.ts';

/** Amounts, refunds, notifications and the books. */
export const EDITS_OF_MONEY: readonly PlantedEdit[] = [
  {
    wound: 'The amount is sent without its cents',
    file: 'src/money.ts',
    from: `  return digits === 0 ? sign + whole`,
    to: `  return digits >= 0 ? sign + whole`,
    tests: ['test/money.test.ts', SIMULATION],
  },
  {
    wound: 'Amounts of the gateway are read as floating-point numbers',
    file: 'src/money.ts',
    from: `  return safeMinor((match[1] ?? '') + fraction.padEnd(digits, '0'));`,
    to: `  return safeMinor(String(Number(text) * 10 ** digits));`,
    tests: ['test/money.test.ts'],
  },
  {
    wound: 'More is refunded than was paid',
    file: 'src/payment/refund-rules.ts',
    from: `refund.amountMinor > 0 && refund.amountMinor <= refundableMinor(order) && live`,
    to: `refund.amountMinor > 0 && refund.amountMinor <= order.amountMinor && live`,
    tests: ['test/payment/refund.test.ts'],
  },
  {
    wound: 'A refund under way does not count against what is left',
    file: 'src/payment/refund.ts',
    from: `  const going = (order.refunds ?? []).filter((refund) => isMade(refund) || isOpenRefund(refund));`,
    to: `  const going = (order.refunds ?? []).filter(isMade);`,
    tests: ['test/payment/refund.test.ts'],
  },
  {
    wound: 'A double tap refunds twice',
    file: 'src/payment/refund-rules.ts',
    from: `    (each) => each.refundNo === refundNo || (each.key !== undefined && each.key === refund.key),`,
    to: `    (each) => each.refundNo === refundNo,`,
    tests: ['test/payment/refund.test.ts'],
  },
  {
    wound: 'A refund without an answer is sent again at once',
    file: 'src/payment/refund-machine.ts',
    from: `  if (sentAt === undefined) return true;
  return (`,
    to: `  if (sentAt === undefined) return true;
  if (lastDeniedAt === undefined) return true;
  return (`,
    tests: [REFUND],
  },
  {
    wound: 'A refund is sent again under a new number',
    file: 'src/payment/order-calls.ts',
    from: `  const request = {
    refundNo,
    orderNo: order.orderNo,`,
    to: `  const sends = order.refunds?.find((refund) => refund.refundNo === refundNo)?.sends ?? 1;
  const request = {
    refundNo: sends > 1 ? refundNo + sends : refundNo,
    orderNo: order.orderNo,`,
    tests: ['test/payment/order-calls.test.ts'],
  },
  {
    wound: 'Any answer about the sale settles its refund',
    file: 'src/payment/refund-machine.ts',
    from: `  const isNamed = isOfRefund(refund, facts, order);`,
    to: `  const isNamed = true;`,
    tests: [REFUND],
  },
  {
    wound: 'A notification is believed without a query',
    file: 'src/payment/notices.ts',
    from: `    if (isLooking) await look(order.orderNo);`,
    to: `    if (isLooking && notice.status !== 'success') await look(order.orderNo);`,
    tests: [NOTICES],
  },
  {
    wound: 'A notification is acknowledged before it is kept',
    file: 'src/payment/notices.ts',
    from: `      await journal.append(day, isForeign ? { ...notice, foreign: true } : notice);`,
    to: `      journal.append(day, isForeign ? { ...notice, foreign: true } : notice).catch(() => {});`,
    tests: [NOTICES],
  },
  {
    wound: 'A forged notification is acknowledged',
    file: 'src/payment/notices.ts',
    from: `        this.#refuse('its signature does not fit');
        return { kind: 'refused' };`,
    to: `        this.#refuse('its signature does not fit');
        return { kind: 'taken' };`,
    tests: ['test/payment/notices-refused.test.ts'],
  },
  {
    wound: 'Money is booked in the period in which somebody reads it',
    file: 'src/payment/order-saving.ts',
    from: `    const booked = { ...order, bookings: [...(order.bookings ?? []), ...added] };
    await write({ before, order: booked, now, added }, parts);`,
    to: `    const booked = { ...order, bookings: [...(order.bookings ?? []), ...added] };
    await write({ before, order, now, added }, parts);`,
    tests: ['test/payment/order-booked.test.ts'],
  },
  {
    wound: 'A close does not wait for what is being booked',
    file: 'src/payment/booking-gate.ts',
    from: `    await this.#until(() => !this.#under.has(period));`,
    to: `    await this.#until(() => this.#under.size >= 0);`,
    tests: ['test/payment/booking-gate.test.ts', 'test/payment/day-book.test.ts'],
  },
  {
    wound: 'Looks go before cancels when calls are short',
    file: 'src/payment/budget.ts',
    from: `= ['cancel', 'submit', 'query',`,
    to: `= ['query', 'submit', 'cancel',`,
    tests: ['test/payment/budget.test.ts'],
  },
  {
    wound: 'The screen says cancelled before the cancel is confirmed',
    file: 'src/ui/order-scene.ts',
    from: `: { ...cancelling(view, order), ...words.cancelling };`,
    to: `: { mode: 'cancelled', actions: again, ...cancelledSaying(order, voice) };`,
    tests: ['test/ui/screen.test.ts'],
  },
  {
    wound: 'A clock that is far off does not stop sales',
    file: 'src/payment/gateway-watch.ts',
    from: `    return Math.abs(this.#parts.gateway.clockSkewMs() ?? 0) > CLOCK_STOP_MS;`,
    to: `    return (this.#parts.gateway.clockSkewMs() ?? 0) > CLOCK_STOP_MS;`,
    tests: ['test/payment/gateway-watch.test.ts'],
  },
];
