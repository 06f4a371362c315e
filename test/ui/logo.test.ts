import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configChecks } from '../../src/config-checks.ts';
import { loadConfig } from '../../src/load-config.ts';
import { logoProblem, readLogo } from '../../src/ui/logo.ts';
import { shopWindowOf } from '../../src/ui/shop-window.ts';
import { askRaw, runUi } from '../support/running-ui.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PNG = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');
const WEBP = Buffer.from('RIFF\x04\0\0\0WEBPVP8 ', 'latin1');
const SVG = '<?xml version="1.0"?>\n<!-- the sign -->\n<svg xmlns="http://www.w3.org/2000/svg"/>';
const HOSTILE = '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("/api/v1/orders")</script></svg>';

function fileOf(content: string | Buffer, name = 'logo'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

test.each([
  ['PNG', PNG, 'image/png'],
  ['WebP', WEBP, 'image/webp'],
  ['SVG', SVG, 'image/svg+xml'],
  ['bare SVG', HOSTILE, 'image/svg+xml'],
])('a sign is known by what it holds, whatever its name: %s', (_, content, type) => {
  expect(readLogo(fileOf(content, 'logo.txt')).type).toBe(type);
});

test('a sign that is none, too large or not there is told with what was expected', () => {
  expect(logoProblem(fileOf('<html><svg/></html>', 'logo.svg'))).toMatch(/^expected a PNG, WebP or SVG/);
  expect(logoProblem(fileOf(Buffer.alloc(0)))).toMatch(/^expected a PNG/);
  const large = Buffer.concat([PNG, Buffer.alloc(256 * 1024)]);
  expect(logoProblem(fileOf(large))).toMatch(/at most 256 KB; .* has 257 KB/);
  expect(logoProblem('/nowhere/logo.png')).toMatch(/ENOENT/);
  expect(logoProblem(fileOf(PNG))).toBeUndefined();
});

test('the sign is served as what it is, may run nothing, and is sent again only when it has changed', async () => {
  const logo = readLogo(fileOf(HOSTILE));
  const { port } = await runUi({ shopWindow: { logo, wallets: [] } });
  const first = await askRaw(port, { path: '/logo?v=old' });
  expect(first).toMatchObject({ status: 200, body: HOSTILE });
  expect(first.headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  const etag = String(first.headers.etag);
  const again = await askRaw(port, { path: '/logo', headers: { 'if-none-match': etag } });
  expect(again).toMatchObject({ status: 304, body: '' });
  expect(readLogo(fileOf(PNG)).hash).not.toBe(logo.hash);
});

test('without a sign there is none at its address', async () => {
  const { port } = await runUi();
  expect((await askRaw(port, { path: '/logo' })).status).toBe(404);
});

/** As the till reads it, from a file beside the sign. */
function configured(shop: object, gateway: object = { kind: 'sandbox' }) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'sign.png'), PNG);
  const file = join(folder, 'scantill.json');
  writeFileSync(file, JSON.stringify({ shop, gateway }));
  const env = { SCANTILL_BASIC_PASSWORD: 'a-password-for-the-test' };
  return loadConfig({ file, cwd: '/', env, overrides: {} }, [configChecks]).config;
}

const codepay = {
  kind: 'codepay',
  baseUrl: 'https://pay.example',
  appId: 'wz1',
  merchantNo: '1',
  auth: { type: 'basic', username: 'till' },
};
const names = new Map([
  ['alipay', 'Alipay'],
  ['wechat', 'WeChat Pay'],
  ['emv', 'EMV wallet'],
]);

test('the sign lies beside the configuration, and a wrong one is told before anything starts', () => {
  expect(shopWindowOf(configured({ logoFile: 'sign.png' }), names).logo?.type).toBe('image/png');
  expect(() => configured({ logoFile: 'other.png' })).toThrow(/shop\.logoFile: .*other\.png/);
});

test('the wallets named to customers are the payable ones, or those the shop writes down', () => {
  const taken = (shop: object, gateway?: object) => shopWindowOf(configured(shop, gateway), names).wallets;
  expect(taken({})).toEqual(['Alipay', 'WeChat Pay']);
  expect(taken({}, { ...codepay, payMethodId: { wechat: 'W1', emv: 'E1', unknown: 'U1' } })).toEqual([
    'WeChat Pay',
  ]);
  expect(taken({}, { ...codepay, payMethodId: 'ALL' })).toEqual([]);
  expect(taken({}, codepay)).toEqual([]);
  expect(taken({ walletNames: ['GrabPay'] }, codepay)).toEqual(['GrabPay']);
});
