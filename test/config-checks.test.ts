import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configSchema } from '../src/config.ts';
import { configChecks } from '../src/config-checks.ts';
import { loadConfig } from '../src/load-config.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** The configuration with these receivers; `secret` stands in the file `hook`. */
function withReceivers(webhooks: object[], { secret = SECRET, env = {} } = {}) {
  const cwd = temporaryFolder();
  const file = join(cwd, 'scantill.json');
  writeFileSync(join(cwd, 'hook'), `${secret}\n`);
  writeFileSync(file, JSON.stringify({ gateway: { kind: 'sandbox' }, webhooks }));
  return loadConfig({ file, cwd, env, overrides: {} }, [configChecks]);
}

const ERP = { id: 'erp', url: 'https://erp.example/hook', secretFile: 'hook' };

test('receivers come with their secrets, from files or the environment', () => {
  const { config, secrets } = withReceivers(
    [ERP, { ...ERP, id: 'two', events: ['alert.raised'], lanes: ['1'] }],
    {
      env: { SCANTILL_WEBHOOK_SECRET_2: `${SECRET}2222` },
    },
  );
  expect(config.webhooks).toHaveLength(2);
  expect(secrets.webhooks).toEqual([SECRET, `${SECRET}2222`]);
});

test.each([
  'http://127.0.0.1:9/',
  'http://localhost/',
  'http://192.168.1.7:80/x',
  'http://10.0.0.2/',
  'http://172.31.0.1/',
])('an address that stays near may do without TLS: %s', (url) => {
  expect(withReceivers([{ ...ERP, url }]).config.webhooks).toHaveLength(1);
});

test.each(['http://erp.example/', 'http://8.8.8.8/', 'http://172.32.0.1/', 'http://10.evil.example/'])(
  'any other needs it: %s',
  (url) => {
    expect(() => withReceivers([{ ...ERP, url }])).toThrow('expected an https:// address');
  },
);

test('what is wrong with a receiver is told with its place', () => {
  const wrong: [object[], string, string?][] = [
    [[{ ...ERP, secretFile: 'none' }], 'webhooks[0].secretFile: expected a readable file'],
    [[ERP, ERP], 'webhooks[1].id: "erp" is there twice'],
    [[{ ...ERP, lanes: ['9'] }], 'webhooks[0].lanes: there is no lane "9"'],
    [[{ ...ERP, events: ['sale.began'] }], 'webhooks[0].events'],
    [[ERP], 'webhooks[0].secretFile: expected at least 24 random bytes', 'short'],
  ];
  for (const [receivers, problem, secret] of wrong)
    expect(() => withReceivers(receivers, secret === undefined ? {} : { secret })).toThrow(problem);
});

test('our own public key in the place of the gateway key is told apart', () => {
  const pair = () =>
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
  const config = configSchema.parse({
    gateway: {
      kind: 'codepay',
      baseUrl: 'https://pay.example',
      appId: '1',
      merchantNo: '1',
      auth: { type: 'rsa2' },
    },
  });
  const { privateKey, publicKey } = pair();
  expect(configChecks(config, { privateKey, gatewayPublicKey: publicKey })).toEqual([
    expect.stringMatching(/^gateway\.auth\.gatewayPublicKeyFile: .*this is your own/),
  ]);
  expect(configChecks(config, { privateKey, gatewayPublicKey: pair().publicKey })).toEqual([]);
  expect(configChecks(config, { privateKey: 'x', gatewayPublicKey: publicKey })).toEqual([
    expect.stringMatching(/^gateway\.auth\.privateKeyFile/),
  ]);
});
