import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { lead } from '../../scripts/go-live/lead.ts';
import { lacks } from '../../scripts/go-live/readiness.ts';
import { Stopped, type Till } from '../../scripts/go-live/steps.ts';
import { systemClock } from '../../src/clock.ts';
import { configSchema } from '../../src/config.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode, type OutcomeId } from '../../src/sandbox/index.ts';
import { openTechnicianShop, type TechnicianShop } from '../support/technician-shop.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startTill } from '../support/till-process.ts';

// Programs are built first where their sources are newer.
vi.setConfig({ testTimeout: 90_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Script {
  /** What the phone shows; left out: nobody scans. */
  outcome?: OutcomeId;
  refundFails?: true;
  /** Somebody stops as soon as this is said. */
  stopAt?: RegExp;
  says?: 'no';
}

/** A technician who follows what is said, before a real till on its sandbox. */
async function goingLive(shop: TechnicianShop, { outcome, refundFails, stopAt, says }: Script) {
  const said: string[] = [];
  const stopping = new AbortController();
  const till: Till = {
    ask: async (method, path, { body, key } = {}) => {
      if (refundFails && method === 'POST' && path.endsWith('/refunds'))
        throw new Error('the balance is too low.');
      const answer = await shop.ask(
        method,
        path,
        method === 'POST' ? (body ?? {}) : undefined,
        key === undefined ? {} : { 'idempotency-key': key },
      );
      if (answer.status >= 300) throw new Error(answer.body.detail);
      return answer.body as never;
    },
  };
  const say = (words: string) => {
    said.push(words);
    if (stopAt?.test(words)) stopping.abort();
    // The gun at the till.
    if (/Show your phone/.test(words) && outcome) void scanWhenReady(shop, outcome);
  };
  const ended = await lead({
    till,
    lane: '1',
    amount: '0.01',
    currency: 'USD',
    practice: false,
    key: () => Buffer.from(systemRandom.bytes(9)).toString('hex'),
    say,
    clock: systemClock,
    signal: stopping.signal,
    isWanted: async () => says !== 'no',
  }).catch((error: unknown) => {
    if (error instanceof Stopped) return error.message;
    throw error;
  });
  return { ended, said };
}

async function scanWhenReady(shop: TechnicianShop, outcome: OutcomeId): Promise<void> {
  const body = { text: makeCode({ wallet: 'alipay', outcome }, systemRandom) };
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await shop.ask('POST', '/lanes/1/scan', body)).status === 202) return;
    await systemClock.sleep(50);
  }
}

const open = async (shop: TechnicianShop) =>
  ((await shop.ask('GET', '/orders')).body.orders as { state: string; refundedAmount: string }[]).map(
    ({ state, refundedAmount }) => `${state} ${refundedAmount}`,
  );

test('the smallest payment is made and given back, and the totals show both', async () => {
  const shop = await openTechnicianShop();
  const { ended, said } = await goingLive(shop, { outcome: 'password' });
  expect(ended).toMatchObject({ orderNo: expect.any(String), refundNo: expect.any(String) });
  expect(said.join('\n')).toMatch(
    /Paid: order P\w+[\s\S]+Given back: refund P\w+[\s\S]+one payment and one refund more/,
  );
  expect(await open(shop)).toEqual(['paid 0.01']);
});

test.each<[string, Script, RegExp, string[]]>([
  ['who says no charges nothing', { outcome: 'paid', says: 'no' }, /^Nothing was charged/, []],
  [
    'a phone that declines is told',
    { outcome: 'declined' },
    /^Not paid: the wallet declined it/,
    ['declined 0.00'],
  ],
  [
    'who stops before the scan leaves nothing open',
    { stopAt: /Show your phone/ },
    /^Not paid: it was cancelled before/,
    [],
  ],
  [
    'who stops while it is pending has it called off',
    { outcome: 'never', stopAt: /pending/ },
    /^Not paid: it was cancelled/,
    ['cancelled 0.00'],
  ],
  [
    'who stops between payment and refund is told what is open',
    { outcome: 'paid', stopAt: /^2\. / },
    /^Open: 0\.01 USD were paid.*scantill orders refund P\w+ 0\.01/,
    ['paid 0.00'],
  ],
  [
    'a refund that is refused is told with what to do',
    { outcome: 'paid', refundFails: true },
    /balance is too low.*scantill orders refund/,
    ['paid 0.00'],
  ],
])('%s', async (_, script, message, left) => {
  const shop = await openTechnicianShop();
  const { ended } = await goingLive(shop, script);
  expect(ended).toMatch(message);
  expect(await open(shop)).toEqual(left);
});

test('what is missing is told before any money moves, and what must not be is no matter of wishes', () => {
  const config = (more: object = {}) => configSchema.parse({ gateway: { kind: 'sandbox' }, ...more });
  const ready = { checks: [], hasManager: true, hasBackup: true };
  const told = (facts: Parameters<typeof lacks>[0]) =>
    lacks(facts).map(({ must, text }) => `${must ? 'must' : 'should'} ${text.slice(0, 26)}`);
  expect(told({ ...ready, config: config(), practice: true })).toEqual([]);
  expect(told({ ...ready, config: config(), practice: false })).toEqual(['must The till is on its sandbox']);
  const real = configSchema.parse({
    server: { host: '0.0.0.0' },
    gateway: {
      kind: 'codepay',
      baseUrl: 'https://pay.example',
      appId: '1',
      merchantNo: '1',
      auth: { type: 'rsa2' },
    },
  });
  const fail = { id: 'keys', title: 'Keys', outcome: 'fail', detail: 'They do not fit.' } as const;
  expect(
    told({ config: real, practice: false, checks: [fail], hasManager: false, hasBackup: false }),
  ).toEqual([
    'must Keys: They do not fit.',
    'should Tablets reach the till wit',
    'should Nobody is a manager yet: w',
    'should No backup was made yet: wi',
  ]);
  expect(told({ ...ready, config: real, practice: true })[0]).toMatch(/^must The till is on a real/);
});

test('practice goes through by itself beside a running till, and keeps a protocol without a code', async () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  const till = await startTill({ dataDir });
  onTestFinished(() => till.kill());
  const file = join(folder, 'protocol.txt');
  const args = ['--practice', '--data-dir', dataDir, '--protocol', file];
  const run = async (more: string[]) => {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/go-live', ...args, ...more], {
      cwd: root,
    });
    child.stdin.end();
    const [out] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (child.exitCode === null) await once(child, 'close');
    return { out, code: child.exitCode };
  };
  expect(await run(['--protocol', `${file}.0`])).toMatchObject({
    code: 1,
    out: expect.stringContaining('Nobody can be asked'),
  });
  const { code, out } = await run(['--yes']);
  expect(out).toMatch(/Done: the practice\. Order P\w+, refund P\w+/);
  expect(code).toBe(0);
  const kept = readFileSync(file, 'utf8');
  expect(kept).toMatch(/^\d{4}-\d\d-\d\dT.*Scantill/);
  expect(kept).not.toMatch(/\d{15,}/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
