import { existsSync, readdirSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { openPty } from '../../../scripts/scanner-simulator/pty.ts';
import { systemClock } from '../../../src/clock.ts';
import type { Frame } from '../../../src/devices/frame.ts';
import type { Finding } from '../../../src/devices/scan.ts';
import { serialTransport } from '../../../src/devices/serial/serial-transport.ts';
import { serialConfig } from '../../support/scanner-configs.ts';
import { until } from '../../support/until.ts';

async function attempt(path: string, more: Partial<ReturnType<typeof serialConfig>> = {}) {
  const frames: Frame[] = [];
  const losses: Finding[] = [];
  const malformed: unknown[] = [];
  const events = {
    onMalformed: (why?: string) => malformed.push(why),
    onFrame: (frame: Frame) => frames.push(frame),
    onLost: (loss: Finding) => losses.push(loss),
  };
  const result = await serialTransport({ ...serialConfig(path), ...more }, systemClock).open(
    events,
    new AbortController().signal,
  );
  if (result.ok) onTestFinished(() => result.connection.close());
  return { frames, losses, malformed, result, finding: result.ok ? undefined : result.finding };
}

async function pty(onTold: (bytes: Uint8Array) => void = () => {}) {
  const port = await openPty({ onTold });
  onTestFinished(() => port.close());
  return port;
}

/** A port, and what the gun behind it is told, in hexadecimal. */
async function hearingPty() {
  let told = '';
  const port = await pty((bytes) => {
    told += Buffer.from(bytes).toString('hex');
  });
  return { port, told: () => told };
}

test('a port that is open cannot be opened a second time', async () => {
  const port = await pty();
  await attempt(port.path());
  expect((await attempt(port.path())).finding).toMatchObject({ code: 'IN_USE' });
});

test('a port that is not there, and a file that is none, are told apart', async () => {
  expect((await attempt('/dev/serial/by-id/none')).finding).toMatchObject({ code: 'NOT_FOUND' });
  expect((await attempt('/dev/null')).finding).toMatchObject({ code: 'OPEN_FAILED' });
});

test('without a terminator silence ends the code', async () => {
  const port = await pty();
  const { frames } = await attempt(port.path(), { terminator: 'none' });
  await until(port.isOpen, { what: 'the port is open' });
  port.write(Buffer.from('281234567890123456'));
  await until(() => frames.length > 0, { what: 'the code comes' });
  expect(frames[0]?.text).toBe('281234567890123456');
});

test('a megabyte without a terminator keeps nothing back, and the next code comes', async () => {
  const port = await pty();
  const { frames } = await attempt(port.path());
  await until(port.isOpen, { what: 'the port is open' });
  for (let i = 0; i < 256; i++) port.write(Buffer.alloc(4096, 0x37));
  // A gun that sends without end is read again once it was silent for a second.
  let wroteAt = Number.NEGATIVE_INFINITY;
  await until(
    () => {
      if (performance.now() - wroteAt > 1500) {
        port.write(Buffer.from('\r2876\r'));
        wroteAt = performance.now();
      }
      return frames.length > 0;
    },
    { what: 'the code comes' },
  );
  expect(frames[0]?.text).toBe('2876');
});

/** Descriptors this process has open, where the system tells. */
const descriptors = () => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0);

test('twenty unplugs, in the middle of codes and of beeps, leave nothing open and each is told once', async () => {
  const port = await pty();
  let before = 0;
  for (let i = 0; i < 20; i++) {
    const { losses, frames, result } = await attempt(port.path(), {
      commands: 'honeywell',
      acknowledge: true,
    });
    await until(port.isOpen, { what: 'the port is open' });
    port.write(Buffer.from('2876\r28'));
    await until(() => frames.length > 0, { what: 'the code comes' });
    if (result.ok) result.connection.sound?.('refused');
    port.unplug();
    await until(() => losses.length > 0, { what: 'the loss is told' });
    expect(losses.map(({ code }) => code)).toEqual(['LOST']);
    expect(frames).toHaveLength(1);
    await port.plugIn();
    if (i === 0) before = descriptors();
  }
  expect(descriptors()).toBe(before);
});

test('a gun that waits for it is told ACK at a whole code and NAK at another, and beeps', async () => {
  const { port, told } = await hearingPty();
  const { frames, malformed, result } = await attempt(port.path(), {
    acknowledge: true,
    commands: 'honeywell',
  });
  await until(port.isOpen, { what: 'the port is open' });
  port.write(Buffer.from('28\x0076\r2876\r'));
  await until(() => told() === '1506', { what: 'NAK and ACK are told' });
  expect(frames.map(({ text }) => text)).toEqual(['2876']);
  expect(malformed).toEqual(['spoilt']);
  if (result.ok) result.connection.sound?.('good');
  await until(() => told() === '150616070d', { what: 'it beeps' });
});

test('what a gun was to be told while it was away is not told to the next one', async () => {
  const { port, told } = await hearingPty();
  const { losses, result } = await attempt(port.path(), { commands: 'honeywell' });
  await until(port.isOpen, { what: 'the port is open' });
  port.unplug();
  if (result.ok) result.connection.trigger?.(true);
  await until(() => losses.length > 0, { what: 'the loss is told' });
  if (result.ok) result.connection.trigger?.(true);
  await port.plugIn();
  const next = await attempt(port.path(), { commands: 'honeywell' });
  await until(port.isOpen, { what: 'the port is open again' });
  if (next.result.ok) next.result.connection.trigger?.(false);
  await until(() => told() !== '', { what: 'the next one is told' });
  expect(told()).toBe('16550d');
});

test('a gun that takes nothing in does not keep the port from reading or closing', async () => {
  const port = await pty();
  const { frames, result } = await attempt(port.path(), { commands: { triggerOn: '16'.repeat(32) } });
  await until(port.isOpen, { what: 'the port is open' });
  for (let i = 0; i < 20_000 && result.ok; i++) result.connection.trigger?.(true);
  port.write(Buffer.from('2876\r'));
  await until(() => frames.length > 0, { what: 'the code comes' });
  if (result.ok) await result.connection.close();
  expect((await attempt(port.path())).finding).toBeUndefined();
});

test('on seven data bits a parity bit that comes all the same is taken off', async () => {
  const port = await pty();
  const { frames } = await attempt(port.path(), { dataBits: 7, parity: 'even' });
  await until(port.isOpen, { what: 'the port is open' });
  port.write(Uint8Array.of(0xb2, 0xb8, 0xb7, 0x36, 0x8d));
  await until(() => frames.length > 0, { what: 'the code comes' });
  expect(frames[0]?.text).toBe('2876');
});

test('an attempt that is called off while it opens leaves the port free', async () => {
  const port = await pty();
  const opened = await serialTransport(serialConfig(port.path()), systemClock).open(
    { onFrame: () => {}, onLost: () => {} },
    AbortSignal.abort(),
  );
  expect(opened.ok).toBe(true);
  expect((await attempt(port.path())).finding).toBeUndefined();
});
