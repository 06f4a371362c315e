import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { OldPapers, Pause } from '../payment/index.ts';
import { trimDay } from './trim-day.ts';

/** `privacy.json`: files that hold nothing to trim any more, by their size then. It may be lost: they are looked at again. */
export interface PrivacyNotes {
  schema: 1;
  /** Business day to bytes. */
  done: Record<string, number>;
}

export interface RetentionParts {
  old: OldPapers;
  /** After so many days; 0: never. */
  keepDays: number;
  keepAuditDays: number;
  notes: { read(): Promise<PrivacyNotes | undefined>; write(notes: PrivacyNotes): Promise<void> };
  audit: {
    /** Takes the names out of lines from before that moment, epoch ms; resolves with how many. */
    trim(before: number, pause: Pause): Promise<number>;
    /** Says what was trimmed. */
    note(what: string): Promise<void>;
  };
  /** The business day that begins so many days before today. */
  dayBefore(days: number): string;
  /** Our clock minus the gateway's, ms; nothing where it is not known. */
  clockSkewMs(): number | undefined;
  /** Whether somebody is selling, or the disk is not well: everything here waits then. */
  isBusy(): boolean;
  clock: Clock;
  log: Log;
}

/** Trims what is older than the shop keeps it, once a day, beside everything else. */
export interface Retention {
  start(): void;
  stop(): Promise<void>;
  /** At once; resolves with what it did, in words, or nothing where there was nothing to do. */
  run(): Promise<string | undefined>;
}

/** A till that starts has other things to do. */
const FIRST_MS = 10 * 60_000;
const EVERY_MS = 6 * 3_600_000;
/** Between two steps of some milliseconds: sales go before it. */
const PAUSE_MS = 20;
const BUSY_MS = 5000;
/** What is trimmed by a wrong clock never comes back: it has to be proven. */
const MOST_SKEW_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
/** The notes are saved after so many files: to do some again does no harm. */
const NOTED_EVERY = 20;

export function createRetention(parts: RetentionParts): Retention {
  const { old, keepDays, keepAuditDays, notes, audit, clock, log } = parts;
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();

  const pause: Pause = async () => {
    await clock.sleep(PAUSE_MS, stopping.signal);
    while (parts.isBusy()) await clock.sleep(BUSY_MS, stopping.signal);
  };

  async function orders(before: string): Promise<{ orders: number; days: number }> {
    const { done } = (await notes.read()) ?? { done: {} as PrivacyNotes['done'] };
    const since = clock.now() - keepDays * DAY_MS;
    const orderNos = new Set<string>();
    let days = 0;
    let unsaved = 0;
    const save = async () => {
      if (unsaved > 0) await notes.write({ schema: 1, done });
      unsaved = 0;
    };
    try {
      for (const { day, bytes } of await old.days()) {
        if (day >= before || done[day] === bytes) continue;
        await pause();
        const { trimmed, left } = await trimDay(old, day, { since, pause });
        for (const orderNo of trimmed) orderNos.add(orderNo);
        if (trimmed.size > 0) days += 1;
        // Only what a whole look has found to be so: what was appended meanwhile is looked at the next time.
        if (left === 0 && trimmed.size === 0) {
          done[day] = bytes;
          unsaved += 1;
        }
        if (unsaved >= NOTED_EVERY) await save();
      }
    } finally {
      await save();
    }
    return { orders: orderNos.size, days };
  }

  async function notices(before: string): Promise<number> {
    const days = (await old.noticeDays()).filter((day) => day < before);
    for (const day of days) {
      await pause();
      await old.dropNotices(day);
    }
    return days.length;
  }

  async function run(): Promise<string | undefined> {
    const skew = parts.clockSkewMs();
    if (skew === undefined || Math.abs(skew) > MOST_SKEW_MS) return undefined;
    const told: string[] = [];
    if (keepDays > 0) {
      const before = parts.dayBefore(keepDays);
      const trimmed = await orders(before);
      const dropped = await notices(before);
      if (trimmed.orders > 0) told.push(`${trimmed.orders} orders of ${trimmed.days} days before ${before}`);
      if (dropped > 0) told.push(`notices of ${dropped} days before ${before}`);
    }
    if (keepAuditDays > 0) {
      const count = await audit.trim(clock.now() - keepAuditDays * DAY_MS, pause);
      if (count > 0)
        told.push(`names in ${count} lines of this file before ${parts.dayBefore(keepAuditDays)}`);
    }
    if (told.length === 0) return undefined;
    const what = told.join('; ');
    await audit.note(what);
    log.info('old personal data trimmed', { what });
    return what;
  }

  async function keepTrimmed(): Promise<void> {
    const { signal } = stopping;
    for (let wait = FIRST_MS; ; wait = EVERY_MS) {
      await clock.sleep(wait, signal);
      await run().catch((error: unknown) => {
        signal.throwIfAborted();
        log.warn('old personal data not trimmed; tried again later', { error: errorText(error) });
      });
    }
  }

  return {
    run,
    start() {
      if (keepDays > 0 || keepAuditDays > 0) running = keepTrimmed().catch(() => {});
    },
    async stop() {
      stopping.abort(new Error('the till is stopping'));
      await running;
    },
  };
}

/** Whether what was read are notes of ours. */
export function arePrivacyNotes(value: unknown): value is PrivacyNotes {
  const notes = value as Partial<PrivacyNotes> | null;
  return notes?.schema === 1 && typeof notes.done === 'object' && notes.done !== null;
}
