import { percentile } from '../bench/figures.ts';
import type { SaleTimes } from './lane.ts';

/** What a cashier, a customer or a cash register waits for. */
export const STAGES = [
  'command → acknowledged',
  'scan → submit at the gateway',
  'answer → paid on the cashier’s screen',
  'answer → paid on the customer’s screen',
  'answer → long poll answered',
] as const;
export type Stage = (typeof STAGES)[number];

/** Milliseconds of each stage of each sale. */
export type Samples = Record<Stage, number[]>;

export interface Spread {
  p50: number;
  p95: number;
  p99: number;
  max: number;
  n: number;
}

/** A stage may take twice what it takes with one lane, and never has to be faster than this, ms. */
const ALWAYS_ENOUGH_MS = 50;

/** When a submit of an order arrived at the gateway, and when its answer left, `performance.now()`. */
export interface AtGateway {
  arrived: ReadonlyMap<string, number>;
  answered: ReadonlyMap<string, number>;
}

export function samplesOf(sales: readonly SaleTimes[], { arrived, answered }: AtGateway): Samples {
  const at = (times: ReadonlyMap<string, number>, orderNo: string) => times.get(orderNo) ?? Number.NaN;
  return {
    'command → acknowledged': sales.map(({ chargedAt, ackedAt }) => ackedAt - chargedAt),
    'scan → submit at the gateway': sales.map(({ orderNo, scannedAt }) => at(arrived, orderNo) - scannedAt),
    'answer → paid on the cashier’s screen': sales.map(
      ({ orderNo, paidShownAt }) => paidShownAt - at(answered, orderNo),
    ),
    'answer → paid on the customer’s screen': sales.map(
      ({ orderNo, customerShownAt }) => customerShownAt - at(answered, orderNo),
    ),
    'answer → long poll answered': sales.map(({ orderNo, longPollAt }) => longPollAt - at(answered, orderNo)),
  };
}

export function spreadOf(samples: readonly number[]): Spread {
  return {
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    p99: percentile(samples, 0.99),
    max: samples.reduce((most, each) => Math.max(most, each), 0),
    n: samples.length,
  };
}

/** The stages that take too long beside what they take with one lane. Pure. */
export function tooSlow(alone: Samples, together: Samples): string[] {
  return STAGES.flatMap((stage) => {
    const most = Math.max(2 * spreadOf(alone[stage]).p99, ALWAYS_ENOUGH_MS);
    const { p99 } = spreadOf(together[stage]);
    return p99 <= most ? [] : [`${stage}: p99 ${p99.toFixed(1)} ms, at most ${most.toFixed(1)} ms`];
  });
}

/** MB a minute by the straight line that fits best, from a third of the time on. Pure. */
export function slopeOf(samples: readonly { minute: number; mb: number }[]): number {
  const late = samples.slice(Math.floor(samples.length / 3));
  const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const minute = mean(late.map((each) => each.minute));
  const mb = mean(late.map((each) => each.mb));
  const above = late.reduce((sum, each) => sum + (each.minute - minute) * (each.mb - mb), 0);
  const below = late.reduce((sum, each) => sum + (each.minute - minute) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
