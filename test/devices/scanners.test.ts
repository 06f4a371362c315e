import { expect, test } from 'vitest';
import { type GunBench, gunBench } from '../support/gun-bench.ts';
import { tcpListenConfig } from '../support/scanner-configs.ts';
import { tcpGun } from '../support/tcp-gun.ts';
import { until } from '../support/until.ts';

const CODE = '281234567890123456';

function firstGun({ guns: [gun] }: GunBench) {
  if (!gun) throw new Error('expected a gun');
  return gun;
}

async function openBench(bench: GunBench) {
  await bench.scanners.start();
  const gun = firstGun(bench);
  await until(gun.isOpen, { what: 'the gun is open' });
  return gun;
}

test('a scan carries the lane and the gun it came from', async () => {
  const bench = gunBench();
  const gun = await openBench(bench);
  gun.scan(CODE);
  expect(bench.scans).toHaveLength(1);
  expect(bench.scans[0]).toMatchObject({ scannerId: '1-tcp-1', lane: '1', text: CODE });
});

test('an unplugged gun is down, is taken up again when it comes back, and each change is one line in the log', async () => {
  const bench = gunBench();
  const gun = await openBench(bench);
  for (let i = 0; i < 3; i++) {
    gun.unplug();
    const attempts = gun.attempts();
    await until(() => gun.attempts() > attempts + 2, { what: 'it is looked for' });
    gun.plugIn();
    await until(gun.isOpen, { what: 'it is open again' });
    gun.scan(`2812345678901234${i}`);
  }
  expect(bench.scans.map(({ text }) => text)).toEqual([0, 1, 2].map((i) => `2812345678901234${i}`));
  expect(bench.changes).toEqual(['up', 'down LOST', 'up', 'down LOST', 'up', 'down LOST', 'up']);
  expect(bench.lines.filter(({ msg }) => msg !== 'scan')).toHaveLength(7);
});

test('a gun that the configuration names is missed when it was never there', async () => {
  const bench = gunBench();
  const gun = firstGun(bench);
  gun.unplug();
  await bench.scanners.start();
  await until(() => bench.changes.length > 0, { what: 'it is told' });
  expect(bench.changes).toEqual(['down NOT_FOUND']);
});

test('a gun that stays away is tried ever more slowly, and at least every two seconds or so', async () => {
  const bench = gunBench({ speed: 100 });
  const gun = await openBench(bench);
  gun.unplug();
  const before = gun.attempts();
  const startedAt = bench.clock.monotonic();
  await until(() => gun.attempts() >= before + 20, { what: 'twenty attempts' });
  const elapsedMs = bench.clock.monotonic() - startedAt;
  // 250 × 1.6ⁿ up to 2,000 are 32 s for twenty attempts, less jitter at the least.
  expect(elapsedMs).toBeGreaterThan(20_000);
  expect(elapsedMs).toBeLessThan(80_000);
});

test('refused permission is retried quickly, and only told when it stays', async () => {
  const bench = gunBench();
  const denied = { code: 'PERMISSION_DENIED' as const, message: 'no', cure: 'chmod' };
  const gun = await openBench(bench);
  gun.unplug();
  gun.refuse(denied);
  gun.plugIn();
  const before = gun.attempts();
  await until(() => gun.attempts() >= before + 4, { what: 'some attempts' });
  gun.refuse();
  await until(gun.isOpen, { what: 'it is open once permission is there' });
  expect(bench.changes).toEqual(['up', 'down LOST', 'up']);

  gun.unplug();
  gun.refuse(denied);
  gun.plugIn();
  await until(() => bench.changes.at(-1) === 'down PERMISSION_DENIED', { what: 'it is told' });
});

test('the same code twice within two seconds from one gun is one scan', async () => {
  const bench = gunBench({ speed: 1, verdict: 'refused' });
  const gun = await openBench(bench);
  gun.scan(CODE);
  gun.scan(CODE);
  gun.scan('134567890123456782');
  gun.scan(CODE);
  expect(bench.scans.map(({ text }) => text)).toEqual([CODE, '134567890123456782', CODE]);
});

test('a code that is held before the gun goes through about once in two seconds', async () => {
  const bench = gunBench({ speed: 50, verdict: 'refused' });
  const gun = await openBench(bench);
  const startedAt = bench.clock.monotonic();
  await until(
    () => {
      gun.scan(CODE);
      return bench.clock.monotonic() - startedAt > 10_000;
    },
    { what: 'ten seconds have passed' },
  );
  expect(bench.scans.length).toBeGreaterThan(2);
  expect(bench.scans.length).toBeLessThanOrEqual(6);
});

test('what the receiver of a scan throws is logged without the code, and the next scan comes', async () => {
  const bench = gunBench({
    onScan: ({ text }) => {
      if (text === 'hello28') throw new Error(`cannot handle ${text}`);
    },
  });
  const gun = await openBench(bench);
  gun.scan('hello28');
  gun.scan(CODE);
  expect(bench.scans).toHaveLength(2);
  expect(bench.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  expect(JSON.stringify(bench.lines)).toContain('cannot handle (code)');
  expect(JSON.stringify(bench.lines)).not.toContain('hello28');
});

test('what the receiver of a status throws stops no gun', async () => {
  const bench = gunBench({
    onChange: () => {
      throw new Error('not now');
    },
  });
  const gun = await openBench(bench);
  gun.unplug();
  gun.plugIn();
  await until(gun.isOpen, { what: 'it is open again' });
  expect(bench.changes).toEqual(['up', 'down LOST', 'up']);
});

test('no code is ever in the log', async () => {
  const bench = gunBench();
  const gun = await openBench(bench);
  gun.scan(CODE);
  gun.push(Buffer.from('28999'));
  gun.unplug();
  await until(() => bench.changes.includes('down LOST'), { what: 'the loss is told' });
  expect(JSON.stringify(bench.lines)).not.toMatch(/2812345|28999/);
});

test('a transport that throws is a finding, and is tried again', async () => {
  let attempts = 0;
  const transport = {
    kind: 'simulated' as const,
    name: 'broken',
    open: async () => {
      attempts++;
      throw new Error('boom');
    },
  };
  const bench = gunBench({ parts: { transports: () => transport } });
  await bench.scanners.start();
  await until(() => attempts > 2, { what: 'it is tried again' });
  expect(bench.scanners.statuses()[0]).toMatchObject({ state: 'down', finding: { code: 'OPEN_FAILED' } });
});

test('stop closes the guns, and none is opened again', async () => {
  const bench = gunBench();
  const gun = await openBench(bench);
  await bench.scanners.stop();
  expect(gun.isOpen()).toBe(false);
  gun.unplug();
  gun.plugIn();
  expect(gun.attempts()).toBe(1);
});

test('stop does not wait longer than a second for a gun that does not close', async () => {
  const stuck = {
    kind: 'simulated' as const,
    name: 'stuck',
    open: async () => ({ ok: true as const, connection: { close: () => new Promise<void>(() => {}) } }),
  };
  const bench = gunBench({ parts: { transports: () => stuck } });
  await bench.scanners.start();
  await until(() => bench.changes.includes('up'), { what: 'it is up' });
  const startedAt = bench.clock.monotonic();
  await bench.scanners.stop();
  expect(bench.clock.monotonic() - startedAt).toBeLessThan(2000);
});

test('two lanes with a TCP gun each: a scan reaches the lane of its own gun only', async () => {
  const lanes = ['1', '2'].map((id) => ({ id, scanners: [tcpListenConfig('127.0.0.1:0')] }));
  const bench = gunBench({ lanes, speed: 1 });
  await bench.scanners.start();
  const addresses = bench.scanners.statuses().map(({ address }) => address ?? '');
  const sockets = await Promise.all(addresses.map(tcpGun));
  for (const [i, socket] of sockets.entries()) socket.end(`2812345678901234${i}\r`);
  await until(() => bench.scans.length === 2, { what: 'both scans come' });
  const seen = bench.scans.map(({ lane, text }) => `${lane} ${text}`).sort();
  expect(seen).toEqual(['1 28123456789012340', '2 28123456789012341']);
});
