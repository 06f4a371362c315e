import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Server } from 'socket.io';
import type { Handshake, TabletToTill, TillToTablet } from '../src/ui/messages.ts';
import { cannedScreens } from '../test/fixtures/screens.ts';
import { technicianChecks, technicianLog, technicianViews } from '../test/fixtures/technician-views.ts';

/** Draws each state of the pages, as built, from canned screens: `npm run screens`. */

interface Shot {
  /** The file's name. */
  name: string;
  /** The address of the page: of a lane, its name picks the canned screen. */
  path: string;
  /** The picture is as long as the page. */
  isLong?: boolean;
  /** What is done on the page before the picture. */
  act?: (page: Page) => Promise<void>;
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
const DARK = ['typed', 'paying', 'technician'];

/**
 * Runs in the page: the elements whose words do not fit, or that lie outside the window. Line boxes may be lower than
 * their letters, so only what scrolls can hide something below.
 */
const CUT_OFF = `[...document.querySelectorAll('#root *')].filter((element) => {
  if (element.closest('svg, .hidden')) return false;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const isLower = box.bottom > innerHeight + 1 && !document.querySelector('.main');
  const isOutside = box.right > innerWidth + 1 || isLower || box.left < -1 || box.top < -1;
  const isTooWide = element.scrollWidth > element.clientWidth + 1;
  const isTooHigh = style.overflowY === 'auto' && element.scrollHeight > element.clientHeight + 1;
  return isOutside || (style.display !== 'inline' && element.clientHeight > 0 && (isTooWide || isTooHigh));
}).map((element) => element.tagName.toLowerCase() + '.' + element.className)`;

const shots: Shot[] = [
  ...Object.keys(cannedScreens).map((screen) => ({ name: screen, path: `/lanes/${screen}` })),
  ...Object.keys(technicianViews).map((name) => ({ name, path: `/technician?view=${name}`, isLong: true })),
  { name: 'typed', path: '/lanes/idle', act: (page) => typeAmount(page, ['1', '2', '3', '0']) },
  {
    name: 'over-the-limit',
    path: '/lanes/idle',
    act: (page) => typeAmount(page, ['9', '9', '9', '9', '00']),
  },
  {
    name: 'asked-to-cancel',
    path: '/lanes/paying',
    act: (page) => page.getByTestId('action-cancel').click(),
  },
  {
    name: 'asked-next-customer',
    path: '/lanes/unknown',
    act: (page) => page.getByTestId('action-nextCustomer').click(),
  },
  {
    name: 'asked-to-give-back',
    path: '/lanes/paid-while-off',
    act: (page) => page.getByTestId('action-giveBack').click(),
  },
  { name: 'offline', path: '/lanes/paying', act: (page) => loseTill(page) },
];

const { out, sizes, only } = new Command('screens')
  .description('Draws each state of the pages into PNG files')
  .option('--out <dir>', 'folder for the pictures', 'docs/screens')
  .option('--sizes <list>', 'WIDTHxHEIGHT, separated by commas', '1280x800,800x1280')
  .option('--only <name>', 'one state')
  .parse()
  .opts<{ out: string; sizes: string; only?: string }>();

await draw();

async function draw(): Promise<void> {
  const server = await serve(resolve('dist/public'));
  const browser = await launch();
  mkdirSync(out, { recursive: true });
  try {
    for (const shot of shots.filter(({ name }) => only === undefined || name === only)) {
      for (const size of sizes.split(',')) {
        await take({ browser, origin: server.origin, shot, size, scheme: 'light' });
        if (DARK.includes(shot.name))
          await take({ browser, origin: server.origin, shot, size, scheme: 'dark' });
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

interface Take {
  browser: Browser;
  origin: string;
  shot: Shot;
  size: string;
  scheme: 'light' | 'dark';
}

async function take({ browser, origin, shot, size, scheme }: Take): Promise<void> {
  const [width = 1280, height = 800] = size.split('x').map(Number);
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  });
  page.on('console', (message) => message.type() === 'error' && console.error(shot.name, message.text()));
  page.on('pageerror', (error) => console.error(shot.name, error));
  await page.goto(`${origin}${shot.path}`);
  await page.locator('html[data-connected=true]').waitFor();
  await shot.act?.(page);
  const cut = await page.evaluate<string[]>(CUT_OFF);
  if (cut.length > 0) console.error(`${shot.name} ${size}: cut off: ${cut.join(', ')}`);
  const path = join(out, `${shot.name}-${size}${scheme === 'dark' ? '-dark' : ''}.png`);
  await page.screenshot({ path, fullPage: shot.isLong ?? false });
  await page.close();
  console.log(path);
}

async function typeAmount(page: Page, keys: string[]): Promise<void> {
  for (const key of keys) await page.getByTestId(`key-${key}`).click();
}

async function loseTill(page: Page): Promise<void> {
  await page.evaluate(() => fetch('/lose', { method: 'POST' }));
  await page.getByTestId('offline-banner').waitFor();
}

/** The built page and, behind it, a till that knows nothing but canned screens: the lane's name picks one. */
async function serve(folder: string): Promise<{ origin: string; close: () => Promise<void> }> {
  let lost = false;
  let view = technicianViews.technician;
  const http = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    if (path === '/lose') {
      lost = true;
      io.disconnectSockets(true);
      response.end();
      return;
    }
    const canned: Record<string, unknown> = {
      '/api/v1/scanners': view,
      '/api/v1/log': technicianLog,
      '/api/v1/doctor': technicianChecks,
    };
    if (path in canned) {
      // Nothing changes any more: who waits for that waits on.
      if (!request.url?.includes('waitSeconds'))
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(canned[path]));
      return;
    }
    if (path === '/technician') {
      view = technicianViews[request.url?.split('view=')[1] ?? ''];
    }
    const file =
      path === '/technician' ? '/technician/index.html' : extname(path) === '' ? '/tablet/index.html' : path;
    if (file === '/tablet/index.html') lost = false;
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
  const io = new Server<TabletToTill, TillToTablet>(http, { serveClient: false });
  io.on('connection', (socket) => {
    const { lane } = socket.handshake.auth as Handshake;
    const screen = cannedScreens[lane];
    if (screen && !lost) socket.emit('screen', screen);
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => io.close() };
}

async function launch(): Promise<Browser> {
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/get-chromium.mjs']);
  return chromium.launch({
    executablePath: stdout.trim(),
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
}
