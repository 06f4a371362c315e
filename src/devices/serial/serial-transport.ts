import { realpath, stat } from 'node:fs/promises';
import type { SerialPort } from 'serialport';
import type { Clock } from '../../clock.ts';
import { errorText } from '../../errors.ts';
import type { SerialScannerConfig } from '../../scanner-config.ts';
import { lost, openFailed } from '../findings.ts';
import type { Frame } from '../frame.ts';
import { createFramer } from '../framer.ts';
import { createReader } from '../reader.ts';
import type { Connection, ConnectionEvents, OpenResult, Transport } from '../transport.ts';

/** How often the device node of an open port is looked at. */
const WATCHDOG_MS = 1000;

/** A gun at a serial port: RS-232, or USB in its COM-port mode. The library loads at the first attempt. */
export function serialTransport(config: SerialScannerConfig, clock: Clock): Transport {
  return {
    kind: 'serial',
    name: config.path,
    async open(events, signal) {
      try {
        return await openPort(config, { clock, events, signal });
      } catch (error) {
        return { ok: false, finding: openFailed(config.path, error) };
      }
    },
  };
}

interface OpenParts {
  clock: Clock;
  events: ConnectionEvents;
  signal: AbortSignal;
}

async function openPort(config: SerialScannerConfig, parts: OpenParts): Promise<OpenResult> {
  const { path, baudRate, dataBits, parity } = config;
  const { clock, events } = parts;
  // A COM port of Windows has no node.
  const node = path.startsWith('/') ? await realpath(path) : undefined;
  const { SerialPort } = await import('serialport');
  const lines = await createLines(events.onFrame);
  const reader = createReader({
    decoder: createFramer({ terminator: config.terminator }),
    idleMs: config.idleMs,
    clock,
    events: { ...events, onFrame: lines.write },
  });

  // A port object whose write failed is spoilt for good, so each attempt takes a new one.
  const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits: 1, lock: true, autoOpen: false });
  // Listening before the open, and never pausing: a port that loses its device while no read is pending spins
  // forever on a core and never says so.
  port.on('data', (bytes: Buffer) => reader.push(bytes));
  let over = false;
  const end = async (detail?: string) => {
    if (over) return;
    over = true;
    reader.end();
    lines.end();
    stopWatching();
    await closed(port);
    if (detail !== undefined) events.onLost(lost(path, detail));
  };
  port.on('error', (error: Error) => void end(errorText(error)));
  port.on('close', (error: Error | null) => void end(error ? errorText(error) : 'closed'));
  let stopWatching = () => {};

  const failure = await new Promise<Error | null>((resolve) => port.open(resolve));
  if (failure) return { ok: false, finding: openFailed(path, failure) };
  if (node !== undefined)
    stopWatching = watchNode(node, { clock, onGone: () => void end('its device is gone') });
  const connection: Connection = { close: () => end() };
  if (parts.signal.aborted) await connection.close();
  return { ok: true, connection };
}

/**
 * The framer's finished codes go through the line parser as lines. It sees nothing but whole codes: fed from the
 * port itself, its buffer would grow without limit on noise, and codes that end in CR alone would never come out.
 */
async function createLines(
  onFrame: (frame: Frame) => void,
): Promise<{ write(frame: Frame): void; end(): void }> {
  const { ReadlineParser } = await import('@serialport/parser-readline');
  const parser = new ReadlineParser({ delimiter: '\n', encoding: 'latin1' });
  const frames: Frame[] = [];
  parser.on('data', (text: string) => {
    const frame = frames.shift();
    if (frame) onFrame({ ...frame, text });
  });
  return {
    write(frame) {
      frames.push(frame);
      parser.write(`${frame.text}\n`, 'latin1');
    },
    end: () => parser.removeAllListeners('data'),
  };
}

/** Never `destroy`: that leaves the descriptor open and the lock held. */
function closed(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (port.isOpen) port.close(() => resolve());
    else resolve();
  });
}

/**
 * The device can vanish without the port noticing. The node it was opened through is then gone, or another one has
 * taken its name.
 */
function watchNode(node: string, { clock, onGone }: { clock: Clock; onGone(): void }): () => void {
  const identity = () => stat(node).then(({ dev, ino, rdev }) => `${dev} ${ino} ${rdev}`);
  let opened: string | undefined;
  let stopped = false;
  let callOff = () => {};

  async function look(): Promise<void> {
    const now = await identity().catch(() => 'gone');
    if (stopped) return;
    opened ??= now;
    if (now === 'gone' || now !== opened) onGone();
    else callOff = clock.after(WATCHDOG_MS, () => void look());
  }

  void look();
  return () => {
    stopped = true;
    callOff();
  };
}
