import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { LAN } from './attacked-till.ts';
import { openShop } from './browser-till.ts';

/** A name that browsers take for this machine, and the till for a stranger's: for a machine without a network. */
const NAME = 'till.localhost';

/** How tablets call the till: by the machine's address in its network, where it has one. */
const HOST = LAN ?? NAME;

export interface NetworkShop {
  /** As its own machine calls it. */
  own: string;
  /** As the network calls it. */
  far: string;
  port: number;
  stop(): Promise<number>;
}

/** A shop of two lanes that the network reaches; it ends with the test. `port`: default any free one. */
export async function openNetworkShop(folder: string, port?: number): Promise<NetworkShop> {
  const till = await openShop(folder, port, {
    server: { host: '0.0.0.0', allowedHosts: [NAME] },
    lanes: ['Front', 'Back'].map((name, i) => ({ id: String(i + 1), name, scanners: [] })),
  });
  const at = (host: string) => `http://${host}:${till.port}`;
  return { own: at('127.0.0.1'), far: at(HOST), port: till.port, stop: till.stop };
}

/** A tablet with cookies of its own, before anything was opened on it. */
export interface NetworkTablet {
  page: Page;
  /** The paths that were opened on it, in their order. */
  opened(): string[];
  /** What a code is answered that is typed where it asks for one. */
  type(code: string): Promise<void>;
  isLive(): Promise<void>;
}

export async function networkTablet(browser: Browser, locale = 'en'): Promise<NetworkTablet> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const opened: string[] = [];
  page.on('framenavigated', (frame) => {
    const { pathname, search } = new URL(frame.url());
    opened.push(pathname + search);
  });
  return {
    page,
    opened: () => [...opened],
    type: async (code) => {
      await page.getByTestId('code').fill(code);
      await page.getByTestId('enter').click();
    },
    isLive: () => page.locator('html[data-connected="true"]').waitFor({ state: 'attached' }),
  };
}

/** A code made at the till's own machine, as `npm run pair` makes it. */
export async function codeFor(
  own: string,
  wish: { name: string; role: string; lanes: string[] | 'all' },
): Promise<{ code: string; qr?: { text: string } }> {
  const response = await fetch(`${own}/api/v1/pairing/codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });
  const made = (await response.json()) as { code: string; qr?: { text: string } };
  if (response.status !== 201) throw new Error(`No code was made: ${JSON.stringify(made)}`);
  return made;
}
