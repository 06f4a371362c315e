import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Order } from '../../src/payment/order.ts';

/** Every revision of each order that lies in a data folder, oldest first. Read by the bytes alone, not by the till's own code. */
export type StoredOrders = Map<string, Order[]>;

/** `from`: the first day to be read; left out: all of them. */
export function readStoredOrders(dataDir: string, { from = '' } = {}): StoredOrders {
  const stored: StoredOrders = new Map();
  const texts = [
    ...filesOf(join(dataDir, 'days'), '.jsonl', from).flatMap((text) => text.split('\n').slice(0, -1)),
    ...filesOf(join(dataDir, 'open'), '.json'),
  ];
  for (const text of texts) {
    const order = JSON.parse(text) as Order;
    stored.set(order.orderNo, [...(stored.get(order.orderNo) ?? []), order]);
  }
  for (const revisions of stored.values()) revisions.sort((a, b) => a.rev - b.rev);
  return stored;
}

/** The truth of an order is its highest revision. */
export function newestOf(revisions: readonly Order[]): Order | undefined {
  return revisions.at(-1);
}

function filesOf(folder: string, ending: string, from = ''): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter(
    (name) => name.endsWith(ending) && !name.startsWith('.') && name >= from,
  );
  return names.map((name) => readFileSync(join(folder, name), 'utf8'));
}
