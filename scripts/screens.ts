import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { Browser } from 'playwright-core';
import { isLanguage } from '../src/ui/languages/tags.ts';
import { type PageState, pageStates } from '../test/fixtures/page-states.ts';
import { serveCannedTill } from '../test/support/canned-till.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { cutOff } from '../test/support/cut-off.ts';
import { drawPapers } from './screens/papers.ts';

/** Draws each state of the pages, as built, from canned screens: `npm run screens`. */

const DARK = ['typed', 'paying', 'technician'];

const { out, sizes, only, language } = new Command('screens')
  .description('Draws each state of the pages into PNG files')
  .option('--out <dir>', 'folder for the pictures', 'docs/screens')
  .option('--sizes <list>', 'WIDTHxHEIGHT, separated by commas', '1280x800,800x1280')
  .option('--only <name>', 'one state')
  .option('--language <tag>', 'what the pages speak', 'en')
  .parse()
  .opts<{ out: string; sizes: string; only?: string; language: string }>();

await draw();

async function draw(): Promise<void> {
  const till = await serveCannedTill(resolve('dist/public'), isLanguage(language) ? language : 'en');
  const browser = await launchChromium();
  mkdirSync(out, { recursive: true });
  try {
    for (const shot of pageStates.filter(({ name }) => only === undefined || name === only)) {
      const origin = shot.isFar ? till.farOrigin : till.origin;
      for (const size of sizes.split(',')) {
        await take({ browser, origin, shot, size, scheme: 'light' });
        if (DARK.includes(shot.name)) await take({ browser, origin, shot, size, scheme: 'dark' });
      }
    }
    const isWanted = (name: string) => only === undefined || name === only;
    await drawPapers({ browser, origin: till.origin, out, language, isWanted });
  } finally {
    await browser.close();
    await till.close();
  }
}

interface Take {
  browser: Browser;
  origin: string;
  shot: PageState;
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
    locale: language,
  });
  page.on('console', (message) => message.type() === 'error' && console.error(shot.name, message.text()));
  page.on('pageerror', (error) => console.error(shot.name, error));
  await page.addInitScript(`localStorage.setItem('scantill.language', '${language}')`);
  await page.goto(`${origin}${shot.path}`);
  await page.locator('html[data-connected=true]').waitFor();
  await shot.act?.(page);
  const cut = await page.evaluate<string[]>(cutOff({ mayScroll: false }));
  if (cut.length > 0) console.error(`${shot.name} ${size}: cut off: ${cut.join(', ')}`);
  const path = join(out, `${shot.name}-${size}${scheme === 'dark' ? '-dark' : ''}.png`);
  await page.screenshot({ path, fullPage: shot.isLong ?? false });
  await page.close();
  console.log(path);
}
