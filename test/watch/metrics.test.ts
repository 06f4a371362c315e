import { expect, test } from 'vitest';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import { askRaw, connectTablet, runUi } from '../support/running-ui.ts';
import { until } from '../support/until.ts';
import { metricOf, watchOf } from '../support/watched.ts';

async function watchedTill(token?: string) {
  const watch = watchOf();
  const ui = await runUi({
    watch,
    engine: { wrap: watch.metered, news: watch.news },
    ...(token === undefined ? {} : { token }),
  });
  const metrics = async () => (await fetch(`${ui.url}/metrics`)).text();
  return { ...ui, metrics };
}

/** Sells from a tablet that tells what it paints. */
async function sellOn(url: string, outcome: 'paid' | 'declined') {
  const tablet = await connectTablet(url);
  tablet.socket.on('screen', ({ bootId, rev }) => tablet.socket.volatile.emit('painted', { bootId, rev }));
  const { saleId } = await tablet.command('charge', { commandId: `charge-${outcome}`, amountMinor: 1230 });
  const text = makeCode({ wallet: 'alipay', outcome }, systemRandom);
  await tablet.command('scan', { commandId: `scan-${outcome}`, saleId, text });
  await tablet.screenWhen(({ mode }) => mode === outcome);
  return { tablet, text, saleId };
}

test('a sale is counted, and each of its stages timed, from the scan to the painted result', async () => {
  const { url, metrics } = await watchedTill();
  await sellOn(url, 'paid');
  const text = await until(
    async () => {
      const now = await metrics();
      return metricOf(now, 'scantill_stage_seconds_count{stage="total"}') === 1 && now;
    },
    { what: 'the painted result is counted' },
  );
  expect(metricOf(text, 'scantill_sales_total{lane="1",state="paid"}')).toBe(1);
  expect(metricOf(text, 'scantill_scans_total{lane="1",result="taken"}')).toBe(1);
  expect(metricOf(text, 'scantill_gateway_requests_total{method="submit",outcome="success"}')).toBe(1);
  for (const stage of ['intent', 'send', 'answer', 'durable', 'shown']) {
    expect(metricOf(text, `scantill_stage_seconds_count{stage="${stage}"}`), stage).toBe(1);
  }
  expect(metricOf(text, 'scantill_store_write_seconds_count')).toBeGreaterThan(1);
  expect(metricOf(text, 'scantill_sockets{view="cashier"}')).toBe(1);
  expect(metricOf(text, 'scantill_open_orders')).toBe(0);
  expect(metricOf(text, 'scantill_gateway_reachable')).toBe(1);
  expect(metricOf(text, 'scantill_disk_free_bytes')).toBeGreaterThan(0);
  expect(metricOf(text, 'scantill_build_info{version="1.2.3",node="v20.0.0"}')).toBe(1);
});

test('a refused scan and a declined sale are counted as what they are', async () => {
  const { url, metrics } = await watchedTill();
  const { tablet, text } = await sellOn(url, 'declined');
  const { saleId } = await tablet.command('charge', { commandId: 'charge-again', amountMinor: 500 });
  await tablet.command('scan', { commandId: 'scan-again-1', saleId, text });
  await tablet.command('scan', { commandId: 'scan-again-2', saleId, text: '4006381333931' });
  const now = await metrics();
  expect(metricOf(now, 'scantill_sales_total{lane="1",state="declined"}')).toBe(1);
  expect(metricOf(now, 'scantill_scans_total{lane="1",result="codeUsed"}')).toBe(1);
  expect(metricOf(now, 'scantill_scans_total{lane="1",result="productBarcode"}')).toBe(1);
});

test('no order number, sale number, code or payer is in any metric', async () => {
  const { url, metrics, engine } = await watchedTill();
  const { text: code, saleId } = await sellOn(url, 'paid');
  const { orders } = await engine.payments.orders({ limit: 10 });
  const text = await metrics();
  const [order] = orders;
  const secrets = [code, saleId, order?.orderNo, order?.transNo, order?.payChannelTransNo, order?.codeHash];
  expect(orders).toHaveLength(1);
  for (const secret of secrets) if (secret !== undefined) expect(text).not.toContain(secret);
});

test('a tablet that lies about what it paints changes no sale and no other metric, and may say nonsense', async () => {
  const { url, metrics } = await watchedTill();
  const tablet = await connectTablet(url);
  const lies: unknown[] = [undefined, null, 7, 'x', [], { rev: 1 }, { bootId: 'BOOT', rev: 1e300 }];
  for (const lie of [...lies, { bootId: 'BOOT', rev: -1 }, { bootId: 'OTHER', rev: 1 }]) {
    tablet.socket.emit('painted', lie);
  }
  const { ok } = await tablet.command('charge', { commandId: 'charge-lies', amountMinor: 1230 });
  expect(ok).toBe(true);
  expect(await metrics()).not.toContain('stage="paint"');
});

test('requests are counted by route, and what strangers make up has one name', async () => {
  const { url, port, metrics } = await watchedTill();
  for (const path of ['/api/v1/lanes/1', '/api/v1/lanes/nowhere', '/api/v1/made/up', '/made-up', '/']) {
    await fetch(`${url}${path}`);
  }
  await askRaw(port, { path: '/healthz', headers: { host: 'evil.example' } });
  const text = await metrics();
  expect(metricOf(text, 'scantill_http_requests_total{route="/api/v1/lanes/:lane",status="200"}')).toBe(1);
  expect(metricOf(text, 'scantill_http_requests_total{route="/api/v1/lanes/:lane",status="404"}')).toBe(1);
  expect(metricOf(text, 'scantill_http_requests_total{route="none",status="404"}')).toBe(2);
  expect(metricOf(text, 'scantill_http_requests_total{route="none",status="403"}')).toBe(1);
  expect(metricOf(text, 'scantill_http_requests_total{route="/",status="200"}')).toBe(1);
  expect(text).not.toMatch(/made.up|nowhere|evil/);
});

test('off its machine nobody reads the metrics without a token that lets them watch', async () => {
  const { port } = await watchedTill('the-shops-token');
  const far = { 'x-forwarded-for': '192.0.2.7' };
  expect((await askRaw(port, { path: '/metrics', headers: far })).status).toBe(401);
  const wrong = { ...far, authorization: 'Bearer another-token' };
  expect((await askRaw(port, { path: '/metrics', headers: wrong })).status).toBe(401);
  const right = { ...far, authorization: 'Bearer the-shops-token' };
  const answer = await askRaw(port, { path: '/metrics', headers: right });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toMatch(/^text\/plain/);
  expect(answer.headers['cache-control']).toBe('no-store');
});
