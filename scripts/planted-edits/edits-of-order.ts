import type { PlantedEdit } from './edit.ts';

const ACTION = 'test/payment/next-action.test.ts';
const RUN = 'test/payment/order-run.test.ts';
const LANE = 'test/payment/lane.test.ts';
const SIMULATION = 'test/simulation/simulation.test.ts';

/** What is sent, when, how often, and what is on disk by then. */
export const EDITS_OF_ORDER: readonly PlantedEdit[] = [
  {
    wound: 'The first cancel is kept in memory only',
    file: 'src/payment/order-run.ts',
    from: `    if (!isWorthSaving(this.#order, next)) {`,
    to: `    if (event.type === 'cancelDecided' || !isWorthSaving(this.#order, next)) {`,
    tests: [RUN, SIMULATION],
  },
  {
    wound: 'The request leaves before its intent is on disk',
    file: 'src/payment/order-run.ts',
    from: `    await this.#apply(decisionOf(action, before, at));`,
    to: `    const saving = this.#apply(decisionOf(action, before, at));
    if (action.do === 'submit') {
      this.#submit();
      await saving;
      return;
    }
    await saving;`,
    tests: [RUN, SIMULATION],
  },
  {
    wound: 'A submit without an answer is sent again',
    file: 'src/payment/codepay/client.ts',
    from: `      const called = await call({ ...options, method: 'bscanc.pay.submit', business, once: true });
      if (called.kind === 'failed')`,
    to: `      let called = await call({ ...options, method: 'bscanc.pay.submit', business, once: true });
      if (called.kind === 'failed') {
        called = await call({ ...options, method: 'bscanc.pay.submit', business, once: true });
      }
      if (called.kind === 'failed')`,
    tests: ['test/payment/codepay/client.test.ts', SIMULATION],
  },
  {
    wound: 'A connection that broke under the request proves that nothing was sent',
    file: 'src/payment/codepay/connection.ts',
    from: `      begun = true;
      const answer`,
    to: `      const answer`,
    tests: ['test/payment/codepay/connection.test.ts'],
  },
  {
    wound: 'The first sale after a pause goes over a connection that may be stale',
    file: 'src/payment/codepay/connection.ts',
    from: `      const kept = post.once || signal.aborted ? undefined : sockets.reusable();`,
    to: `      const kept = signal.aborted ? undefined : sockets.reusable();`,
    tests: ['test/payment/codepay/sockets.test.ts'],
  },
  {
    wound: 'The file is not synced before it takes its place',
    file: 'src/payment/store/durable-file.ts',
    from: `      await handle.sync();
    });
    await disk.rename`,
    to: `    });
    await disk.rename`,
    tests: ['test/payment/store/durable-file.test.ts', SIMULATION],
  },
  {
    wound: 'The line of a finished order is not synced',
    file: 'src/payment/store/appended-file.ts',
    from: `      await handle.datasync();`,
    to: ``,
    tests: ['test/payment/store/day-files.test.ts', SIMULATION],
  },
  {
    wound: 'A document that cannot be read is taken for none',
    file: 'src/payment/store/open-orders.ts',
    from: `      if (systemCode(error) !== undefined && systemCode(error) !== 'EISDIR') {`,
    to: `      if (systemCode(error) !== undefined) return;
      if (systemCode(error) === 'never') {`,
    tests: ['test/payment/store/open-orders.test.ts'],
  },
  {
    wound: 'Polls overlap',
    file: 'src/payment/order-run.ts',
    from: `    return this.#callInFlight && waitsForAnswer(action)`,
    to: `    return this.#stop.signal.aborted && waitsForAnswer(action)`,
    tests: [RUN],
  },
  {
    wound: 'The counter of the queries never moves',
    file: 'src/payment/order-rules.ts',
    from: `  lastQueryAt: at,
  queries: order.queries + 1,`,
    to: `  lastQueryAt: at,`,
    tests: ['test/payment/order-machine.test.ts'],
  },
  {
    wound: 'The cancel goes out before the last look',
    file: 'src/payment/next-action.ts',
    from: `  if (lastQueryAt < cancelAt || isWaitedFor) return lookForCancel(order, now);`,
    to: `  if (isWaitedFor) return lookForCancel(order, now);`,
    tests: [ACTION],
  },
  {
    wound: 'A cancel goes out before the wallet takes one',
    file: 'src/payment/next-action.ts',
    from: `Math.max(order.cancelWanted.at, sentAt + policy.cancelNotBeforeMs));`,
    to: `order.cancelWanted.at);`,
    tests: [ACTION],
  },
  {
    wound: 'Cancels are repeated when the order can no longer be cancelled',
    file: 'src/payment/next-action.ts',
    from: `  const isInTime = Math.max(at, now) < cancelBy(order.sentAt ?? order.createdAt, policy);`,
    to: `  const isInTime = true;`,
    tests: [ACTION],
  },
  {
    wound: 'An old cancel hits the next sale',
    file: 'src/payment/lane.ts',
    from: `    if (phase.kind === 'idle' || phase.sale.saleId !== saleId) return refuse('saleOver');`,
    to: `    if (phase.kind === 'idle') return refuse('saleOver');`,
    tests: [LANE],
  },
  {
    wound: 'A code is free again after silence',
    file: 'src/payment/order-book.ts',
    from: `        if (order.state === 'notSent' && before.state !== 'notSent') this.#parts.codes.release(codeHash);`,
    to: `        if (isFinal(order) && order.state !== 'paid') this.#parts.codes.release(codeHash);`,
    tests: [SIMULATION, LANE],
  },
  {
    wound: 'A repeated charge makes a second sale',
    file: 'src/payment/payments.ts',
    from: `    if (known) {
      if (!known.isFor`,
    to: `    if (known && known.saleId === '') {
      if (!known.isFor`,
    tests: [SIMULATION],
  },
  {
    wound: 'Open orders are forgotten by a restart',
    file: 'src/payment/order-book.ts',
    from: `    for (const order of contents.open) {
      const run`,
    to: `    for (const order of contents.open.filter(isClosed)) {
      const run`,
    tests: [SIMULATION, 'test/payment/order-run.test.ts'],
  },
  {
    wound: 'A paid order vanishes from its lane by a restart',
    file: 'src/payment/lane.ts',
    from: `    if (!current) return;
    const earlier`,
    to: `    if (!current || isClosed(current)) return;
    const earlier`,
    tests: [LANE],
  },
];
