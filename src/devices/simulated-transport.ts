import type { Clock } from '../clock.ts';
import { lost, notFound } from './findings.ts';
import { createFramer, STALE_MS } from './framer.ts';
import { createReader, type Reader } from './reader.ts';
import type { Finding } from './scan.ts';
import type { ConnectionEvents, GunSound, Transport } from './transport.ts';

/** A gun without hardware, behind the same port as the real ones, with a hand on its cable. */
export interface SimulatedGun {
  readonly transport: Transport;
  /** Reads a code: its bytes and a carriage return. Nothing happens while the gun is not open. */
  scan(text: string): void;
  /** Raw bytes, as they come from a line. */
  push(bytes: Uint8Array): void;
  plugIn(): void;
  /** Pulls the cable, in the middle of a code if need be. */
  unplug(): void;
  /** Each attempt fails with this until called without a finding. */
  refuse(finding?: Finding): void;
  /** What it was made to sound so far. */
  sounds(): readonly GunSound[];
  /** Attempts to open it so far. */
  attempts(): number;
  /** Whether somebody has it open. */
  isOpen(): boolean;
}

/** A simulated gun, plugged in. */
export function simulatedGun(clock: Clock, name = 'simulated gun'): SimulatedGun {
  let plugged = true;
  let refusal: Finding | undefined;
  let attempts = 0;
  const sounds: GunSound[] = [];
  let current: { reader: Reader; events: ConnectionEvents } | undefined;

  const transport: Transport = {
    kind: 'simulated',
    name,
    async open(events) {
      attempts++;
      if (!plugged) return { ok: false, finding: notFound(name) };
      if (refusal) return { ok: false, finding: refusal };
      const decoder = createFramer({ terminator: 'any' });
      const opened = {
        reader: createReader({ decoder, idleMs: STALE_MS, clock, events }),
        events,
      };
      current = opened;
      return {
        ok: true,
        connection: {
          name,
          mode: 'simulated',
          identity: { path: name },
          sound: (sound) => void sounds.push(sound),
          async close() {
            opened.reader.end();
            if (current === opened) current = undefined;
          },
        },
      };
    },
  };

  return {
    transport,
    scan: (text) => current?.reader.push(Buffer.from(`${text}\r`, 'latin1')),
    push: (bytes) => current?.reader.push(bytes),
    plugIn() {
      plugged = true;
    },
    unplug() {
      plugged = false;
      const opened = current;
      current = undefined;
      opened?.reader.end();
      opened?.events.onLost(lost(name, 'unplugged'));
    },
    refuse(finding) {
      refusal = finding;
    },
    sounds: () => sounds,
    attempts: () => attempts,
    isOpen: () => current !== undefined,
  };
}
