/** `npm run reconcile -- --day D`. Exit 0 without a difference, 1 with some or where it could not be finished, 2 for wrong arguments. */
import { readFile } from 'node:fs/promises';
import { CommanderError } from 'commander';
import { systemClock } from '../src/clock.ts';
import { errorText, systemCode } from '../src/errors.ts';
import { parseReconcileOptions, type ReconcileOptions } from './reconcile/options.ts';
import { outcomeOf, reportText } from './reconcile/report.ts';
import {
  type Comparison,
  compareStatement,
  type OurOrder,
  readStatement,
  type StatementLine,
  StatementProblem,
  tillOf,
} from './reconcile/statement.ts';
import { ReconcileProblem, ReconcilingTill } from './reconcile/till.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    return await run(parseReconcileOptions(process.argv.slice(2)));
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof StatementProblem || error instanceof ReconcileProblem)) throw error;
    console.error(error.message);
    return error instanceof StatementProblem ? 2 : 1;
  }
}

async function run({ day, url, statement, format, json }: ReconcileOptions): Promise<number> {
  // A file that cannot be read is known before an hour of questions.
  const lines = statement === undefined ? undefined : readStatement(await textOf(statement), format);
  const { SCANTILL_TOKEN: token, SCANTILL_SESSION: session } = process.env;
  const till = new ReconcilingTill({ url, token, session, clock: systemClock, fetch });
  let shown = '';
  const reconciled = await till.reconcile(day, ({ asked, total }) => {
    const progress = `${asked} of ${total} orders asked about`;
    if (!json && progress !== shown && process.stderr.isTTY) process.stderr.write(`\r${progress}`);
    shown = progress;
  });
  if (!json && process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const ours = await till.ordersOf(day);
  const compared = lines && (await comparisonOf(lines, { day, ours, till }));
  const outcome = outcomeOf(
    { day, till: reconciled, orderNos: ours.map(({ orderNo }) => orderNo) },
    compared,
  );
  console.log(json ? JSON.stringify(outcome) : reportText(outcome));
  return outcome.differences.length > 0 ? 1 : 0;
}

/** A statement's day and ours have other edges: what it names of another day of ours is looked up. */
async function comparisonOf(
  lines: readonly StatementLine[],
  { day, ours, till }: { day: string; ours: readonly OurOrder[]; till: ReconcilingTill },
): Promise<Comparison> {
  const known = new Set(ours.map(({ orderNo }) => orderNo));
  const others = new Set(
    lines
      .map(({ orderNo }) => orderNo)
      .filter((orderNo) => !known.has(orderNo) && tillOf(orderNo) !== undefined),
  );
  const found: OurOrder[] = [];
  for (const orderNo of others) {
    const order = await till.order(orderNo);
    if (order) found.push(order);
  }
  return compareStatement(lines, { day, ours: [...ours, ...found] });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = systemCode(error) === 'ENOENT' ? 'there is no such file' : errorText(error);
    throw new StatementProblem(`The statement ${file} cannot be read: ${reason}`);
  }
}
