import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createAsker, Interrupted } from '../../scripts/init/asker.ts';
import { NotMade } from '../../scripts/init/not-made.ts';
import { parseInitOptions } from '../../scripts/init/options.ts';
import { runInit } from '../../scripts/init/run-init.ts';
import { configChecks } from '../../src/config-checks.ts';
import { loadConfig } from '../../src/load-config.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const pair = (modulusLength: number) =>
  generateKeyPairSync('rsa', {
    modulusLength,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
const GATEWAY = pair(2048);
const GATEWAY_LINE = GATEWAY.publicKey.replace(/-----.*-----|\n/g, '');
const NOW = Date.parse('2026-11-21T12:00:00Z');

interface Run {
  code: number;
  said: string;
  complaint: string;
  /** What the terminal showed. */
  shown: string;
}

/** Runs `init` in-process; with `typed`, on a terminal on which these lines are typed. */
async function init(dir: string, args: readonly string[], typed?: readonly string[]): Promise<Run> {
  const run: Run = { code: -1, said: '', complaint: '', shown: '' };
  const input = new PassThrough();
  const output = new PassThrough();
  output.on('data', (text) => {
    run.shown += text;
  });
  if (typed) input.end(typed.map((line) => `${line}\n`).join(''));
  run.code = await runInit(parseInitOptions(['--dir', dir, ...args]), {
    asker: typed && createAsker({ input, output }),
    machine: { timeZone: 'Europe/Berlin' },
    uid: undefined,
    now: NOW,
    schemaFrom: undefined,
    say: (text) => {
      run.said += text;
    },
    complain: (text) => {
      run.complaint += text;
    },
  });
  return run;
}

/** All that a real gateway needs, as flags; its key in a file. */
function flags(dir: string, ...more: string[]): string[] {
  const key = join(dir, 'from-the-portal.pem');
  writeFileSync(key, GATEWAY.publicKey);
  const shop = ['--shop-name', 'Corner Shop', '--currency', 'EUR', '--gateway-key', key];
  return ['--base-url', 'https://pay.example', '--app-id', 'wz1', '--merchant-no', '3100', ...shop, ...more];
}

const load = (dir: string) =>
  loadConfig({ file: join(dir, 'config.json'), cwd: '/', env: {}, overrides: {} }, [configChecks]);

test('flags alone make a configuration that the till starts with, and a private key that only its user reads', async () => {
  const dir = temporaryFolder();
  const { code, said } = await init(dir, flags(dir, '--json', '--lanes', 'Front, Garden'));
  expect(code).toBe(0);
  const made = JSON.parse(said);
  const { config } = load(dir);
  expect(config).toMatchObject({
    dataDir: join(dir, 'data'),
    shop: { name: 'Corner Shop', currency: 'EUR', timeZone: 'Europe/Berlin' },
    gateway: { baseUrl: 'https://pay.example', appId: 'wz1', merchantNo: '3100' },
    lanes: [
      { id: '1', name: 'Front' },
      { id: '2', name: 'Garden' },
    ],
  });
  expect(readFileSync(join(dir, 'config.json'), 'utf8'), 'paths go with the folder').not.toContain(dir);
  const privateKey = readFileSync(join(dir, 'keys/merchant.pem'), 'utf8');
  expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  expect(statSync(join(dir, 'keys/merchant.pem')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dir, 'keys')).mode & 0o777).toBe(0o700);
  expect(made.key.publicKey).toMatch(/^MII[A-Za-z0-9+/]{380,}={0,2}$/);
  expect(said).not.toContain(privateKey.split('\n')[5]);
});

test('without a terminal every flag that lacks or does not fit is told at once, and nothing is made', async () => {
  const dir = join(temporaryFolder(), 'new');
  const lacking = await init(dir, ['--merchant-no', '3100']);
  expect(lacking.code).toBe(2);
  for (const flag of ['--base-url', '--app-id', '--shop-name', '--currency', '--gateway-key'])
    expect(lacking.complaint).toContain(flag);
  expect(lacking.complaint).not.toContain('--merchant-no');
  const wrong = await init(dir, [
    '--base-url',
    'http://pay.example',
    '--currency',
    'euro',
    '--time-zone',
    'Mars',
  ]);
  expect(wrong.code).toBe(2);
  expect(wrong.complaint).toMatch(/--base-url: expected an https/);
  expect(wrong.complaint).toMatch(/--currency: expected the three letters/);
  expect(wrong.complaint).toMatch(/--time-zone: .*IANA/);
  expect(existsSync(dir)).toBe(false);
});

test('somebody who is asked uploads the key first, is asked again until an answer fits, and pastes the key as it comes', async () => {
  const dir = temporaryFolder();
  const pasted = GATEWAY.publicKey.trim().split('\n');
  const typed = ['', '', 'pay.example', 'https://pay.example', 'wz1', '3100', '', ...pasted];
  const rest = ['Corner Shop', 'euro', 'eur', '', '2', ''];
  const { code, shown } = await init(dir, [], [...typed, ...rest]);
  expect(code).toBe(0);
  expect(shown.indexOf('MII'), 'the key to upload comes before the questions').toBeLessThan(
    shown.indexOf("The application's id"),
  );
  expect(shown).toMatch(/Expected an address that begins with https/);
  expect(load(dir).config).toMatchObject({ shop: { currency: 'EUR' }, lanes: [{ id: '1' }, { id: '2' }] });
});

test.each([
  ['in one line', [GATEWAY_LINE]],
  ['in lines without a head', GATEWAY_LINE.match(/.{1,64}/g) ?? []],
])('the gateway key is taken %s', async (_, pasted) => {
  const dir = temporaryFolder();
  const args = flags(dir).slice(0, -2);
  const { code } = await init(
    dir,
    [...args, '--gateway', 'codepay', '--store-no', 's1'],
    ['', ...pasted, '', '', ''],
  );
  expect(code).toBe(0);
  expect(readFileSync(join(dir, 'keys/gateway.pub.pem'), 'utf8')).toBe(GATEWAY.publicKey);
});

test('our own public key, a private key, a short key and nonsense are none of the gateway', async () => {
  const dir = temporaryFolder();
  await init(dir, ['--keys-only']);
  const own = readFileSync(join(dir, 'keys/merchant.pub.pem'), 'utf8');
  const given = flags(dir);
  const keyFile = given.at(-1) ?? '';
  for (const [key, why] of [
    [own, /your own public key/],
    [GATEWAY.privateKey, /this one is a private key/],
    [pair(1024).publicKey, /2048 bits or more; got 1024/],
    ['hello', /cannot be read/],
  ] as const) {
    writeFileSync(keyFile, key);
    await expect(init(dir, given)).rejects.toThrow(why);
  }
  expect(readdirSync(dir).toSorted()).toEqual(['from-the-portal.pem', 'keys']);
  expect(readdirSync(join(dir, 'keys')).toSorted()).toEqual(['merchant.pem', 'merchant.pub.pem']);
});

test('broken off after the upload, it leaves the pair alone and uses it the next time', async () => {
  const dir = temporaryFolder();
  await expect(init(dir, [], ['', '', 'https://pay.example'])).rejects.toThrow(Interrupted);
  expect(existsSync(join(dir, 'config.json'))).toBe(false);
  const before = readFileSync(join(dir, 'keys/merchant.pem'), 'utf8');
  const { code, said } = await init(dir, flags(dir, '--json'));
  expect(code).toBe(0);
  expect(JSON.parse(said).key.wasThere).toBe(true);
  expect(readFileSync(join(dir, 'keys/merchant.pem'), 'utf8')).toBe(before);
});

test('a configuration is never written over; with --force it is kept, with every file that it names', async () => {
  const dir = temporaryFolder();
  await init(dir, flags(dir));
  const before = readFileSync(join(dir, 'config.json'), 'utf8');
  await expect(init(dir, flags(dir, '--shop-name', 'Other'))).rejects.toThrow(/Nothing was changed/);
  expect(readFileSync(join(dir, 'config.json'), 'utf8')).toBe(before);
  const oldKey = readFileSync(join(dir, 'keys/merchant.pem'), 'utf8');
  await init(dir, flags(dir, '--shop-name', 'Other', '--force'));
  expect(load(dir).config.shop.name).toBe('Other');
  const kept = readdirSync(dir).find((name) => name.startsWith('config.json.before-20261121'));
  expect(readFileSync(join(dir, kept ?? ''), 'utf8')).toBe(before);
  expect(readdirSync(join(dir, 'keys'))).toContain('gateway.pub.pem');
  expect(load(dir).config.gateway, 'the pair stays: the gateway knows it').toMatchObject({
    auth: { privateKeyFile: 'keys/merchant.pem' },
  });
  await init(dir, flags(dir, '--force', '--new-key'));
  expect(readFileSync(join(dir, 'keys/merchant.pem'), 'utf8')).toBe(oldKey);
  const { gateway } = load(dir).config;
  expect(JSON.stringify(gateway)).toMatch(/keys\/merchant-20261121\d+\.pem/);
});

test('a sandbox is asked for no keys, and a till that others reach is told how they get in', async () => {
  const dir = temporaryFolder();
  const shop = ['--gateway', 'sandbox', '--shop-name', 'Practice', '--currency', 'USD'];
  const { code, said } = await init(dir, [...shop, '--host', '0.0.0.0']);
  expect(code).toBe(0);
  expect(said).toContain('scantill pair');
  expect(load(dir).config.gateway).toEqual({ kind: 'sandbox' });
  expect(existsSync(join(dir, 'keys'))).toBe(false);
});

test('a key that is there and cannot be used stops it, and is left as it is', async () => {
  const dir = temporaryFolder();
  mkdirSync(join(dir, 'keys'));
  for (const [key, why] of [
    [pair(1024).privateKey, /2048 bits or more; got 1024/],
    ['nonsense', /cannot be read/],
  ] as const) {
    writeFileSync(join(dir, 'keys/merchant.pem'), key);
    await expect(init(dir, flags(dir))).rejects.toThrow(why);
    expect(readFileSync(join(dir, 'keys/merchant.pem'), 'utf8')).toBe(key);
  }
  expect(existsSync(join(dir, 'config.json'))).toBe(false);
});

test('what an installer left is replaced without being asked twice, and the books stay where the till looks for them', async () => {
  const dir = temporaryFolder();
  const run = (config: object) => {
    writeFileSync(join(dir, 'config.json'), JSON.stringify(config));
    const options = parseInitOptions(flags(dir), {
      SCANTILL_CONFIG: join(dir, 'config.json'),
      SCANTILL_DATA_DIR: '/var/lib/scantill',
    });
    const quiet = {
      asker: undefined,
      uid: undefined,
      schemaFrom: undefined,
      say: () => {},
      complain: () => {},
    };
    return runInit(options, { ...quiet, machine: { timeZone: 'UTC' }, now: NOW });
  };
  await expect(run({ gateway: { kind: 'sandbox' }, shop: { name: 'Mine' } })).rejects.toThrow(
    /Nothing was changed/,
  );
  expect(await run({ gateway: { kind: 'sandbox' } })).toBe(0);
  const written = JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8'));
  expect(written).toMatchObject({ gateway: { kind: 'codepay' } });
  expect(written).not.toHaveProperty('dataDir');
  expect(readdirSync(dir)).toContainEqual(expect.stringMatching(/^config\.json\.before-/));
});

test('where the folder cannot be made it says so, with what to do', async () => {
  const dir = temporaryFolder();
  const given = flags(dir);
  await expect(init(join(dir, 'from-the-portal.pem'), given)).rejects.toThrow(NotMade);
  await expect(init(join(dir, 'from-the-portal.pem', 'x'), given)).rejects.toThrow(/ENOTDIR.*\n.*Mend that/);
});
