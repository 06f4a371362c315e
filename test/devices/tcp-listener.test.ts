import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { Finding } from '../../src/devices/scan.ts';
import { tcpTransport } from '../../src/devices/tcp-transport.ts';
import { scannerConfig, type TcpScannerConfig } from '../../src/scanner-config.ts';
import { gunBench } from '../support/gun-bench.ts';
import { handClock } from '../support/hand-clock.ts';
import { tcpGun } from '../support/tcp-gun.ts';
import { until } from '../support/until.ts';

async function listener(more: Partial<TcpScannerConfig> = {}, clock: Clock = systemClock) {
  const texts: string[] = [];
  const findings: Finding[] = [];
  const config = {
    ...scannerConfig({ transport: 'tcp', listen: '127.0.0.1:0' }),
    ...more,
  } as TcpScannerConfig;
  const result = await tcpTransport(config, clock).open(
    {
      onFrame: ({ text }) => texts.push(text),
      onFinding: (finding) => findings.push(finding),
      onLost: () => {},
    },
    new AbortController().signal,
  );
  if (!result.ok) throw new Error(result.finding.message);
  const { connection } = result;
  onTestFinished(() => connection.close());
  return { texts, findings, connection, address: connection.address ?? '' };
}

/** A gun, and what it is told. */
async function hearingGun(address: string): Promise<{ gun: Socket; told: () => string }> {
  const gun = await tcpGun(address);
  onTestFinished(() => void gun.destroy());
  gun.on('error', () => {});
  let told = '';
  gun.on('data', (bytes) => {
    told += Buffer.from(bytes).toString('hex');
  });
  return { gun, told: () => told };
}

test('who is not in the list of guns is put out at once, told once, and can send no code', async () => {
  const { address, texts, findings } = await listener({ allow: ['192.0.2.7', '198.51.100.0/24'] });
  for (let i = 0; i < 5; i++) {
    const gun = await tcpGun(address);
    gun.on('error', () => {});
    gun.write('281234567890123456\r');
    await once(gun.resume(), 'close');
  }
  expect(texts).toEqual([]);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ code: 'NOT_ALLOWED', message: expect.stringContaining('127.0.0.1') });
});

test.each([['127.0.0.1'], ['127.0.0.0/8']])('a gun in the list (%s) scans', async (network) => {
  const { address, texts, findings } = await listener({ allow: [network] });
  const gun = await tcpGun(address);
  gun.end('2876\r');
  await until(() => texts.length > 0, { what: 'the code comes' });
  expect(findings).toEqual([]);
});

test('ACK, NAK and the beep go to the gun that sent the code', async () => {
  const { address, texts, connection } = await listener({ acknowledge: true, commands: 'honeywell' });
  const one = await hearingGun(address);
  const two = await hearingGun(address);
  one.gun.write('2876\r');
  await until(() => one.told() === '06', { what: 'the first is told ACK' });
  two.gun.write('28\x0076\r2877\r');
  await until(() => texts.length === 2, { what: 'both codes come' });
  connection.sound?.('good');
  await until(() => two.told().length === 10, { what: 'the second beeps' });
  expect(two.told()).toBe('150616070d');
  expect(one.told()).toBe('06');
});

test('once the gun that sent the last code has gone the others are told to sound again', async () => {
  const { address, texts, connection } = await listener({ commands: 'honeywell' });
  const [gone, other] = [await hearingGun(address), await hearingGun(address)];
  gone.gun.write('2876\r');
  await until(() => texts.length === 1, { what: 'its code comes' });
  gone.gun.destroy();
  await until(
    () => {
      connection.sound?.('good');
      return other.told() !== '';
    },
    { what: 'the other sounds' },
  );
});

test('before any code all guns are told to sound, so that a technician finds them, and all to read', async () => {
  const { address, connection } = await listener({ commands: 'honeywell' });
  const guns = await Promise.all([hearingGun(address), hearingGun(address)]);
  await until(
    () => {
      connection.sound?.('good');
      return guns.every(({ told }) => told() !== '');
    },
    { what: 'both sound' },
  );
  connection.trigger?.(true);
  await until(() => guns.every(({ told }) => told().endsWith('16540d')), { what: 'both read' });
});

test('a gun that takes nothing in is not waited for, and its codes still come', async () => {
  const { address, texts, connection } = await listener({ acknowledge: true, commands: 'honeywell' });
  const gun = await tcpGun(address);
  onTestFinished(() => void gun.destroy());
  gun.pause();
  for (let i = 0; i < 200; i++) {
    for (let beep = 0; beep < 50; beep++) connection.sound?.('good');
    gun.write(`28${i}\r`);
  }
  await until(() => texts.length === 200, { what: 'all codes come' });
});

test('a ninth connection takes the place of one that never sent a code, and the guns in use stay', async () => {
  const clock = handClock();
  const { address, texts } = await listener({}, clock);
  const working = await tcpGun(address);
  const idle = await Promise.all(Array.from({ length: 7 }, () => tcpGun(address)));
  const all = [working, ...idle];
  onTestFinished(() => all.forEach((gun) => void gun.destroy()));
  for (const gun of all) gun.on('error', () => {}).resume();
  await clock.advance(11_000);
  working.write('2801\r');
  // A byte now and then is no work.
  for (const gun of idle) gun.write('7');
  await until(() => texts.length === 1, { what: 'the first code comes' });
  const ninth = await tcpGun(address);
  all.push(ninth);
  ninth.write('2802\r');
  await until(() => texts.length === 2, { what: 'the code of the ninth comes' });
  await until(() => idle.filter((gun) => gun.closed).length === 1, { what: 'one idle connection is closed' });
  working.write('2803\r');
  await until(() => texts.length === 3, { what: 'the working gun goes on' });
  expect(texts).toEqual(['2801', '2802', '2803']);
});

test('while all eight are new or at work a ninth is turned away, and that is told once', async () => {
  const { address, findings } = await listener();
  const guns = await Promise.all(Array.from({ length: 8 }, () => tcpGun(address)));
  onTestFinished(() => guns.forEach((gun) => void gun.destroy()));
  for (let i = 0; i < 3; i++) {
    const ninth = await tcpGun(address);
    await once(ninth.on('error', () => {}).resume(), 'close');
  }
  expect(guns.every((gun) => !gun.closed)).toBe(true);
  expect(findings.map(({ code }) => code)).toEqual(['TOO_MANY_CONNECTIONS']);
});

test('two guns at one address, as behind a serial server, do not put each other out', async () => {
  const { address, texts } = await listener();
  const guns = [await tcpGun(address), await tcpGun(address), await tcpGun(address)];
  onTestFinished(() => guns.forEach((gun) => void gun.destroy()));
  for (const [i, gun] of guns.entries()) gun.write(`280${i}\r`);
  await until(() => texts.length === 3, { what: 'each scans' });
  expect(texts.toSorted()).toEqual(['2800', '2801', '2802']);
});

test('that somebody was turned away is seen at the gun while it goes on, and is one line in the log', async () => {
  const config = scannerConfig({ transport: 'tcp', listen: '127.0.0.1:0', allow: ['192.0.2.7'] });
  const { scanners, lines } = gunBench({ speed: 1, lanes: [{ id: '1', scanners: [config] }] });
  await scanners.start();
  const status = () => scanners.statuses()[0];
  const address = await until(() => status()?.address, { what: 'it listens' });
  for (let i = 0; i < 3; i++) {
    const gun = await tcpGun(address);
    await once(gun.on('error', () => {}).resume(), 'close');
  }
  expect(status()).toMatchObject({ state: 'up', finding: { code: 'NOT_ALLOWED' } });
  expect(lines.filter(({ code }) => code === 'NOT_ALLOWED')).toHaveLength(1);
});
