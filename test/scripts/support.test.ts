import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { manifestOf, packed, safeEntries } from '../../scripts/support/bundle.ts';
import { identifyingValues, redactedConfig } from '../../scripts/support/redact-config.ts';
import { openOrders } from '../../scripts/support/store-facts.ts';
import { readTarEntry } from '../../src/backup/tar.ts';
import { configSchema } from '../../src/config.ts';
import { orderOf } from '../support/orders.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, scanOn } from '../support/till-api.ts';
import { startTill } from '../support/till-process.ts';
import { leaksIn } from '../support/traces.ts';

// Programs are built first where their sources are newer.
vi.setConfig({ testTimeout: 90_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));

async function support(args: readonly string[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/support', ...args], { cwd: root });
  child.stdin.end();
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, 'close');
  return { out, err, code: child.exitCode };
}

/** The files of a bundle by their names. */
function unpacked(file: string): Map<string, string> {
  let bytes = gunzipSync(readFileSync(file));
  const found = new Map<string, string>();
  for (let entry = readTarEntry(bytes); entry?.content; entry = readTarEntry(bytes)) {
    found.set(entry.name.replace('scantill-support/', ''), entry.content.toString());
    bytes = bytes.subarray(512 + Math.ceil(entry.content.length / 512) * 512);
  }
  return found;
}

test('a configuration says how it is set, and not whose it is', () => {
  const config = configSchema.parse({
    shop: { name: 'Marlowe and Daughters', taxNumber: 'DE-314159', address: ['Foxglove Lane 7'] },
    gateway: {
      kind: 'codepay',
      baseUrl: 'https://pay.example',
      appId: 'wz-secret-app',
      merchantNo: '502100004711',
      auth: { type: 'basic', username: 'marlowe', passwordFile: 'keys/password' },
    },
    lanes: [{ id: '1', name: 'By the roses', scanners: [{ transport: 'hid', serialNumber: 'SN-99-1234' }] }],
  });
  const told = JSON.stringify(redactedConfig(config));
  for (const part of ['Marlowe', 'marlowe', '314159', 'Foxglove', 'wz-secret', '4711', 'roses', 'SN-99'])
    expect(told).not.toContain(part);
  expect(JSON.parse(told)).toMatchObject({
    gateway: {
      kind: 'codepay',
      baseUrl: 'https://pay.example',
      auth: { type: 'basic', passwordFile: 'keys/password' },
    },
    payment: { waitSeconds: 50 },
    lanes: [{ id: '1', scanners: [{ transport: 'hid' }] }],
  });
  expect(identifyingValues(config)).toEqual(['wz-secret-app', '502100004711']);
});

test('whatever an entry says, secrets and codes are taken out; figures stay figures', () => {
  const entries = safeEntries(
    [
      { name: 'a', about: '', text: 'failed for 502100004711 with x287304918265537194y' },
      { name: 'b', about: '', isFigures: true, text: 'scantill_seconds 0.0012345678901234567 502100004711' },
    ],
    ['502100004711'],
  );
  expect(entries.map((entry) => entry.text)).toEqual([
    'failed for (secret) with x28******7194y',
    'scantill_seconds 0.0012345678901234567 (secret)',
  ]);
  const manifest = manifestOf(entries, { version: '1.0.0', at: 'now' });
  expect(JSON.parse(manifest.text).files).toHaveLength(2);
  expect(gunzipSync(packed([manifest, ...entries], 0)).toString()).toContain(
    'scantill-support/manifest.json',
  );
});

test('an open order tells how it stands, and neither number, amount, reference nor code', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'open'));
  const order = orderOf({ state: 'stuck', reference: 'Mrs Marlowe', sentAt: 5 });
  writeFileSync(join(folder, 'open', `${order.orderNo}.json`), JSON.stringify(order));
  writeFileSync(join(folder, 'open', 'torn.json'), '{"orderNo"');
  const told = JSON.stringify(await openOrders(folder));
  expect(told).toContain('"state":"stuck"');
  expect(told).toContain('"unreadable"');
  for (const part of [order.orderNo, order.saleId, order.codeHash, order.codeMask, 'Marlowe', '1230'])
    expect(told).not.toContain(part);
  expect(await openOrders(join(folder, 'nowhere'))).toEqual({});
});

test('a bundle beside a running till holds what helps, is readable by its user alone, and no secret of it', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const till = await startTill({ dataDir, env: { SCANTILL_LOG_LEVEL: 'debug' } });
  onTestFinished(() => till.kill());
  expect(await chargeOn(till.url, '12.30')).toBe(201);
  await scanOn(till.url, { wallet: 'alipay' });
  const file = join(temporaryFolder(), 'bundle.tar.gz');
  const { code, out, err } = await support(['--data-dir', dataDir, '--to', file]);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(`${file} is written`) });
  expect(err.indexOf('doctor.json'), 'what it will hold is told first').toBeGreaterThan(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const files = unpacked(file);
  expect([...files.keys()]).toContain('manifest.json');
  expect(JSON.parse(files.get('log.json') ?? '')).toHaveProperty('lines');
  expect(JSON.parse(files.get('doctor.json') ?? '').checks.length).toBeGreaterThan(5);
  expect(files.get('metrics.txt')).toContain('# TYPE');
  const { key } = JSON.parse(readFileSync(join(dataDir, 'console.json'), 'utf8'));
  const { codeKey } = JSON.parse(readFileSync(join(dataDir, 'till.json'), 'utf8'));
  expect(
    leaksIn(files, [
      { name: 'console key', text: key },
      { name: 'code key', text: codeKey },
    ]),
  ).toEqual([]);
  const again = await support(['--data-dir', dataDir, '--to', file]);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('there already') });
  await till.stop();
  const alone = await support(['--data-dir', dataDir, '--to', `${file}.2`, '--json']);
  expect(alone.code).toBe(0);
  expect(unpacked(`${file}.2`).get('log.json')).toMatch(/^not to be had: No till runs on the data folder/);
});
