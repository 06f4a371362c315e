import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { parsePairOptions } from '../../scripts/pair/options.ts';
import { codeText, listText, programText } from '../../scripts/pair/report.ts';
import type { WireCode, WireDevice, WireProgram } from '../../src/ui/pairing-messages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startTill } from '../support/till-process.ts';

// Programs are built first where their sources are newer.
vi.setConfig({ testTimeout: 90_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));
const parse = (...argv: string[]) => parsePairOptions(argv, {}).wish;

/** Runs the command on a data folder. */
function pair(dataDir: string, ...args: string[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/pair', ...args, '--data-dir', dataDir], {
    cwd: root,
  });
  onTestFinished(() => void child.kill());
  const ended = Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]).then(([err, code]) => ({ err, code }));
  return { child, ended, done: async () => ({ out: await text(child.stdout), ...(await ended) }) };
}

test('a code is made at the machine, waits until it was used, and is listed and shut out there', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  expect(await pair(dataDir, '--list').done(), 'no till runs').toMatchObject({ code: 1, out: '' });
  const till = await startTill({ dataDir, args: ['--host', '0.0.0.0'] });
  onTestFinished(() => till.kill());
  const { child, ended } = pair(dataDir, '--json', '--name', 'Front');
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  const { code } = JSON.parse(first.toString()) as WireCode;
  const rest = text(child.stdout);
  const came = await fetch(`${till.url}/api/v1/pairing`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.7' },
    body: JSON.stringify({ code }),
  });
  expect(came.status).toBe(201);
  expect(await ended).toEqual({ code: 0, err: '' });
  const { state, device } = JSON.parse(await rest) as { state: string; device: WireDevice };
  expect({ state, name: device.name }).toEqual({ state: 'used', name: 'Front' });
  const program = await pair(dataDir, '--program', '--name', 'P', '--scope', 'sell', '--json').done();
  const { token } = JSON.parse(program.out) as WireProgram;
  expect(token).toHaveLength(43);
  const listed = await pair(dataDir, '--list').done();
  expect(listed.out).toContain('Front');
  expect(listed.out).toContain('program (sell)');
  expect(listed.out).not.toContain(token);
  expect(await pair(dataDir, '--revoke', device.id).done()).toMatchObject({
    code: 0,
    out: expect.stringContaining('shut out on'),
  });
  expect(await pair(dataDir, '--revoke', 'd000000').done()).toMatchObject({ code: 1 });
});

test('what is asked for is read, and what does not go together is told', () => {
  expect(parse('--lanes', '1,2', '--name', 'Front')).toEqual({
    do: 'code',
    role: 'cashier',
    lanes: ['1', '2'],
    name: 'Front',
  });
  expect(parse('--role', 'customer', '--lanes', '1')).toMatchObject({ name: "Customer's screen, lane 1" });
  expect(parse()).toMatchObject({ role: 'cashier', lanes: 'all', name: 'Tablet' });
  expect(parse('--program', '--name', 'P', '--scope', 'sell, look', '--days', '30')).toEqual({
    do: 'program',
    name: 'P',
    scopes: ['sell', 'look'],
    lanes: 'all',
    expiresDays: 30,
  });
  expect(parse('--revoke', 'd7k3m0q')).toEqual({ do: 'revoke', id: 'd7k3m0q' });
  expect(parse('--rename', 'd7k3m0q', '--name', 'Back')).toEqual({
    do: 'rename',
    id: 'd7k3m0q',
    name: 'Back',
  });
  const wrong = [
    ['--role', 'program'],
    ['--lanes', '1,,2'],
    ['--scope', 'sell'],
    ['--program', '--name', 'P'],
    ['--program', '--scope', 'sell'],
    ['--program', '--name', 'P', '--scope', 'all'],
    ['--program', '--name', 'P', '--scope', 'sell', '--days', '0'],
    ['--list', '--revoke', 'd7k3m0q'],
    ['--rename', 'd7k3m0q'],
  ];
  for (const argv of wrong) expect(() => parse(...argv), argv.join(' ')).toThrow();
});

const CODE: WireCode = { id: 'x', code: '7K3M-Q0ZP', until: 0, addresses: ['https://till.lan/pair'] };
const DAY = 86_400_000;

test('what is shown says where the code goes, or that no tablet reaches the till', () => {
  const shown = codeText({ ...CODE, addresses: ['https://a/pair', 'https://b/pair'] }, '[picture]');
  for (const part of ['https://a/pair', 'https://b/pair', '7K3M-Q0ZP', '[picture]'])
    expect(shown).toContain(part);
  expect(codeText({ ...CODE, addresses: [] }, undefined)).toContain('server.host');
});

test('the list says what each is, where, and until when', () => {
  const device: WireDevice = {
    id: 'd7k3m0q',
    name: 'Front',
    role: 'cashier',
    lanes: ['1'],
    scopes: [],
    createdAt: 0,
    createdBy: 'Ada',
  };
  const line = (change: Partial<WireDevice>) => listText([{ ...device, ...change }], 10 * DAY);
  expect(line({})).toMatch(/^d7k3m0q {2}Front +cashier +lane 1 {2}never seen$/);
  expect(line({ lastSeenAt: 9 * DAY, lanes: 'all' })).toContain('all lanes  seen on 1970-01-10');
  expect(line({ expiresAt: 20 * DAY })).toContain('never seen, until 1970-01-21');
  expect(line({ expiresAt: 9 * DAY })).toContain('expired on 1970-01-10');
  expect(line({ revokedAt: 0 })).toContain('shut out on 1970-01-01');
  expect(line({ role: 'program', scopes: ['sell', 'look'] })).toContain('program (sell, look)');
  expect(listText([], 0)).toBe('Nothing was let in yet.');
  expect(programText({ device, token: 'T' })).toMatch(/^T\n\n.*shown this once/s);
});
