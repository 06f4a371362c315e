import type { Clock } from '../clock.ts';
import type { LineConfig } from '../scanner-config.ts';
import { createFramer, STALE_MS } from './framer.ts';
import { ACK, NAK, soundOf, triggerOf } from './line-commands.ts';
import { createReader } from './reader.ts';
import type { Connection, ConnectionEvents } from './transport.ts';

export interface GunLineParts {
  clock: Clock;
  events: Pick<ConnectionEvents, 'onFrame' | 'onBytes' | 'onMalformed'>;
  /** Hands bytes to the gun, or drops them where that cannot be done at once. Never fails. */
  write(bytes: Uint8Array): void;
}

/** A line of bytes to a gun: what it sends becomes codes, and it is told what it waits for. */
export interface GunLine extends Pick<Connection, 'sound' | 'trigger'> {
  push(bytes: Uint8Array): void;
  /** The line is over: nothing is delivered or written any more. */
  end(): void;
}

/**
 * A gun sends a code again at each NAK: one that comes out wrong every time, as with another prefix, would keep both
 * busy for ever. After so many in a row, each within this time (ms) of the one before, it gets no answer.
 */
const MOST_REFUSALS = 3;
const SAME_CODE_MS = 2000;

/** Ms between two beeps: closer ones run together. */
const BEEP_EVERY_MS = 200;

export function createGunLine(
  config: LineConfig & { dataBits?: 7 | 8 },
  { clock, events, write }: GunLineParts,
): GunLine {
  const { terminator, idleMs, acknowledge, commands } = config;
  const silenceMs = terminator === 'none' ? idleMs : STALE_MS;
  const decoder = createFramer({ ...config, staleMs: silenceMs, isSevenBit: config.dataBits === 7 });
  let ended = false;
  let callOffBeep = () => {};

  let refusals = 0;
  let refusedAt = 0;

  const answer = (bytes: Uint8Array) => {
    if (acknowledge && !ended) write(bytes);
  };
  function refuse(): void {
    const now = clock.monotonic();
    refusals = now - refusedAt > SAME_CODE_MS ? 1 : refusals + 1;
    refusedAt = now;
    if (refusals <= MOST_REFUSALS) answer(NAK);
  }
  const reader = createReader({
    decoder,
    idleMs: silenceMs,
    clock,
    events: {
      ...events,
      onFrame(frame) {
        refusals = 0;
        answer(ACK);
        events.onFrame(frame);
      },
      onMalformed(why) {
        refuse();
        events.onMalformed?.(why);
      },
    },
  });

  function tell(bytes: Uint8Array, times = 1): void {
    if (ended) return;
    decoder.told(bytes, clock.monotonic());
    write(bytes);
    if (times > 1) callOffBeep = clock.after(BEEP_EVERY_MS, () => tell(bytes, times - 1));
  }

  return {
    push: reader.push,
    end() {
      ended = true;
      callOffBeep();
      reader.end();
    },
    ...(soundOf(commands, 'refused') && {
      sound(sound) {
        callOffBeep();
        const told = soundOf(commands, sound);
        if (told) tell(told.bytes, told.times);
      },
    }),
    ...(triggerOf(commands, true) && {
      trigger(on) {
        const told = triggerOf(commands, on);
        if (told) tell(told);
      },
    }),
  };
}
