import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import type { Act } from '../access/acts.ts';
import type { Clock } from '../clock.ts';
import { type Caller, callerOf } from './caller.ts';
import type { Guard } from './guard.ts';
import { createKeyTurns, KEY_NEEDED, type KeyTurns, keyIn } from './idempotency.ts';
import { type Problem, sendProblem } from './problems.ts';

/** What one route of the REST interface takes and gives. It is checked by this, and documented from this. */
export interface RouteSpec {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/v1`, as Express writes it. */
  path: string;
  act: Act;
  /** The route lets in more of those who are known than its act does, and asks by itself. */
  asksItself?: true;
  /** A few words, without a full stop. */
  summary: string;
  /** What else a program has to know, in sentences. */
  description?: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** A body, for the documentation. */
  example?: unknown;
  /** `Idempotency-Key`: left out where the route knows none. */
  key?: 'required' | 'optional';
  answers: { readonly [status: number]: AnswerSpec };
  /** Codes of its refusals by status, beside those of every route. */
  problems?: { readonly [status: number]: readonly string[] };
}

export interface AnswerSpec {
  description: string;
  /** Left out: an answer without a body. */
  schema?: z.ZodType;
  /** Default: JSON. */
  type?: string;
  /** A body, for the documentation. */
  example?: unknown;
}

/** What a handler is asked, checked and typed by the route's spec. */
export interface Asked<S extends RouteSpec> {
  params: Checked<S, 'params'>;
  query: Checked<S, 'query'>;
  body: Checked<S, 'body'>;
  /** The text of `Idempotency-Key`. */
  key: KeyOf<S>;
  caller: Caller;
  request: Request;
  /** Aborts when who asked is no longer there. */
  gone: AbortSignal;
}

type Checked<S, Part extends string> =
  S extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : undefined;

type KeyOf<S> = S extends { key: 'required' }
  ? string
  : S extends { key: 'optional' }
    ? string | undefined
    : undefined;

/** One of the answers of the spec, or why there is none. */
export type Reply<S extends RouteSpec> = Problem | Answers<S['answers']>;

type Answers<A> = { [Status in keyof A]: Answer<Status, A[Status]> }[keyof A];
type Answer<Status, A> = { status: Status; headers?: Record<string, string> } & (A extends {
  schema: infer Schema extends z.ZodType;
}
  ? { body: z.input<Schema> }
  : { body?: undefined });

/** A spec with what does it. */
export interface Route {
  spec: RouteSpec;
  /** Why there is nothing at such an address; asked before the query and the body are looked at. */
  missing?: ((params: never) => Problem | undefined) | undefined;
  handle(asked: Asked<never>): unknown;
}

/** Made once, not with a stack for each request. */
const GONE = new Error('who asked is gone');

export function route<const S extends RouteSpec>(
  spec: S,
  handle: (asked: Asked<S>) => Reply<S> | Promise<Reply<S>>,
  missing?: (params: Checked<S, 'params'>) => Problem | undefined,
): Route {
  // Safe: what is handed to it was checked by this very spec.
  return { spec, handle: handle as Route['handle'], missing };
}

/** What stands before each route. */
export interface Door {
  guard: Guard;
  clock: Clock;
  /** Sees each answer before it goes out, for tests that hold it against its spec. */
  onReply?: ((spec: RouteSpec, reply: SentReply) => void) | undefined;
}

/** An answer or a refusal, whichever route it is of. */
export type SentReply = Problem | { status: number; headers?: Record<string, string>; body?: unknown };

/** Puts routes on a router: asks who may, checks what came, and sends what the handler gives. */
export function registerRoutes(router: Router, routes: readonly Route[], door: Door): void {
  const turns = createKeyTurns(door.clock);
  for (const each of routes) {
    const { method, path } = each.spec;
    router[method](path, ...admission(each.spec, door), answering(each, door, turns));
  }
}

/** The one place where a route asks whether its act may be done. */
function admission({ act, asksItself }: RouteSpec, { guard }: Door): RequestHandler[] {
  return [asksItself ? guard.known() : guard.may(act)];
}

/** What does not fit the schemas is thrown as it is: `problemOfError` tells what was expected. */
function answering({ spec, handle, missing }: Route, { onReply }: Door, turns: KeyTurns): RequestHandler {
  const replyTo = async (request: Request, gone: AbortSignal): Promise<SentReply> => {
    const params = spec.params?.parse(request.params) as never;
    const isMissing = missing?.(params);
    if (isMissing) return isMissing;
    const query = spec.query?.parse(request.query) as never;
    const body = spec.body?.parse(request.body) as never;
    const key = spec.key === undefined ? undefined : keyIn(request.get('idempotency-key'));
    if (typeof key === 'object') return key;
    if (key === undefined && spec.key === 'required') return KEY_NEEDED;
    const caller = callerOf(request);
    const asked: Asked<never> = { params, query, body, key: key as never, caller, request, gone };
    const run = async () => (await handle(asked)) as SentReply;
    if (key === undefined) return run();
    return turns.take(JSON.stringify([caller.visitor?.id, request.path, key]), run);
  };
  return async (request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort(GONE));
    const reply = await replyTo(request, gone.signal);
    onReply?.(spec, reply);
    if ('code' in reply) sendProblem(response, reply);
    else send(response, reply, spec.answers[reply.status]?.type);
  };
}

function send(
  response: Response,
  { status, headers = {}, body }: Exclude<SentReply, Problem>,
  type?: string,
): void {
  response.status(status).set(headers);
  if (body === undefined) response.end();
  else if (type === undefined) response.type('json').send(jsonOf(body));
  else response.type(type).send(body);
}

/** The texts of answers that never change: a stranger who asks for a large one again and again costs little. */
const texts = new WeakMap<object, string>();

function jsonOf(body: unknown): string {
  if (typeof body !== 'object' || body === null || !Object.isFrozen(body)) return JSON.stringify(body);
  const text = texts.get(body) ?? JSON.stringify(body);
  texts.set(body, text);
  return text;
}
