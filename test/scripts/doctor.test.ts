import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { listHidDevices } from '../../src/devices/hid/library.ts';
import { runDoctor } from '../support/doctor-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startTill } from '../support/till-process.ts';

const reportSchema = z.strictObject({
  version: z.string(),
  ok: z.boolean(),
  checks: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        title: z.string().min(1),
        outcome: z.enum(['ok', 'warn', 'fail']),
        detail: z.string().min(1),
        cure: z.string().min(1).optional(),
      }),
    )
    .min(10),
});

const TOKEN = 'token-that-nobody-may-see';
const hasHid = await listHidDevices().then(
  () => true,
  () => false,
);

/** A configuration file in a folder of its own. */
function configured(config: object): string {
  const file = join(temporaryFolder(), 'till.json');
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** A port where somebody listens, and never says a word. */
async function silentPort(): Promise<number> {
  const server = createServer((socket) => void socket.on('error', () => {}));
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

test('on a machine without a till it tells everything as JSON, and changes nothing', async () => {
  const port = await freePort();
  const file = configured({ gateway: { kind: 'sandbox' }, server: { port } });
  const { code, report } = await runDoctor(['--config', file, '--json']);
  expect(reportSchema.parse(report)).toEqual(report);
  const failing = report.checks.filter(({ outcome }) => outcome === 'fail');
  expect({ code, ok: report.ok, failing }).toEqual({ code: 0, ok: true, failing: [] });
  expect(report.checks).toContainEqual(
    expect.objectContaining({
      id: 'port server.port',
      outcome: 'ok',
      detail: expect.stringContaining('free'),
    }),
  );
  expect(existsSync(join(file, '../data'))).toBe(false);
  const library = report.checks.find(({ id }) => id === 'hidLibrary');
  expect(library?.outcome).toBe(hasHid ? 'ok' : 'warn');
  if (!hasHid) expect(library?.cure).toContain('apt-get install libusb-1.0-0 libudev1');
});

test('a configured gun that is not there, or cannot be for want of a library, ends it with 1', async () => {
  const scanners = [
    { id: 'counter', transport: 'hid', vendorId: '0c2e', productId: '1007' },
    { id: 'till', transport: 'serial', path: '/dev/serial/by-id/usb-nobody' },
  ];
  const lanes = [{ id: '1', scanners }];
  const file = configured({ gateway: { kind: 'sandbox' }, server: { port: await freePort() }, lanes });
  const { code, report } = await runDoctor(['--config', file, '--json']);
  expect({ code, ok: report.ok }).toEqual({ code: 1, ok: false });
  const outcomes = new Map(report.checks.map(({ id, outcome }) => [id, outcome]));
  expect(outcomes.get('gun counter')).toBe('fail');
  expect(outcomes.get('gun till')).toBe('fail');
  expect(outcomes.get('hidLibrary')).toBe(hasHid ? 'ok' : 'fail');
});

test('for a person it is a list without colours, with a sum at its end', async () => {
  const file = configured({ gateway: { kind: 'sandbox' }, server: { port: await freePort() } });
  const { output } = await runDoctor(['--config', file]);
  expect(output).toMatch(/^ok {4}Configuration +\S+till\.json is valid\.$/m);
  expect(output).toMatch(/(checks warn|checks)\.\n$/);
  expect(output).not.toContain('\x1b');
});

test('each problem of the configuration is told, and the machine is looked at all the same', async () => {
  const file = configured({ gateway: { kind: 'sandbox' }, sever: {}, shop: { currency: 'dollars' } });
  const { code, report } = await runDoctor(['--config', file, '--json']);
  expect(code).toBe(1);
  const problems = report.checks.filter(({ id }) => id === 'configuration');
  expect(problems.map(({ detail }) => detail).join('\n')).toMatch(/shop\.currency[\s\S]*sever.*"server"/);
  expect(report.checks.map(({ id }) => id)).toContain('node');
});

test.each([['--nonsense'], ['too', 'much'], ['--config']])('%s %s is refused', async (...args) => {
  expect((await runDoctor(args)).code).toBe(2);
});

test('with a gateway that says nothing it ends in less than ten seconds, and tells no secret', async () => {
  const [{ privateKey }, { publicKey }] = [keyPair(), keyPair()];
  const gateway = {
    kind: 'codepay',
    baseUrl: `http://127.0.0.1:${await silentPort()}`,
    appId: 'wz1',
    merchantNo: 'm1',
    auth: { type: 'rsa2' },
  };
  const env = {
    SCANTILL_TOKEN: TOKEN,
    SCANTILL_PRIVATE_KEY: privateKey,
    SCANTILL_GATEWAY_PUBLIC_KEY: publicKey,
  };
  const file = configured({ gateway, server: { port: await freePort() } });
  const startedAt = performance.now();
  const { code, output, report } = await runDoctor(['--config', file, '--json'], env);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(code).toBe(1);
  expect(report.checks).toContainEqual(expect.objectContaining({ id: 'gateway', outcome: 'fail' }));
  expect(output).not.toContain(TOKEN);
  expect(output).not.toContain('PRIVATE KEY');
  for (const line of privateKey.split('\n').filter((text) => text.length > 20))
    expect(output).not.toContain(line);

  const left = await runDoctor(['--config', file, '--json', '--no-gateway'], env);
  expect(left.report.checks).toContainEqual(expect.objectContaining({ id: 'gateway', outcome: 'warn' }));
}, 30_000);

test('beside a till that runs it takes nothing from it, and tells what the till knows of its guns', async () => {
  const folder = temporaryFolder();
  const port = await freePort();
  const scanners = [
    { id: 'door', transport: 'tcp', listen: '127.0.0.1:0' },
    { id: 'gone', transport: 'serial', path: join(folder, 'gun') },
  ];
  const server = { port, tokenFile: 'token' };
  writeFileSync(join(folder, 'token'), TOKEN);
  writeFileSync(
    join(folder, 'till.json'),
    JSON.stringify({ gateway: { kind: 'sandbox' }, server, lanes: [{ id: '1', scanners }] }),
  );
  const args = ['--config', join(folder, 'till.json')];
  const till = await startTill({ dataDir: join(folder, 'data'), port, args });
  onTestFinished(() => till.kill());

  const { report, output } = await runDoctor([...args, '--json']);
  const found = new Map(report.checks.map((check) => [check.id, check]));
  expect(found.get('port server.port')).toMatchObject({
    outcome: 'ok',
    detail: expect.stringContaining('the till that runs'),
  });
  expect(found.get('dataFolderOwner')?.detail).toMatch(/^The till with process id \d+ has it\.$/);
  expect(found.get('gun door')).toMatchObject({ outcome: 'ok', detail: 'The till that runs has it open.' });
  expect(found.get('gun gone')).toMatchObject({ outcome: 'fail' });
  expect(output).not.toContain(TOKEN);

  const doctor = await fetch(`${till.url}/api/v1/doctor`, { headers: { authorization: `Bearer ${TOKEN}` } });
  const { checks } = (await doctor.json()) as { checks: { id: string }[] };
  expect(checks.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['node', 'dataFolder', 'gun door', 'gateway']),
  );

  // One that runs and is not to be asked: its guns are left alone.
  const blind = await runDoctor([...args, '--json', '--port', String(await freePort())]);
  expect(blind.report.checks).toContainEqual(expect.objectContaining({ id: 'guns', outcome: 'warn' }));
}, 60_000);

test('a port that another program has is a failure', async () => {
  const file = configured({ gateway: { kind: 'sandbox' }, server: { port: await silentPort() } });
  const { code, report } = await runDoctor(['--config', file, '--json']);
  expect(code).toBe(1);
  expect(report.checks).toContainEqual(expect.objectContaining({ id: 'port server.port', outcome: 'fail' }));
});

function keyPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}
