import { realpath } from 'node:fs/promises';
import type { Clock } from '../../clock.ts';
import type { SerialScannerConfig } from '../../scanner-config.ts';
import { lost, openFailed } from '../findings.ts';
import type { Frame } from '../frame.ts';
import { createGunLine } from '../gun-line.ts';
import { LINE_QUIET_MS, type OpeningQuiet, startQuiet } from '../opening-quiet.ts';
import type { Finding } from '../scan.ts';
import type { ConnectionEvents, OpenResult, Transport } from '../transport.ts';
import { type OpenPort, openPort } from './port.ts';
import { usbIdentity } from './usb-identity.ts';

/** A gun at a serial port: RS-232, or USB in its COM-port mode. The library loads at the first attempt. */
export function serialTransport(config: SerialScannerConfig, clock: Clock): Transport {
  return {
    kind: 'serial',
    name: config.path,
    async open(events, signal) {
      try {
        return await openGun(config, { clock, events, signal });
      } catch (error) {
        return { ok: false, finding: openFailed(config.path, error, { transport: 'serial' }) };
      }
    },
  };
}

interface OpenParts {
  clock: Clock;
  events: ConnectionEvents;
  signal: AbortSignal;
}

async function openGun(
  config: SerialScannerConfig,
  { clock, events, signal }: OpenParts,
): Promise<OpenResult> {
  const { path } = config;
  const node = await realpath(path).catch(() => path);
  const identity = { path: node, ...(await usbIdentity(node)) };
  const lines = await createLines(events.onFrame);
  let port: OpenPort | undefined;
  let quiet: OpeningQuiet | undefined;
  let isRead = false;
  let loss: Finding | undefined;
  const line = createGunLine(config, {
    clock,
    events: { ...events, onFrame: lines.write },
    write: (bytes) => port?.write(bytes),
  });
  const end = () => {
    line.end();
    lines.end();
  };
  const opened = await openPort(
    config,
    {
      clock,
      onBytes: (bytes) => (isRead ? line.push(bytes) : quiet?.heard()),
      onOver: end,
      onLost(detail) {
        loss = lost(path, detail);
        if (isRead) events.onLost(loss);
      },
    },
    signal,
  );
  if (!opened.ok) return opened;
  port = opened.port;
  quiet = startQuiet(clock, LINE_QUIET_MS);
  await quiet.over(signal, () => loss !== undefined);
  if (loss) return { ok: false, finding: loss };
  isRead = true;
  return {
    ok: true,
    connection: {
      mode: 'serial',
      identity,
      ...(identity.product !== undefined && { name: identity.product }),
      ...(line.sound && { sound: line.sound }),
      ...(line.trigger && { trigger: line.trigger }),
      close() {
        end();
        return opened.port.close();
      },
    },
  };
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
