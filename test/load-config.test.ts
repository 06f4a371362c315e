import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TillError } from '../src/errors.ts';
import { type ConfigCheck, type ConfigSources, loadConfig } from '../src/load-config.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const sandbox = { kind: 'sandbox' };
const codepay = { kind: 'codepay', baseUrl: 'https://pay.example', appId: 'wz1', merchantNo: '1' };

interface Given {
  overrides?: ConfigSources['overrides'];
  env?: ConfigSources['env'];
  checks?: ConfigCheck[];
  folder?: string;
}

/** Reads a configuration with that content, an object or the file's very text. */
function load(content: unknown, { overrides = {}, env = {}, checks = [], folder }: Given = {}) {
  const cwd = folder ?? temporaryFolder();
  const file = join(cwd, 'scantill.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return loadConfig({ file, cwd, overrides, env }, checks);
}

/** The problems it is refused with, one per line of the message. */
function problemsOf(content: unknown, given: Given = {}): string[] {
  try {
    load(content, given);
  } catch (error) {
    if (!(error instanceof TillError) || error.code !== 'CONFIG_INVALID') throw error;
    return error.message.split('\n  - ').slice(1);
  }
  throw new Error('it was taken');
}

test('without a file the till runs on its sandbox with one lane, on this machine only', () => {
  const { config } = loadConfig({ cwd: '/srv/till', overrides: {}, env: {} }, []);
  expect(config).toMatchObject({
    server: { host: '127.0.0.1', port: 8080 },
    dataDir: '/srv/till/data',
    gateway: { kind: 'sandbox' },
    lanes: [{ id: '1' }],
    payment: { waitSeconds: 50, expiresSeconds: 120, cancelNotBeforeSeconds: 15 },
  });
});

const misspelt: [unknown, string][] = [
  [{ server: { prot: 1 } }, 'server.prot: there is no such setting; did you mean "port"?'],
  [
    { payment: { waitSecond: 1 } },
    'payment.waitSecond: there is no such setting; did you mean "waitSeconds"?',
  ],
  [{ lane: [] }, 'lane: there is no such setting; did you mean "lanes"?'],
  [{ host: 'x' }, 'host: there is no such setting here; did you mean "server.host"?'],
  [{ lanes: [{ id: '1', nam: 'x' }] }, 'lanes[0].nam: there is no such setting; did you mean "name"?'],
  [
    { lanes: [{ id: '1', scanners: [{ transport: 'serial', path: 'x', baudrate: 9600 }] }] },
    'lanes[0].scanners[0].baudrate: there is no such setting; did you mean "baudRate"?',
  ],
  [{ zzzzzzzzzz: 1 }, 'zzzzzzzzzz: there is no such setting'],
];

test.each(misspelt)('a misspelt setting is told with the nearest known one: %j', (content, problem) => {
  expect(problemsOf({ gateway: sandbox, ...(content as object) })).toEqual([problem]);
});

const wrong: [unknown, string][] = [
  [{ payment: { waitSeconds: '50' } }, 'payment.waitSeconds: expected number; got "50"'],
  [{ server: { port: null } }, 'server.port: expected number; got null'],
  [
    { shop: { currency: 'usd' } },
    'shop.currency: expected three capital letters (ISO 4217), such as "USD"; got "usd"',
  ],
  [
    { shop: { timeZone: 'Mars' } },
    'shop.timeZone: expected an IANA time zone such as "America/New_York"; got "Mars"',
  ],
  [{ lanes: {} }, 'lanes: expected array; got an object'],
  [{ lanes: [{ id: 'a b' }] }, 'lanes[0].id: expected 1 to 32 letters, digits, - or _; got "a b"'],
  [{ lanes: [{ id: '1' }, { id: '1' }] }, 'lanes: the id "1" is there twice; each lane needs its own'],
  [
    {
      lanes: [
        { id: '1', scanners: [{ transport: 'hid', id: 'front', usbPort: '1-1' }] },
        { id: '2', scanners: [{ transport: 'hid', id: 'front', usbPort: '1-2' }] },
      ],
    },
    'lanes: the scanner id "front" is there twice; each scanner needs its own',
  ],
  ...[
    { transport: 'serial', path: '/dev/ttyS0' },
    { transport: 'tcp', connect: '192.0.2.7:9100' },
    { transport: 'tcp', listen: '127.0.0.1:9100' },
  ].map(({ transport, ...place }): [unknown, string] => {
    const scanners = [{ transport, ...place }];
    const content = { lanes: ['1', '2'].map((id) => ({ id, scanners })) };
    return [content, `lanes: a scanner at "${Object.values(place)}" is there twice; each scans for one lane`];
  }),
  [
    { payment: { wallets: [{ wallet: 'a', name: 'A', pattern: '(' }] } },
    'payment.wallets[0].pattern: expected a regular expression; got "("',
  ],
];

test.each(wrong)(
  'a wrong value is told with its place, what was expected and what came: %j',
  (content, problem) => {
    expect(problemsOf({ gateway: sandbox, ...(content as object) })).toEqual([problem]);
  },
);

const guns: [unknown, string][] = [
  [{ transport: 'usb' }, '[0].transport: expected one of "serial", "hid", "tcp"; got "usb"'],
  [{ path: '/dev/x' }, '[0].transport: expected one of "serial", "hid", "tcp"; got nothing'],
  [{ transport: 'serial' }, '[0].path: expected string; got nothing'],
  [{ transport: 'tcp', listen: 'here' }, '[0].listen: expected HOST:PORT; got "here"'],
  ...['192.0.2.7/', '192.0.2.0/24/8', '192.0.2.0/0x18', '192.0.2.0/33', '192.0.2.0/-0', 'gun'].map(
    (network): [unknown, string] => [
      { transport: 'tcp', listen: '0.0.0.0:9100', allow: [network] },
      `[0].allow[0]: expected an IP address or a network such as "192.0.2.0/24"; got "${network}"`,
    ],
  ),
  [
    { transport: 'hid', vendorId: '0x0c2e' },
    '[0].vendorId: expected four hexadecimal digits, such as "0c2e"; got "0x0c2e"',
  ],
  [
    { transport: 'tcp', listen: '127.0.0.1:1', connect: '127.0.0.1:2' },
    '[0].connect: it does not go together with the settings beside it',
  ],
  [{ transport: 'tcp' }, '[0].listen: expected HOST:PORT; got nothing'],
  [
    { transport: 'serial', path: '/dev/x', terminator: 'enter' },
    '[0].terminator: expected one of "any", "cr", "lf", "crlf", "tab", "etx", "none"; got "enter"',
  ],
  [
    { transport: 'hid', mode: 'keyboard', usbPort: '1-1', terminator: 'cr' },
    '[0].terminator: expected one of "any", "none"; got "cr"',
  ],
  [
    { transport: 'hid', mode: 'keyboard', usbPort: '1-1', layout: 'xx' },
    '[0].layout: expected one of "us", "uk", "de", "fr", "es", "jp"; got "xx"',
  ],
  [{ transport: 'serial', path: '/dev/x', dataBits: 9 }, '[0].dataBits: expected one of 7, 8; got 9'],
  [
    { transport: 'serial', path: '/dev/x', commands: 'zebra' },
    '[0].commands: expected "honeywell" or an object; got "zebra"',
  ],
];

test.each(guns)('a wrong gun is measured by the transport it names: %j', (gun, problem) => {
  const content = { gateway: sandbox, lanes: [{ id: '1', scanners: [gun] }] };
  expect(problemsOf(content)).toEqual([`lanes[0].scanners${problem}`]);
});

test('every wrong value of one gun is told at once', () => {
  const gun = { transport: 'serial', path: '/dev/x', parity: 'mark', terminator: 'enter', idleMs: 0 };
  expect(problemsOf({ gateway: sandbox, lanes: [{ id: '1', scanners: [gun] }] })).toHaveLength(3);
});

test('every problem is told at once, of the file, the secrets and the parts', () => {
  const content = { gateway: sandbox, server: { prot: 1, port: 70_000 }, shop: { currency: 'usd' } };
  expect(problemsOf(content)).toHaveLength(3);
  const later = { gateway: { ...codepay, auth: { type: 'rsa2' } }, server: { host: '0.0.0.0' } };
  expect(problemsOf(later, { checks: [() => ['shop.maxAmount: too much']] })).toEqual([
    'gateway.auth.privateKeyFile: expected a file, or the variable SCANTILL_PRIVATE_KEY; got neither',
    'gateway.auth.gatewayPublicKeyFile: expected a file, or the variable SCANTILL_GATEWAY_PUBLIC_KEY; got neither',
    'shop.maxAmount: too much',
  ]);
});

test('with a file the gateway must be named: no shop sells on a sandbox by accident', () => {
  expect(problemsOf({})).toEqual(['gateway: expected object; got nothing']);
  expect(problemsOf({ gateway: { kind: 'nope' } })[0]).toContain("'codepay' | 'sandbox'; got \"nope\"");
});

test('a file that is not there, not JSON or no object is told as such', () => {
  const cwd = temporaryFolder();
  const missing = () => loadConfig({ file: 'nowhere.json', cwd, overrides: {}, env: {} }, []);
  expect(missing).toThrow(
    /A problem in the configuration .*nowhere\.json:\n {2}- the file cannot be read: ENOENT/,
  );
  expect(problemsOf('{"gateway":')[0]).toContain('the file is not JSON');
  expect(problemsOf('')[0]).toContain('the file is not JSON');
  expect(problemsOf('[]')).toEqual(['the file: expected object; got a list']);
  expect(problemsOf('null')).toEqual(['the file: expected object; got null']);
});

test('a byte order mark, as editors on Windows leave it, does not matter', () => {
  expect(load(`\uFEFF${JSON.stringify({ gateway: sandbox })}`).config.gateway).toEqual(sandbox);
});

test('what is typed wins over the file, and is judged by the same rules', () => {
  const content = { gateway: sandbox, dataDir: 'a', server: { port: 1, host: '127.0.0.2' } };
  const { config } = load(content, { overrides: { port: '9000', host: 'localhost', dataDir: '/b' } });
  expect(config).toMatchObject({ dataDir: '/b', server: { port: 9000, host: 'localhost' } });
  expect(problemsOf(content, { overrides: { port: 'abc' } })).toEqual([
    'server.port: expected number; got "abc"',
  ]);
});

test('paths of the file are relative to it, those that are typed to where it was typed', () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'etc'));
  writeFileSync(join(cwd, 'etc', 'till.json'), JSON.stringify({ gateway: sandbox }));
  const read = (overrides: ConfigSources['overrides']) =>
    loadConfig({ file: 'etc/till.json', cwd, overrides, env: {} }, []).config.dataDir;
  expect(read({})).toBe(join(cwd, 'etc', 'data'));
  expect(read({ dataDir: 'data' })).toBe(join(cwd, 'data'));
});

test('secrets come from files beside the configuration, and the environment wins', () => {
  const folder = temporaryFolder();
  for (const name of ['token', 'private', 'public'])
    writeFileSync(join(folder, name), `${name} of the file\n`);
  const content = {
    server: { tokenFile: 'token' },
    gateway: {
      ...codepay,
      auth: { type: 'rsa2', privateKeyFile: 'private', gatewayPublicKeyFile: 'public' },
    },
  };
  expect(load(content, { folder, checks: [] }).secrets).toEqual({
    token: 'token of the file',
    privateKey: 'private of the file',
    gatewayPublicKey: 'public of the file',
  });
  const env = { SCANTILL_TOKEN: 'a token of the environment', SCANTILL_PRIVATE_KEY: 'env', EMPTY: '' };
  expect(load(content, { folder, env }).secrets).toEqual({
    token: 'a token of the environment',
    privateKey: 'env',
    gatewayPublicKey: 'public of the file',
  });
});

test('no message holds a secret, even where one was written in the wrong place', () => {
  const secret = 'Geheim1234';
  const contents = [
    { gateway: { ...codepay, auth: secret } },
    { gateway: { ...codepay, auth: { type: 'basic', username: 'u', password: secret } } },
    { gateway: { ...codepay, auth: { type: 'basic', username: 'u', passwordFile: [secret] } } },
    { gateway: sandbox, server: { token: secret } },
    { gateway: sandbox, server: { tokenFile: { text: secret } } },
    {
      gateway: {
        ...codepay,
        auth: {
          type: 'rsa2',
          privateKeyFile: `-----BEGIN PRIVATE KEY-----\n${secret}`,
          gatewayPublicKeyFile: 'x',
        },
      },
    },
  ];
  for (const content of contents) expect(problemsOf(content).join('\n')).not.toContain(secret);
  const short = problemsOf({ gateway: sandbox }, { env: { SCANTILL_TOKEN: secret } });
  expect(short).toEqual(['server.tokenFile: expected a token of at least 16 characters']);
});

test.each(['0.0.0.0', '::', '192.168.1.5', 'till.shop.lan', '127.0.0.1', 'localhost', '::1'])(
  'the till listens at %s without a token: tablets are paired',
  (host) => {
    expect(load({ gateway: sandbox, server: { host } })).toMatchObject({
      config: { server: { host } },
      secrets: {},
    });
  },
);

test.each([
  ['127.0.0.1:8081', {}],
  ['0.0.0.0:8081', {}],
  ['[::]:8081', {}],
  ['192.0.2.7:8080', {}],
  ['127.0.0.1:0', { port: 0 }],
])('the port for notifications alone may be %s', (webhookListen, server) => {
  const { config } = load({ gateway: sandbox, server: { ...server, webhookListen } });
  expect(config.server.webhookListen).toBe(webhookListen);
});

test.each([
  ['127.0.0.1:8080', "expected another port than the till's own (server.port); got 8080 for both"],
  ['0.0.0.0:8080', "expected another port than the till's own (server.port); got 8080 for both"],
  ['[::]:8080', "expected another port than the till's own (server.port); got 8080 for both"],
  ['127.0.0.1:65536', 'expected a port of at most 65535; got 65536'],
])('the port for notifications alone cannot be %s', (webhookListen, problem) => {
  expect(problemsOf({ gateway: sandbox, server: { webhookListen } })).toEqual([
    `server.webhookListen: ${problem}`,
  ]);
});
