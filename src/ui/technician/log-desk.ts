import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Clock } from '../../clock.ts';
import type { LogAnswer, LogLine } from '../technician-messages.ts';
import { type Api, type Lock, lockOf } from './api.ts';

export const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof LEVELS)[number];

/** The till's log as the page shows it. */
export interface LogDesk {
  level: Signal<Level>;
  isPaused: Signal<boolean>;
  /** Those of the chosen level and above, newest first. */
  lines: ReadonlySignal<readonly LogLine[]>;
  /** What stands between this page and the log. */
  lock: ReadonlySignal<Lock | undefined>;
  follow(signal: AbortSignal): Promise<void>;
}

const EVERY_MS = 1000;
const ANSWER_MS = 5000;
/** Lines kept on the page, and drawn. */
const KEPT = 1000;
const DRAWN = 200;

export function createLogDesk({ clock, api }: { clock: Clock; api: Api }): LogDesk {
  const level = signal<Level>('info');
  const isPaused = signal(false);
  const all = signal<readonly LogLine[]>([]);
  const lock = signal<Lock | undefined>(undefined);
  let bootId: string | undefined;

  async function look(signal: AbortSignal): Promise<void> {
    const after = all.value.at(-1)?.n ?? 0;
    const known = bootId === undefined ? '' : `&bootId=${bootId}`;
    const reply = await api.get<LogAnswer>(`/log?after=${after}${known}`, ANSWER_MS, signal);
    lock.value = lockOf(reply);
    if (lock.value) all.value = [];
    if (reply.kind !== 'ok') return;
    const { lines } = reply.body;
    const isOther = bootId !== undefined && bootId !== reply.body.bootId;
    bootId = reply.body.bootId;
    if (isOther) all.value = lines;
    else if (lines.length > 0) all.value = [...all.value, ...lines].slice(-KEPT);
  }

  return {
    level,
    isPaused,
    lock,
    lines: computed(() => {
      const least = LEVELS.indexOf(level.value);
      return all.value
        .filter((line) => levelOf(line) >= least)
        .slice(-DRAWN)
        .reverse();
    }),
    async follow(signal) {
      while (!signal.aborted) {
        if (!isPaused.value) await look(signal);
        await clock.sleep(EVERY_MS, signal).catch(() => {});
      }
    },
  };
}

/** A level of a name that nobody knows is shown always. */
function levelOf({ level }: LogLine): number {
  const at = (LEVELS as readonly string[]).indexOf(level);
  return at < 0 ? LEVELS.length : at;
}
