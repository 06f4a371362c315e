import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { endedTill } from '../support/ended-till.ts';
import { askRaw } from '../support/running-ui.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, ordersOf, scanOn } from '../support/till-api.ts';
import { startTill } from '../support/till-process.ts';
import { until } from '../support/until.ts';

function configWith(webhookListen: string): string {
  const file = join(temporaryFolder(), 'scantill.json');
  const server = { port: 0, webhookListen };
  writeFileSync(file, JSON.stringify({ gateway: { kind: 'sandbox' }, server }));
  return file;
}

test('a till as it is fetched hears its own sandbox, without any setting', async () => {
  const till = await startTill({ dataDir: temporaryFolder() });
  onTestFinished(() => till.kill());
  expect(await chargeOn(till.url, '12.30')).toBe(201);
  await scanOn(till.url, { wallet: 'alipay', outcome: 'notified' });
  const counts = async () => JSON.parse((await askRaw(till.port, { path: '/healthz' })).body).notifications;
  await until(async () => (await counts()).taken === 1, { what: 'the notification is taken' });
  await until(async () => (await ordersOf(till.url))[0]?.state === 'paid', { what: 'the order is paid' });
  await until(() => till.output().includes('"msg":"notification taken"'), { what: 'the log tells of it' });
  expect(await till.stop()).toBe(0);
});

test('a port for notifications alone is opened beside its own, told in the log, and closed with the till', async () => {
  const till = await startTill({ dataDir: temporaryFolder(), args: ['--config', configWith('127.0.0.1:0')] });
  onTestFinished(() => till.kill());
  const [, port] = /"port":(\d+),"msg":"notifications are heard"/.exec(till.output()) ?? [];
  const forged = {
    method: 'POST',
    path: '/webhooks/codepay',
    headers: { 'Content-Type': 'application/json' },
    body: '{"sign":"A"}',
  };
  expect((await askRaw(Number(port), forged)).status).toBe(401);
  expect((await askRaw(Number(port), { path: '/healthz' })).status).toBe(404);
  expect(await till.stop()).toBe(0);
  await expect(askRaw(Number(port), forged)).rejects.toThrow('ECONNREFUSED');
});

test('a taken port for notifications ends the start with 1, saying which setting it is', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void holder.close());
  const address = holder.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, output } = await endedTill([
    '--data-dir',
    temporaryFolder(),
    '--config',
    configWith(`127.0.0.1:${port}`),
  ]);
  expect(output).toContain(`Cannot listen on 127.0.0.1:${port}: another program uses it`);
  expect(output).toContain('choose another port in server.webhookListen');
  expect(code).toBe(1);
});
