import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Locator, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

export interface TechnicianPageOptions {
  headers?: Record<string, string>;
  /** Behind the address, such as `#token=…`. */
  behind?: string;
}

/** The technician's page in a real browser, with all that ever reached it. */
export interface TechnicianPage {
  page: Page;
  card(gun: string): Locator;
  /** What a gun's card has of that test id. */
  of(gun: string, testId: string): Locator;
  /** Waits until what the page shows is what the till says now. */
  isLive(): Promise<void>;
  /** Every answer, frame and line of the console that the page got so far, and the page as it is. */
  heard(): Promise<string>;
}

/** Opens the page; it goes away with the test. */
export async function openTechnician(
  browser: Browser,
  url: string,
  { headers = {}, behind = '' }: TechnicianPageOptions = {},
): Promise<TechnicianPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, extraHTTPHeaders: headers });
  onTestFinished(() => page.close());
  const heard: string[] = [];
  // An answer that the page has called off has no body.
  page.on('response', (response) => {
    response.text().then(
      (text) => heard.push(`${response.url()} ${text}`),
      () => {},
    );
  });
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(String(error)));
  await page.goto(`${url}/technician${behind}`);
  const card = (gun: string) => page.getByTestId(`gun-${gun}`);
  return {
    page,
    card,
    of: (gun, testId) => card(gun).getByTestId(testId),
    isLive: () => page.locator('html[data-connected="true"]').waitFor({ state: 'attached' }),
    heard: async () => `${heard.join('\n')}\n${await page.content()}`,
  };
}

/** The folder of the built pages, as they are now. */
export async function builtPages(): Promise<string> {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs']);
  return resolve('dist/public');
}
