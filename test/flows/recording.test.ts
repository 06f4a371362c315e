import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { parseScanOptions } from '../../scripts/scanner-simulator/options.ts';
import { openPty } from '../../scripts/scanner-simulator/pty.ts';
import { simulate } from '../../scripts/scanner-simulator/simulate.ts';
import { connectTill } from '../../scripts/scanner-simulator/till.ts';
import { systemClock } from '../../src/clock.ts';
import { readRecording } from '../../src/devices/recording.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, ordersOf, screenOf } from '../support/till-api.ts';
import { startTill } from '../support/till-process.ts';
import { until } from '../support/until.ts';

/** A gun that was just opened is read when it has been silent for a moment. */
const QUIET_MS = 300;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `npm run record` in a process of its own. */
function startRecorder(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/record', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    output: () => output,
    ended: once(child, 'close').then(([code]) => code as number),
  };
}

async function replayed(line: string, port: number): Promise<void> {
  await simulate(parseScanOptions(line.split(' '), {}), {
    till: connectTill({ host: '127.0.0.1', port }),
    clock: systemClock,
    random: systemRandom,
    say: () => {},
    signal: new AbortController().signal,
  });
}

test('what was recorded from a serial gun holds no real code, and a till sells with its replay', async () => {
  const folder = temporaryFolder();
  const pty = await openPty({ link: `${folder}/real` });
  onTestFinished(() => pty.close());
  const file = `${folder}/gun.jsonl`;
  const recorder = startRecorder(['--scanner', `serial:${folder}/real`, '--count', '2', '--out', file]);
  await until(() => recorder.output().includes('Watching'), {
    what: 'the recorder has the gun',
    timeoutMs: 30_000,
  });
  await until(() => pty.isOpen(), { what: 'the port is open' });
  await systemClock.sleep(QUIET_MS);
  const codes = [makeCode({ wallet: 'alipay' }, systemRandom), makeCode({ wallet: 'wechat' }, systemRandom)];
  for (const [i, code] of codes.entries()) {
    pty.write(Buffer.from(`]Q1${code.slice(0, 7)}`));
    await systemClock.sleep(30);
    pty.write(Buffer.from(`${code.slice(7)}\r\n`));
    await until(() => recorder.output().includes(`Scan ${i + 1}:`), { what: `scan ${i + 1} is told` });
  }
  expect(await recorder.ended).toBe(0);
  const text = readFileSync(file, 'utf8');
  for (const code of codes) {
    expect(recorder.output() + text).not.toContain(code);
    expect(recorder.output() + text).not.toContain(Buffer.from(code).toString('hex'));
    expect(recorder.output()).toContain(`${code.slice(0, 2)}******${code.slice(-4)}, 18 characters, AIM ]Q1`);
  }
  const made = readRecording(text).entries.flatMap((entry) => ('code' in entry ? [entry.code] : []));
  expect(made).toEqual([expect.stringMatching(/^28\d{14}00$/), expect.stringMatching(/^1[0-5]\d{14}00$/)]);

  const scanners = [{ transport: 'serial', path: `${folder}/gun` }];
  const config = { gateway: { kind: 'sandbox' }, lanes: [{ id: '1', scanners }] };
  writeFileSync(`${folder}/till.json`, JSON.stringify(config));
  const till = await startTill({ dataDir: `${folder}/data`, args: ['--config', `${folder}/till.json`] });
  onTestFinished(() => till.kill());
  const replaying = replayed(`--file ${file} --link ${folder}/gun --speed 10`, till.port);
  for (const amount of ['12.30', '4.56']) {
    await until(async () => (await chargeOn(till.url, amount)) === 201, { what: `${amount} is charged` });
    await until(async () => (await screenOf(till.url)).mode === 'paid', { what: `${amount} is paid` });
  }
  await replaying;
  const orders = await ordersOf(till.url);
  expect(orders.map(({ amount, state }) => `${amount} ${state}`)).toEqual(['4.56 paid', '12.30 paid']);
}, 60_000);

test('Ctrl-C, which npm passes on a second time, ends a recording that is saved', async () => {
  const folder = temporaryFolder();
  const pty = await openPty({ link: `${folder}/gun` });
  onTestFinished(() => pty.close());
  const recorder = startRecorder(['--scanner', `serial:${folder}/gun`, '--out', `${folder}/r.jsonl`]);
  await until(() => recorder.output().includes('Watching'), {
    what: 'the recorder has the gun',
    timeoutMs: 30_000,
  });
  await until(() => pty.isOpen(), { what: 'the port is open' });
  await systemClock.sleep(QUIET_MS);
  pty.write(Buffer.from('half a code without an end'));
  pty.write(Buffer.from(`\x02${makeCode({ wallet: 'unionpay' }, systemRandom)}\r`));
  await until(() => recorder.output().includes('Scan 1:'), { what: 'the scan is told' });
  recorder.kill('SIGINT');
  recorder.kill('SIGINT');
  expect(await recorder.ended).toBe(0);
  const { entries } = readRecording(readFileSync(`${folder}/r.jsonl`, 'utf8'));
  expect(entries.filter((entry) => 'code' in entry)).toHaveLength(1);
}, 30_000);

test('a gun that the till has is left to it, with what to do', async () => {
  const folder = temporaryFolder();
  const pty = await openPty({ link: `${folder}/gun` });
  onTestFinished(() => pty.close());
  const scanners = [{ id: 'front', transport: 'serial', path: `${folder}/gun` }];
  const file = `${folder}/till.json`;
  writeFileSync(file, JSON.stringify({ gateway: { kind: 'sandbox' }, lanes: [{ id: '1', scanners }] }));
  const till = await startTill({ dataDir: `${folder}/data`, args: ['--config', file] });
  onTestFinished(() => till.kill());
  await until(() => pty.isOpen(), { what: 'the till has the gun' });
  const recorder = startRecorder(['--config', file, '--id', 'front', '--out', `${folder}/r.jsonl`], {
    SCANTILL_PORT: String(till.port),
  });
  expect(await recorder.ended).toBe(1);
  expect(recorder.output()).toContain('The till that runs has this gun');
  expect(recorder.output()).toContain('switch the gun off on its page /technician');
  // Where the till does not answer, the port is still locked.
  const blind = startRecorder(['--scanner', `serial:${folder}/gun`, '--out', `${folder}/r.jsonl`]);
  expect(await blind.ended).toBe(1);
  expect(blind.output()).toContain('switch the gun off on its page /technician');
  expect(existsSync(`${folder}/r.jsonl`)).toBe(false);
}, 60_000);

test('a gun that the configuration does not have, and a file that is no recording, are refused with what was expected', async () => {
  const folder = temporaryFolder();
  const recorder = startRecorder(['--id', 'nobody']);
  expect(await recorder.ended).toBe(2);
  expect(recorder.output()).toContain("expected one of the configuration's guns (none)");
  writeFileSync(`${folder}/x.jsonl`, 'hello');
  await expect(replayed(`--file ${folder}/x.jsonl`, 1)).rejects.toThrow(/line 1: expected the header/);
  await expect(replayed(`--file ${folder}/missing.jsonl`, 1)).rejects.toThrow(/cannot be replayed: ENOENT/);
});
