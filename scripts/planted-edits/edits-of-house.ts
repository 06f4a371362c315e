import type { PlantedEdit } from './edit.ts';

const ALLOWED = 'test/access/allowed.test.ts';
const CODES = 'test/access/pairing-codes.test.ts';
const OUTBOX = ['test/outgoing/outbox.test.ts', 'test/outgoing/outgoing.test.ts'];
const COURIER = 'test/outgoing/courier.test.ts';
const RETENTION = 'test/privacy/retention.test.ts';
const RESTRAINT = ['test/payment/restraint.test.ts', 'test/flows/restored-till.test.ts'];

/** Who is let in, what is told to others, what is kept and given back, and how a till ends. */
export const EDITS_OF_HOUSE: readonly PlantedEdit[] = [
  {
    wound: 'A tablet of one lane touches another',
    file: 'src/access/allowed.ts',
    from: `  if (lane !== undefined && !isWithin(visitor.lanes, lane)) return 'otherLane';\n`,
    to: '',
    tests: [ALLOWED],
  },
  {
    wound: 'A page that was left open lets others in',
    file: 'src/access/allowed.ts',
    from: `  return isOne && (person.isFresh || act !== 'pair') ? undefined : 'technicianNeeded';`,
    to: `  return isOne ? undefined : 'technicianNeeded';`,
    tests: [ALLOWED],
  },
  {
    wound: 'A technician gives a program what only a manager may',
    file: 'src/access/allowed.ts',
    from: `scopes.some((scope) => MANAGER_SCOPES.includes(scope))`,
    to: `false`,
    tests: [ALLOWED],
  },
  {
    wound: 'A pairing code lets two devices in',
    file: 'src/access/pairing-codes.ts',
    from: `    kept.isTaken = true;\n`,
    to: '',
    tests: [CODES],
  },
  {
    wound: 'A pairing code is guessed at without end',
    file: 'src/access/pairing-codes.ts',
    from: `    if (!isSame) kept.wrong += 1;\n`,
    to: '',
    tests: [CODES],
  },
  {
    wound: 'Strangers with many addresses keep everybody else waiting',
    file: 'src/ui/gate.ts',
    from: `connections.isProven(request) ? own : strangers.take();`,
    to: `connections.isProven(request) ? own : 0;`,
    tests: ['test/ui/gate.test.ts'],
  },
  {
    wound: 'An event that its receiver did not take is not sent again',
    file: 'src/outgoing/courier.ts',
    from: `      if (delivery.ok || isTooOld) {`,
    to: `      if (clock.now() > 0) {`,
    tests: [COURIER],
  },
  {
    wound: 'After a start each receiver is told everything again',
    file: 'src/outgoing/outbox.ts',
    from: `if (queued.seq > heard) this`,
    to: `this`,
    tests: OUTBOX,
  },
  {
    wound: 'What ended while the till was starting is told in the place of another event',
    file: 'src/outgoing/index.ts',
    from: `    if (early) return void early.push(told);\n`,
    to: '',
    tests: OUTBOX,
  },
  {
    wound: 'What may tell of a person goes while something is left to do for it',
    file: 'src/payment/trim-order.ts',
    from: `  if (!isClosed(order) || openCase(order) || refunds.some(isOpenRefund) || looksDue.length > 0) return false;\n`,
    to: '',
    tests: ['test/payment/trim-order.test.ts'],
  },
  {
    wound: 'What may tell of a person goes by a clock that is wrong',
    file: 'src/privacy/retention.ts',
    from: `    if (skew === undefined || Math.abs(skew) > MOST_SKEW_MS) return undefined;\n`,
    to: '',
    tests: [RETENTION],
  },
  {
    wound: 'An order that ends while its day is trimmed is lost',
    file: 'src/payment/store/rewritten-file.ts',
    from: `after.join('') + now.slice(whole.length)`,
    to: `after.join('')`,
    tests: ['test/payment/store/rewritten-file.test.ts'],
  },
  {
    wound: 'A till made of a backup cancels what the till before it went on with',
    file: 'src/payment/next-action.ts',
    from: `order.restrained === undefined ? action : restrainedAction(action, order, now)`,
    to: `action`,
    tests: RESTRAINT,
  },
  {
    wound: 'A till made of a backup sends the refunds of the till before it',
    file: 'src/payment/next-refund.ts',
    from: `      if (order.restrained !== undefined) return restrained(refund, now);\n`,
    to: '',
    tests: RESTRAINT,
  },
  {
    wound: 'A till made of a backup refunds without asking what became of the money',
    file: 'src/payment/after-sales.ts',
    from: `    if (!wish.isConfirmed) return refuse('restored');\n`,
    to: '',
    tests: RESTRAINT,
  },
  {
    wound: 'A refund of an order that came with a backup is confirmed though the gateway was silent',
    file: 'src/payment/after-sales.ts',
    from: `    return asked && !asked.looksDue?.length ? undefined : refuse('notPossible');`,
    to: `    return undefined;`,
    tests: RESTRAINT,
  },
  {
    wound: 'A till made of a backup keeps the number of the till before it',
    file: 'src/payment/store/restored-folder.ts',
    from: `stampText({ ...stamp, writtenBy: version, tillId, restores`,
    to: `stampText({ ...stamp, writtenBy: version, restores`,
    tests: ['test/backup/make-and-restore.test.ts'],
  },
  {
    wound: 'A folder that is half restored can be sold on',
    file: 'src/payment/store/restored-folder.ts',
    from: `    await replaceFile(marker, '{}\\n');`,
    to: `    if (others.length > 99) await replaceFile(marker, '{}\\n');`,
    tests: ['test/backup/cut-off-restore.test.ts'],
  },
  {
    wound: 'A restored till starts while the old one sells',
    file: 'src/backup/old-till.ts',
    from: `answer.tillId !== undefined && answer.tillId !== from.tillId`,
    to: `answer.tillId !== from.tillId || answer.tillId === from.tillId`,
    tests: ['test/backup/old-till.test.ts'],
  },
  {
    wound: 'A backup reads the days before the open orders',
    file: 'src/backup/make-backup.ts',
    from: `    await documents(isOpen);
    await documents((name) => name !== 'till.json' && !isBooks(name) && !isOpen(name));
    const cut = await cutOf(folder, () => listed(folder, isAppended));`,
    to: `    const cut = await cutOf(folder, () => listed(folder, isAppended));
    await documents(isOpen);
    await documents((name) => name !== 'till.json' && !isBooks(name) && !isOpen(name));`,
    tests: ['test/backup/moving-orders.test.ts'],
  },
  {
    wound: 'A folder of an earlier version is changed before a copy of it is kept',
    file: 'src/payment/store/migrations.ts',
    from: `  await keepBefore(folder, from);\n`,
    to: '',
    tests: ['test/payment/store/migrations.test.ts'],
  },
  {
    wound: 'A step to a newer format counts before it is done',
    file: 'src/payment/store/migrations.ts',
    from: `    await step.files?.(folder, disk);
    stamp = { ...step.stamp(stamp, { version }), schema: step.to };
    await replaceFile(path.join(folder, 'till.json'), stampText(stamp), disk);`,
    to: `    stamp = { ...step.stamp(stamp, { version }), schema: step.to };
    await replaceFile(path.join(folder, 'till.json'), stampText(stamp), disk);
    await step.files?.(folder, disk);`,
    tests: ['test/payment/store/migrations.test.ts'],
  },
  {
    wound: 'A machine that slept is taken for a till that stands still',
    file: 'src/watch/standstill.ts',
    from: `Math.min(elapsedMs, LONGEST_STEPS * stepMs)`,
    to: `elapsedMs`,
    tests: ['test/watch/standstill.test.ts'],
  },
  {
    wound: 'A till that is stopped hangs up on the gateway',
    file: 'src/payment/order-run.ts',
    from: `    await Promise.race([this.ended, patience]);\n`,
    to: '',
    tests: ['test/payment/order-run.test.ts'],
  },
  {
    wound: 'A till that is stopping begins something new',
    file: 'src/payment/order-run.ts',
    from: `        if (this.#isLeaving) {`,
    to: `        if (this.#isLeaving && this.#order.state === 'created') {`,
    tests: ['test/payment/order-run.test.ts'],
  },
  {
    wound: 'An order that was found on the disk is sent again',
    file: 'src/payment/found-order.ts',
    from: `  if (order.state !== 'created') return order;`,
    to: `  if (order.state !== order.orderNo) return order;`,
    tests: ['test/payment/found-order.test.ts'],
  },
  {
    wound: 'Two programs that number their bills alike get one sale',
    file: 'src/ui/idempotency.ts',
    from: `\`/\${visitor.id}\``,
    to: `''`,
    tests: ['test/ui/idempotency.test.ts'],
  },
  {
    wound: 'A line that is taken out of the audit log does not show',
    file: 'src/people/audit-chain.ts',
    from: `sha256(\`\${before}\\n\${JSON`,
    to: `sha256(\`\${before.slice(99)}\\n\${JSON`,
    tests: ['test/people/audit-chain.test.ts'],
  },
  {
    wound: 'A program that is told breaks the sale that it is told of',
    file: 'src/outgoing/index.ts',
    from: `    } catch (error) {
      log.error('an event could not be made'`,
    to: `    } catch (error) {
      if (error instanceof Error) throw error;
      log.error('an event could not be made'`,
    tests: OUTBOX,
  },
  {
    wound: 'A token that was taken back opens the till',
    file: 'src/access/devices.ts',
    from: `    if (device.revokedAt !== undefined) return 'revoked';\n`,
    to: '',
    tests: ['test/access/devices.test.ts'],
  },
  {
    wound: 'A till that has moved house is started where it was',
    file: 'src/payment/store/left-folder.ts',
    from: `  if (moved === undefined) return undefined;`,
    to: `  if (moved !== folder) return undefined;`,
    tests: ['test/backup/moving-house.test.ts'],
  },
  {
    wound: 'Of a visiting copy goes what its own day says is young',
    file: 'src/privacy/trim-day.ts',
    from: `  return order === undefined || isAtRest(order, since);`,
    to: `  return order !== null;`,
    tests: ['test/privacy/retention-races.test.ts'],
  },
  {
    wound: 'A trimmed order is shown as it was',
    file: 'src/payment/store/disk-store.ts',
    from: `        this.#recent.forgetAll();
        return this.#days.rewrite(day, pause, change).finally(() => this.#recent.forgetAll());`,
    to: `        return this.#days.rewrite(day, pause, change);`,
    tests: ['test/payment/store/disk-store.test.ts'],
  },
];
