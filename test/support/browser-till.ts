import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished, test, vi } from 'vitest';
import { chromiumPath, launchChromium } from './chromium.ts';
import { openTablet, type Tablet, type TabletOptions } from './tablet.ts';
import { startTill, type TillProcess } from './till-process.ts';

const hasBrowser = (await chromiumPath()) !== undefined;

/** A test that needs a browser. Where there is none it is skipped, by name. */
export const inBrowser = test.skipIf(!hasBrowser);

vi.setConfig({ testTimeout: 60_000 });

/** A shop with the sandbox gateway, in which a cancel need not wait for a wallet, nor a scan for a quiet gun. */
const CONFIG = {
  gateway: { kind: 'sandbox' },
  payment: { cancelNotBeforeSeconds: 1, quietMs: 0 },
  lanes: [{ id: '1', name: 'Front', scanners: [] }],
};

/** Starts a till on a data folder; it ends with the test. `change`: of the configuration. */
export async function openShop(folder: string, port?: number, change: object = {}): Promise<TillProcess> {
  const config = join(folder, 'scantill.json');
  writeFileSync(config, JSON.stringify({ ...CONFIG, ...change }));
  const options = { dataDir: join(folder, 'data'), args: ['--config', config] };
  const till = await startTill(port === undefined ? options : { ...options, port });
  onTestFinished(() => till.kill());
  return till;
}

/** One browser for all tests of a file. Gives the function that tells it. */
export function sharedBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (hasBrowser) browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  return () => {
    if (browser === undefined) throw new Error('There is no browser.');
    return browser;
  };
}

/** One browser for all tests of a file. Gives the function that opens a tablet in it. */
export function browserForAll(): (url: string, options?: TabletOptions) => Promise<Tablet> {
  const browser = sharedBrowser();
  return (url, options) => openTablet(browser(), url, options);
}
