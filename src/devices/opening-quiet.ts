import type { Clock } from '../clock.ts';
import type { Finding } from './scan.ts';
import type { ConnectionEvents } from './transport.ts';

/** Of a gun that never falls silent the quiet is over after so many times its length. */
const LONGEST_QUIET = 10;

/** The quiet of a line of bytes, ms: longer than any line pauses inside a code, an adapter's latency timer included. */
const LINE_QUIET_MS = 100;

/** What is open, and not yet read. */
export interface OpeningQuiet {
  /** Something came; it is dropped. */
  heard(): void;
  /** Resolves when the gun has been silent for so long, the signal aborts, or the gun is lost. */
  over(signal: AbortSignal, isLost: () => boolean): Promise<void>;
}

/**
 * Waits after the opening until the gun has been silent for `ms`. Of a code that was under way the begin is missing, and
 * its end would pass for a code; a serial server may hand over what was scanned while nobody was connected.
 */
export function startQuiet(clock: Clock, ms: number): OpeningQuiet {
  const openedAt = clock.monotonic();
  let heardAt = openedAt;
  return {
    heard() {
      heardAt = clock.monotonic();
    },
    async over(signal, isLost) {
      const latest = openedAt + ms * LONGEST_QUIET;
      for (;;) {
        const leftMs = Math.min(heardAt + ms, latest) - clock.monotonic();
        if (leftMs <= 0 || signal.aborted || isLost()) return;
        await clock.sleep(leftMs, signal).catch(() => {});
      }
    },
  };
}

/** A line of bytes between its opener and its reader. */
export interface QuietLine extends Pick<ConnectionEvents, 'onLost'> {
  /** Goes to the reader once the line is read. */
  onBytes(bytes: Uint8Array): void;
  /** It is open. Resolves when it is read; with a finding, should it be lost before: then nobody else is told. */
  begin(signal: AbortSignal): Promise<Finding | undefined>;
}

/** Reads a line only after the quiet that follows its opening. */
export function quietLine(
  clock: Clock,
  { push, onLost }: { push(bytes: Uint8Array): void } & Pick<ConnectionEvents, 'onLost'>,
): QuietLine {
  let quiet: OpeningQuiet | undefined;
  let isRead = false;
  let loss: Finding | undefined;
  return {
    onBytes: (bytes) => (isRead ? push(bytes) : quiet?.heard()),
    onLost(finding) {
      loss = finding;
      if (isRead) onLost(finding);
    },
    async begin(signal) {
      quiet = startQuiet(clock, LINE_QUIET_MS);
      await quiet.over(signal, () => loss !== undefined);
      isRead = loss === undefined;
      return loss;
    },
  };
}
