import type { RequestHandler } from 'express';
import type { Health } from './health.ts';
import type { PaintedNote } from './painted-messages.ts';

/** Hears what the till's outside does, and tells it as metrics. None of it may throw. */
export interface UiWatch {
  /** A request was answered. `route`: as it is registered, never as it was asked. */
  requestDone(route: string, status: number): void;
  /** A lane's screen was sent to its pages. */
  screenSent(lane: string, rev: number): void;
  /** A tablet of the lane says that it has painted that screen. */
  painted(lane: string, rev: number): void;
  metrics(state: WatchedState): Promise<{ type: string; text: string }>;
}

/** How the till stands, for its metrics. */
export interface WatchedState extends Health {
  /** Connected pages by view. */
  sockets: Readonly<Record<string, number>>;
}

/** Counts each answered request. Ahead of everything, so that what is turned away counts too. */
export function countRequests(watch: UiWatch): RequestHandler {
  return (request, response, next) => {
    response.on('finish', () => watch.requestDone(routeOf(request), response.statusCode));
    next();
  };
}

/** What no route takes has one name for all: a stranger must not make up names that are kept. */
function routeOf({ route, originalUrl }: Parameters<RequestHandler>[0]): string {
  const path: unknown = route?.path;
  if (typeof path !== 'string') return 'none';
  return originalUrl.startsWith('/api/v1/') ? `/api/v1${path}` : path;
}

/** `GET /metrics`, behind the guard. */
export function serveMetrics(watch: UiWatch, state: () => WatchedState): RequestHandler {
  return async (_, response) => {
    const { type, text } = await watch.metrics(state());
    response.set({ 'Cache-Control': 'no-store', 'Content-Type': type }).send(text);
  };
}

/** The screen that a page says it has painted; nothing where it is none of this start of the till. */
export function paintedRev(note: unknown, bootId: string): number | undefined {
  const { bootId: from, rev } = (
    typeof note === 'object' && note !== null ? note : {}
  ) as Partial<PaintedNote>;
  return from === bootId && Number.isSafeInteger(rev) ? rev : undefined;
}
