import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test, vi } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { rawServer } from '../support/raw-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Detour, detour } from './detour.ts';
import { openShop, type Shop } from './shop.ts';

/** A gateway that cannot be reached any more, in each way there is, at each moment that matters. */

vi.setConfig({ testTimeout: 90_000 });
/** 90 s, and half a second of a busy machine, which counts sixtyfold here. */
const LATEST_MS = 120_000;

const tls = (file: string) => readFileSync(new URL(`../fixtures/tls/${file}`, import.meta.url), 'utf8');

/** A server under a certificate that is trusted, and out of its time. */
const outOfTime = (name: string) => async () => {
  const cert = tls(`localhost-${name}.cert.pem`);
  const server = await rawServer(() => {}, { cert, key: tls('localhost.key.pem') });
  return { url: `https://localhost:${server.port}`, ca: cert };
};

const EXPIRED =
  "TLS certificate expired or not valid yet. Check this machine's clock; if it is right, tell the gateway's support.";
const ways: [string, () => Promise<{ url: string; ca?: string }>, string][] = [
  [
    'a gateway that refuses connections',
    async () => ({ url: `http://127.0.0.1:${await freePort()}` }),
    'connection refused. Check the port in gateway.baseUrl',
  ],
  [
    'a DNS that is gone',
    async () => ({ url: 'http://gateway.invalid' }),
    "DNS name not found. Check gateway.baseUrl, this machine's network and its DNS server.",
  ],
  ['a TLS certificate that has expired', outOfTime('expired'), EXPIRED],
  ['a TLS certificate that is not valid yet', outOfTime('not-yet-valid'), EXPIRED],
];

test.each(ways)(
  '%s at the start: the till starts, sells nothing, says why, and sells once it is back',
  async (_, make, words) => {
    const { shop, way } = await shopWithDetour(make, { speed: 5, isTaken: true });
    const screen = await shop.screenWhen(({ message }) =>
      /^Wallets unreachable since \d\d:\d\d$/.test(message),
    );
    expect(screen).toMatchObject({ mode: 'blocked', actions: [] });
    expect(screen.hint).toMatch(/^Take another payment\. For the technician: /);
    expect(screen.hint).toContain(words);
    expect(await shop.payments.charge('1', { amountMinor: 1230 })).toEqual({ ok: false, why: 'blocked' });
    way.isTaken = false;
    await shop.sellsAgain();
    expect(await shop.expectTrueBooks()).toHaveLength(1);
  },
);

test.each(ways)(
  '%s between two sales: the next is not sent, and its code may be shown again',
  async (_, make, words) => {
    const { shop, way } = await shopWithDetour(make, { speed: 5 });
    await shop.sellsAgain();
    way.isTaken = true;
    await shop.charge('1');
    const code = shop.freshCode('paid');
    expect(shop.payments.scan('1', { text: code })).toEqual({ ok: true });
    const screen = await shop.screenWhen(({ mode }) => mode !== 'paying' && mode !== 'paid');
    expect(screen).toMatchObject({
      mode: 'notSent',
      message: 'Not sent',
      hint: 'The wallets cannot be reached. Nothing was charged. Try again or take another payment.',
    });
    expect(
      (await shop.screenWhen(({ message }) => message.startsWith('Wallets unreachable since'), '2')).hint,
    ).toContain(words);
    way.isTaken = false;
    await shop.charge('1');
    expect(shop.payments.scan('1', { text: code })).toEqual({ ok: true });
    await shop.screenWhen(({ mode }) => mode === 'paid');
    expect((await shop.expectTrueBooks()).map(({ state }) => state)).toEqual(['paid', 'notSent', 'paid']);
  },
);

test.each(ways)('%s in the middle of a payment, and back in time: it is paid', async (_, make) => {
  const { shop, way } = await shopWithDetour(make, { speed: 40 });
  await shop.sell('1', 'password');
  await shop.screenWhen(({ message }) => message === 'The customer confirms on the phone');
  way.isTaken = true;
  await shop.screenWhen(({ mode }) => mode === 'blocked', '2');
  expect(shop.screen()).toMatchObject({ mode: 'paying', message: 'The customer confirms on the phone' });
  way.isTaken = false;
  await shop.screenWhen(({ mode }) => mode === 'paid');
  await shop.sellsAgain('2');
  expect((await shop.expectTrueBooks()).map(({ state }) => state)).toEqual(['paid', 'paid']);
});

test.each(ways)(
  '%s in the middle of a payment, for long: it is not confirmed within 90 s, and goes back once it can',
  async (_, make) => {
    const { shop, way } = await shopWithDetour(make, { speed: 40 });
    const { orderNo } = await shop.sell('1', 'password');
    await shop.screenWhen(({ message }) => message === 'The customer confirms on the phone');
    way.isTaken = true;
    const since = shop.clock.monotonic();
    const screen = await shop.screenWhen(({ mode }) => mode === 'unknown');
    expect(shop.clock.monotonic() - since).toBeLessThan(LATEST_MS);
    expect(screen).toMatchObject({
      message: 'Not confirmed',
      actions: ['keepWaiting', 'nextCustomer', 'paidAnotherWay'],
      hint: 'Do not hand over the goods, do not charge this sale again. If it was charged, it goes back by itself.',
    });
    expect(shop.sandbox.truthOf(orderNo)).toMatchObject({ state: 'paid', keptMinor: 1230 });
    way.isTaken = false;
    expect(await shop.screenWhen(({ mode }) => mode === 'cancelled')).toMatchObject({ order: { orderNo } });
    await shop.sellsAgain('2');
    expect((await shop.expectTrueBooks()).map(({ state }) => state)).toEqual(['paid', 'cancelled']);
  },
);

async function shopWithDetour(
  make: () => Promise<{ url: string; ca?: string }>,
  { speed, isTaken = false }: { speed: number; isTaken?: boolean },
): Promise<{ shop: Shop; way: Detour }> {
  const folder = temporaryFolder();
  const clock = scaledClock(speed);
  let way: Detour | undefined;
  const bad = await make();
  const shop = await openShop({
    folder,
    clock,
    lanes: ['1', '2'],
    sandbox: { customerDelayMs: () => 20_000 },
    throughSandbox: (sandbox) => {
      way = detour({ ...bad, sandbox, clock });
      way.isTaken = isTaken;
      return way.wrap;
    },
  });
  if (!way) throw new Error('no detour');
  return { shop, way };
}

/** A port nobody listens on any more. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
