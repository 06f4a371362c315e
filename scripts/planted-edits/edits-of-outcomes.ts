import type { PlantedEdit } from './edit.ts';

const MACHINE = 'test/payment/order-machine.test.ts';
const AFTERWARDS = 'test/payment/afterwards.test.ts';
const ACTION = 'test/payment/next-action.test.ts';
const SIMULATION = 'test/simulation/simulation.test.ts';

/** What an answer, or silence, is taken for. */
export const EDITS_OF_OUTCOMES: readonly PlantedEdit[] = [
  {
    wound: 'A time-out of the submit is a failure',
    file: 'src/payment/order-rules.ts',
    from: `        : note({ ...heard, state: 'pending' }, { at, event: 'pending' });
    case 'noRecord':
    case 'unknown':
      return heard;`,
    to: `        : note({ ...heard, state: 'pending' }, { at, event: 'pending' });
    case 'noRecord':
      return heard;
    case 'unknown':
      return end(heard, 'declined', { at, detail: answer.detail });`,
    tests: [MACHINE, SIMULATION],
  },
  {
    wound: 'Pending is thrown as an error',
    file: 'src/payment/codepay/client.ts',
    from: `      return withoutCode(submitAnswer(called.reply, config, called.traceId), request.authCode);`,
    to: `      const answer = submitAnswer(called.reply, config, called.traceId);
      if (answer.kind === 'pending') throw new Error('not paid yet');
      return withoutCode(answer, request.authCode);`,
    tests: ['test/payment/codepay/client.test.ts', 'test/payment/codepay/gateway-contract.test.ts'],
  },
  {
    wound: 'Status 0 is read as paid',
    file: 'src/payment/codepay/answer.ts',
    from: `  ['0', 'pending'],`,
    to: `  ['0', 'success'],`,
    tests: ['test/payment/codepay/answer.test.ts'],
  },
  {
    wound: 'An empty body is an answer',
    file: 'src/payment/codepay/reply.ts',
    from: `  const members = membersOf(body);
  if (!members) return`,
    to: `  const members = body.length === 0 ? new Map<string, string>() : membersOf(body);
  if (body.length === 0) return { kind: 'verified', claims: { code: '0' }, data: new Map() };
  if (!members) return`,
    tests: ['test/payment/codepay/reply.test.ts'],
  },
  {
    wound: 'An answer without a signature is believed',
    file: 'src/payment/codepay/reply.ts',
    from: `    if (!signature) return unbelievable(claims, 'unsigned', 'the answer carries no signature');
    if (!(await`,
    to: `    if (signature && !(await`,
    tests: ['test/payment/codepay/reply.test.ts'],
  },
  {
    wound: 'A definite decline is reversed',
    file: 'src/payment/order-rules.ts',
    from: `    case 'declined':
      return end(heard, 'declined', { at, detail: answer.message });`,
    to: `    case 'declined':
      return cancelWanted(heard, { type: 'cancelWanted', at, by: 'unwanted' });`,
    tests: [MACHINE],
  },
  {
    wound: 'A success with another amount is paid',
    file: 'src/payment/success-check.ts',
    from: `  return sameMoney ? 'ours' : 'wrongAmount';`,
    to: `  return 'ours';`,
    tests: ['test/payment/success-check.test.ts'],
  },
  {
    wound: "A success for another order is this one's",
    file: 'src/payment/success-check.ts',
    from: `    differs(facts.orderNo, order.orderNo) ||
    differs(facts.transType, SALE) ||`,
    to: `    differs(facts.transType, SALE) ||`,
    tests: ['test/payment/success-check.test.ts'],
  },
  {
    wound: 'The answer to the cancel is believed',
    file: 'src/payment/order-rules.ts',
    from: `  return told({ ...heard, ...reversal }, { at, event: 'cancelAnswered', detail: answer.kind });`,
    to: `  if (answer.kind === 'accepted') return end(heard, 'cancelled', { at });
  return told({ ...heard, ...reversal }, { at, event: 'cancelAnswered', detail: answer.kind });`,
    tests: [MACHINE, SIMULATION],
  },
  {
    wound: 'A success behind the cancel is ignored',
    file: 'src/payment/order-rules.ts',
    from: `  const { at, answer, to } = event;
  if (isForAnother(order, answer)) return answeredForAnother(order, answer, at);
  if (answer.kind === 'success') return succeeded(order, { at, answer, to });`,
    to: `  const { at, answer, to } = event;
  if (isForAnother(order, answer)) return answeredForAnother(order, answer, at);
  if (answer.kind === 'success') return order;`,
    tests: [MACHINE],
  },
  {
    wound: 'A success behind the cancel is shown paid',
    file: 'src/payment/order-rules.ts',
    from: `  if (order.firstCancelAt !== undefined || order.unwanted !== undefined) {
    return paidBehindLine`,
    to: `  if (order.unwanted !== undefined) {
    return paidBehindLine`,
    tests: [MACHINE, SIMULATION],
  },
  {
    wound: 'Whatever is open at its end has expired, and is closed',
    file: 'src/payment/next-action.ts',
    from: `  if (now >= settledBy(sentAt, policy)) return { do: 'declareStuck', why: 'not settled past its end' };`,
    to: `  if (now >= settledBy(sentAt, policy)) return { do: 'closeUnrecorded' };`,
    tests: [ACTION, SIMULATION],
  },
  {
    wound: 'One "no record" closes an order',
    file: 'src/payment/next-action.ts',
    from: `  return denials >= DENIALS_NEEDED && isCancelTried && !wasSeenThere(order);`,
    to: `  return denials >= 1 && isCancelTried && !wasSeenThere(order);`,
    tests: [ACTION],
  },
  {
    wound: 'A final state moves with a later answer',
    file: 'src/payment/order-machine.ts',
    from: `  declined: ENDED_UNPAID,`,
    to: `  declined: { ...ENDED_UNPAID, answered: answeredBeforeLine },`,
    tests: [MACHINE, AFTERWARDS],
  },
  {
    wound: "Money found after the end is nobody's business",
    file: 'src/payment/afterwards-rules.ts',
    from: `    case 'success':
      return paidAfterAll(order, { at, answer, to });
  }
};

/** Asked by the cancel's own number after the end. */`,
    to: `    case 'success':
      return looked(order, at);
  }
};

/** Asked by the cancel's own number after the end. */`,
    tests: [AFTERWARDS],
  },
  {
    wound: 'The till does not look again after an end that came of a doubt',
    file: 'src/payment/order-changes.ts',
    from: `  const looks = [at + MINUTE, at + DAY];`,
    to: `  const looks: number[] = [];`,
    tests: [AFTERWARDS, MACHINE],
  },
];
