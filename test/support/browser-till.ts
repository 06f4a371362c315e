import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { chromiumPath, launchChromium } from './chromium.ts';
import { startTill, type TillProcess } from './till-process.ts';

/** Whether browser tests can run here at all; where not they are skipped, by name. */
export const hasBrowser = (await chromiumPath()) !== undefined;

/** A shop with the sandbox gateway, in which a cancel need not wait for a wallet, nor a scan for a quiet gun. */
const CONFIG = {
  gateway: { kind: 'sandbox' },
  payment: { cancelNotBeforeSeconds: 1, quietMs: 0 },
  lanes: [{ id: '1', name: 'Front', scanners: [] }],
};

/** Starts a till on a data folder; it ends with the test. */
export async function openShop(folder: string, port?: number): Promise<TillProcess> {
  const config = join(folder, 'scantill.json');
  writeFileSync(config, JSON.stringify(CONFIG));
  const options = { dataDir: join(folder, 'data'), args: ['--config', config] };
  const till = await startTill(port === undefined ? options : { ...options, port });
  onTestFinished(() => till.kill());
  return till;
}

/** A browser that ends with the test. */
export async function openBrowser(): Promise<Browser> {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  return browser;
}
