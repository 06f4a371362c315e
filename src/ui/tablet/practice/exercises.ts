import type { ScreenMode } from '../../messages.ts';
import type { Asked } from '../modes.ts';
import type { Situation } from './situations.ts';

/** What a new cashier should have done once, in the order of a first day. */
export const EXERCISES = [
  'sell',
  'password',
  'decline',
  'withdraw',
  'leaves',
  'silent',
  'wrongAmount',
  'nextCustomer',
  'gunDead',
] as const;

export type Exercise = (typeof EXERCISES)[number];

/** One sale as it went on this page. */
export interface Run {
  saleId: string;
  /** What was practised with it; nothing where a code was really scanned. */
  situation: Situation | undefined;
  /** Its states so far, in order; `idle` where the lane was free after it. */
  modes: readonly ScreenMode[];
  /** What the cashier was asked twice about. */
  asked: readonly Asked[];
  /** While it waited for a code, no gun was there to read one. */
  hadNoGun: boolean;
}

const saw = ({ modes }: Run, ...wanted: ScreenMode[]) => wanted.some((mode) => modes.includes(mode));
const practised = ({ situation }: Run, ...wanted: Situation[]) => wanted.some((one) => one === situation);
/** Called off before a code came. */
const wasWithdrawn = (run: Run) =>
  run.asked.includes('cancel') &&
  run.modes.at(-1) === 'idle' &&
  run.modes.every((mode) => mode === 'ready' || mode === 'idle');

const IS_DONE: Record<Exercise, (run: Run) => boolean> = {
  sell: (run) => saw(run, 'paid'),
  password: (run) => practised(run, 'password') && saw(run, 'paid'),
  decline: (run) => saw(run, 'declined'),
  withdraw: (run) => wasWithdrawn(run) && !run.hadNoGun,
  leaves: (run) => practised(run, 'never') && run.asked.includes('cancel') && saw(run, 'cancelled'),
  silent: (run) =>
    practised(run, 'no-answer', 'lost', 'unknown-code') && saw(run, 'paid', 'cancelled', 'unknown'),
  wrongAmount: (run) => saw(run, 'held'),
  nextCustomer: (run) => run.asked.includes('nextCustomer') && saw(run, 'unknown'),
  gunDead: (run) => wasWithdrawn(run) && run.hadNoGun,
};

/** The exercises that this sale was. Pure. */
export function exercisesDoneBy(run: Run): Exercise[] {
  return EXERCISES.filter((exercise) => IS_DONE[exercise](run));
}

/** What a page shows, as far as a run goes by it. */
export interface Seen {
  saleId: string | undefined;
  mode: ScreenMode;
  asking: Asked | undefined;
  hasGun: boolean;
  practised: { saleId: string; situation: Situation } | undefined;
}

/** The run after one more look at the page. Pure. */
export function nextRun(
  run: Run | undefined,
  { saleId, mode, asking, hasGun, practised }: Seen,
): Run | undefined {
  const id = saleId ?? (mode === 'idle' ? run?.saleId : undefined);
  if (id === undefined) return undefined;
  const before: Run =
    run?.saleId === id ? run : { saleId: id, situation: undefined, modes: [], asked: [], hadNoGun: false };
  return {
    saleId: id,
    situation: practised?.saleId === id ? practised.situation : before.situation,
    modes: before.modes.at(-1) === mode ? before.modes : [...before.modes, mode],
    asked: asking === undefined || before.asked.includes(asking) ? before.asked : [...before.asked, asking],
    hadNoGun: before.hadNoGun || (mode === 'ready' && !hasGun),
  };
}
