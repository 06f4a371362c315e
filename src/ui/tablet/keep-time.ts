import { systemClock } from '../../clock.ts';

/** How often the time left is drawn. */
const TICK_MS = 250;

/** Tells each part a few times a second that time goes on, for as long as the page lives. */
export function keepTime(...parts: { tick(): void }[]): void {
  for (const part of parts) part.tick();
  systemClock.after(TICK_MS, () => keepTime(...parts));
}
