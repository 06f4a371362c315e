import { writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { signedHeaders } from '../../src/outgoing/signature.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, ordersOf, scanOn } from '../support/till-api.ts';
import { startTill, type TillProcess } from '../support/till-process.ts';
import { until } from '../support/until.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
  message: {
    type: string;
    data: { till: string; order: { orderNo: string; state: string; codeMask: string } };
  };
}

/** A program that is told; it answers as `status` says at the moment. */
async function listener() {
  const heard: Heard[] = [];
  const program = { url: '', status: 204, heard };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    heard.push({ headers: request.headers, body, message: JSON.parse(body) });
    response.writeHead(program.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  program.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return program;
}

async function tillThatTells(folder: string, url: string): Promise<TillProcess> {
  const file = join(folder, 'scantill.json');
  writeFileSync(join(folder, 'hook'), `${SECRET}\n`);
  const webhooks = [{ id: 'erp', url, secretFile: 'hook', events: ['sale.ended', 'day.closed'] }];
  writeFileSync(file, JSON.stringify({ gateway: { kind: 'sandbox' }, webhooks }));
  const till = await startTill({ dataDir: join(folder, 'data'), args: ['--config', file] });
  onTestFinished(async () => void (await till.stop()));
  return till;
}

async function sell(till: TillProcess, outcome: 'paid' | 'declined'): Promise<string> {
  expect(await chargeOn(till.url, '12.30')).toBe(201);
  await scanOn(till.url, { wallet: 'alipay', outcome });
  const order = await until(async () => (await ordersOf(till.url)).find(({ state }) => state === outcome), {
    what: `the sale is ${outcome}`,
  });
  return order.orderNo;
}

test('a program hears of each sale and close: signed, in order, over its own absence and a till that dies', async () => {
  const program = await listener();
  const folder = temporaryFolder();
  const first = await tillThatTells(folder, program.url);
  const paid = await sell(first, 'paid');
  await until(() => program.heard.length === 1, { what: 'the sale is told' });
  const [told] = program.heard;
  expect(told?.message).toMatchObject({
    type: 'sale.ended',
    data: { shop: 'Scantill', sandbox: true, order: { orderNo: paid, state: 'paid', amount: '12.30' } },
  });
  const id = String(told?.headers['webhook-id']);
  const at = Number(told?.headers['webhook-timestamp']) * 1000;
  expect(told?.headers).toMatchObject(signedHeaders({ id, body: told?.body ?? '', at }, SECRET));
  expect(told?.message.data.order.codeMask).toMatch(/^\d\d\*+\d{4}$/);

  program.status = 503;
  const declined = await sell(first, 'declined');
  await until(() => program.heard.length > 1, { what: 'the second sale was tried' });
  await until(
    async () => {
      const { webhooks } = (await (await fetch(`${first.url}/healthz`)).json()) as { webhooks: object[] };
      return JSON.stringify(webhooks).includes('answered 503');
    },
    { what: 'health says that the program does not take it' },
  );
  await first.kill();

  program.status = 204;
  const heardBefore = program.heard.length;
  const second = await tillThatTells(folder, program.url);
  const { today } = (await (await fetch(`${second.url}/api/v1/days/today`)).json()) as { today: string };
  expect((await fetch(`${second.url}/api/v1/days/${today}/close`, { method: 'POST' })).status).toBe(200);
  await until(() => program.heard.length >= heardBefore + 2, { what: 'the rest is told' });
  expect(program.heard.slice(heardBefore).map(({ message }) => message)).toMatchObject([
    { type: 'sale.ended', data: { order: { orderNo: declined, state: 'declined' } } },
    { type: 'day.closed', data: { close: { z: 1, period: today } } },
  ]);
  const repeats = new Set(
    program.heard.slice(1, heardBefore + 1).map(({ headers }) => headers['webhook-id']),
  );
  expect(repeats.size).toBe(1);
});
