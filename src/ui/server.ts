import express, { type Express, type Request, type RequestHandler } from 'express';
import type { Log } from '../log.ts';
import type { Access } from './access.ts';
import { type ApiParts, createApi } from './api.ts';
import { limitAtOnce } from './at-once.ts';
import { builtPages } from './built-pages.ts';
import { callerOf } from './caller.ts';
import type { Connections } from './connections.ts';
import { problemOfError } from './error-handler.ts';
import { logRequests } from './event-log.ts';
import { type Health, healthAnswer, readyAnswer } from './health.ts';
import type { LiveRequests } from './live-requests.ts';
import { type Logo, serveLogo } from './logo.ts';
import { sendProblem } from './problems.ts';
import { securityHeaders } from './security-headers.ts';
import { countRequests, serveMetrics, type UiWatch } from './ui-watch.ts';
import { WEBHOOK_PATH, type Webhook } from './webhook.ts';

export interface WebParts extends ApiParts {
  /** The built pages. */
  publicDir: string;
  logo: Logo | undefined;
  log: Log;
  /** What `Strict-Transport-Security` says where there is TLS; 0: it is not sent. */
  hstsSeconds: number;
  live: LiveRequests;
  /** Told of who may be here. */
  connections: Pick<Connections, 'prove'>;
  health(): Health;
  webhook: Webhook;
  /** Connected pages by view. */
  socketCounts(): Record<string, number>;
  /** Left out: nothing is counted, and there are no metrics. */
  watch?: UiWatch | undefined;
}

const PAGES = ['/', '/lanes/:lane', '/customer/:lane', '/technician', '/pair'];

const LARGEST_BODY = '16kb';

/** Everything the till answers over plain HTTP. */
export function createWeb(parts: WebParts): Express {
  const { access, guard, publicDir, watch } = parts;
  const mayWatch = (request: Request) => guard.allows('watchTill', callerOf(request));
  const web = express();
  web.disable('x-powered-by');
  if (watch) web.use(countRequests(watch));
  // Ahead of what asks for a name of the till's own: the gateway calls by the name in `notifyUrl`.
  web.post(WEBHOOK_PATH, parts.webhook);
  web.use(...securityHeaders({ hstsSeconds: parts.hstsSeconds }));
  web.use(onlyOurs(access));
  web.use(parts.live.watch);
  web.get('/healthz', (request, response) => {
    const { status, body } = healthAnswer(parts.health(), mayWatch(request));
    response.set('Cache-Control', 'no-store').status(status).json(body);
  });
  web.get('/readyz', (request, response) => {
    const { status, body } = readyAnswer(parts.health(), mayWatch(request));
    response.set('Cache-Control', 'no-store').status(status).json(body);
  });
  if (watch) {
    const state = () => ({ ...parts.health(), sockets: parts.socketCounts() });
    web.get('/metrics', guard.may('watchTill'), serveMetrics(watch, state));
  }
  web.use(
    '/api/v1',
    noStore,
    limitAtOnce(access, parts.connections),
    onlyJson,
    logRequests(parts.log),
    express.json({ limit: LARGEST_BODY }),
    createApi(parts),
  );
  web.use('/api', (request, response) =>
    sendProblem(response, {
      status: 404,
      code: 'noSuchAddress',
      detail: `There is nothing at ${request.method} ${request.baseUrl}${request.path}.`,
    }),
  );
  const { files, page } = builtPages(publicDir);
  web.get('/logo', serveLogo(parts.logo));
  web.get(PAGES, renewCookie(access));
  web.get('/', page('tablet'));
  web.get('/lanes/:lane', page('tablet'));
  web.get('/customer/:lane', page('customer'));
  web.get('/technician', page('technician'));
  web.get('/pair', page('pair'));
  web.use(files);
  // Express's own would say the address back.
  web.use((_, response) => void response.status(404).type('text').send('There is no such page.\n'));
  web.use(problemOfError(parts.log));
  return web;
}

function onlyOurs(access: Access): RequestHandler {
  return (request, response, next) => {
    const foreign = access.foreign(request);
    if (foreign === undefined) return next();
    const detail = `${foreign}. Add the name to server.allowedHosts if it is.`;
    response.set('Cache-Control', 'no-store');
    sendProblem(response, { status: 403, code: 'foreign', detail });
  };
}

/** Who opens a page is known for another 400 days: browsers keep no cookie longer. */
function renewCookie(access: Access): RequestHandler {
  return (request, response, next) => {
    const cookie = access.renewedCookie(request);
    if (cookie !== undefined) response.set('Set-Cookie', cookie);
    next();
  };
}

const noStore: RequestHandler = (_, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/** A form or a plain text, which a foreign page can send without asking, is never a command. */
const onlyJson: RequestHandler = (request, response, next) => {
  const hasBody = request.method !== 'GET' && request.get('content-length') !== '0';
  const isBodiless =
    request.get('content-length') === undefined && request.get('transfer-encoding') === undefined;
  if (!hasBody || isBodiless || request.is('application/json')) return next();
  sendProblem(response, { status: 415, code: 'notJson', detail: 'Content-Type: expected application/json' });
};
