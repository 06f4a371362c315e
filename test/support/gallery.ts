import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { LanguageTag } from '../../src/ui/languages/tags.ts';
import type { PageState } from '../fixtures/page-states.ts';
import { serveCannedTill } from './canned-till.ts';
import { cutOff } from './cut-off.ts';
import { builtPages } from './technician-page.ts';

/** All states of the pages, one after the other, on one page of a browser: hundreds of looks in seconds. */
export interface Gallery {
  page: Page;
  /** Brings the page into that state and waits until it is painted. */
  show(state: PageState): Promise<void>;
  /** What axe finds wrong, one line for each element. */
  axe(): Promise<string[]>;
  /** The elements that are cut off; see `cutOff`. */
  cutOff(may: { mayScroll: boolean }): Promise<string[]>;
  /** Turns the tablet, or takes another; the page stays as it is. */
  turn(size: { width: number; height: number }, scheme?: 'light' | 'dark'): Promise<void>;
}

export interface GalleryOptions {
  width?: number;
  height?: number;
  scheme?: 'light' | 'dark';
  motion?: 'reduce' | 'no-preference';
  forcedColors?: boolean;
  /** What the shop, the tablet and its browser speak. Default: English. */
  language?: LanguageTag;
}

/** Of the standards: what WCAG 2.2 asks on its levels A and AA, and what axe holds to be good practice. */
const AXE_RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    id + ' at ' + target.join(' ') + ': ' + failureSummary.split('\\n').slice(1).join(' ').trim())))`;

/** Opens the gallery over a canned till; it closes with the test. */
export async function openGallery(browser: Browser, options: GalleryOptions = {}): Promise<Gallery> {
  const { width = 1280, height = 800, scheme = 'light', motion = 'reduce' } = options;
  const { language = 'en' } = options;
  const till = await serveCannedTill(await builtPages(), language);
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: motion,
    forcedColors: options.forcedColors ? 'active' : 'none',
    timezoneId: 'UTC',
    locale: language,
  });
  onTestFinished(async () => {
    await context.close();
    await till.close();
  });
  await context.addInitScript(`localStorage.setItem('scantill.language', '${language}')`);
  const page = await context.newPage();
  /** The open page, where it can be sent any canned screen of its kind. */
  let open: string | undefined;
  const axeSource = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
  return {
    page,
    show: async ({ path, act, isFar }) => {
      const [, kind, screen] = /^\/(lanes|customer)\/([\w-]+)$/.exec(path) ?? [];
      if (open !== undefined && open === kind && screen !== undefined && act === undefined) {
        await page.evaluate(painted(till.show(screen)));
        return;
      }
      await page.goto(`${isFar ? till.farOrigin : till.origin}${path}`);
      await page.locator('html[data-connected=true]').waitFor({ state: 'attached' });
      await act?.(page);
      open = act === undefined ? kind : undefined;
    },
    axe: async () => {
      if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource);
      return page.evaluate<string[]>(AXE_RUN);
    },
    turn: async (size, scheme) => {
      await page.setViewportSize(size);
      if (scheme) await page.emulateMedia({ colorScheme: scheme });
      await page.evaluate(DRAWN);
    },
    cutOff: (may) => page.evaluate<string[]>(cutOff(may)),
  };
}

/** Runs in the page: waits until it is drawn as it now is. */
const DRAWN = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** Runs in the page: waits until the screen of that revision is drawn. */
function painted(rev: number): string {
  return `new Promise((done, fail) => {
    let frames = 0;
    const look = () => {
      if (document.documentElement.dataset.rev === '${rev}') (${DRAWN}).then(done);
      else if ((frames += 1) > 600) fail(new Error('The screen of revision ${rev} was never painted.'));
      else requestAnimationFrame(look);
    };
    look();
  })`;
}
