import type { Clock } from '../../../clock.ts';

/** A picture is looked at so often: quick enough for a hand, and a slow tablet still answers touches in between. */
const EVERY_MS = 120;

interface LookParts {
  clock: Clock;
  /** The text in the picture of this moment, if there is one. */
  read(): Promise<string | undefined>;
  /** Once, with the first code. */
  onCode(text: string): void;
  signal: AbortSignal;
}

/** Looks until there is a code, or until it is called off. */
export async function lookForCode({ clock, read, onCode, signal }: LookParts): Promise<void> {
  while (!signal.aborted) {
    const text = await read();
    if (signal.aborted) return;
    if (text !== undefined && text.trim() !== '') {
      onCode(text.trim());
      return;
    }
    await clock.sleep(EVERY_MS, signal).catch(() => {});
  }
}
