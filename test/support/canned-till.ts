import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { Server } from 'socket.io';
import { type LanguageTag, localeOf } from '../../src/ui/languages/tags.ts';
import type { Handshake, TabletToTill, TillToTablet } from '../../src/ui/messages.ts';
import { cannedAnswer } from '../fixtures/canned-answers.ts';
import { customerScreens } from '../fixtures/customer-screens.ts';
import { screensIn } from '../fixtures/screens.ts';

/** A till that knows nothing but what is canned. */
export interface CannedTill {
  origin: string;
  /** By a name that is none of the machine's own to the pages. */
  farOrigin: string;
  /** Sends a canned screen to every open page, as the till's latest. Gives its `rev`. */
  show(name: string): number;
  close(): Promise<void>;
}

const MIME: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};
const POLICY = "default-src 'self'; connect-src 'self' ws:; object-src 'none'; base-uri 'none'";
const PAGES = ['technician', 'customer', 'pair'];

/**
 * Serves the built pages of a folder, and behind them canned screens and answers: the lane's name picks a screen. A page
 * that posts to `/lose` has lost the till until it is loaded anew. `shop`: what the shop speaks.
 */
export async function serveCannedTill(folder: string, shop: LanguageTag = 'en'): Promise<CannedTill> {
  let lost = false;
  /** The page's own address: its query picks answers. */
  let pageUrl = new URL('http://till/');
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://till');
    if (url.pathname === '/lose') {
      lost = true;
      io.disconnectSockets(true);
      response.end();
      return;
    }
    if (url.pathname.startsWith('/api/')) {
      const answer = cannedAnswer(url, pageUrl);
      // Nothing changes any more: who waits for that waits on.
      if (url.searchParams.has('waitSeconds')) return;
      const isKnown = answer !== undefined;
      const { status, retryAfterSeconds } = (answer ?? {}) as {
        status?: unknown;
        retryAfterSeconds?: number;
      };
      response.writeHead(isKnown ? (typeof status === 'number' ? status : 200) : 404, {
        'content-type': 'application/json',
        ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
      });
      response.end(JSON.stringify(isKnown ? answer : { code: 'notCanned', detail: url.pathname }));
      return;
    }
    const isPage = extname(url.pathname) === '';
    if (isPage) {
      lost = false;
      pageUrl = url;
    }
    const page = PAGES.find((name) => url.pathname.startsWith(`/${name}`)) ?? 'tablet';
    const file = isPage ? `${page}/index.html` : url.pathname;
    try {
      const body = readFileSync(join(folder, file));
      response.writeHead(200, {
        'content-type': MIME[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  const known = new Map<LanguageTag, ReturnType<typeof screensIn>>();
  const screensOf = (language: LanguageTag) => {
    const screens = known.get(language) ?? screensIn(language);
    known.set(language, screens);
    return screens;
  };
  const customerOf = (name: string) => {
    const screen = customerScreens[name];
    return screen && { ...screen, language: shop, locale: localeOf(shop, shop) };
  };
  const io = new Server<TabletToTill, TillToTablet>(http, { serveClient: false });
  io.on('connection', (socket) => {
    const { lane, view, language = shop } = socket.handshake.auth as Handshake;
    if (lost) return;
    const screen = screensOf(language)[lane];
    const customerScreen = customerOf(lane);
    if (view === 'customer' && customerScreen) socket.emit('customer', customerScreen);
    else if (screen) socket.emit('screen', screen);
  });
  let rev = 1;
  const show = (name: string) => {
    rev += 1;
    for (const socket of io.sockets.sockets.values()) {
      const { language = shop } = socket.handshake.auth as Handshake;
      const screen = screensOf(language)[name];
      const customerScreen = customerOf(name);
      if (customerScreen) socket.emit('customer', { ...customerScreen, rev });
      else if (screen) socket.emit('screen', { ...screen, rev });
    }
    return rev;
  };
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    farOrigin: `http://till.localhost:${port}`,
    show,
    close: () => io.close(),
  };
}
