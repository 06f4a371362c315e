import { expect } from 'vitest';
import { attackedTill, memoryOf, onNetwork, TOKEN } from '../support/attacked-till.ts';
import { frame, OPCODE, type RawClient, rawClient, rawWebSocket, statusOf } from '../support/raw-client.ts';
import { connectTablet } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

/** A flood lasts so long, ms. */
const FLOOD_MS = 2500;
/** On a machine that does nothing else a sale takes 30 to 200 ms meanwhile; one that is busy itself must not fail for it. */
const LONGEST_SALE_MS = 5000;
const MB = 1024 * 1024;

const slowestOf = (times: readonly number[]) => Math.max(...times);

onNetwork('a flood of requests is answered 429 with Retry-After, and sales go on', async () => {
  const { host, port, sellsDuring } = await attackedTill();
  const statuses = new Map<number, number>();
  let refused = '';
  const times = await sellsDuring('flood of requests', async () => {
    const endsAt = performance.now() + FLOOD_MS;
    const one = async () => {
      while (performance.now() < endsAt) {
        const client = await rawClient(port, host);
        client.send(`GET /api/v1/lanes HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`.repeat(50));
        await until(() => client.isOver() || client.received().split('HTTP/1.1 ').length > 50, {
          what: 'answers',
        });
        for (const [, status] of client.received().matchAll(/HTTP\/1\.1 (\d+)/g)) {
          statuses.set(Number(status), (statuses.get(Number(status)) ?? 0) + 1);
        }
        if (client.received().includes(' 429 ')) refused = client.received();
        client.socket.destroy();
      }
    };
    await Promise.all(Array.from({ length: 20 }, one));
  });
  expect(statuses.get(401)).toBeGreaterThan(50);
  expect(statuses.get(401)).toBeLessThan(1000);
  expect(statuses.get(429)).toBeGreaterThan(10);
  const last = refused.slice(refused.indexOf('HTTP/1.1 429'));
  expect(last).toMatch(/^Retry-After: [1-9]\d*\r$/m);
  expect(last).toMatch(/^Content-Type: application\/problem\+json/m);
  expect(last).toMatch(/^Connection: close\r$/m);
  expect(JSON.parse(/\{.*?\}/.exec(last)?.[0] ?? '')).toMatchObject({ status: 429, code: 'tooManyRequests' });
  expect(slowestOf(times)).toBeLessThan(LONGEST_SALE_MS);
});

onNetwork(
  'a flood of connections that say nothing takes no place of a tablet that is there, nor of one that comes',
  async () => {
    const { till, host, port, sellsDuring } = await attackedTill();
    const there = await connectTablet(`http://${host}:${port}`, { lane: '2', token: TOKEN });
    const times = await sellsDuring('half-open connections', async () => {
      const endsAt = performance.now() + FLOOD_MS;
      const open: RawClient[] = [];
      while (performance.now() < endsAt) {
        const client = await rawClient(port, host);
        client.send('GET / HTTP/1.1\r\nHost: x');
        open.push(client);
      }
      expect(open.length).toBeGreaterThan(200);
      await until(() => open.filter((client) => !client.isOver()).length <= 100, {
        what: 'the rest is let go',
      });
      const comes = async () => connectTablet(`http://${host}:${port}`, { lane: '2', token: TOKEN });
      await until(async () => (await comes().catch(() => undefined)) !== undefined, {
        what: 'a tablet comes in',
      });
    });
    expect(there.socket.connected).toBe(true);
    expect(slowestOf(times)).toBeLessThan(LONGEST_SALE_MS);
    const warnings = till.output().match(/connections turned away/g) ?? [];
    expect(warnings.length).toBeLessThan(5);
  },
);

onNetwork('a tablet gone wild is refused, then cut off, and its lane sells from another one', async () => {
  const { host, port, sellsDuring } = await attackedTill();
  const wild = await connectTablet(`http://${host}:${port}`, { lane: '2', token: TOKEN });
  const codes = new Map<string, number>();
  const times = await sellsDuring('a tablet gone wild', async () => {
    for (let count = 0; wild.socket.connected && count < 20_000; count += 1) {
      wild.socket.emit('charge', { commandId: `wild-charge-${count}`, amountMinor: 1 }, (answer: unknown) => {
        const { ok, error } = answer as { ok: boolean; error?: { code: string } };
        const code = ok ? 'ok' : (error?.code ?? '');
        codes.set(code, (codes.get(code) ?? 0) + 1);
      });
      if (count % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => !wild.socket.connected, { what: 'it is cut off' });
  });
  expect(codes.get('ok') ?? 0).toBeLessThanOrEqual(1);
  const calm = await connectTablet(`http://${host}:${port}`, { lane: '2', token: TOKEN });
  expect(['idle', 'ready']).toContain(calm.screens[0]?.mode);
  expect(slowestOf(times)).toBeLessThan(LONGEST_SALE_MS);
});

onNetwork(
  'pings and packets without end below the events are cut off as well, and cost no memory',
  async () => {
    const { till, host, port, sellsDuring } = await attackedTill();
    const before = memoryOf(till);
    const many = (one: Buffer) => Buffer.concat(Array.from({ length: 5000 }, () => one));
    const floods = {
      pings: many(frame('x'.repeat(100), { opcode: OPCODE.ping })),
      pongs: many(frame('3')),
      openings: many(frame('40/nowhere,{}')),
      events: many(frame('42["charge",{}]')),
      rubbish: many(frame('4')),
    };
    const times = await sellsDuring('floods below the events', async () => {
      for (const [what, bytes] of Object.entries(floods)) {
        for (let round = 0; round < 3; round += 1) {
          const client = await rawWebSocket(port, { host });
          client.socket.pause();
          client.send(frame('40{"lane":"2"}'));
          for (let part = 0; part < 4 && !client.isOver(); part += 1) client.send(bytes);
          await until(() => client.isOver() || client.socket.destroyed || client.socket.resume(), { what });
          await until(() => client.isOver(), {
            what: `a client that sends ${what} without end is cut off`,
            timeoutMs: 3000,
          });
        }
      }
    });
    expect(slowestOf(times)).toBeLessThan(LONGEST_SALE_MS);
    expect(memoryOf(till) - before).toBeLessThan(150 * MB);
  },
);

onNetwork('forged and oversized notifications without end are refused, and sales go on', async () => {
  const { till, host, port, sellsDuring } = await attackedTill();
  const statuses = new Set<number>();
  const post = async (headers: string, body: string) => {
    const client = await rawClient(port, host);
    client.send(
      `POST /webhooks/codepay HTTP/1.1\r\nHost: pay.example\r\nConnection: close\r\n${headers}\r\n\r\n${body}`,
    );
    statuses.add(statusOf(await client.ended()));
  };
  const forged = JSON.stringify({
    method: 'pay.notify',
    sign: 'AAAA',
    merchant_order_no: 'x',
    trans_status: '2',
  });
  const times = await sellsDuring('forged notifications', async () => {
    const endsAt = performance.now() + FLOOD_MS;
    const one = async () => {
      while (performance.now() < endsAt) {
        await post(`Content-Length: ${forged.length}`, forged);
        await post('Content-Length: 9999999999', 'x');
        await post('Transfer-Encoding: chunked', `${'8000\r\n'}${'x'.repeat(32_768)}\r\n`.repeat(4));
      }
    };
    await Promise.all(Array.from({ length: 10 }, one));
  });
  expect([...statuses].filter((status) => status >= 200 && status < 400)).toEqual([]);
  expect(statuses).toContain(413);
  expect(slowestOf(times)).toBeLessThan(LONGEST_SALE_MS);
  const { orders } = (await (await fetch(`${till.url}/api/v1/orders?lane=2`)).json()) as { orders: object[] };
  expect(orders).toEqual([]);
});
