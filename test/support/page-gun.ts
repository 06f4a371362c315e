import type { CDPSession, Page } from 'playwright-core';

/** What a gun in keyboard mode leaves between two keys, seconds. */
const PACE_S = 0.005;

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/**
 * Types a code, and Enter, into the page as a gun in keyboard mode does. The keys bear the times of a gun: however busy
 * this machine is, the page finds them as far apart as a gun's.
 */
export async function scanOnPage(page: Page, code: string): Promise<void> {
  const known = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, known);
  const cdp = await known;
  const beganAt = Date.now() / 1000;
  const keys = [...[...code].map((text) => ({ key: text, text })), ENTER];
  // All are sent before any is answered, in this order.
  const strokes = keys.flatMap((key, nth) => {
    const timestamp = beganAt + nth * PACE_S;
    return [
      cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, ...key }),
      cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, key: key.key }),
    ];
  });
  await Promise.all(strokes);
}

const ENTER = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
