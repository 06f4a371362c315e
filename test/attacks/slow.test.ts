import { expect } from 'vitest';
import { attackedTill, memoryOf, onNetwork, TOKEN } from '../support/attacked-till.ts';
import { frame, type RawClient, rawClient, rawWebSocket } from '../support/raw-client.ts';
import { until } from '../support/until.ts';

const MB = 1024 * 1024;

onNetwork('clients that dribble a head or a body, or say nothing, are let go within seconds', async () => {
  const { till, host, port, sellsDuring } = await attackedTill();
  const before = memoryOf(till);
  const head = `POST /api/v1/lanes/2/charge HTTP/1.1\r\nHost: ${host}:${port}\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n`;
  const kinds = {
    head: { first: `GET / HTTP/1.1\r\nHost: ${host}:${port}\r\nX-Slow: `, drop: 'a', withinMs: 13_000 },
    body: { first: head, drop: ' ', withinMs: 20_000 },
    notification: {
      first: `POST /webhooks/codepay HTTP/1.1\r\nHost: ${host}:${port}\r\nContent-Length: 5000\r\n\r\n`,
      drop: ' ',
      withinMs: 8000,
    },
    'socket without a lane': { first: '', drop: '', withinMs: 9000 },
  };
  await sellsDuring('slow clients', async () => {
    const began = performance.now();
    const dribble = async (what: string, client: RawClient, { drop, withinMs }: (typeof kinds)['head']) => {
      let sentAt = performance.now();
      await until(
        () => {
          if (drop !== '' && performance.now() - sentAt > 200) {
            sentAt = performance.now();
            client.send(drop);
          }
          return client.isOver();
        },
        { what: `the one with a slow ${what} is let go`, timeoutMs: withinMs },
      );
      expect(performance.now() - began).toBeGreaterThan(1000);
    };
    await Promise.all(
      Object.entries(kinds).flatMap(([what, kind]) =>
        Array.from({ length: 5 }, async () => {
          const client = kind.first === '' ? await rawWebSocket(port, { host }) : await rawClient(port, host);
          client.send(kind.first);
          await dribble(what, client, kind);
        }),
      ),
    );
  });
  expect(memoryOf(till) - before).toBeLessThan(100 * MB);
});

onNetwork('a client that reads nothing is cut off before what waits for it grows large', async () => {
  const { till, host, port, sellsDuring } = await attackedTill();
  const before = memoryOf(till);
  await sellsDuring('a client that reads nothing', async () => {
    // It keeps its socket alive, and takes no screen: each command makes one.
    const deaf = await rawWebSocket(port, { host });
    deaf.send(frame(`40{"lane":"2","token":"${TOKEN}"}`));
    await until(() => deaf.received().includes('"screen"'), { what: 'it has a screen' });
    deaf.socket.pause();
    const reader = await rawClient(port, host);
    reader.socket.pause();
    const ask = `GET /api/v1/lanes/2 HTTP/1.1\r\nHost: ${host}:${port}\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`;
    reader.send(ask.repeat(3000));
    let round = 0;
    const endsAt = performance.now() + 4000;
    while (performance.now() < endsAt) {
      round += 1;
      deaf.send(frame('3'));
      deaf.send(frame(`42["charge",{"commandId":"deaf-charge-${round}","amountMinor":100}]`));
      const spent = performance.now();
      await until(() => performance.now() - spent > 60, { what: 'the next one' });
    }
    deaf.socket.destroy();
    reader.socket.destroy();
  });
  expect(memoryOf(till) - before).toBeLessThan(100 * MB);
});
