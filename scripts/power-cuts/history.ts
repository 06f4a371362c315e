import { execFileSync } from 'node:child_process';
import { DAYS, fillYear } from '../bench/year.ts';

/** A year of finished orders in a data folder, as long on its disk as they say. The last ended three days ago. */
export function fillHistory(dataDir: string, orders: number): void {
  fillYear(dataDir, Math.ceil(orders / DAYS), 3);
  execFileSync('sync', ['-f', dataDir]);
}
