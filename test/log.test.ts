import { expect, test } from 'vitest';
import { createLog, lastNet, maskCrash, maskRuns } from '../src/log.ts';
import { maskCode } from '../src/payment/payment-code.ts';
import { systemRandom } from '../src/random.ts';
import { CODE_KINDS, makeCode } from '../src/sandbox/index.ts';

function loggedBy(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  write(
    createLog('info', (line) => {
      text += line;
    }),
  );
  return text;
}

const PAYING = CODE_KINDS.filter((kind) => !['ean13', 'url', 'garbage'].includes(kind));

test.each(PAYING)('a code of %s that slips into the log loses its middle, wherever it stands', (wallet) => {
  const code = makeCode({ wallet }, systemRandom);
  const middle = code.slice(8, -4);
  const text = loggedBy((log) => {
    log.error(`refused ${code}`);
    log.error('refused', { code, near: `]Q1${code}`, raw: `\u0002${code}\r\n`, second: `a\n${code}` });
    log.error('refused', { deep: { list: [code] }, error: new Error(`bad code ${code}`).message });
    log.with({ code }).error(`"${code}"`);
  });
  expect(text).not.toContain(middle);
  expect(text.trim().split('\n')).toHaveLength(4);
});

test('what a technician needs passes: times, order numbers, masks, short numbers', () => {
  const kept = [
    '1800000000000',
    'P261120TEST0000000000000',
    '261120A7Q0H4ZK2M9T0123456789012345',
    maskCode('281234567890123456'),
    'port 8080',
    '2026-11-21T03:26:00.000Z',
  ];
  for (const text of kept) expect(maskRuns(text)).toBe(text);
});

test('a run of digits keeps its first two and last four', () => {
  expect(maskRuns('code 281234567890123456.')).toBe('code 28******3456.');
  expect(maskRuns('12345678901234')).toBe('12345678901234');
  expect(maskRuns('123456789012345')).toBe('12******2345');
});

test('each line is JSON with its level, its time, its message and its fields', () => {
  const [first = '', second = ''] = loggedBy((log) => {
    log.warn('gateway', { state: 'unreachable' });
    log.with({ lane: '2' }).info('scan', { taken: true });
  }).split('\n');
  expect(JSON.parse(first)).toMatchObject({ level: 'warn', msg: 'gateway', state: 'unreachable' });
  expect(JSON.parse(first).time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(JSON.parse(second)).toMatchObject({ level: 'info', msg: 'scan', lane: '2', taken: true });
});

test('lines below the level are not written', () => {
  expect(loggedBy((log) => log.debug('wire', { detail: 'x' }))).toBe('');
});

test('the last net catches the secrets a till was started with, in the forms in which they travel', () => {
  const key =
    '-----BEGIN PRIVATE KEY-----\nMIIEvAIBADANBgkqhkiG9w0BAQEFAASC\nBKYwggSiAgEAAoIBAQDFw8Zk\n-----END PRIVATE KEY-----';
  const net = lastNet([key, 'pass/word+1', 'short']);
  for (const form of ['pass/word+1', 'pass%2Fword%2B1', Buffer.from('pass/word+1').toString('base64')])
    expect(net(`"${form}"`)).toBe('"(secret)"');
  expect(net(JSON.stringify({ key }))).not.toMatch(/MIIEvAIBADANB|BKYwggSi/);
  expect(net('-----BEGIN PRIVATE KEY----- short words stay')).toContain('short words stay');
  expect(lastNet([])('nothing is known, nothing is lost')).toBe('nothing is known, nothing is lost');
});

test('in the words of a crash a code is masked among whatever stands around it', () => {
  expect(maskCrash('TypeError: x287304918265537194y is no number')).toBe(
    'TypeError: x28******7194y is no number',
  );
  expect(maskCrash('at line 12345, 1800000000000')).toBe('at line 12345, 1800000000000');
});
