import type { EngineNews } from './payments-view.ts';

/** Tells each of them, in their order. None of them may throw. */
export function allNews(...ears: (EngineNews | undefined)[]): EngineNews {
  const all = ears.filter((ear) => ear !== undefined);
  return {
    order: (order, before) => all.forEach((ear) => void ear.order(order, before)),
    saved: (seconds) => all.forEach((ear) => void ear.saved?.(seconds)),
    scanned: (scan) => all.forEach((ear) => void ear.scanned?.(scan)),
    closed: (z) => all.forEach((ear) => void ear.closed(z)),
    closeFailed: (day, detail) => all.forEach((ear) => void ear.closeFailed(day, detail)),
  };
}
