import { makeCode, OUTCOMES } from '../../src/sandbox/index.ts';
import type { SeededRandom } from '../../test/simulation/seeded-random.ts';

/** What of a JSON schema is used here. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
}

/** What of an OpenAPI document is used here. */
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

interface Operation {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, unknown>;
}

/** One route with what it takes. */
export interface Shape {
  method: string;
  path: string;
  /** Names of what stands in the query. */
  query: { name: string; schema: Schema }[];
  body: Schema | undefined;
  /** That are documented. */
  statuses: string[];
  schemas: Record<string, Schema>;
}

/** Every route that a till documents. Waits, and what would end the run, are left to other tests. */
export function shapesOf({ paths, components }: ApiDocument): Shape[] {
  const schemas = components?.schemas ?? {};
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody, responses = {} }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters
        .filter((each) => each.in === 'query')
        .map(({ name, schema = {} }) => ({ name, schema })),
      body: Object.values(requestBody?.content ?? {})[0]?.schema,
      statuses: Object.keys(responses),
      schemas,
    })),
  );
}

/** The lanes that are fuzzed; others are left in peace. */
export const FUZZED_LANES = ['f1', 'f2', 'f3', 'f4'] as const;

/** A value that a field of that name could well hold; nothing where the name says nothing. */
function byName(name: string, random: SeededRandom): unknown {
  switch (name) {
    case 'lane':
      return random.pick(FUZZED_LANES);
    case 'saleId':
      return '{{sale}}';
    case 'orderNo':
      return '{{order}}';
    case 'refundNo':
      return '{{refund}}';
    case 'amount':
      return (random.between(1, 3000) / 100).toFixed(2);
    case 'amountMinor':
      return random.between(1, 3000);
    case 'text':
    case 'code':
      return codeOf(random);
    case 'day':
      return random.pick(['{{today}}', '{{today}}', '2025-01-01', '2031-05-05']);
    case 'by':
    case 'reason':
    case 'name':
      return random.pick(['Ana', 'returned', 'Front']);
    case 'pin':
      return String(random.between(1000, 9999));
    case 'waitSeconds':
      return random.pick([0, 0, 1]);
    case 'limit':
      return random.between(1, 20);
    case 'signIn':
      return false;
    default:
      return undefined;
  }
}

/** A payment code of a customer who does anything but bring the whole gateway down. */
export function codeOf(random: SeededRandom): string {
  const outcomes = OUTCOMES.map(({ id }) => id).filter((id) => id !== 'down' && id !== 'skew');
  const outcome = outcomes[random.between(0, outcomes.length - 1)] ?? 'paid';
  return makeCode(
    { wallet: random.pick(['alipay', 'wechat', 'unionpay', 'emv', 'ean13', 'url']), outcome },
    random,
  );
}

interface ValueOf extends Pick<Shape, 'schemas'> {
  /** Of the field. */
  name?: string;
}

/** A value as the schema has it, near enough. */
export function fitting(schema: Schema, of: ValueOf, random: SeededRandom): unknown {
  const { schemas, name = '' } = of;
  const named = byName(name, random);
  if (named !== undefined) return named;
  const ref = schema.$ref?.split('/').at(-1);
  if (ref !== undefined) return fitting(schemas[ref] ?? {}, of, random);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[random.between(0, schema.enum.length - 1)];
  const some = schema.anyOf ?? schema.oneOf;
  if (some) return fitting(some[random.between(0, some.length - 1)] ?? {}, of, random);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([each]) => schema.required?.includes(each) || random.chance(0.4))
          .map(([each, member]) => [each, fitting(member, { schemas, name: each }, random)]),
      );
    case 'array':
      return Array.from({ length: random.between(0, 3) }, () =>
        fitting(schema.items ?? {}, { schemas }, random),
      );
    case 'integer':
    case 'number':
      return random.between(0, 100);
    case 'boolean':
      return random.chance(0.5);
    default:
      return random.pick(['a', 'Some text', '5.00', 'en', '{{gun}}', '{{program}}']);
  }
}
