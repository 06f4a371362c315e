import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { newestOf, type StoredOrders } from '../kills/stored-orders.ts';
import { isFinalState, type Violation } from '../kills/told.ts';

/** What anyone was told is done, before the power went. */
export interface Acknowledged {
  /** Final states that were told, by order. */
  results: ReadonlyMap<string, string>;
  /** Refunds that were taken on: their numbers by order. */
  refunds: ReadonlyMap<string, ReadonlySet<string>>;
  /** A person's decisions, by order. */
  settlements: ReadonlyMap<string, string>;
  /** Periods whose close was told. */
  closes: Iterable<string>;
  /** Trade numbers of notifications that were answered with `success`. */
  notices: Iterable<string>;
  /** The receipt's last line as it was saved last, if ever; `asked`: what was asked for after that, and not answered. */
  footer: { saved: string | undefined; asked: readonly string[] } | undefined;
}

/** What lies on the disk when it is mounted again, before any till has touched it. */
export interface Found {
  stored: StoredOrders;
  /** Period of each numbered close that can be read. */
  closed: ReadonlySet<string>;
  /** The notices' journal, all days. */
  notices: string;
  footer: string | undefined;
}

/** What was acknowledged and is not on the disk. Pure. */
export function lostOf(told: Acknowledged, found: Found): Violation[] {
  const ofOrder = (orderNo: string) => newestOf(found.stored.get(orderNo) ?? []);
  const lost: Violation[] = [];
  for (const [orderNo, state] of told.results) {
    const stored = ofOrder(orderNo)?.state;
    if (isFinalState(state) && stored !== state)
      lost.push({ orderNo, what: `was told as ${state}; on the disk it is ${stored ?? 'not there'}` });
  }
  for (const [orderNo, numbers] of told.refunds) {
    const refunds = ofOrder(orderNo)?.refunds ?? [];
    for (const refundNo of numbers) {
      if (!refunds.some((refund) => refund.refundNo === refundNo))
        lost.push({ orderNo, what: `its refund ${refundNo} was taken on, and is not on the disk` });
    }
  }
  for (const [orderNo, as] of told.settlements) {
    if (ofOrder(orderNo)?.settlement?.as !== as)
      lost.push({ orderNo, what: `was settled as ${as}, and is not on the disk` });
  }
  for (const period of told.closes) {
    if (!found.closed.has(period))
      lost.push({ what: `the close of ${period} was told, and is not on the disk` });
  }
  for (const number of told.notices) {
    if (!found.notices.includes(`"${number}"`))
      lost.push({ what: `notification ${number} was answered with success, and is not on the disk` });
  }
  const { footer } = told;
  if (footer && found.footer !== footer.saved && !footer.asked.includes(found.footer ?? ''))
    lost.push({ what: `the setting "${footer.saved}" was saved; on the disk it is "${found.footer}"` });
  return lost;
}

/** What of a data folder counts for `lostOf`. Read by the bytes alone. */
export function foundIn(dataDir: string, stored: StoredOrders): Found {
  const closes = namesIn(join(dataDir, 'books/z')).flatMap((name) => {
    const z = parsed(readFileSync(join(dataDir, 'books/z', name), 'utf8')) as { period?: string } | undefined;
    return z?.period ?? [];
  });
  const notices = namesIn(join(dataDir, 'notices')).map((name) =>
    readFileSync(join(dataDir, 'notices', name), 'utf8'),
  );
  const shop = existsSync(join(dataDir, 'shop.json'))
    ? (parsed(readFileSync(join(dataDir, 'shop.json'), 'utf8')) as { receiptFooter?: string } | undefined)
    : undefined;
  return { stored, closed: new Set(closes), notices: notices.join(''), footer: shop?.receiptFooter };
}

/**
 * Files of a data folder that cannot be read as what they are. A file that was being made, and the last line of one that
 * grows, may be cut short: nobody was told of them. So may the newest close, until it was.
 */
export function unreadableIn(dataDir: string): Violation[] {
  // Cut before it was made.
  if (!existsSync(dataDir)) return [];
  const newestClose = namesIn(join(dataDir, 'books/z')).sort().at(-1);
  return readdirSync(dataDir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dataDir, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((name) => !name.endsWith('.tmp') && !name.startsWith('quarantine'))
    .flatMap((name) => {
      try {
        const text = readFileSync(join(dataDir, name), 'utf8');
        const isNewestClose = name === join('books/z', newestClose ?? '-');
        const isRight = isNewestClose || isWhole(name, text);
        return isRight ? [] : [{ what: `${name} is not what it was: ${JSON.stringify(text.slice(-200))}` }];
      } catch (error) {
        return [{ what: `${name} cannot be read: ${error}` }];
      }
    });
}

function isWhole(name: string, text: string): boolean {
  if (name.endsWith('.json')) return parsed(text) !== undefined;
  if (!name.endsWith('.jsonl')) return true;
  return text
    .split('\n')
    .slice(0, -1)
    .every((line) => parsed(line) !== undefined);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
}
