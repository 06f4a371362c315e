import type { Temper } from '../../test/simulation/temper.ts';
import type { Violation } from '../../test/simulation/watch/promises.ts';
import { runWorld, type WorldOptions } from '../../test/simulation/world.ts';

/** The smallest shop found in which the same promise is still broken. */
export interface Shortest {
  options: WorldOptions;
  violation: Violation;
  /** What happened last, oldest first. */
  events: readonly string[];
}

/** One thing less that goes wrong, each. */
const MILDER: readonly Partial<Temper>[] = [
  { crash: 0 },
  { disk: 0 },
  { clockJumps: 0 },
  { network: 0 },
  { acts: 0 },
  { notices: 0 },
  { restarts: 0 },
  { days: 1 },
  { lanes: 1 },
  { odd: 0 },
];
const EVENTS_TOLD = 60;

/** Fewer sales first, then fewer faults, as long as the same promise is broken. Nothing where it is not, after all. */
export async function shortestOf(options: WorldOptions): Promise<Shortest | undefined> {
  const first = await violationOf(options);
  if (!first) return undefined;
  const stillBroken = async (tried: WorldOptions) => (await violationOf(tried))?.promise === first.promise;
  let found = options;
  for (const sales of fewer(options.sales)) {
    if (sales < found.sales && (await stillBroken({ ...found, sales }))) found = { ...found, sales };
  }
  for (const less of MILDER) {
    const tried = { ...found, temper: { ...found.temper, ...less } };
    if (await stillBroken(tried)) found = tried;
  }
  const events: string[] = [];
  const onEvent = (event: string) => events.push(event);
  const violation = await violationOf({ ...found, onEvent });
  if (!violation) return undefined;
  const told = events.filter((event) => isAbout(event, violation));
  return { options: found, violation, events: told.slice(-EVENTS_TOLD) };
}

/** Of the order, of its lane, or of the whole till. */
function isAbout(event: string, { order }: Violation): boolean {
  if (!order || /the (till|power)/.test(event)) return true;
  return event.includes(order.orderNo) || event.includes(` lane ${order.lane} `);
}

/** Ever smaller numbers, each half of the one before, and then one by one. */
function fewer(sales: number): number[] {
  const halves = [0.5, 0.25, 0.125].map((share) => Math.ceil(sales * share));
  return [...halves, ...Array.from({ length: 6 }, (_, i) => 6 - i)];
}

async function violationOf(options: WorldOptions): Promise<Violation | undefined> {
  return (await runWorld(options)).violations[0];
}

/** The story as text for a person. */
export function storyOf({ options, violation, events }: Shortest): string {
  const { order, promise, what, at } = violation;
  const { seed, sales, temper = {}, faults } = options;
  const time = (ms: number) => new Date(ms).toISOString();
  const again = `npm run soak -- --seed ${seed} --sales ${sales}${faults === false ? ' --calm' : ''}`;
  return [
    `(${promise}) ${what}, at ${time(at)}`,
    `again: ${again} --temper '${JSON.stringify(temper)}'`,
    'what happened last:',
    ...events.map((event) => `  ${event}`),
    ...(order ? [`order ${order.orderNo}, ${order.state}, revision ${order.rev}:`] : []),
    ...(order?.history ?? []).map((line) =>
      `  ${time(line.at)} ${line.event} ${line.detail ?? ''}`.trimEnd(),
    ),
  ].join('\n');
}
