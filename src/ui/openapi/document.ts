import type { z } from 'zod';
import { ACTS, SCOPES } from '../../access/acts.ts';
import type { RouteSpec } from '../route.ts';
import { problemSchema } from './common-problems.ts';
import { createSchemaBook, type JsonSchema, type SchemaBook } from './json-schemas.ts';
import { createRefusalBook, type RefusalBook } from './refusal-book.ts';
import { tagOf, tags } from './tags.ts';

export interface Operation {
  operationId: string;
  tags: [string];
  summary: string;
  description?: string;
  security: { [scheme: string]: string[] }[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: { [status: string]: ResponseObject | Reference };
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface ResponseObject {
  description: string;
  headers?: { [name: string]: { description: string; schema: JsonSchema } };
  content?: Content;
}

export interface Reference {
  $ref: string;
}

type Content = { [type: string]: { schema: JsonSchema; example?: unknown } };

export interface OpenApiDocument {
  openapi: '3.1.1';
  info: { title: string; version: string; summary: string; description: string; license: object };
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: { [path: string]: { [method: string]: Operation } };
  components: {
    securitySchemes: { [name: string]: object };
    /** Refusals that many routes have alike. */
    responses: { [name: string]: ResponseObject };
    schemas: { [name: string]: JsonSchema };
  };
}

/** Writes the REST interface down as OpenAPI 3.1 has it, from the very specs that routes are checked by. */
export interface DocumentMaker {
  /** Some milliseconds of work for each. */
  add(spec: RouteSpec): void;
  document(): OpenApiDocument;
}

export function createDocumentMaker(version: string): DocumentMaker {
  const book = createSchemaBook();
  const refusals = createRefusalBook();
  const paths: OpenApiDocument['paths'] = {};
  return {
    add: (spec) => {
      const path = spec.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [spec.method]: operationOf(spec, book, refusals) };
    },
    document: () => ({
      openapi: '3.1.1',
      info: {
        title: 'Scantill',
        version,
        summary: "A till's REST interface",
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/api/v1', description: 'The till that gave this document' }],
      tags,
      paths,
      components: {
        securitySchemes: {
          program: {
            type: 'http',
            scheme: 'bearer',
            description: `A program's token, with scopes: ${SCOPES.join(', ')}. On the till's own machine none is needed.`,
          },
          device: {
            type: 'apiKey',
            in: 'cookie',
            name: 'scantill',
            description: 'A paired tablet. Over TLS the cookie is called __Host-scantill.',
          },
        },
        responses: refusals.named(),
        schemas: { ...book.named(), Problem: problemSchema },
      },
    }),
  };
}

const DESCRIPTION = [
  'Amounts are texts with exactly the decimals of the currency; times are UTC, ISO 8601.',
  'What an answer tells of a payment or a refund is on disk already.',
  'A field or parameter that is not listed is an error. Answers may get more fields, and enumerations of answers more values.',
  'Refusals are `application/problem+json` with a `code` that does not change.',
].join(' ');

function operationOf(spec: RouteSpec, book: SchemaBook, refusals: RefusalBook): Operation {
  const description = [spec.description, needOf(spec)].filter((part) => part !== undefined).join('\n\n');
  const parameters = [
    ...fieldsOf(spec.params, book).map((field) => ({ ...field, in: 'path' as const, required: true })),
    ...fieldsOf(spec.query, book).map((field) => ({ ...field, in: 'query' as const })),
    ...headersOf(spec),
  ];
  return {
    operationId: operationId(spec),
    tags: [tagOf(spec)],
    summary: spec.summary,
    ...(description === '' ? {} : { description }),
    security: securityOf(spec),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(spec.body ? { requestBody: bodyOf(spec.body, spec.example, book) } : {}),
    responses: { ...answersOf(spec, book), ...refusals.of(spec) },
  };
}

/** `POST /lanes/:lane/charge` is `postLanesLaneCharge`. */
function operationId({ method, path }: RouteSpec): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function needOf({ act }: RouteSpec): string | undefined {
  const { needs } = ACTS[act];
  if (needs === 'anybody') return undefined;
  return `Where people work here by name: a ${needs}, by the session that signing in gave (\`Scantill-Session\`).`;
}

/** Nothing beside the connection itself on the till's own machine: the last of the choices. */
function securityOf({ act }: RouteSpec): Operation['security'] {
  const rule = ACTS[act];
  if ('open' in rule) return [{}];
  const byToken = 'scope' in rule ? [{ program: [rule.scope] }] : [];
  return [...byToken, { device: [...rule.roles] }, {}];
}

function fieldsOf(schema: z.ZodObject | undefined, book: SchemaBook): Omit<Parameter, 'in'>[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = book.sent(schema) as {
    properties?: { [name: string]: JsonSchema };
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    required: required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema: rest,
  }));
}

function headersOf({ key, act }: RouteSpec): Parameter[] {
  const { needs } = ACTS[act];
  const session: Parameter = {
    name: 'Scantill-Session',
    in: 'header',
    required: false,
    description: 'What signing in gave: in whose name it is done',
    schema: { type: 'string' },
  };
  const idempotency: Parameter = {
    name: 'Idempotency-Key',
    in: 'header',
    required: key === 'required',
    description:
      'A text of your own choice for this very request, 1 to 128 characters, as a quoted string. Send the same one when you repeat it: it is done once.',
    schema: { type: 'string', examples: ['"bill-4711"'] },
  };
  return [
    ...(key === undefined ? [] : [idempotency]),
    ...(needs === 'anybody' && act !== 'sell' ? [] : [session]),
  ];
}

function bodyOf(schema: z.ZodType, example: unknown, book: SchemaBook): Operation['requestBody'] & object {
  const content = { schema: book.sent(schema), ...(example === undefined ? {} : { example }) };
  return { required: !schema.safeParse(undefined).success, content: { 'application/json': content } };
}

function answersOf({ answers }: RouteSpec, book: SchemaBook): Operation['responses'] {
  const response = ({ description, schema, type, example }: RouteSpec['answers'][number]): ResponseObject => {
    if (schema === undefined) return { description };
    const name = type?.split(';')[0] ?? 'application/json';
    const content = { schema: book.answered(schema), ...(example === undefined ? {} : { example }) };
    return { description, content: { [name]: content } };
  };
  return Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, response(answer)]));
}
