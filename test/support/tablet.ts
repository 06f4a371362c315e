import type { Browser, Page, WebSocketRoute } from 'playwright-core';
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
  /** From now on no screen reaches the page, which does not know; what it sends still arrives. */
  holdScreens(): void;
}

export interface TabletOptions {
  lane?: string;
  width?: number;
  height?: number;
}

/** Opens a lane's page. The browser context it lives in ends with the browser. */
export async function openTablet(
  browser: Browser,
  url: string,
  options: TabletOptions = {},
): Promise<Tablet> {
  const { lane, width = 1280, height = 800 } = options;
  const page = await browser.newPage({ viewport: { width, height } });
  const screens = await heldScreens(page);
  await page.goto(lane === undefined ? url : `${url}/lanes/${lane}`);
  await page.locator('html[data-connected="true"]').waitFor({ state: 'attached' });
  const element = (testId: string) => page.getByTestId(testId);
  return {
    page,
    shows: (mode) =>
      page.locator(`html[data-mode="${mode}"]`).waitFor({ state: 'attached', timeout: 30_000 }),
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
    holdScreens: screens.hold,
  };
}

/** Actions that the page asks about before it sends them. */
const ASKED_TWICE: Pressable[] = ['cancel', 'nextCustomer', 'paidAnotherWay'];

async function heldScreens(page: Page): Promise<{ hold(): void }> {
  let isHeld = false;
  await page.routeWebSocket(/socket\.io/, (toPage: WebSocketRoute) => {
    const toTill = toPage.connectToServer();
    toPage.onMessage((message) => toTill.send(message));
    toTill.onMessage((message) => {
      const isScreen = typeof message === 'string' && message.startsWith('42["screen"');
      if (!(isHeld && isScreen)) toPage.send(message);
    });
  });
  return {
    hold: () => {
      isHeld = true;
    },
  };
}
