import type { Sandbox } from '../../src/sandbox/index.ts';
import type { TillPlan } from '../killed-till.ts';
import { booksAtRest } from '../kills/books-at-rest.ts';
import { judge } from '../kills/judge.ts';
import { type KillableTill, launchTill } from '../kills/killable-till.ts';
import { type Now, restOf } from '../kills/rest.ts';
import { Told, type Violation } from '../kills/told.ts';
import { unreadableIn } from '../power-cuts/after-cut.ts';

export interface BooksAfterParts {
  plan: TillPlan;
  sandbox: Sandbox;
  dataDir: string;
  speed: number;
}

/** Starts the till on what was left, waits until it has nothing more to do, and holds its books against the gateway's. */
export async function booksAfter({
  plan,
  sandbox,
  dataDir,
  speed,
}: BooksAfterParts): Promise<{ states: Record<string, number>; violations: Violation[] }> {
  const told = new Told();
  told.violations.push(...unreadableIn(dataDir));
  let now: Now | undefined;
  const start = async (): Promise<KillableTill> => {
    const till = launchTill({ ...plan, logLevel: 'warn' });
    const url = await till.ready;
    if (url === undefined) told.broken(`the till did not start: ${till.output().slice(-2000)}`);
    else now = { till, url };
    return till;
  };
  const shop = { rest: restOf(() => now, told), told, paid: [] };
  const books = await booksAtRest({ start, shop, sandbox, dataDir, speed });
  const states: Record<string, number> = {};
  for (const { state } of books.listed) states[state] = (states[state] ?? 0) + 1;
  const nothing = {
    calls: [],
    settlements: new Map(),
    amounts: new Map(),
    keys: new Map(),
    refundKeys: new Map(),
  };
  const violations = judge({ ...nothing, ...books, truthOf: sandbox.truthOf, told: told.orderNos });
  // Who decides about money here knows nothing of it: a decision that is wrong is no fault of the till.
  const own = violations.filter(({ what }) => !/, settled as /.test(what));
  return { states, violations: [...told.violations, ...own] };
}
