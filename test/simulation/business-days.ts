import type { Clock } from '../../src/clock.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Shop } from './shop.ts';

export interface DaysParts {
  clock: Clock;
  random: SeededRandom;
  shop: Shop;
  lanes: readonly string[];
  sales: number;
  days: number;
  /** Nobody ever comes to these. */
  emptyLanes: readonly string[];
  /** Customers stand at the lanes. */
  onOpen(): void;
}

/** The customers of each day, and the nights between. */
export interface BusinessDays {
  hasCustomer(lane: string): boolean;
  /** A customer's sale began. */
  served(lane: string): void;
  start(): void;
  /** To be called now and then: closes the shop in the evening. True once the last day's customers are served. */
  areOver(): boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function createBusinessDays(parts: DaysParts): BusinessDays {
  const { clock, random, shop, lanes } = parts;
  const left = new Map<string, number>();
  let day = 0;
  let isNight = false;

  const share = (whole: number, among: number, nth: number) =>
    Math.floor(whole / among) + (nth < whole % among ? 1 : 0);

  const open = () => {
    isNight = false;
    const ofDay = share(parts.sales, parts.days, day);
    lanes.forEach((lane, i) => {
      left.set(lane, parts.emptyLanes.includes(lane) ? 0 : share(ofDay, lanes.length, i));
    });
    shop.start();
    parts.onOpen();
  };

  /** Nothing is under way on it; a result that nobody has put away yet may stand. */
  const isQuiet = (lane: string) => {
    const phase = shop.till()?.view(lane)?.phase;
    return phase !== undefined && phase.kind !== 'ready' && (phase.kind === 'idle' || phase.order.rev > 0);
  };

  /** Mostly the till is switched off until the morning, some time after the last customer. */
  const evening = () => {
    isNight = true;
    const untilMorning = random.between(8 * HOUR, 20 * HOUR);
    clock.after(random.between(2 * MINUTE, 40 * MINUTE), () => {
      if (random.chance(0.93)) void shop.stop();
      day += 1;
      clock.after(untilMorning, open);
    });
  };

  return {
    hasCustomer: (lane) => !isNight && (left.get(lane) ?? 0) > 0,
    served: (lane) => left.set(lane, (left.get(lane) ?? 0) - 1),
    start: open,
    areOver: () => {
      if (isNight || lanes.some((lane) => (left.get(lane) ?? 0) > 0 || !isQuiet(lane))) return false;
      if (day + 1 >= parts.days) return true;
      evening();
      return false;
    },
  };
}
