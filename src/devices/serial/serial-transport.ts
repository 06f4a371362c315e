import { realpath } from 'node:fs/promises';
import type { Clock } from '../../clock.ts';
import type { SerialScannerConfig } from '../../scanner-config.ts';
import { lost, openFailed } from '../findings.ts';
import type { Frame } from '../frame.ts';
import { createGunLine } from '../gun-line.ts';
import { quietLine } from '../opening-quiet.ts';
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
  const line = createGunLine(config, {
    clock,
    events: { ...events, onFrame: lines.write },
    write: (bytes) => port?.write(bytes),
  });
  const opening = quietLine(clock, { push: line.push, onLost: events.onLost });
  const end = () => {
    line.end();
    lines.end();
  };
  const opened = await openPort(
    config,
    {
      clock,
      onBytes: opening.onBytes,
      onOver: end,
      onLost: (detail) => opening.onLost(lost(path, detail)),
    },
    signal,
  );
  if (!opened.ok) return opened;
  port = opened.port;
  const finding = await opening.begin(signal);
  if (finding) return { ok: false, finding };
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
