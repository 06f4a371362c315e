import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { dressCode, piecesOf } from '../../scripts/scanner-simulator/code-bytes.ts';
import { parseScanOptions, UsageError } from '../../scripts/scanner-simulator/options.ts';
import { OUTCOMES } from '../../src/sandbox/outcomes.ts';

const parse = (line: string, environment: Record<string, string> = {}) =>
  parseScanOptions(line.split(' ').filter(Boolean), environment);

test('without arguments it scans one paid Alipay code into lane 1 of the till on this machine', () => {
  expect(parse('')).toMatchObject({
    transport: 'tcp',
    lane: '1',
    host: '127.0.0.1',
    port: 8080,
    wallet: 'alipay',
    outcome: 'paid',
    terminator: 'cr',
    real: false,
    wait: true,
    showCode: false,
  });
  expect(parse('').count).toBeUndefined();
});

test('each option is taken', () => {
  const line =
    '--transport pty --lane 2 --wallet emv --outcome password --count 3 --every 500 --terminator crlf --aim --stx ' +
    '--split 20 --unplug-after 1 --real --no-wait --show-code --json --link here --port 9000 --host till.lan';
  expect(parse(line)).toMatchObject({
    transport: 'pty',
    lane: '2',
    wallet: 'emv',
    outcome: 'password',
    count: 3,
    everyMs: 500,
    terminator: 'crlf',
    aim: true,
    stx: true,
    splitMs: 20,
    unplugAfter: 1,
    real: true,
    wait: false,
    showCode: true,
    json: true,
    link: 'here',
    port: 9000,
    host: 'till.lan',
  });
});

test('a HID gun is who it is said to be', () => {
  expect(parse('--transport hid')).toMatchObject({
    transport: 'hid',
    hidMode: 'pos-honeywell',
    layout: 'us',
  });
  const line = '--transport hid --hid-mode keyboard --layout de --vid 05F9 --pid 2214 --serial A1';
  expect(parse(line)).toMatchObject({
    hidMode: 'keyboard',
    layout: 'de',
    vid: 0x05f9,
    pid: 0x2214,
    serial: 'A1',
  });
});

test('the till is found by the environment, and flags win over it', () => {
  const environment = { SCANTILL_PORT: '9999', SCANTILL_HOST: '0.0.0.0' };
  expect(parse('', environment)).toMatchObject({ host: '127.0.0.1', port: 9999 });
  expect(parse('--port 1 --host h', environment)).toMatchObject({ host: 'h', port: 1 });
});

test.each([
  '--file recording --wallet emv',
  '--file recording 281234567890123456',
  '--file recording --transport api',
  '--file recording --unplug-after 1',
  '--speed 2',
  '281234567890123456 --wallet wechat',
  '281234567890123456 --outcome paid',
])('%s is refused with a sentence', (line) => {
  expect(() => parse(line)).toThrow(UsageError);
});

test.each(OUTCOMES)('--outcome $id is taken: the sandbox can play it', ({ id }) => {
  expect(parse(`--outcome ${id}`)).toMatchObject({ outcome: id });
});

test.each([
  '--transport telnet',
  '--hid-mode ibm',
  '--layout it',
  '--vid 5f9',
  '--count many',
  '--count 0',
  '--piece 0',
  '--unplug-after 0',
  '--wallet cash',
  '--outcome luck',
  '--nonsense',
  'one two',
])('%s is refused by the parser', (line) => {
  expect(() => parse(line)).toThrow(CommanderError);
});

test('a code is dressed as the gun is set up', () => {
  const text = (dressing: Parameters<typeof dressCode>[1]) =>
    Buffer.from(dressCode('28', dressing)).toString('latin1');
  expect(text({ terminator: 'crlf', aim: true, stx: true })).toBe('\x02]Q128\r\n');
  expect(text({ terminator: 'none', aim: false, stx: false })).toBe('28');
});

test('bytes in pieces are the same bytes', () => {
  const bytes = Buffer.from('281234567890123456\r');
  const pieces = piecesOf(bytes, 5);
  expect(pieces.map(({ length }) => length)).toEqual([5, 5, 5, 4]);
  expect(Buffer.concat(pieces)).toEqual(bytes);
});
