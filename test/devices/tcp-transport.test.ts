import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { scaledClock, systemClock } from '../../src/clock.ts';
import type { Frame } from '../../src/devices/frame.ts';
import { tcpTransport } from '../../src/devices/tcp-transport.ts';
import type { TcpScannerConfig, Terminator } from '../../src/scanner-config.ts';
import { tcpConnectConfig, tcpListenConfig } from '../support/scanner-configs.ts';
import { tcpGun } from '../support/tcp-gun.ts';
import { until } from '../support/until.ts';

const never = new AbortController().signal;

async function listening(terminator: Terminator = 'any') {
  const frames: Frame[] = [];
  const transport = tcpTransport(tcpListenConfig('127.0.0.1:0', terminator), systemClock);
  const result = await transport.open({ onFrame: (frame) => frames.push(frame), onLost: () => {} }, never);
  if (!result.ok) throw new Error(result.finding.message);
  onTestFinished(() => result.connection.close());
  return { frames, address: result.connection.address ?? '', connection: result.connection };
}

async function finding(config: TcpScannerConfig, clock = systemClock, signal = never) {
  const result = await tcpTransport(config, clock).open({ onFrame: () => {}, onLost: () => {} }, signal);
  if (!result.ok) return result.finding;
  await result.connection.close();
  return undefined;
}

test('two guns at one listener do not mix their bytes', async () => {
  const { frames, address } = await listening();
  const [one, two] = await Promise.all([tcpGun(address), tcpGun(address)]);
  one.write('2812');
  two.write('1345');
  await until(() => one.writableLength + two.writableLength === 0, { what: 'the first halves left' });
  one.write('34567\r');
  two.write('67890\r');
  await until(() => frames.length === 2, { what: 'both codes come' });
  expect(frames.map(({ text }) => text).sort()).toEqual(['134567890', '281234567']);
  one.destroy();
  two.destroy();
});

test('half a code of a gun that hangs up is dropped, and the listener goes on', async () => {
  const { frames, address } = await listening();
  const first = await tcpGun(address);
  first.end('28123456');
  await once(first, 'close');
  const second = await tcpGun(address);
  second.end('7890\r');
  await until(() => frames.length > 0, { what: 'a code comes' });
  expect(frames.map(({ text }) => text)).toEqual(['7890']);
});

test('without a terminator silence ends the code', async () => {
  const { frames, address } = await listening('none');
  const gun = await tcpGun(address);
  gun.write('281234567890123456');
  await until(() => frames.length > 0, { what: 'the code comes' });
  expect(frames[0]?.text).toBe('281234567890123456');
  gun.destroy();
});

test('closing a listener frees its port and its guns', async () => {
  const { address, connection } = await listening();
  const gun = await tcpGun(address);
  const closed = once(gun.resume(), 'close');
  await connection.close();
  await closed;
  expect(await finding(tcpListenConfig(address))).toBeUndefined();
});

test('a port that is taken is told as such', async () => {
  const { address } = await listening();
  expect(await finding(tcpListenConfig(address))).toMatchObject({ code: 'IN_USE' });
});

test('a place nobody listens at, and one that is none, are findings', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  server.close();
  await once(server, 'close');
  expect(await finding(tcpConnectConfig(`127.0.0.1:${port}`))).toMatchObject({ code: 'OPEN_FAILED' });
  expect(await finding(tcpConnectConfig('127.0.0.1:99999'))).toMatchObject({ code: 'OPEN_FAILED' });
  expect(await finding(tcpListenConfig('127.0.0.1:99999'))).toMatchObject({ code: 'OPEN_FAILED' });
});

test('a connect that nobody answers ends by itself, or at once when it is stopped', async () => {
  // An address of a network set apart for documentation: packets to it go nowhere.
  const nowhere = tcpConnectConfig('192.0.2.1:9');
  expect(await finding(nowhere, scaledClock(100))).toMatchObject({ code: 'OPEN_FAILED' });
  const stopped = AbortSignal.abort();
  expect(await finding(nowhere, systemClock, stopped)).toMatchObject({ code: 'OPEN_FAILED' });
});
