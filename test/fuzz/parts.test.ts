import { expect, test } from 'vitest';
import { wrongWith, wrongWithAck } from '../../scripts/fuzz/answers.ts';
import { type Input, inputOf } from '../../scripts/fuzz/inputs.ts';
import { growthOf, logProblem } from '../../scripts/fuzz/judged.ts';
import { KnownNames } from '../../scripts/fuzz/known-names.ts';
import { shapesOf } from '../../scripts/fuzz/shapes.ts';
import { seededRandom } from '../simulation/seeded-random.ts';

const SHAPES = shapesOf({
  paths: {
    '/lanes/{lane}/charge': {
      post: {
        parameters: [{ name: 'lane', in: 'path' }],
        requestBody: {
          content: {
            'application/json': { schema: { type: 'object', properties: { amount: { type: 'string' } } } },
          },
        },
        responses: { 201: {}, 400: {} },
      },
    },
  },
});
const asked: Input = { kind: 'http', method: 'GET', path: '/api/v1/lanes', headers: {}, body: undefined };
const answer = (changes: object) => ({
  status: 200,
  type: 'application/json',
  body: '{}',
  tookMs: 5,
  ...changes,
});
const problem = { status: 400, type: 'application/problem+json', body: '{"code":"badRequest"}' };

test('an input is the same for its seed and index, another for each other, and all kinds come', () => {
  const inputs = Array.from({ length: 300 }, (_, index) => inputOf(SHAPES, 1, index));
  expect(inputs).toEqual(Array.from({ length: 300 }, (_, index) => inputOf(SHAPES, 1, index)));
  expect(new Set(inputs.map((input) => JSON.stringify(input))).size).toBeGreaterThan(250);
  expect(inputOf(SHAPES, 2, 5)).not.toEqual(inputs[5]);
  expect(new Set(inputs.map(({ kind }) => kind))).toEqual(new Set(['http', 'socket', 'webhook', 'raw']));
});

test('each answer that breaks a promise is told, and none that keeps them', () => {
  const wrong: [object, RegExp][] = [
    [{ status: 500 }, /answered with 500/],
    [{ status: 502 }, /answered with 502/],
    [{ tookMs: 60_000 }, /took 60000 ms/],
    [{ body: '{"cut' }, /not the JSON/],
    [{ ...problem, type: 'text/html' }, /without a code/],
    [{ ...problem, body: '{}' }, /without a code/],
    [{ ...problem, status: 418 }, /418 \(badRequest\) is not documented/],
  ];
  for (const [changes, what] of wrong)
    expect(wrongWith(asked, answer(changes), { slowestMs: 10_000, documented: ['200', '400'] })).toMatch(
      what,
    );
  for (const changes of [{}, problem, { status: 0, body: '' }, { ...problem, status: 503 }])
    expect(
      wrongWith(asked, answer(changes), { slowestMs: 10_000, documented: ['200', '400', '503'] }),
    ).toBeUndefined();
});

test('an acknowledgement says yes, or no with a code; a fault and anything else are told', () => {
  const no = (code: string) => ({ ok: false, error: { code, message: 'm' } });
  for (const ack of [{ ok: true }, no('saleOver')]) expect(wrongWithAck(ack)).toBeUndefined();
  for (const ack of [no('fault'), undefined, null, 'ok', { ok: false }, []])
    expect(wrongWithAck(ack)).toBeDefined();
});

test('memory that grows with the inputs is told; memory that settles is not', () => {
  const run = (heapAt: (look: number) => number) =>
    growthOf(
      Array.from({ length: 21 }, (_, look) => ({
        inputs: look * 50_000,
        heap: heapAt(look),
        buffers: 0,
        resident: 0,
      })),
    ).problem;
  expect(run((look) => 30e6 + look * 20e6)).toMatch(/MB over the last/);
  expect(run((look) => 30e6 + Math.min(look, 3) * 5e6)).toBeUndefined();
});

test('a log that grows with each input is told, with what it says most', () => {
  expect(logProblem({ lines: 9e5, bytes: 9e8, most: { 'warn x': 9e5 } }, 1_000_000)).toMatch(/warn x/);
  expect(logProblem({ lines: 100, bytes: 20_000, most: {} }, 10)).toBeUndefined();
});

test('places are filled with what the till told, everywhere in a message', () => {
  const names = new KnownNames({ today: '2026-11-21' });
  names.learn('sale', 'S1');
  const random = seededRandom(1);
  expect(names.filledIn({ saleId: '{{sale}}', days: ['{{today}}'] }, random)).toEqual({
    saleId: 'S1',
    days: ['2026-11-21'],
  });
  expect(names.filled('/orders/{{order}}', random)).not.toContain('{{');
});
