import type { Sandbox } from '../../src/sandbox/index.ts';
import type { Screen } from '../../src/ui/messages.ts';
import { type SeededRandom, seededRandom } from '../../test/simulation/seeded-random.ts';
import type { TillMemory } from '../killed-till.ts';
import { type Answer, wrongWith, wrongWithAck } from './answers.ts';
import { type ControlSales, sellInPeace } from './control-lane.ts';
import { httpClient } from './http-client.ts';
import { COMMANDS, type Input, inputOf } from './inputs.ts';
import { KnownNames } from './known-names.ts';
import { type ApiDocument, FUZZED_LANES, type Shape, shapesOf } from './shapes.ts';
import { openSocketPool } from './socket-pool.ts';

export interface FuzzRequest {
  /** Index of the first input, and how many. */
  from: number;
  count: number;
  seed: number;
  /** Inputs under way at once. */
  atOnce: number;
  /** No answer may come later, ms. */
  slowestMs: number;
  url: string;
  sandbox: Sandbox;
  /** Makes a signed notification. */
  sign(fields: Record<string, string>): Promise<string>;
  isAlive(): boolean;
  memory(): Promise<TillMemory>;
  say(line: string): void;
}

export interface Finding {
  index: number;
  what: string;
  input: string;
}

export interface FuzzResult {
  inputs: number;
  byKind: Record<string, number>;
  /** HTTP answers by status, acknowledgements by code. */
  answers: Record<string, number>;
  /** Sockets that the till has cut off, or that went otherwise. */
  socketsLost: number;
  /** Of the answers over HTTP, ms. */
  slowestMs: number;
  /** Inputs done so far, and what the till held then, after a collection. */
  memory: ({ inputs: number } & TillMemory)[];
  control: ControlSales;
  seconds: number;
  findings: Finding[];
}

/** So often the run stands still for a moment, and the till's memory is looked at. */
const LOOKS = 20;
/** One is enough to stop for, a few help to understand. */
const MOST_FINDINGS = 10;

/** Feeds a till with inputs, and holds each answer to what is promised. */
export async function runFuzz(request: FuzzRequest): Promise<FuzzResult> {
  const { from, count, seed, atOnce, url, sandbox, isAlive, say } = request;
  const client = httpClient(url, atOnce);
  const control = httpClient(url, 2);
  const document = JSON.parse((await get(url, '/api/v1/openapi.json')).body) as ApiDocument;
  const shapes = shapesOf(document);
  const { lanes, today } = await lanesAndDay(url);
  if (!FUZZED_LANES.every((lane) => lanes.includes(lane))) throw new Error('the till lacks the fuzzed lanes');
  const names = new KnownNames({ today, app: sandbox.appId, merchant: sandbox.merchantNo, program: 'p' });
  const pool = openSocketPool(url, { size: 24, slowestMs: request.slowestMs }, (screen) =>
    learn(screen, names),
  );
  const result: Omit<FuzzResult, 'control'> = {
    inputs: 0,
    byKind: {},
    answers: {},
    slowestMs: 0,
    socketsLost: 0,
    memory: [],
    seconds: 0,
    findings: [],
  };
  let isOpen = true;
  const selling = sellInPeace(
    { client: control, sandbox, isOpen: () => isOpen, pauseMs: 200 },
    seededRandom(seed),
  );
  const found = (index: number, input: Input, what: string) => {
    say(`${index}: ${what}`);
    if (result.findings.length < MOST_FINDINGS) result.findings.push({ index, what, input: shown(input) });
  };
  const tally = (key: string) => {
    result.answers[key] = (result.answers[key] ?? 0) + 1;
  };

  const one = async (index: number) => {
    const input = inputOf(shapes, seed, index);
    const random = seededRandom(seed + index);
    result.byKind[input.kind] = (result.byKind[input.kind] ?? 0) + 1;
    if (input.kind === 'socket') {
      const args = input.args.map((each) => names.filledIn(each, random));
      const isCommand = (COMMANDS as readonly string[]).includes(input.event);
      const isAnswered = isCommand && input.args.length === 1;
      const acked = await pool.send({ ...input, args, isAnswered }, random);
      tally(`socket ${acked.kind === 'acked' ? codeOf(acked.ack) : acked.kind}`);
      if (acked.kind === 'silent' && isAnswered) found(index, input, 'was never acknowledged');
      const wrong = isCommand && acked.kind === 'acked' ? wrongWithAck(acked.ack) : undefined;
      if (wrong !== undefined) found(index, input, wrong);
      return;
    }
    const answer = await sendHttp(input, { client, names, random, sign: request.sign });
    result.slowestMs = Math.max(result.slowestMs, answer.tookMs);
    tally(`${input.kind} ${answer.status}`);
    const promised = { slowestMs: request.slowestMs, documented: documentedFor(input, shapes) };
    const wrong = wrongWith(input, answer, promised);
    if (wrong !== undefined) found(index, input, `${wrong}: ${answer.body.slice(0, 300)}`);
    if (input.kind === 'http') learnFrom(answer, names);
  };

  const startedAt = performance.now();
  try {
    for (let look = 0; look < LOOKS && result.findings.length < MOST_FINDINGS; look += 1) {
      let next = from + Math.floor((count * look) / LOOKS);
      const end = from + Math.floor((count * (look + 1)) / LOOKS);
      const work = async () => {
        while (next < end && result.findings.length < MOST_FINDINGS && isAlive()) {
          const index = next;
          next += 1;
          await one(index);
          result.inputs += 1;
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      if (!isAlive()) {
        result.findings.push({
          index: next,
          what: 'the till has ended',
          input: `one of the ${atOnce} before`,
        });
        break;
      }
      const memory = await request.memory();
      result.memory.push({ inputs: result.inputs, ...memory });
      const rate = (result.inputs / (performance.now() - startedAt)) * 1000;
      say(`${result.inputs} inputs, ${rate.toFixed(0)}/s, heap ${(memory.heap / 1e6).toFixed(1)} MB`);
    }
  } finally {
    result.seconds = (performance.now() - startedAt) / 1000;
    isOpen = false;
    result.socketsLost = pool.lost();
    pool.close();
    client.close();
  }
  const sales = await selling;
  control.close();
  for (const what of sales.wrong.slice(0, 5)) result.findings.push({ index: -1, what, input: '' });
  return { ...result, control: sales };
}

interface Sending {
  client: ReturnType<typeof httpClient>;
  names: KnownNames;
  random: SeededRandom;
  sign(fields: Record<string, string>): Promise<string>;
}

async function sendHttp(input: Exclude<Input, { kind: 'socket' }>, sending: Sending): Promise<Answer> {
  const { client, names, random } = sending;
  const fill = (body: Buffer | undefined) => {
    if (body === undefined || !body.includes('{{')) return body;
    return Buffer.from(names.filled(body.toString('latin1'), random), 'latin1');
  };
  if (input.kind === 'raw') return client.sendRaw(input.bytes);
  if (input.kind === 'http')
    return client.send({ ...input, path: names.filled(input.path, random), body: fill(input.body) });
  const { body, headers } = input;
  const sent = { method: 'POST', path: '/webhooks/codepay', headers };
  if (body.type === 'plain') return client.send({ ...sent, body: fill(body.bytes) });
  const fields = names.filledIn(body.fields, random) as Record<string, string>;
  const signed = await sending.sign(fields);
  if (body.form) {
    const form = new URLSearchParams(JSON.parse(signed) as Record<string, string>);
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return client.send({ ...sent, headers: { ...headers, ...type }, body: Buffer.from(String(form)) });
  }
  const told = body.spoilt === 'after' ? signed.replace('"order_amount":"', '"order_amount":"9') : signed;
  return client.send({ ...sent, body: Buffer.from(told) });
}

/** Statuses that are documented for what was asked; nothing where it is no route of its own. */
function documentedFor(input: Input, shapes: readonly Shape[]): readonly string[] | undefined {
  if (input.kind !== 'http' || /[?&][^=]*%|\.\.|%2e/i.test(input.path)) return undefined;
  // A body where none belongs is read all the same, and need not be one.
  if (input.body !== undefined && !['POST', 'PUT'].includes(input.method)) return undefined;
  const known = ['content-type', 'idempotency-key'];
  if (Object.keys(input.headers).some((name) => !known.includes(name))) return undefined;
  const path = input.path.split('?')[0]?.replace('/api/v1', '') ?? '';
  const shape = shapes.find(
    (each) => each.method === input.method && sameShape(each.path, path) && !each.path.includes('.'),
  );
  return shape?.statuses;
}

function sameShape(shape: string, path: string): boolean {
  const [wanted, given] = [shape.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => part.startsWith('{') || part === given[i]) &&
    given.slice(1).every((part) => part !== '')
  );
}

function codeOf(ack: unknown): string {
  const { ok, error } = (ack ?? {}) as { ok?: unknown; error?: { code?: unknown } };
  return ok === true ? 'ok' : String(error?.code);
}

function learn({ lane, saleId, order }: Screen, names: KnownNames): void {
  if (!(FUZZED_LANES as readonly string[]).includes(lane)) return;
  if (saleId !== undefined) names.learn('sale', saleId);
  if (order) names.learn('order', order.orderNo);
}

function learnFrom({ status, body }: Answer, names: KnownNames): void {
  if (status !== 201) return;
  const { refund } = JSON.parse(body || '{}') as { refund?: { refundNo?: string } };
  if (refund?.refundNo !== undefined) names.learn('refund', refund.refundNo);
}

/** So that it can be sent again by hand. */
function shown(input: Input): string {
  return JSON.stringify(input, (_, value) =>
    value?.type === 'Buffer' ? { text: Buffer.from(value.data).toString('latin1').slice(0, 4000) } : value,
  );
}

async function get(url: string, path: string): Promise<{ status: number; body: string }> {
  const answer = await fetch(url + path);
  return { status: answer.status, body: await answer.text() };
}

async function lanesAndDay(url: string): Promise<{ lanes: string[]; today: string }> {
  const { lanes } = JSON.parse((await get(url, '/api/v1/lanes')).body) as { lanes: { id: string }[] };
  return { lanes: lanes.map(({ id }) => id), today: new Date().toISOString().slice(0, 10) };
}
