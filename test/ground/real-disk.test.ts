import { expect, onTestFinished, test, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { systemRandom } from '../../src/random.ts';
import { type Sandbox, startSandbox, writeTillConfig } from '../../src/sandbox/index.ts';
import type { Screen } from '../../src/ui/messages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, ordersOf, scanOn, screenOf } from '../support/till-api.ts';
import { until } from '../support/until.ts';
import { type TillOnSmallDisk, tillOnSmallDisk } from './small-disk.ts';

/**
 * The till as shops run it, on a real file system that is really full or read-only; where this system lets nobody mount one,
 * on a disk that fails on command.
 */

vi.setConfig({ testTimeout: 90_000 });

async function gateway(customerDelayMs = 3000): Promise<{ sandbox: Sandbox; args: string[] }> {
  const dir = temporaryFolder();
  const sandbox = await startSandbox({
    dir,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    customerDelayMs: () => customerDelayMs,
  });
  onTestFinished(() => sandbox.close());
  return { sandbox, args: ['--config', await writeTillConfig(dir, sandbox)] };
}

async function running(args: string[]): Promise<TillOnSmallDisk> {
  const till = await tillOnSmallDisk({ state: 'well', args });
  if (!('url' in till)) throw new Error(`it ended: ${till.output}`);
  return till;
}

const screenWhen = ({ url }: TillOnSmallDisk, isMet: (screen: Screen) => boolean) =>
  until(
    async () => {
      const screen = await screenOf(url);
      return isMet(screen) && screen;
    },
    { what: 'the screen is as wanted', timeoutMs: 30_000 },
  );
const charged = ({ url }: TillOnSmallDisk) =>
  until(async () => (await chargeOn(url, '12.30')) === 201, { what: 'the lane can sell', timeoutMs: 30_000 });

async function expectTrueBooks({ url }: TillOnSmallDisk, sandbox: Sandbox, paid: number): Promise<void> {
  const orders = await ordersOf(url);
  expect(orders.map(({ state }) => state)).toEqual(Array.from({ length: paid }, () => 'paid'));
  for (const { orderNo } of orders) expect(sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: 1230 });
}

test.each([
  ['full', 'ENOSPC: no space left on device'],
  ['read-only', 'EROFS: read-only file system'],
  ['almost full', 'MB are free'],
] as const)(
  'a real disk that is %s at the start ends the till with 1 and what to do',
  async (state, words) => {
    const { args } = await gateway();
    const ended = await tillOnSmallDisk({ state, args });
    if ('url' in ended) throw new Error('it started');
    expect(ended.output).toContain(words);
    expect(ended.output).toMatch(/^(DATA_FOLDER_UNUSABLE|STORE_WRITE_FAILED): /m);
    expect(ended.output).not.toContain('    at ');
    expect(ended.code).toBe(1);
  },
);

test('a real disk that fills up between two sales: the next is not sent, and the till sells again once there is room', async () => {
  const { sandbox, args } = await gateway();
  const till = await running(args);
  await charged(till);
  await scanOn(till.url, { wallet: 'alipay', outcome: 'paid' });
  await screenWhen(till, ({ mode }) => mode === 'paid');
  await charged(till);
  till.fill();
  await scanOn(till.url, { wallet: 'alipay', outcome: 'paid' });
  const screen = await screenWhen(
    till,
    ({ hint }) => hint?.includes('ENOSPC: no space left on device') === true,
  );
  expect(screen).toMatchObject({
    mode: 'blocked',
    message: 'The till cannot write sales down',
    amount: { minor: 1230 },
  });
  expect(await chargeOn(till.url, '12.30')).toBe(503);
  till.free();
  await charged(till);
  await scanOn(till.url, { wallet: 'alipay', outcome: 'paid' });
  await screenWhen(till, ({ mode }) => mode === 'paid');
  await expectTrueBooks(till, sandbox, 2);
});

test('a real disk that fills up in the middle of a payment: not confirmed, then paid once there is room', async () => {
  const { sandbox, args } = await gateway();
  const till = await running(args);
  await charged(till);
  await scanOn(till.url, { wallet: 'alipay', outcome: 'password' });
  await screenWhen(till, ({ message }) => message === 'The customer confirms on the phone');
  till.fill();
  const screen = await screenWhen(till, ({ mode }) => mode === 'unknown');
  expect(screen).toMatchObject({ message: 'Not confirmed', actions: [] });
  expect(screen.hint).toMatch(/^Do not hand over the goods, do not charge this sale again\./);
  till.free();
  await screenWhen(till, ({ mode }) => mode === 'paid');
  await expectTrueBooks(till, sandbox, 1);
});

test('a real disk that turns read-only before a sale: it is not sent, and the till sells again once it can write', async () => {
  const { sandbox, args } = await gateway();
  const till = await running(args);
  await charged(till);
  till.remount('ro');
  await scanOn(till.url, { wallet: 'alipay', outcome: 'paid' });
  const screen = await screenWhen(
    till,
    ({ hint }) => hint?.includes('EROFS: read-only file system') === true,
  );
  expect(screen).toMatchObject({ mode: 'blocked', message: 'The till cannot write sales down' });
  till.remount('rw');
  await charged(till);
  await scanOn(till.url, { wallet: 'alipay', outcome: 'paid' });
  await screenWhen(till, ({ mode }) => mode === 'paid');
  await expectTrueBooks(till, sandbox, 1);
});
