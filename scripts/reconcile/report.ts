import { type Comparison, isOfAnother, type StatementDifference, tillOf } from './statement.ts';
import type { TillDifference, TillReconciliation } from './till.ts';

export interface Outcome {
  day: string;
  asked: number;
  total: number;
  differences: (TillDifference | StatementDifference)[];
  /** What only the gateway knows of: without a statement, nobody has looked. */
  theirsOnly: 'not checked' | number;
  /** Lines of the statement that are of other tills or programs; without a statement there are none. */
  foreignLines?: number;
}

/** What the till and, where there is one, the statement came to, together. */
export function outcomeOf(
  { day, till, orderNos }: { day: string; till: TillReconciliation; orderNos: readonly string[] },
  compared: Comparison | undefined,
): Outcome {
  const tills = new Set(orderNos.flatMap((orderNo) => tillOf(orderNo) ?? []));
  const told = till.foreign
    .filter(({ orderNo, status }) => status === 'success' && !isOfAnother(orderNo, tills))
    .map(
      ({ orderNo, orderAmount, currency }): StatementDifference => ({
        kind: 'theirsOnly',
        orderNo,
        ours: 'no such order',
        theirs: `notified: paid ${orderAmount ?? '?'} ${currency ?? ''}`.trim(),
      }),
    );
  const known = new Set(compared?.differences.map(({ orderNo }) => orderNo));
  const differences = [
    ...till.differences,
    ...told.filter(({ orderNo }) => !known.has(orderNo)),
    ...(compared?.differences ?? []),
  ];
  return {
    day,
    asked: till.asked,
    total: till.total,
    differences,
    theirsOnly: compared ? differences.filter(({ kind }) => kind === 'theirsOnly').length : 'not checked',
    ...(compared ? { foreignLines: compared.foreignLines } : {}),
  };
}

const KINDS: Record<string, string> = {
  oursOnly: 'ours only',
  theirsOnly: 'theirs only',
  amount: 'amount',
  state: 'state',
  notAnswered: 'no answer',
};

/** The outcome for a person. */
export function reportText({ day, asked, total, differences, theirsOnly, foreignLines }: Outcome): string {
  const lines = differences.map((difference) => {
    const { kind, orderNo, ours, theirs } = difference;
    const number =
      'refundNo' in difference && difference.refundNo !== undefined ? difference.refundNo : orderNo;
    return `  ${(KINDS[kind] ?? kind).padEnd(12)} ${number.padEnd(33)} ours: ${ours} · gateway: ${theirs}`;
  });
  const others =
    foreignLines === undefined || foreignLines === 0
      ? []
      : [`Lines of other tills or programs in the statement, left out: ${foreignLines}`];
  return [
    `Day ${day}: ${asked} of ${total} orders asked about.`,
    `Differences: ${differences.length === 0 ? 'none' : differences.length}`,
    ...lines,
    `Theirs only: ${theirsText(theirsOnly)}`,
    ...others,
  ].join('\n');
}

/** "None" is said only where somebody has looked. */
function theirsText(theirsOnly: Outcome['theirsOnly']): string {
  if (theirsOnly === 'not checked') {
    return "not checked (give --statement FILE, an export of the gateway's portal)";
  }
  return theirsOnly === 0 ? 'none in the statement' : String(theirsOnly);
}
