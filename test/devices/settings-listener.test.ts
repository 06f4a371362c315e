import { expect, onTestFinished, test } from 'vitest';
import { openPty } from '../../scripts/scanner-simulator/pty.ts';
import { scaledClock, systemClock } from '../../src/clock.ts';
import type { LineEntry, LineSetting } from '../../src/devices/settings-finder.ts';
import { type LineOpener, listenForSettings } from '../../src/devices/settings-listener.ts';
import { transportMaker } from '../../src/devices/transport-maker.ts';
import { scannerConfig } from '../../src/scanner-config.ts';
import { tcpGun } from '../support/tcp-gun.ts';

const CODE = '281234567890123456';
const never = new AbortController().signal;

/** A gun that is scanned with as often as somebody is asked to, and comes out right under one setting alone. */
function fakeLine(isRight: (setting: LineSetting) => boolean) {
  let scan = () => {};
  let isOpen = 0;
  const openLine: LineOpener = async ({ setting, onBytes }) => {
    isOpen += 1;
    const right = setting !== undefined && isRight(setting);
    scan = () => onBytes(right ? Buffer.from(`${CODE}\r`) : Uint8Array.of(0xe6, 0x80, 0x00, 0x9e, 0xf8));
    return {
      ok: true,
      line: {
        async close() {
          isOpen -= 1;
        },
      },
    };
  };
  return { openLine, scan: () => scan(), open: () => isOpen };
}

/** Opens the gun's own transport, and takes its bytes. */
function overTransport(entry: LineEntry): LineOpener {
  return async ({ setting, onBytes, onLost }, signal) => {
    const transport = transportMaker(systemClock)(scannerConfig({ ...entry, ...setting } as LineEntry));
    const opened = await transport.open({ onFrame: () => {}, onBytes, onLost }, signal);
    return opened.ok ? { ok: true, line: opened.connection } : opened;
  };
}

const PORT = { transport: 'serial', path: '/dev/ttyS0' } as const;

test('settings are tried in turn until one reads right twice', async () => {
  const clock = scaledClock(20);
  const line = fakeLine(({ baudRate, parity }) => baudRate === 9600 && parity === 'odd');
  const said: string[] = [];
  const say = (sentence: string) => {
    said.push(sentence);
    if (/scan/i.test(sentence)) clock.after(500, line.scan);
  };
  const result = await listenForSettings(PORT, { clock, openLine: line.openLine, say }, never);
  expect(result).toMatchObject({ certainty: 'certain', entry: { baudRate: 9600, parity: 'odd' } });
  expect(said.filter((sentence) => sentence.startsWith('Listening'))).toEqual([
    'Listening at 9600 8N1: scan a code.',
    'Listening at 115200 8N1: scan a code.',
    'Listening at 9600 8E1: scan a code.',
    'Listening at 9600 8O1: scan a code.',
  ]);
  expect(line.open()).toBe(0);
});

test('where nobody scans it ends by itself, and at once when it is called off', async () => {
  const clock = scaledClock(100);
  const line = fakeLine(() => true);
  const parts = { clock, openLine: line.openLine, say: () => {} };
  expect(await listenForSettings(PORT, parts, never)).toMatchObject({ certainty: 'silent' });
  expect(await listenForSettings(PORT, { ...parts, clock: systemClock }, AbortSignal.abort())).toMatchObject({
    certainty: 'silent',
  });
  expect(line.open()).toBe(0);
});

test('noise that never ends is not listened to for ever', async () => {
  const clock = scaledClock(50);
  let isOver = false;
  const openLine: LineOpener = async ({ onBytes }) => {
    const hiss = () => {
      onBytes(Uint8Array.of(0xff, 0x00));
      if (!isOver) clock.after(50, hiss);
    };
    hiss();
    return { ok: true, line: { close: async () => {} } };
  };
  onTestFinished(() => {
    isOver = true;
  });
  const startedAt = clock.monotonic();
  const result = await listenForSettings(PORT, { clock, openLine, say: () => {} }, never);
  expect(result.certainty).toBe('unreadable');
  // Ten settings, three seconds each.
  expect(clock.monotonic() - startedAt).toBeLessThan(100_000);
});

test('a port that cannot be opened is told', async () => {
  const entry = { transport: 'serial', path: '/dev/serial/by-id/none' } as const;
  const parts = { clock: systemClock, openLine: overTransport(entry), say: () => {} };
  expect(await listenForSettings(entry, parts, never)).toMatchObject({ finding: { code: 'NOT_FOUND' } });
});

test('a serial gun is listened to through its port', async () => {
  const pty = await openPty();
  onTestFinished(() => pty.close());
  const entry = { transport: 'serial', path: pty.path() } as const;
  const say = (sentence: string) => {
    if (/scan/i.test(sentence)) systemClock.after(200, () => pty.write(Buffer.from(`<${CODE}\r\n`)));
  };
  const parts = { clock: systemClock, openLine: overTransport(entry), say };
  expect(await listenForSettings(entry, parts, never)).toMatchObject({
    certainty: 'likely',
    entry: { prefix: '<' },
    mask: '28******3456',
  });
});

test('a network gun is listened to where it connects', async () => {
  const entry = { transport: 'tcp', listen: '127.0.0.1:0' } as const;
  let address = '';
  const scan = async () => void (await tcpGun(address)).end(`]Q1${CODE}`);
  const say = (sentence: string) => {
    address = /at (\S+:\d+)/.exec(sentence)?.[1] ?? address;
    systemClock.after(300, () => void scan());
  };
  const parts = { clock: systemClock, openLine: overTransport(entry), say };
  expect(await listenForSettings(entry, parts, never)).toMatchObject({
    certainty: 'certain',
    entry: { terminator: 'none' },
  });
});
