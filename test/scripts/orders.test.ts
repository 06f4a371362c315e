import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { requestFor } from '../../scripts/orders/ask.ts';
import { parseOrdersOptions } from '../../scripts/orders/options.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startTill } from '../support/till-process.ts';
import { until } from '../support/until.ts';

// Programs are built first where their sources are newer.
vi.setConfig({ testTimeout: 90_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));

async function run(program: string, args: string[], input = '') {
  const child = spawn(process.execPath, ['scripts/run.mjs', `scripts/${program}`, ...args], { cwd: root });
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { out, err, code };
}

/** A till on which a sale of 12.30 was paid, and the console's orders command on it. */
async function tillWithSale() {
  const dataDir = join(temporaryFolder(), 'data');
  const till = await startTill({ dataDir });
  onTestFinished(() => till.kill());
  await fetch(`${till.url}/api/v1/lanes/1/charge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"amount":"12.30"}',
  });
  const { port } = new URL(till.url);
  expect(await run('scan', ['--port', port, '--transport', 'api'])).toMatchObject({ code: 0 });
  const orders = (...args: string[]) => run('orders', ['--data-dir', dataDir, ...args]);
  const only = async () => {
    const { out } = await orders('--json', 'list');
    const [order] = (JSON.parse(out) as { orders: { orderNo: string; state: string }[] }).orders;
    return order;
  };
  await until(async () => (await only())?.state === 'paid', { what: 'the sale is paid', timeoutMs: 15_000 });
  return { dataDir, till, orders, orderNo: (await only())?.orderNo ?? '' };
}

test('the till’s machine finds an order, tells its story and gives money back, also where only a manager may', async () => {
  const { dataDir, orders, orderNo } = await tillWithSale();
  const added = await run(
    'people',
    ['--data-dir', dataDir, 'add', '--name', 'Ada', '--role', 'manager'],
    '314159\n',
  );
  expect(added.code).toBe(0);
  expect((await orders('list')).out).toMatch(new RegExp(`^${orderNo} .* lane 1 +paid +12\\.30 USD`));
  expect((await orders('show', orderNo)).out).toMatch(/\n {2}\S+ {2}created/);
  const refund = [
    'refund',
    orderNo,
    '--amount',
    '2.30',
    '--reason',
    'one came back',
    '--by',
    'Ada',
    '--key',
    'k-000001',
  ];
  const first = await orders(...refund);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/^refund \S+ {2}2\.30 USD {2}\w+ {2}one came back \(Ada\)/);
  const [, refundNo = ''] = /^refund (\S+)/.exec(first.out) ?? [];
  expect((await orders(...refund)).out, 'asked again with its key').toContain(refundNo);
  expect((await orders('show', orderNo)).out.match(/^ {2}refund /gm)).toHaveLength(1);
});

test('what the till refuses is told in its own words, and nothing is done', async () => {
  const { orders, orderNo } = await tillWithSale();
  const much = await orders('refund', orderNo, '--amount', '99.00', '--reason', 'too much');
  expect(much).toMatchObject({ code: 1, out: '' });
  expect(much.err).toContain('more than is left of this payment: 12.30 USD');
  const settled = await orders('resolve', orderNo, '--as', 'notPaid', '--reason', 'by mistake');
  expect(settled).toMatchObject({ code: 1, err: expect.stringContaining('does not wait for a decision') });
  expect(await orders('show', 'P0')).toMatchObject({ code: 1, err: 'There is no order "P0".\n' });
});

test('without a running till it says so, and does not touch the folder', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const { code, err } = await run('orders', ['--data-dir', dataDir, 'list']);
  expect(code).toBe(1);
  expect(err).toContain('No till runs on the data folder');
});

test('each wish becomes one request, and a refund has a key that is kept over a repeat', () => {
  const wishOf = (...argv: string[]) => parseOrdersOptions(argv, {}).wish;
  const request = (...argv: string[]) => requestFor(wishOf(...argv), () => 'fresh');
  expect(request('list')).toEqual({ method: 'GET', path: '/orders' });
  expect(request('list', '--day', '2026-11-21', '--lane', 'a b')).toEqual({
    method: 'GET',
    path: '/orders?day=2026-11-21&lane=a+b',
  });
  expect(request('check', 'P/1')).toEqual({ method: 'POST', path: '/orders/P%2F1/check' });
  const refund = ['refund', 'P1', '--amount', '1.00', '--reason', 'broken'];
  expect(request(...refund)).toEqual({
    method: 'POST',
    path: '/orders/P1/refunds',
    body: { amount: '1.00', reason: 'broken' },
    key: 'fresh',
  });
  expect(request(...refund, '--key', 'mine', '--outside')).toMatchObject({
    key: 'mine',
    body: { outside: true },
  });
  expect(
    request('resolve', 'P1', '--refund', 'R1', '--as', 'done', '--reason', 'portal', '--by', 'Bo'),
  ).toEqual({
    method: 'POST',
    path: '/orders/P1/refunds/R1/resolve',
    body: { as: 'done', reason: 'portal (Bo)' },
  });
});

test.each([
  [['refund', 'P1', '--amount', '1.00']],
  [['resolve', 'P1', '--as', 'perhaps', '--reason', 'x']],
  [['show']],
  [[]],
])('the arguments %j are wrong', async (args) => {
  expect((await run('orders', args)).code).toBe(2);
});
