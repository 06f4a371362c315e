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
  const events = {
    onFrame: (frame: Frame) => frames.push(frame),
    onLost: (loss: Finding) => losses.push(loss),
  };
  const result = await serialTransport({ ...serialConfig(path), ...more }, systemClock).open(
    events,
    new AbortController().signal,
  );
  if (result.ok) onTestFinished(() => result.connection.close());
  return { frames, losses, result, finding: result.ok ? undefined : result.finding };
}

async function pty() {
  const port = await openPty();
  onTestFinished(() => port.close());
  return port;
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
  await until(
    () => {
      port.write(Buffer.from('\r2876\r'));
      return frames.length > 0;
    },
    { what: 'the code comes' },
  );
  expect(frames[0]?.text).toBe('2876');
});

test('twenty unplugs leave no port open and each is told once', async () => {
  const port = await pty();
  for (let i = 0; i < 20; i++) {
    const { losses } = await attempt(port.path());
    await until(port.isOpen, { what: 'the port is open' });
    port.unplug();
    await until(() => losses.length > 0, { what: 'the loss is told' });
    expect(losses.map(({ code }) => code)).toEqual(['LOST']);
    await port.plugIn();
  }
});
