import { type SeededRandom, seededRandom } from '../../test/simulation/seeded-random.ts';
import { mutated, nastyText, nastyValue } from './nasty.ts';
import { codeOf, fitting, type Shape } from './shapes.ts';

/** One thing that is sent to the till. The same for the same seed and index; places such as `{{sale}}` are filled in later. */
export type Input =
  | { kind: 'http'; method: string; path: string; headers: Record<string, string>; body: Buffer | undefined }
  | { kind: 'socket'; event: string; args: unknown[]; withAck: boolean }
  | { kind: 'webhook'; headers: Record<string, string>; body: Body }
  | { kind: 'raw'; bytes: Buffer };

/** A notification's body: `signed` where its fields are to be signed as the gateway does, and what is done to it after. */
export type Body =
  | { type: 'plain'; bytes: Buffer }
  | { type: 'signed'; fields: Record<string, string>; form: boolean; spoilt: 'no' | 'after' };

export const COMMANDS = [
  'charge',
  'retry',
  'cancel',
  'dismiss',
  'keepWaiting',
  'nextCustomer',
  'paidAnotherWay',
  'giveBack',
  'scan',
  'dismissNotice',
] as const;

/** The input of that index. */
export function inputOf(shapes: readonly Shape[], seed: number, index: number): Input {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const kind = random.fraction();
  if (kind < 0.45) return httpInput(shapes, random);
  if (kind < 0.8) return socketInput(random);
  if (kind < 0.97) return webhookInput(random);
  return { kind: 'raw', bytes: rawBytes(random) };
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'PROPFIND', 'LOCK'] as const;
const PAGES = [
  '/',
  '/healthz',
  '/readyz',
  '/metrics',
  '/technician',
  '/logo',
  '/api/v1/openapi.json',
  '/assets',
] as const;
const TYPES = [
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data; boundary=x',
  '',
  'application/json;',
] as const;

function httpInput(shapes: readonly Shape[], random: SeededRandom): Input {
  const shape = shapes[random.between(0, shapes.length - 1)];
  if (shape === undefined || !random.chance(oftenOf(shape)) || random.chance(0.05)) return anyRequest(random);
  const isWild = random.chance(0.65);
  const segment = (name: string) => {
    const value =
      isWild && random.chance(0.15) ? nastyText(random) : String(fitting({}, { ...shape, name }, random));
    return escaped(value);
  };
  const path = shape.path.replace(/\{(\w+)\}/g, (_, name: string) => segment(name === 'id' ? 'gun' : name));
  const asked = shape.query
    .filter(() => random.chance(0.5))
    .map(({ name, schema }) => {
      const value =
        isWild && random.chance(0.4)
          ? nastyText(random)
          : String(fitting(schema, { ...shape, name }, random));
      return `${encodeURIComponent(name)}=${escaped(value)}`;
    });
  if (isWild && random.chance(0.05))
    asked.push(`${escaped(nastyText(random))}=${escaped(nastyText(random))}`);
  const value = shape.body && fitting(shape.body, shape, random);
  const body = value === undefined ? undefined : bodyOf(value, isWild, random);
  const headers: Record<string, string> = {
    ...(body && { 'content-type': isWild && random.chance(0.05) ? random.pick(TYPES) : 'application/json' }),
    ...(random.chance(0.2) && {
      'idempotency-key': isWild ? printable(nastyText(random)) : `k${random.between(0, 500)}`,
    }),
  };
  if (isWild && random.chance(0.08))
    headers[
      random.pick([
        'host',
        'origin',
        'cookie',
        'authorization',
        'range',
        'accept-encoding',
        'scantill-session',
        'x-forwarded-for',
        'content-encoding',
        'expect',
      ])
    ] = printable(nastyText(random));
  const method = isWild && random.chance(0.04) ? random.pick(METHODS) : shape.method;
  return {
    kind: 'http',
    method,
    path: `/api/v1${path}${asked.length > 0 ? `?${asked.join('&')}` : ''}`,
    headers,
    body,
  };
}

/** What costs seconds, or fills the books with closes, is asked for less often: 0 to 1. */
function oftenOf({ method, path }: Shape): number {
  if (/doctor|reconcile|adopt/.test(path)) return 0.02;
  return method === 'POST' && /close$|printer/.test(path) ? 0.03 : 1;
}

function anyRequest(random: SeededRandom): Input {
  const path = random.chance(0.4)
    ? random.pick(PAGES)
    : `/${Array.from({ length: random.between(1, 6) }, () => escaped(nastyText(random))).join('/')}`;
  const body = random.chance(0.3) ? Buffer.from(random.bytes(random.between(0, 3000))) : undefined;
  const headers = body && random.chance(0.7) ? { 'content-type': 'application/json' } : {};
  return { kind: 'http', method: random.pick(METHODS), path, headers: { ...headers }, body };
}

function bodyOf(value: unknown, isWild: boolean, random: SeededRandom): Buffer {
  if (!isWild) return Buffer.from(JSON.stringify(value));
  const how = random.between(0, 9);
  if (how === 0) return Buffer.from(JSON.stringify(nastyValue(random)) ?? '');
  if (how === 1) return Buffer.from(random.bytes(random.between(0, 400)));
  const text = Buffer.from(JSON.stringify(mutated(value, random)) ?? '');
  if (how === 2) return text.subarray(0, random.between(0, text.length));
  if (how === 3 && text.length > 0) text[random.between(0, text.length - 1)] = random.between(0, 255);
  return text;
}

function socketInput(random: SeededRandom): Input {
  const command = random.pick(COMMANDS);
  const commandId = random.chance(0.1)
    ? `fuzz-${random.between(0, 50)}-again`
    : `fuzz-${random.between(0, 1e9)}`;
  const message: Record<string, unknown> = { commandId };
  if (command === 'charge') message.amountMinor = random.between(1, 5000);
  else if (command === 'dismissNotice') message.noticeId = '{{order}}';
  else message.saleId = '{{sale}}';
  if (command === 'scan') message.text = codeOf(random);
  const how = random.between(0, 9);
  const withAck = !random.chance(0.15);
  if (how <= 4) return { kind: 'socket', event: command, args: [message], withAck };
  if (how <= 7) return { kind: 'socket', event: command, args: [mutated(message, random)], withAck };
  const args = Array.from({ length: random.between(0, 3) }, () =>
    random.chance(0.2) ? Buffer.from(random.bytes(random.between(0, 2000))) : nastyValue(random),
  );
  const event = random.chance(0.5) ? command : nastyText(random);
  return { kind: 'socket', event: isReserved(event) ? command : event, args, withAck };
}

/** What the client library itself does not let out. */
function isReserved(event: string): boolean {
  return [
    'connect',
    'connect_error',
    'disconnect',
    'disconnecting',
    'newListener',
    'removeListener',
  ].includes(event);
}

function webhookInput(random: SeededRandom): Input {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (random.chance(0.05)) headers['content-type'] = random.pick(TYPES);
  if (random.chance(0.03))
    headers[random.pick(['origin', 'content-encoding', 'expect'])] = printable(nastyText(random));
  const fields: Record<string, string> = {
    merchant_order_no: random.chance(0.3) ? '{{order}}' : `N${random.between(0, 2000)}`,
    trans_no: String(random.between(0, 1e6)),
    trans_status: random.pick(['0', '1', '2', '3', '9', '2']),
    trans_type: random.pick(['1', '1', '2', '3']),
    order_amount: (random.between(1, 3000) / 100).toFixed(2),
  };
  const how = random.between(0, 9);
  // Signing is dear, and a genuine one is kept: of these there are fewer.
  if (how === 0)
    return {
      kind: 'webhook',
      headers,
      body: { type: 'signed', fields, form: random.chance(0.3), spoilt: 'no' },
    };
  if (how === 1) {
    const wild = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        random.chance(0.3) ? printable(nastyText(random)) : value,
      ]),
    );
    return {
      kind: 'webhook',
      headers,
      body: { type: 'signed', fields: wild, form: random.chance(0.3), spoilt: 'no' },
    };
  }
  if (how === 2)
    return { kind: 'webhook', headers, body: { type: 'signed', fields, form: false, spoilt: 'after' } };
  const forged = {
    app_id: '{{app}}',
    merchant_no: '{{merchant}}',
    sign_type: 'RSA2',
    sign: Buffer.from(random.bytes(256)).toString('base64'),
    ...fields,
  };
  if (how <= 7)
    return { kind: 'webhook', headers, body: { type: 'plain', bytes: bodyOf(forged, true, random) } };
  return {
    kind: 'webhook',
    headers,
    body: { type: 'plain', bytes: Buffer.from(random.bytes(random.between(0, 2000))) },
  };
}

/** What a broken or hostile client writes instead of a request. */
function rawBytes(random: SeededRandom): Buffer {
  const head = random.pick([
    'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n',
    'POST /api/v1/lanes/f1/charge HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    'GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: 127.0.0.1\r\n',
    '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  ]);
  const tail = random.pick([
    'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!',
    'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nzz\r\n',
    'Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n',
    `X: ${'y'.repeat(20_000)}\r\n\r\n`,
    'Content-Length: -1\r\n\r\n',
    '\r\n',
    'Expect: 100-continue\r\nContent-Length: 999999999\r\n\r\n',
  ]);
  const noise = Buffer.from(random.bytes(random.between(0, 300)));
  return Buffer.concat([Buffer.from(head + tail, 'latin1'), random.chance(0.5) ? noise : Buffer.alloc(0)]);
}

/** Places stay as they are; everything else is made fit for an address. */
function escaped(text: string): string {
  return text.startsWith('{{')
    ? text
    : encodeURIComponent(Buffer.from(text).toString()).replaceAll('%2F', '/');
}

/** Node refuses to send others in a header. */
function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '').slice(0, 2000);
}
