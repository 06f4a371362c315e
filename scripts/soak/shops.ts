import { runWorld, type WorldOptions, type WorldResult } from '../../test/simulation/world.ts';

/** One shop of a soak: its seed, and how many sales it lives through. */
export interface ShopTask {
  seed: number;
  sales: number;
}

/** What many shops lived through, in all. */
export interface Tally {
  shops: number;
  sales: number;
  orders: number;
  crashes: number;
  faults: Record<string, number>;
  states: Record<string, number>;
  /** In each, something was broken. */
  broken: WorldResult[];
}

const SALES_PER_SHOP = 40;
/** Every so manyth shop has a day on which nothing fails, and each payment must be shown paid. */
const CALM_EVERY = 10;
/** Every so manyth signs with RSA: it takes a hundred times as long. */
const RSA_EVERY = 400;

/** The shops of so many sales, from a first seed on. */
export function shopsOf(sales: number, firstSeed: number): ShopTask[] {
  return Array.from({ length: Math.ceil(sales / SALES_PER_SHOP) }, (_, i) => ({
    seed: firstSeed + i,
    sales: Math.min(SALES_PER_SHOP, sales - i * SALES_PER_SHOP),
  }));
}

/** A shop's options: the same for the same task, whoever runs it. */
export function optionsOf({ seed, sales }: ShopTask): WorldOptions {
  return { seed, sales, faults: seed % CALM_EVERY > 0, isRsa: seed % RSA_EVERY === 1 };
}

export async function runShops(tasks: readonly ShopTask[]): Promise<Tally> {
  const tally = emptyTally();
  for (const task of tasks) {
    const result = await runWorld(optionsOf(task));
    tally.shops += 1;
    tally.sales += result.sales;
    tally.orders += result.orders;
    tally.crashes += result.crashes;
    addTo(tally.faults, Object.fromEntries(result.faults));
    addTo(tally.states, Object.fromEntries(result.states));
    if (result.violations.length > 0) tally.broken.push(result);
  }
  return tally;
}

export function emptyTally(): Tally {
  return { shops: 0, sales: 0, orders: 0, crashes: 0, faults: {}, states: {}, broken: [] };
}

/** Adds one tally to another. */
export function addTally(sum: Tally, more: Tally): void {
  for (const name of ['shops', 'sales', 'orders', 'crashes'] as const) sum[name] += more[name];
  addTo(sum.faults, more.faults);
  addTo(sum.states, more.states);
  sum.broken.push(...more.broken);
}

function addTo(sums: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + count;
}
