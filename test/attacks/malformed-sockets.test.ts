import { expect } from 'vitest';
import { attackedTill, onNetwork } from '../support/attacked-till.ts';
import { frame, OPCODE, type RawClient, rawClient, rawWebSocket, statusOf } from '../support/raw-client.ts';
import { until } from '../support/until.ts';

/** Texts in the place of the opening that names a lane. */
const OPENINGS = [
  '40',
  '40null',
  '40[]',
  '40"text"',
  '40{"lane":{"toString":1,"valueOf":1}}',
  '40{"lane":["1",{"toString":null}]}',
  '40{"lane":"1","language":{"toString":{}}}',
  '40{"lane":"1","view":{"__proto__":"cashier"}}',
  '40{"__proto__":{"lane":"1","token":"x"}}',
  '40{"lane":"__proto__"}',
  '40{"lane":"constructor"}',
  '40/admin,{"lane":"1"}',
  '40/__proto__,{}',
  '40/constructor,{"lane":"1"}',
];

/** Messages of an open socket that no page sends. */
const MESSAGES = [
  '',
  '9',
  '4',
  '4999',
  '42',
  '42{}',
  '42[]',
  '42[null]',
  '42[7]',
  '42[["charge"],{}]',
  '42[{"toString":1}]',
  '42["charge"',
  '42["__proto__",{}]',
  '42["constructor",{},{}]',
  '42["hasOwnProperty",1]',
  '42["toString"]',
  '42["disconnect","x"]',
  '42["connect",{}]',
  '42["disconnecting",{}]',
  '42["newListener",{}]',
  '421["charge",{"commandId":"malformed-1","amountMinor":1e400}]',
  '422["charge",{"__proto__":{"amountMinor":100},"commandId":"malformed-2"}]',
  '423["charge",{"commandId":{"toString":1},"amountMinor":100}]',
  '424["charge",{"commandId":"malformed-4","amountMinor":100,"constructor":{"prototype":{"a":1}}}]',
  '4299999999999999999999["charge",{}]',
  '43[]',
  '4312["x"]',
  '44{"message":"x"}',
  '451-["charge",{"_placeholder":true,"num":0}]',
  '45999999-["charge"]',
  '451-["charge",{"_placeholder":true,"num":99}]',
  '461-["x",{"_placeholder":true,"num":"__proto__"}]',
  `42["scan",${'['.repeat(3000)}${']'.repeat(3000)}]`,
];

const isAnswered = (client: RawClient) => client.isOver() || client.received().length > 200;

onNetwork(
  'whatever a socket is opened with or sends, the till goes on, and nothing of it becomes a sale',
  async () => {
    const { till, port, sellsDuring } = await attackedTill();
    const opened = async (opening: string) => {
      const client = await rawWebSocket(port);
      client.send(frame(opening));
      return client;
    };
    await sellsDuring('malformed sockets', async () => {
      for (const opening of OPENINGS)
        await until(async () => isAnswered(await opened(opening)), { what: opening });
      for (const message of MESSAGES) {
        const client = await opened('40{"lane":"2"}');
        await until(() => client.received().includes('"screen"'), { what: 'lane 2 is shown' });
        client.send(frame(message));
        client.send(frame(Buffer.from([0, 255, 1]), { opcode: OPCODE.binary }));
        client.send(frame('42["dismissNotice",{"commandId":"after-all-1","noticeId":"none"}]'));
        client.socket.end();
      }
    });
    const lane = await (await fetch(`${till.url}/api/v1/lanes/2`)).json();
    expect(lane).toMatchObject({ screen: { mode: 'idle' } });
    expect(till.output()).not.toMatch(/uncaught|TypeError|"level":"error"/i);
  },
);

onNetwork('frames that break the protocol end their own connection', async () => {
  const { till, port, sellsDuring } = await attackedTill();
  const broken: Record<string, Buffer> = {
    'a frame without a mask': frame('40{"lane":"1"}', { isMasked: false }),
    'a frame of an unknown kind': frame('x', { opcode: 0xb }),
    'a length of 2^62': frame('x', { statedLength: 2 ** 62 }),
    'a length of 1 GB': frame('x', { statedLength: 2 ** 30 }),
    'a message of 20 KB': frame(`42["scan",{"text":"${'1'.repeat(20_000)}"}]`),
    'a ping of 200 bytes': frame('x'.repeat(200), { opcode: OPCODE.ping }),
    'text that is not UTF-8': frame(Buffer.from([0x34, 0xff, 0xfe])),
    'a reserved bit': Buffer.concat([Buffer.from([0xf1]), frame('40').subarray(1)]),
  };
  await sellsDuring('broken frames', async () => {
    for (const [what, bytes] of Object.entries(broken)) {
      const client = await rawWebSocket(port);
      client.send(bytes);
      await until(() => client.isOver(), { what: `${what} ends the connection` });
    }
  });
  expect(till.output()).not.toMatch(/"level":"error"/);
});

onNetwork('an upgrade that is none of the till’s gets no socket', async () => {
  const { till, port } = await attackedTill();
  const upgrade = async (line: string, headers: string) => {
    const client = await rawClient(port);
    client.send(
      `${line} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${headers}\r\n`,
    );
    return statusOf(await client.ended());
  };
  const path = '/socket.io/?EIO=4&transport=websocket';
  expect(await upgrade('GET /elsewhere', '')).toBe(404);
  expect(await upgrade('GET /socket.io/?EIO=4&transport=__proto__', '')).toBe(400);
  expect(await upgrade('GET /socket.io/?EIO=4&transport=polling', '')).toBe(400);
  expect(await upgrade(`GET ${path}&sid=__proto__`, '')).toBe(400);
  expect(await upgrade(`GET ${path}&sid=constructor`, '')).toBe(400);
  expect(await upgrade(`GET ${path}`, 'Origin: http://evil.example\r\n')).toBe(400);
  expect(await upgrade(`GET ${path}`, 'Origin: null\r\n')).toBe(400);
  expect(await upgrade(`POST ${path}`, '')).toBe(400);
  expect((await fetch(`${till.url}/healthz`)).status).toBe(200);
});
