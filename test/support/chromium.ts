import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** npm runs everything from the project's root, built or not. */
const script = resolve('scripts/get-chromium.mjs');
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium to test with; the first call on a new machine may fetch one (three minutes at most). */
export async function chromiumPath(): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script]);
    if (stderr !== '') console.error(stderr.trim());
    return stdout.trim();
  } catch (error) {
    console.error((error as { stderr?: string }).stderr ?? error);
    return undefined;
  }
}

/** Starts a headless Chromium, with further switches of its own. Throws where there is none: ask `chromiumPath` first. */
export async function launchChromium(args: string[] = []): Promise<Browser> {
  const executablePath = await chromiumPath();
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine.');
  return chromium.launch({ executablePath, args: [...FLAGS, ...args] });
}
