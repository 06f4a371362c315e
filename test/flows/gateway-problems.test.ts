import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { systemRandom } from '../../src/random.ts';
import { type Sandbox, type SandboxParts, startSandbox, writeTillConfig } from '../../src/sandbox/index.ts';
import type { Screen } from '../../src/ui/messages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, ordersOf, scanOn, screenOf } from '../support/till-api.ts';
import { startTill, type TillProcess } from '../support/till-process.ts';
import { until } from '../support/until.ts';

interface Shop {
  sandbox: Sandbox;
  /** The till's configuration, pointing at the sandbox as at a genuine gateway. */
  file: string;
  dataDir: string;
}

async function shop(parts: Partial<SandboxParts> = {}): Promise<Shop> {
  const dir = temporaryFolder();
  const sandbox = await startSandbox({
    dir,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    ...parts,
  });
  onTestFinished(() => sandbox.close());
  return { sandbox, file: await writeTillConfig(dir, sandbox), dataDir: join(dir, 'till-data') };
}

/** Changes the configuration's gateway. */
function misconfigure(
  { file }: Shop,
  change: (gateway: { baseUrl: string; auth: Record<string, string> }) => void,
) {
  const config = JSON.parse(readFileSync(file, 'utf8'));
  change(config.gateway);
  writeFileSync(file, JSON.stringify(config));
}

/** Keys that neither side knows. */
function strangeKeys({ file }: Shop) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const files = {
    privateKeyFile: join(dirname(file), 'strange.pem'),
    publicKeyFile: join(dirname(file), 'strange.pub.pem'),
  };
  writeFileSync(files.privateKeyFile, privateKey, { mode: 0o600 });
  writeFileSync(files.publicKeyFile, publicKey);
  return files;
}

async function open({ file, dataDir }: Shop): Promise<TillProcess> {
  const till = await startTill({ dataDir, args: ['--config', file] });
  onTestFinished(() => till.kill());
  return till;
}

/** It runs, sells nothing, and says why everywhere somebody looks. Gives the lane's screen. */
async function expectBlocked({ url }: TillProcess, reason: string): Promise<Screen> {
  const ready = await until(
    async () => {
      const answer = await fetch(`${url}/readyz`);
      const body = (await answer.json()) as { reason?: string };
      return body.reason !== 'starting' && { status: answer.status, body };
    },
    { what: 'the preflight has an outcome' },
  );
  expect(ready).toMatchObject({ status: 503, body: { ready: false, reason } });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await chargeOn(url, '12.30')).toBe(503);
  expect(await ordersOf(url)).toEqual([]);
  const screen = await screenOf(url);
  expect(screen).toMatchObject({ mode: 'blocked', actions: [], sandbox: false });
  return screen;
}

test('a gateway that cannot be reached: the till starts, charges nobody and says since when', async () => {
  const here = await shop();
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const address = closed.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => closed.close(resolve));
  misconfigure(here, (gateway) => {
    gateway.baseUrl = `http://127.0.0.1:${port}`;
  });
  const screen = await expectBlocked(await open(here), 'unreachable');
  expect(screen.message).toMatch(/^Wallets unreachable since \d\d:\d\d$/);
  expect(screen.hint).toMatch(/^Take another payment\. For the technician: /);
});

test('a wrong key of the gateway: its answers are not believed', async () => {
  const here = await shop();
  misconfigure(here, ({ auth }) => {
    auth.gatewayPublicKeyFile = strangeKeys(here).publicKeyFile;
  });
  const screen = await expectBlocked(await open(here), 'untrusted');
  expect(screen.message).toBe("The wallets' answers cannot be trusted");
  expect(screen.hint).toContain('key');
});

test('a wrong key of the merchant: the gateway refuses, and the screen passes on why', async () => {
  const here = await shop();
  misconfigure(here, ({ auth }) => {
    auth.privateKeyFile = strangeKeys(here).privateKeyFile;
  });
  const screen = await expectBlocked(await open(here), 'refused');
  expect(screen.message).toBe('The wallets do not accept this till');
  expect(screen.hint).toContain('key');
});

test.each([
  [12, '12 minutes slow'],
  [-12, '12 minutes fast'],
  // So far off the gateway refuses every request: it is still the clock that is to be mended.
  [20, '20 minutes slow'],
])("a gateway's clock %i minutes ahead stops sales, and the screen names the clock", async (minutes, off) => {
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + minutes * 60_000 };
  const screen = await expectBlocked(await open(await shop({ clock })), 'clockWrong');
  expect(screen.message).toBe("This till's clock is wrong");
  expect(screen.hint).toContain(`it is ${off}`);
});

test('asked to end in mid-payment it ends cleanly within its time, and the next start finds the money', async () => {
  const here = await shop({ customerDelayMs: () => 2500 });
  const first = await open(here);
  await until(async () => (await chargeOn(first.url, '12.30')) === 201, { what: 'the lane can sell' });
  await scanOn(first.url, { wallet: 'alipay', outcome: 'password' });
  const [order] = await until(
    async () => {
      const orders = await ordersOf(first.url);
      return orders[0]?.state === 'pending' && orders;
    },
    { what: 'the customer is asked' },
  );
  const orderNo = order?.orderNo ?? '';
  const asked = performance.now();
  expect(await first.stop()).toBe(0);
  expect(performance.now() - asked).toBeLessThan(10_000);
  await until(() => here.sandbox.truthOf(orderNo).keptMinor === 1230, { what: 'the customer has paid' });

  const second = await open(here);
  const screen = await until(
    async () => {
      const shown = await screenOf(second.url);
      return shown.mode === 'paid' && shown;
    },
    { what: 'the payment is found' },
  );
  expect(screen).toMatchObject({ message: 'Paid while the till was off', order: { orderNo } });
  expect(await ordersOf(second.url)).toMatchObject([{ orderNo, state: 'paid', amount: '12.30' }]);
  expect(second.output() + first.output()).not.toMatch(/\b28\d{16}\b/);
});
