import { setTimeout as pause } from 'node:timers/promises';

export interface UntilOptions {
  /** What is waited for, for the message when it does not come. */
  what: string;
  /** Default 10,000. */
  timeoutMs?: number;
}

/** Waits until `look` gives something true and returns it; throws, naming `what`, when the time is over. */
export async function until<T>(
  look: () => T | Promise<T>,
  { what, timeoutMs = 10_000 }: UntilOptions,
): Promise<Exclude<T, false | null | undefined>> {
  const endsAt = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, false | null | undefined>;
    if (performance.now() > endsAt) throw new Error(`Waited ${timeoutMs} ms in vain until ${what}.`);
    await pause(5);
  }
}
