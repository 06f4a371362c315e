import { mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { ScannerStatus } from './devices/index.ts';
import { errorText } from './errors.ts';
import type { Secrets } from './load-config.ts';
import type { Log } from './log.ts';
import { createOutgoing, httpPost, type OutboxFiles, type Outgoing, type Queued } from './outgoing/index.ts';
import { openLineJournal, openSettings, type Payments } from './payment/index.ts';
import { orderJson, periodJson } from './ui/index.ts';

export interface OpenOutgoingRequest {
  config: Config;
  secrets: Secrets;
  /** The data folder. */
  folder: string;
  tillId: string;
  shopName(): string;
  walletName(wallet: string): string;
  payments(): Payments;
  scanners(): readonly ScannerStatus[];
}

/** Tells the receivers of the configuration; nothing where there is none. */
export function openOutgoing(
  request: OpenOutgoingRequest,
  parts: { clock: Clock; log: Log },
): Outgoing | undefined {
  const { config, secrets, folder, tillId, shopName, walletName, payments, scanners } = request;
  if (config.webhooks.length === 0) return undefined;
  return createOutgoing(
    {
      receivers: config.webhooks.map((webhook, index) => ({
        ...webhook,
        secret: secrets.webhooks?.[index] ?? '',
      })),
      files: outboxFiles(path.join(folder, 'outbox'), parts),
      sender: () => ({ till: tillId, shop: shopName(), sandbox: config.gateway.kind === 'sandbox' }),
      post: httpPost,
      orderJson: (order) => orderJson(order, walletName),
      closeJson: (z) => periodJson({ ...z, status: 'closed' }),
      recent: async () => (await payments().orders({ limit: 500 })).orders,
      facts: async () => {
        const { block } = payments().health();
        const { orders } = await payments().orders({ limit: 100, kind: 'attention' });
        return {
          block,
          needing: orders.map(({ orderNo, lane, history, createdAt }) => ({
            orderNo,
            lane,
            since: history.at(-1)?.at ?? createdAt,
          })),
          gunlessLanes: config.lanes.map(({ id }) => id).filter((id) => isGunless(id, scanners())),
        };
      },
    },
    parts,
  );
}

/** It has guns, and none that can be read. */
function isGunless(lane: string, scanners: readonly ScannerStatus[]): boolean {
  const own = scanners.filter((scanner) => scanner.lane === lane && scanner.state !== 'disabled');
  return own.some(({ state }) => state === 'down') && !own.some(({ state }) => state === 'up');
}

/** So long a receiver may be away and still hear everything. */
const KEPT_DAYS = 8;
const DAY_MS = 24 * 60 * 60_000;

/** A file for each day (UTC); the old ones go at the start, and with each new day. */
export function outboxFiles(folder: string, { clock, log }: { clock: Clock; log: Log }): OutboxFiles {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const cursors = openSettings<Record<string, number>>({ folder, name: 'cursors', isFit: areCursors, log });
  let open: { day: string; journal: ReturnType<typeof openLineJournal> } | undefined;
  let appended: Promise<void> = Promise.resolve();
  let written: Promise<void> = Promise.resolve();

  async function append(queued: Queued): Promise<void> {
    const day = dayOf(clock.now());
    if (open?.day !== day) {
      await open?.journal.close();
      open = { day, journal: openLineJournal({ folder, name: day, log }) };
      // What cannot be removed today is removed tomorrow: no event waits for that.
      await keptFiles().catch((error) => log.warn('old events kept', { error: errorText(error) }));
    }
    await open.journal.append(queued);
  }
  /** Those that are young enough; the others are gone. */
  async function keptFiles(): Promise<string[]> {
    const files = (await readdir(folder)).filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name)).sort();
    const oldest = `${dayOf(clock.now() - KEPT_DAYS * DAY_MS)}.jsonl`;
    for (const name of files) if (name < oldest) await unlink(path.join(folder, name));
    return files.filter((name) => name >= oldest);
  }

  return {
    async load() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const kept: Queued[] = [];
      for (const name of await keptFiles()) {
        for (const queued of linesOf(await readFile(path.join(folder, name), 'utf8'))) kept.push(queued);
      }
      return kept;
    },
    append: (queued) => {
      appended = appended.catch(() => {}).then(() => append(queued));
      return appended;
    },
    readCursors: async () => (await cursors.read()) ?? {},
    writeCursors: (value) => {
      written = written.catch(() => {}).then(() => cursors.write({ ...value }));
      return written;
    },
    async close() {
      await Promise.allSettled([appended, written]);
      await open?.journal.close();
    },
  };
}

/** A line that was not written whole is none. */
function linesOf(text: string): Queued[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Queued];
    } catch {
      return [];
    }
  });
}

function areCursors(value: unknown): value is Record<string, number> {
  return typeof value === 'object' && value !== null && Object.values(value).every(Number.isSafeInteger);
}
