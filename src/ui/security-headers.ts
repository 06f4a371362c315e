import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';

/** What a page of the till may load, and what may be done with it. Nothing in it runs that is not a file of the till's own. */
const DIRECTIVES = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'font-src': ["'self'"],
  'media-src': ["'self'"],
  'manifest-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  // A text becomes a part of the page nowhere.
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
  // On plain HTTP in a shop's network this one would blank the page.
  'upgrade-insecure-requests': null,
};

/**
 * Headers of every answer. HSTS is sent with TLS and where the shop asks for it (`hstsSeconds`) alone: it holds for every
 * port of the name, so that a till whose certificate fails could not even be opened past a warning.
 */
export function securityHeaders({ hstsSeconds }: { hstsSeconds: number }): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        ...DIRECTIVES,
        'connect-src': ["'self'", (request) => ownSockets(request as Request)],
      },
    },
    strictTransportSecurity: false,
    frameguard: { action: 'deny' },
    // Both are of use, and free of a complaint in the browser's console, where the browser trusts the way here.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
  const byTransport: RequestHandler = (request, response, next) => {
    if (request.secure && hstsSeconds > 0) {
      response.set('Strict-Transport-Security', `max-age=${hstsSeconds}`);
    }
    if (request.secure || LOCAL_NAME.test(hostOf(request))) {
      response.set({ 'Cross-Origin-Opener-Policy': 'same-origin', 'Origin-Agent-Cluster': '?1' });
    }
    // The tablet's camera is lent to the till's own pages, where a cashier opens it; nothing else of the tablet is.
    response.set(
      'Permissions-Policy',
      'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=()',
    );
    next();
  };
  return [headers, byTransport];
}

const LOCAL_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

/**
 * The addresses of the till's own WebSockets, spelled out since older Safaris do not count them among `'self'`. Behind a
 * proxy that ends TLS the page is on `https:` while the till hears plain HTTP: there it may be either.
 */
function ownSockets(request: Request): string {
  const host = hostOf(request);
  return request.secure ? `wss://${host}` : `ws://${host} wss://${host}`;
}

/** As the browser called the till; it was looked at before. Anything that could add to the header is cut off all the same. */
function hostOf(request: Request): string {
  return (request.headers.host ?? '').replace(/[^\w.:[\]-].*$/s, '');
}
