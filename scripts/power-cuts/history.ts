import { mkdirSync } from 'node:fs';
import { DAYS, fillYear } from '../bench/year.ts';

/** A year of finished orders in a new data folder, as shops have them; gives the first business day after it. */
export function fillHistory(dataDir: string, orders: number, since: number): string {
  mkdirSync(dataDir, { mode: 0o700 });
  if (orders > 0) fillYear(dataDir, Math.ceil(orders / DAYS));
  return new Date(since).toISOString().slice(0, 10);
}
