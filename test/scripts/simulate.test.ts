import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { parseScanOptions } from '../../scripts/scanner-simulator/options.ts';
import { simulate } from '../../scripts/scanner-simulator/simulate.ts';
import { connectTill, type LaneFacts, ScanProblem, type Till } from '../../scripts/scanner-simulator/till.ts';
import { scaledClock, systemClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import { type GunBench, gunBench } from '../support/gun-bench.ts';
import { serialConfig, tcpListenConfig } from '../support/scanner-configs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

/** Runs the simulator with these arguments against a till and gives what it said. */
async function scan(line: string, { till, clock = systemClock }: { till: Till; clock?: typeof systemClock }) {
  const said: string[] = [];
  await simulate(parseScanOptions(line.split(' ').filter(Boolean), {}), {
    till,
    clock,
    random: systemRandom,
    say: (words) => said.push(words),
    signal: new AbortController().signal,
  });
  return said;
}

/** A till with these guns whose lane is in `mode`. */
function tillOf(
  { scanners }: GunBench,
  { mode = 'ready', sandbox = true } = {},
): Till & { handed: string[] } {
  const handed: string[] = [];
  return {
    handed,
    async lane(lane): Promise<LaneFacts> {
      const guns = scanners.statuses().map(({ state, ...rest }) => ({ ...rest, status: state }));
      return { lane, screen: { mode }, sandbox, scanners: guns };
    },
    scan: async (_lane, text) => void handed.push(text),
  };
}

async function tcpBench() {
  const bench = gunBench({ speed: 1, lanes: [{ id: '1', scanners: [tcpListenConfig('127.0.0.1:0')] }] });
  await bench.scanners.start();
  return bench;
}

test('a fresh code reaches the TCP gun the till names, and is only shown masked', async () => {
  const bench = await tcpBench();
  const [said] = await scan('--wallet wechat --outcome declined', { till: tillOf(bench) });
  const [scanned] = await until(() => (bench.scans.length > 0 ? bench.scans : undefined), {
    what: 'the scan comes',
  });
  expect(scanned?.text).toMatch(/^13\d{14}03$/);
  expect(said).toContain('wechat, declined');
  expect(said).not.toContain(scanned?.text);
});

test.each([
  '--terminator cr',
  '--terminator lf',
  '--terminator crlf --stx --aim',
  '--terminator tab --split 5',
])('a code sent with %s is the code that arrives', async (dressing) => {
  const bench = await tcpBench();
  await scan(`281234567890123456 --no-wait ${dressing}`, { till: tillOf(bench) });
  await until(() => bench.scans.length > 0, { what: 'the scan comes' });
  expect(bench.scans.map(({ text }) => text)).toEqual(['281234567890123456']);
});

test('several scans are several codes, also with the cable pulled in between', async () => {
  const bench = await tcpBench();
  await scan('--count 3 --every 10 --unplug-after 2 --no-wait', {
    till: tillOf(bench),
    clock: scaledClock(10),
  });
  await until(() => bench.scans.length === 3, { what: 'three scans come' });
  expect(new Set(bench.scans.map(({ text }) => text)).size).toBe(3);
});

test('a till with a real gateway is refused unless --real is given', async () => {
  const bench = await tcpBench();
  const till = tillOf(bench, { sandbox: false });
  await expect(scan('', { till })).rejects.toThrow(/real gateway/);
  expect(bench.scans).toEqual([]);
  await scan('--real', { till });
  await until(() => bench.scans.length === 1, { what: 'the scan comes' });
});

test('a lane that does not become ready is told what to do', async () => {
  const bench = await tcpBench();
  const run = scan('', { till: tillOf(bench, { mode: 'idle' }), clock: scaledClock(50) });
  await expect(run).rejects.toThrow('Lane 1 is not ready (it shows "idle"): press Charge first.');
  expect(bench.scans).toEqual([]);
});

test('by REST the code is handed over as it is', async () => {
  const till = tillOf(await tcpBench());
  await scan('281234567890123456 --transport api', { till });
  expect(till.handed).toEqual(['281234567890123456']);
});

test('a serial port made for the till is read, unplugged, plugged in again and read again', async () => {
  const link = `${temporaryFolder()}/gun`;
  const bench = gunBench({ speed: 1, lanes: [{ id: '1', scanners: [serialConfig(link)] }] });
  await bench.scanners.start();
  const line = `--transport pty --link ${link} --count 2 --every 10 --unplug-after 1 --no-wait`;
  const said = await scan(line, { till: tillOf(bench) });
  await until(() => bench.scans.length === 2, { what: 'two scans come' });
  expect(said[0]).toContain(link);
  expect(bench.changes).toContain('down LOST');
});

test('whoever presses Enter too early is told so, and the gun stays plugged in', async () => {
  const link = `${temporaryFolder()}/gun`;
  const bench = gunBench({ speed: 1, lanes: [{ id: '1', scanners: [serialConfig(link)] }] });
  await bench.scanners.start();
  const stopping = new AbortController();
  const said: string[] = [];
  let presses = 0;
  let changes: string[] = [];
  await simulate(parseScanOptions(['--transport', 'pty', '--link', link], {}), {
    till: {
      ...tillOf(bench),
      lane: (id) => tillOf(bench, { mode: presses === 1 ? 'paid' : 'ready' }).lane(id),
    },
    clock: scaledClock(20),
    random: systemRandom,
    say: (words) => said.push(words),
    async enter() {
      presses += 1;
      if (presses < 3) return;
      await until(() => bench.scans.length === 1, { what: 'the scan comes' });
      changes = [...bench.changes];
      stopping.abort();
      stopping.signal.throwIfAborted();
    },
    signal: stopping.signal,
  });
  expect(said).toContain('Lane 1 is not ready (it shows "paid"): press Charge first.');
  expect(changes.at(-1)).toBe('up');
  expect(changes).not.toContain('down LOST');
});

test('what a till tells the gun is told to whoever looks, and bytes sent one by one are one code', async () => {
  const link = `${temporaryFolder()}/gun`;
  const gun = { ...serialConfig(link), acknowledge: true };
  const bench = gunBench({ speed: 1, lanes: [{ id: '1', scanners: [gun] }] });
  await bench.scanners.start();
  const line = `281234567890123456 --transport pty --link ${link} --count 1 --split 1 --piece 1 --no-wait`;
  const said = await scan(line, { till: tillOf(bench) });
  expect(bench.scans.map(({ text }) => text)).toEqual(['281234567890123456']);
  expect(said).toContain('The till tells the gun 06.');
});

test('a till that does not answer, wants a token, or lacks the lane is told in a sentence', async () => {
  const server = createServer((request, response) => {
    if (request.headers.authorization !== 'Bearer secret') response.writeHead(401).end();
    else if (request.url === '/api/v1/lanes/1')
      response.end('{"lane":"1","screen":{"mode":"idle"},"scanners":[],"sandbox":true}');
    else if (request.url === '/api/v1/lanes/1/scan')
      response.writeHead(409).end('{"detail":"press Charge first"}');
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;

  await expect(connectTill({ host: '127.0.0.1', port }).lane('1')).rejects.toThrow(/SCANTILL_TOKEN/);
  const till = connectTill({ host: '127.0.0.1', port, token: 'secret' });
  expect(await till.lane('1')).toMatchObject({ lane: '1', sandbox: true });
  await expect(till.lane('2')).rejects.toThrow('The till has no lane 2: name one of its own with --lane.');
  await expect(till.scan('1', '28')).rejects.toThrow(/409.*press Charge first/);
  await expect(connectTill({ host: '127.0.0.1', port: 1 }).lane('1')).rejects.toThrow(ScanProblem);
});
