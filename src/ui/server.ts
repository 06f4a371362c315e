import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { systemCode, TillError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Access } from './access.ts';
import { type ApiParts, createApi } from './api.ts';
import { builtPages } from './built-pages.ts';
import { problemOfError } from './error-handler.ts';
import { type Health, healthAnswer, readyAnswer } from './health.ts';
import { type Logo, serveLogo } from './logo.ts';
import { sendProblem } from './problems.ts';
import { WEBHOOK_PATH, type Webhook } from './webhook.ts';

export interface WebParts extends ApiParts {
  /** The built pages. */
  publicDir: string;
  logo: Logo | undefined;
  log: Log;
  health(): Health;
  webhook: Webhook;
}

const LARGEST_BODY = '16kb';

/** Everything the till answers over plain HTTP. */
export function createWeb(parts: WebParts): Express {
  const { access, publicDir } = parts;
  const web = express();
  web.disable('x-powered-by');
  // Ahead of what asks for a name of the till's own: the gateway calls by the name in `notifyUrl`.
  web.post(WEBHOOK_PATH, parts.webhook);
  web.use(onlyOurs(access));
  web.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          'default-src': ["'self'"],
          'connect-src': ["'self'", 'ws:', 'wss:'],
          'script-src': ["'self'"],
          'style-src': ["'self'"],
          'frame-ancestors': ["'none'"],
          // On plain HTTP in a shop's network this one would blank the page.
          'upgrade-insecure-requests': null,
        },
      },
      strictTransportSecurity: false,
    }),
  );
  web.use(onlyOwnCamera);
  web.get('/healthz', (request, response) => {
    const { status, body } = healthAnswer(parts.health(), access.isAllowed(request));
    response.set('Cache-Control', 'no-store').status(status).json(body);
  });
  web.get('/readyz', (request, response) => {
    const { status, body } = readyAnswer(parts.health(), access.isAllowed(request));
    response.set('Cache-Control', 'no-store').status(status).json(body);
  });
  web.use(
    '/api/v1',
    noStore,
    onlyAllowed(access),
    onlyJson,
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
  web.get('/', page('tablet'));
  web.get('/lanes/:lane', page('tablet'));
  web.get('/customer/:lane', page('customer'));
  web.get('/technician', page('technician'));
  web.use(files);
  web.use(problemOfError(parts.log));
  return web;
}

/** Where a server listens, and how another place is chosen. */
export interface Address {
  host: string;
  port: number;
  /** Such as `with --port`. */
  chosen: string;
}

/** Binds the address; throws `PORT_IN_USE` with what to do. Resolves with the port. */
export async function listen(server: HttpServer, address: Address): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, address)));
    server.listen(address.port, address.host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function listenError(error: Error, { host, port, chosen }: Address): Error {
  const code = systemCode(error);
  if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') return error;
  const reason =
    code === 'EADDRINUSE'
      ? 'another program uses it'
      : code === 'EACCES'
        ? 'the system does not allow it'
        : 'this machine has no such address';
  return new TillError({
    code: 'PORT_IN_USE',
    message: `Cannot listen on ${host}:${port}: ${reason}`,
    hint: `Stop the other program (it may be a till already running), or choose another port ${chosen}.`,
    cause: error,
  });
}

function onlyOurs(access: Access): RequestHandler {
  return (request, response, next) => {
    const foreign = access.foreign(request);
    if (foreign === undefined) return next();
    const detail = `${foreign}. Add the name to server.allowedHosts if it is.`;
    sendProblem(response, { status: 403, code: 'foreign', detail });
  };
}

function onlyAllowed(access: Access): RequestHandler {
  return (request, response, next) => {
    if (access.isAllowed(request as IncomingMessage)) return next();
    const detail = 'Off this machine a bearer token is needed (Authorization: Bearer …).';
    sendProblem(response.set('WWW-Authenticate', 'Bearer'), { status: 401, code: 'tokenNeeded', detail });
  };
}

/** The tablet's camera is lent to the till's own pages, where a cashier opens it; nothing else of the tablet is. */
const onlyOwnCamera: RequestHandler = (_, response, next) => {
  response.set(
    'Permissions-Policy',
    'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=()',
  );
  next();
};

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
