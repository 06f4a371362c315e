import { realpath } from 'node:fs/promises';
import type { SerialPort } from 'serialport';
import type { Clock } from '../../clock.ts';
import { errorText } from '../../errors.ts';
import type { SerialScannerConfig } from '../../scanner-config.ts';
import { openFailed } from '../findings.ts';
import type { Finding } from '../scan.ts';
import { watchNode } from './node-watch.ts';

export interface PortParts {
  clock: Clock;
  onBytes(bytes: Uint8Array): void;
  /** It ends by itself, and nothing comes any more: at most once, and never after `close`. */
  onOver(): void;
  /** Follows when everything is cleaned up. */
  onLost(detail: string): void;
}

/** An open serial port. */
export interface OpenPort {
  /** Never fails and keeps nothing back: what the line cannot take at once is dropped. */
  write(bytes: Uint8Array): void;
  close(): Promise<void>;
}

export type PortResult = { ok: true; port: OpenPort } | { ok: false; finding: Finding };

/** Bytes that may wait to be written; beyond that the gun does not listen, and is told nothing. */
const MOST_WAITING = 256;
/** How long a close waits for a write that has begun, ms: until then the descriptor is in use. */
const WRITE_GRACE_MS = 100;

/** Opens a serial port once. The library loads here. */
export async function openPort(
  {
    path,
    baudRate,
    dataBits,
    parity,
  }: Pick<SerialScannerConfig, 'path' | 'baudRate' | 'dataBits' | 'parity'>,
  { clock, onBytes, onOver, onLost }: PortParts,
  signal: AbortSignal,
): Promise<PortResult> {
  // A COM port of Windows has no node.
  const node = path.startsWith('/') ? await realpath(path) : undefined;
  const { SerialPort } = await import('serialport');
  // A port object whose write failed is spoilt for good, so each attempt takes a new one.
  const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits: 1, lock: true, autoOpen: false });
  let over = false;
  let ending: Promise<void> | undefined;
  let stopWatching = () => {};
  let written = () => {};

  const end = (detail?: string): Promise<void> => {
    ending ??= (async () => {
      over = true;
      stopWatching();
      if (detail !== undefined) onOver();
      if (port.isOpen && port.writableLength > 0) await writeOver();
      await closed(port);
      if (detail !== undefined) onLost(detail);
    })();
    return ending;
  };
  const writeOver = () =>
    new Promise<void>((resolve) => {
      const callOff = clock.after(WRITE_GRACE_MS, resolve);
      written = () => {
        callOff();
        resolve();
      };
    });

  // Listening before the open, and never pausing: a port that loses its device while no read is pending spins
  // forever on a core and never says so.
  port.on('data', onBytes);
  port.on('error', (error: Error) => void end(errorText(error)));
  port.on('close', (error: Error | null) => void end(error ? errorText(error) : 'closed'));

  const failure = await new Promise<Error | null>((resolve) => port.open(resolve));
  if (failure) return { ok: false, finding: openFailed(path, failure, { transport: 'serial' }) };
  if (node !== undefined && !over)
    stopWatching = watchNode(node, clock, () => void end('its device is gone'));
  if (signal.aborted) await end();
  return {
    ok: true,
    port: {
      write(bytes) {
        // Written to a port that is not open, bytes would wait in the library for the next gun.
        if (over || !port.isOpen || port.writableLength > MOST_WAITING) return;
        port.write(bytes, () => {
          if (port.writableLength === 0) written();
        });
      },
      close: () => end(),
    },
  };
}

/** Never `destroy`: that leaves the descriptor open and the lock held. */
function closed(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (port.isOpen) port.close(() => resolve());
    else resolve();
  });
}
