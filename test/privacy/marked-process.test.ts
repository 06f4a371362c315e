import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { gatewayKeys } from '../support/codepay.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startTill } from '../support/till-process.ts';
import { filesBelow, leaksIn, type Secret } from '../support/traces.ts';
import { until } from '../support/until.ts';

// Programs are built first where their sources are newer.
vi.setConfig({ testTimeout: 90_000 });

const CODE: Secret = { name: 'payment code', text: '287304918265537194' };
const TOKEN: Secret = { name: 'bearer token', text: 'tok-Zk3Pq81LmXv72RtY' };

/** A till of a real gateway that nobody answers for, with its secrets in files as a shop has them. */
function shop() {
  const folder = temporaryFolder();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  mkdirSync(join(folder, 'keys'), { mode: 0o700 });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text, { mode: 0o600 });
  write('keys/merchant.pem', privateKey);
  write('keys/gateway.pub.pem', gatewayKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString());
  write('keys/token', TOKEN.text);
  const config = {
    server: { port: 0, tokenFile: 'keys/token' },
    gateway: {
      kind: 'codepay',
      baseUrl: 'http://127.0.0.1:9',
      appId: 'wz1',
      merchantNo: '31',
      auth: {
        type: 'rsa2',
        privateKeyFile: 'keys/merchant.pem',
        gatewayPublicKeyFile: 'keys/gateway.pub.pem',
      },
    },
  };
  write('config.json', JSON.stringify(config));
  const key: Secret = { name: 'private key', text: privateKey.split('\n')[5] ?? '' };
  return { folder, secrets: [CODE, TOKEN, key], privateKey };
}

test.each(['throw', 'reject'] as const)(
  'a till that dies of %s tells why, and none of its secrets',
  async (how) => {
    const { folder, secrets, privateKey } = shop();
    const words = JSON.stringify(`worn out by x${CODE.text}y and ${TOKEN.text}\n${privateKey}`);
    const die = how === 'throw' ? `throw new Error(${words})` : `Promise.reject(new Error(${words}))`;
    // Loaded ahead of the till, it dies when it is told to: as any library may.
    writeFileSync(join(folder, 'die.mjs'), `process.on('SIGUSR2', () => { ${die}; });`);
    const till = await startTill({
      dataDir: join(folder, 'data'),
      args: ['--config', join(folder, 'config.json')],
      env: { NODE_OPTIONS: `--import ${join(folder, 'die.mjs')}`, SCANTILL_LOG_LEVEL: 'debug' },
    });
    onTestFinished(() => till.kill());
    process.kill(till.pid, 'SIGUSR2');
    await until(() => till.output().includes('worn out by'), {
      what: 'the till has died',
      timeoutMs: 10_000,
    });
    await till.stop();
    expect(till.output()).toMatch(/worn out by x28\*+7194y and \(secret\)/);
    const written = new Map([['its output', till.output()], ...filesBelow(join(folder, 'data'))]);
    expect(leaksIn(written, secrets)).toEqual([]);
    expect(readdirSync(folder), 'no dump').toEqual(
      expect.not.arrayContaining([expect.stringMatching(/report|core|heap/)]),
    );
  },
);

test('a till that does not start tells what is wrong, and not what stands there', async () => {
  const { folder, secrets, privateKey } = shop();
  const start = (config: object, env: Record<string, string> = {}) => {
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    const args = ['--config', join(folder, 'config.json')];
    return startTill({ dataDir: join(folder, 'data'), args, env }).then(
      () => 'it started',
      (error: Error) => error.message,
    );
  };
  const gateway = (auth: object) => ({
    kind: 'codepay',
    baseUrl: 'https://pay.example',
    appId: '1',
    merchantNo: '1',
    auth,
  });
  const told = await Promise.all([
    start({ server: { tokenFile: TOKEN.text }, gateway: { kind: 'sandbox' } }),
    start({
      gateway: gateway({ type: 'rsa2', privateKeyFile: privateKey, gatewayPublicKeyFile: privateKey }),
    }),
    start(
      { gateway: gateway({ type: 'rsa2' }) },
      { SCANTILL_PRIVATE_KEY: privateKey.slice(0, -200), SCANTILL_GATEWAY_PUBLIC_KEY: privateKey },
    ),
    start({ gateway: gateway({ type: 'basic', username: 'u', password: TOKEN.text }) }),
    start({ gateway: gateway({ type: 'basic', username: 'u', passwordFile: { [TOKEN.text]: 1 } }) }),
  ]);
  for (const text of told) expect(text).toMatch(/CONFIG_INVALID/);
  expect(leaksIn(new Map(told.map((text, at) => [`start ${at}`, text])), secrets)).toEqual([]);
});
