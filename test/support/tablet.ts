import type { Browser, BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { ScreenAction, ScreenMode } from '../../src/ui/messages.ts';

type Pressable = Exclude<ScreenAction, 'charge'>;

/** A cashier's tablet: the real page in a real browser, with a cashier's hands. */
export interface Tablet {
  page: Page;
  /** Waits until the page shows this mode. */
  shows(mode: ScreenMode): Promise<void>;
  /** Taps the keypad's digits, such as `1230` for 12.30. */
  type(digits: string): Promise<void>;
  charge(): Promise<void>;
  /** Taps an action, and once more where the page asks. */
  tap(action: Pressable): Promise<void>;
  /** What an element of that test id says, once it is there. */
  text(testId: string): Promise<string>;
  /** Only of a late tablet: from now on no screen reaches the page, which does not know; its taps still arrive. */
  holdScreens(): void;
}

export interface TabletOptions {
  lane?: string;
  /** Its screens can be held back. Its socket is then not the browser's own. */
  isLate?: boolean;
}

/** Opens a lane's page; the tablet goes away with the test. */
export async function openTablet(
  browser: Browser | BrowserContext,
  url: string,
  options: TabletOptions = {},
): Promise<Tablet> {
  const { lane, isLate = false } = options;
  const page = await browser.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  onTestFinished(() => page.close());
  const hold = isLate ? await holdableScreens(page) : () => {};
  await page.goto(lane === undefined ? url : `${url}/lanes/${lane}`);
  await page.locator('html[data-connected="true"]').waitFor({ state: 'attached' });
  const element = (testId: string) => page.getByTestId(testId);
  return {
    page,
    shows: async (mode) => {
      const shown = page.locator(`html[data-mode="${mode}"]`);
      try {
        await shown.waitFor({ state: 'attached', timeout: SHOWN_WITHIN_MS });
      } catch (cause) {
        const now = await page.evaluate('JSON.stringify(document.documentElement.dataset)');
        throw new Error(`The page never showed ${mode}; it is ${now}`, { cause });
      }
    },
    type: async (digits) => {
      for (const digit of digits) await element(`key-${digit}`).click();
    },
    charge: () => element('charge').click(),
    tap: async (action) => {
      await element(`action-${action}`).click();
      const question = element(`confirm-${action}`);
      if (ASKED_TWICE.includes(action)) await question.click();
    },
    text: async (testId) => (await element(testId).first().innerText()).trim(),
    holdScreens: hold,
  };
}

const SHOWN_WITHIN_MS = 30_000;

/** Actions that the page asks about before it sends them. */
const ASKED_TWICE: Pressable[] = ['cancel', 'nextCustomer', 'paidAnotherWay', 'giveBack'];

async function holdableScreens(page: Page): Promise<() => void> {
  let isHeld = false;
  await page.routeWebSocket(/socket\.io/, (toPage) => {
    const toTill = toPage.connectToServer();
    toPage.onMessage((message) => toTill.send(message));
    toTill.onMessage((message) => {
      const isScreen = typeof message === 'string' && message.startsWith('42["screen"');
      if (!(isHeld && isScreen)) toPage.send(message);
    });
  });
  return () => {
    isHeld = true;
  };
}
