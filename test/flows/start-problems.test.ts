import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { endedTill } from '../support/ended-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startTill } from '../support/till-process.ts';
import { until } from '../support/until.ts';

const ANY_PORT = ['--port', '0'];

function configIn(folder: string, content: unknown): string {
  const file = join(folder, 'scantill.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const codepay = (auth: object) => ({
  gateway: { kind: 'codepay', baseUrl: 'http://127.0.0.1:9', appId: 'wz1', merchantNo: '7', auth },
});

test('a taken port ends it with 1, saying which, and the folder is free again', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void holder.close());
  const address = holder.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const dataDir = temporaryFolder();
  const { code, output } = await endedTill(['--port', String(port), '--data-dir', dataDir]);
  expect(output).toContain(`Cannot listen on 127.0.0.1:${port}: another program uses it`);
  expect(output).toContain('--port');
  expect(code).toBe(1);
  const till = await startTill({ dataDir });
  expect(await till.stop()).toBe(0);
});

test('a misspelt configuration ends it with 2, all problems told at once, nothing made', async () => {
  const folder = temporaryFolder();
  const file = configIn(folder, {
    gateway: { kind: 'sandbox' },
    server: { prot: 1 },
    shop: { currency: 'usd' },
    dataDir: 'data',
  });
  for (const args of [[], ['--check']]) {
    const { code, output } = await endedTill(['--config', file, ...args]);
    expect(code).toBe(2);
    expect(output).toContain('2 problems in the configuration');
    expect(output).toContain('did you mean "port"?');
    expect(output).toContain('shop.currency');
  }
  expect(() => readFileSync(join(folder, 'data'))).toThrow('ENOENT');
});

test('--check says that a good configuration is good, and starts nothing', async () => {
  const folder = temporaryFolder();
  const { code, output } = await endedTill([
    '--check',
    '--config',
    configIn(folder, { gateway: { kind: 'sandbox' } }),
  ]);
  expect({ code, output }).toEqual({ code: 0, output: 'The configuration is good.\n' });
  expect(() => readFileSync(join(folder, 'data'))).toThrow('ENOENT');
});

const slips: [args: string[], env: Record<string, string>][] = [
  [['--prot', '1'], {}],
  [['--port', 'abc'], {}],
  [['--config', 'nowhere.json'], {}],
  [['--host', ''], {}],
  [[], { SCANTILL_LOG_LEVEL: 'loud' }],
  [[], { SCANTILL_PORT: '99999' }],
  [[], { SCANTILL_CONFIG: 'nowhere.json' }],
];

test('a slip on the command line or in the environment ends it with 2 and a sentence', async () => {
  for (const [args, env] of slips) {
    const { code, output } = await endedTill(['--data-dir', temporaryFolder(), ...args], env);
    expect(code, output).toBe(2);
    expect(output).not.toContain('    at ');
    expect(output.trim().split('\n').length).toBeLessThan(8);
  }
});

test('a key that cannot be read ends it with 2, and so does --check', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'm.pem'), '-----BEGIN PRIVATE KEY-----\nGeheim\n-----END PRIVATE KEY-----\n');
  const auth = { type: 'rsa2', privateKeyFile: 'm.pem', gatewayPublicKeyFile: 'missing.pem' };
  const file = configIn(folder, codepay(auth));
  for (const args of [ANY_PORT, ['--check']]) {
    const { code, output } = await endedTill(['--config', file, ...args]);
    expect(code).toBe(2);
    expect(output).toContain('2 problems in the configuration');
    expect(output).toContain('gateway.auth.privateKeyFile: the private key cannot be read');
    expect(output).toContain('gateway.auth.gatewayPublicKeyFile: expected a readable file');
    expect(output).not.toContain('Geheim');
  }
});

test('a data folder of another gateway ends it with 2, naming both', async () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  const till = await startTill({ dataDir });
  expect(await till.stop()).toBe(0);
  const file = configIn(folder, codepay({ type: 'basic', username: 'u' }));
  const { code, output } = await endedTill([...ANY_PORT, '--config', file, '--data-dir', dataDir], {
    SCANTILL_BASIC_PASSWORD: 'p',
  });
  expect(code).toBe(2);
  expect(output).toContain('holds orders of the sandbox');
  expect(output).toContain('the configuration names http://127.0.0.1:9 (merchant 7, app wz1)');
});

test('a data folder that cannot be used ends it with 1 and what to do', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a-file');
  writeFileSync(file, 'in the way');
  for (const dataDir of [file, join(file, 'below'), '/dev/null/data']) {
    const { code, output } = await endedTill([...ANY_PORT, '--data-dir', dataDir]);
    expect(output).toContain(`The data folder ${dataDir} cannot be used`);
    expect(output).toContain('--data-dir');
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
  }
  expect(readFileSync(file, 'utf8')).toBe('in the way');
});

test.each(['open', 'till.json'])(
  'a data folder whose "%s" is not what it should be ends it with 1',
  async (name) => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, name), 'in the way');
    const { code, output } = await endedTill([...ANY_PORT, '--data-dir', dataDir]);
    expect(output).toContain('DATA_FOLDER_UNUSABLE');
    expect(output).toContain(dataDir);
    expect(code).toBe(1);
    expect(readFileSync(join(dataDir, name), 'utf8')).toBe('in the way');
  },
);

test('a second till on one data folder ends with 1, naming the first, which goes on', async () => {
  const dataDir = temporaryFolder();
  const first = await startTill({ dataDir });
  onTestFinished(() => first.kill());
  const { code, output } = await endedTill([...ANY_PORT, '--data-dir', dataDir]);
  expect(code).toBe(1);
  expect(output).toContain(`is in use by the till with process id ${first.pid}`);
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
});

test('it greets with a test scan that finds its port and its first lane', async () => {
  const dataDir = temporaryFolder();
  const file = configIn(dataDir, { gateway: { kind: 'sandbox' }, lanes: [{ id: 'front' }, { id: '2' }] });
  const till = await startTill({ dataDir, args: ['--config', file] });
  const scan = `npm run scan -- --lane front --port ${till.port}`;
  await until(() => till.output().includes(scan), { what: 'the greeting' });
  expect(await till.stop()).toBe(0);
});

test('a signal that comes twice, as from a terminal and from npm, is one', async () => {
  const till = await startTill({ dataDir: temporaryFolder() });
  process.kill(till.pid, 'SIGINT');
  process.kill(till.pid, 'SIGINT');
  expect(await till.stop()).toBe(0);
});

test('asked to end while it starts, it ends cleanly', async () => {
  const dataDir = temporaryFolder();
  const ended = endedTill([...ANY_PORT, '--data-dir', dataDir]);
  const lock = join(dataDir, 'lock');
  await until(() => existsSync(lock), { what: 'the till has its folder' });
  process.kill(JSON.parse(readFileSync(lock, 'utf8')).pid, 'SIGTERM');
  expect((await ended).code).toBe(0);
  expect(existsSync(lock), 'the folder is given back').toBe(false);
});
