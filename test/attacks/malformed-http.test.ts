import { expect } from 'vitest';
import { attackedTill, onNetwork, TOKEN } from '../support/attacked-till.ts';
import { rawClient, statusOf } from '../support/raw-client.ts';

const BROKEN_BODIES = [
  '{"amount":"1.00","__proto__":{"isAdmin":true}}',
  '{"amount":"1.00","constructor":{"prototype":{"isAdmin":true}}}',
  '{"__proto__":{"amount":"1.00"}}',
  '{"amount":{"toString":1}}',
  '{"amount":["1.00"]}',
  '{"amount":"1.00\\u0000"}',
  '{"amount":"-1.00"}',
  '{"amount":"1e9"}',
  '{"amount":"NaN"}',
  '{"amount":',
  '[]',
  '"text"',
  '\ud800',
  `{"amount":"1.00","reference":${'['.repeat(7000)}${']'.repeat(7000)}}`,
];

const PATHS = [
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%2f..%2fdata%2ftill.json',
  '/..%5c..%5cdata',
  '/assets/../../data/till.json',
  '/assets/..%00/till.json',
  '//etc/passwd',
  '/%00',
  '/logo/../../till.json',
  '/logo?v=../../till.json',
  '/.env',
  '/assets/.hidden',
  '/lanes/..%2f..%2ftill.json/x',
  '/api/v1/days/..%2f..%2ftill/x',
  '/api/v1/orders/..%2f..%2fconsole',
  '/api/v1/lanes/__proto__',
  '/api/v1/lanes/constructor/x',
  '/api/v1/orders/__proto__',
  '/api/v1/sales/constructor',
];

onNetwork(
  'a body, a path or a header that nobody sends in earnest is refused, and the till goes on',
  async () => {
    const { till, port, sellsDuring } = await attackedTill();
    await sellsDuring('malformed requests', async () => {
      for (const body of BROKEN_BODIES) {
        const answer = await fetch(`${till.url}/api/v1/lanes/2/charge`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        expect([body.slice(0, 50), answer.status]).toEqual([body.slice(0, 50), 400]);
        expect(await answer.text()).not.toMatch(/isAdmin":|node_modules|\.ts:/);
      }
      for (const path of PATHS) {
        const client = await rawClient(port);
        client.send(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
        const answer = await client.ended();
        expect([path, [400, 403, 404].includes(statusOf(answer))]).toEqual([path, true]);
        expect(answer).not.toMatch(/root:|"tillId"|"key"|node_modules/);
      }
      const queries = [
        '__proto__[limit]=1',
        'constructor=1',
        'limit[__proto__]=1',
        'limit=1&limit=2',
        'day=%00',
        'q=%ff',
      ];
      for (const query of queries) {
        const { status } = await fetch(`${till.url}/api/v1/orders?${query}`);
        expect([query, [200, 400].includes(status)]).toEqual([query, true]);
      }
    });
    const { lanes } = (await (await fetch(`${till.url}/api/v1/lanes`)).json()) as { lanes: object[] };
    expect(lanes).toHaveLength(2);
    expect(till.output()).not.toMatch(/"level":"error"|TypeError/);
  },
);

onNetwork(
  'two ways to read where a request ends are refused, and the second request in it is never answered',
  async () => {
    const { port } = await attackedTill();
    const inner = `GET /api/v1/lanes HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
    const head = `POST /api/v1/lanes/2/charge HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n`;
    const shapes: Record<string, string> = {
      'both lengths': `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
      'two lengths': `${head}Content-Length: 0\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
      'a length of two numbers': `${head}Content-Length: 0, ${inner.length}\r\n\r\n${inner}`,
      'a length with a sign': `${head}Content-Length: +0\r\n\r\n${inner}`,
      'a name and a space': `${head}Content-Length : ${inner.length}\r\n\r\n${inner}`,
      'chunked in disguise': `${head}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n${inner}`,
      'chunked and another': `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${inner}`,
      'a chunk of no number': `${head}Transfer-Encoding: chunked\r\n\r\nxyz\r\n${inner}`,
      'a folded header': `${head}X-A: b\r\n Content-Length: 0\r\n\r\n${inner}`,
      'a bare line feed': `${head.replaceAll('\r\n', '\n')}Content-Length: 0\n\n${inner}`,
      'a bare carriage return': `${head}X-A: b\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
      'two hosts': `GET /api/v1/lanes HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
      'no host': `GET /api/v1/lanes HTTP/1.1\r\nConnection: close\r\n\r\n`,
      'an older protocol': `GET /api/v1/lanes HTTP/0.9\r\n\r\n`,
      'a header of 100 KB': `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Long: ${'a'.repeat(100_000)}\r\n\r\n`,
      'many headers': `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${'X-Many: 1\r\n'.repeat(3000)}\r\n`,
    };
    for (const [what, bytes] of Object.entries(shapes)) {
      const client = await rawClient(port);
      client.send(bytes);
      const answer = await client.ended();
      expect([what, statusOf(answer) >= 400 || answer === '']).toEqual([what, true]);
      expect([what, answer.includes('"lanes"')]).toEqual([what, false]);
    }
  },
);

onNetwork(
  'a foreign page and a foreign name learn nothing and change nothing, from the network as from this machine',
  async () => {
    const { host, port } = await attackedTill();
    const ask = async (from: string, headers: string) => {
      const client = await rawClient(port, from);
      const body = '{"amount":"1.00"}';
      client.send(
        `POST /api/v1/lanes/2/charge HTTP/1.1\r\n${headers}Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
      return statusOf(await client.ended());
    };
    for (const from of ['127.0.0.1', host]) {
      const bearer = `Authorization: Bearer ${TOKEN}\r\n`;
      const own = `Host: ${from}:${port}\r\n${bearer}`;
      expect(await ask(from, `Host: rebound.example:${port}\r\n${bearer}`)).toBe(403);
      expect(await ask(from, `Host: ${from}.rebound.example:${port}\r\n${bearer}`)).toBe(403);
      expect(await ask(from, `${own}Origin: http://evil.example\r\n`)).toBe(403);
      expect(await ask(from, `${own}Origin: null\r\n`)).toBe(403);
      expect(await ask(from, `${own}Origin: http://${from}:${port}.evil.example\r\n`)).toBe(403);
      expect(await ask(from, `${own}Origin: http://${from}:${port}@evil.example\r\n`)).toBe(403);
    }
    expect(await ask(host, `Host: ${host}:${port}\r\n`)).toBe(401);
    expect(await ask(host, `Host: 127.0.0.1:${port}\r\n`)).toBe(401);
    expect(await ask(host, `Host: ${host}:${port}\r\nX-Forwarded-For: 127.0.0.1\r\n`)).toBe(401);
  },
);

onNetwork(
  'what is written into a name or a header ends no line of the log and colours no terminal',
  async () => {
    const { till, port, host } = await attackedTill();
    const client = await rawClient(port, host);
    client.send(
      `GET / HTTP/1.1\r\nHost: \x1b[31mevil\x07:1\r\nOrigin: x\\r\\n{"level":"error"}\r\nConnection: close\r\n\r\n`,
    );
    await client.ended();
    const reference = 'a\r\n{"level":"error","msg":"forged"}\u001b[31m\u2028';
    const charged = await fetch(`${till.url}/api/v1/lanes/2/charge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ amount: '1.00', reference }),
    });
    expect([201, 400]).toContain(charged.status);
    const answer = await fetch(`${till.url}/api/v1/lanes/2%0d%0aSet-Cookie:a=b`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const lines = till.output().split('\n');
    expect(lines.filter((line) => line.startsWith('{') && line.includes('"msg":"forged"'))).toEqual([]);
    const controls = [...till.output()].filter((letter) => letter < ' ' && letter !== '\n');
    expect(controls).toEqual([]);
  },
);
