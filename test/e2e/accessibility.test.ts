import { expect, onTestFinished } from 'vitest';
import { type PageState, pageStates } from '../fixtures/page-states.ts';
import { inBrowser, sharedBrowser } from '../support/browser-till.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Gallery, openGallery } from '../support/gallery.ts';
import { STILL_MOVING, smallLetters, smallTargets } from '../support/touchable.ts';

const browser = sharedBrowser();

const UPRIGHT = { width: 800, height: 1280 };
const ACROSS = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const TABLETS = [UPRIGHT, ACROSS, { width: 768, height: 1024 }, { width: 1920, height: 1080 }];
/** What is left of a tablet's window where everything is shown twice as large; the smallest phone. */
const SMALL = [PHONE, { width: 640, height: 400 }, { width: 400, height: 640 }, { width: 320, height: 568 }];
/** At arm's length, and in the hand; px. */
const LEAST_LETTERS = [
  [ACROSS, 18],
  [UPRIGHT, 18],
  [PHONE, 16],
] as const;
/** Guards against a browser that hangs; a busy machine takes its time. */
const PATIENCE_MS = 300_000;

const isTechnicians = ({ path }: PageState) => path.startsWith('/technician');
const sizeOf = ({ width, height }: { width: number; height: number }) => `${width}x${height}`;

inBrowser(
  'axe finds nothing wrong in any state, by day and by night; what is pressed is large, and nothing moves for who asked for that',
  async () => {
    const gallery = await openGallery(browser());
    const found = await findingsOf(gallery, pageStates, async (state) => {
      const found: string[] = [];
      await gallery.turn(ACROSS, 'dark');
      found.push(...(await gallery.axe()).map((each) => `at night: ${each}`));
      await gallery.turn(UPRIGHT, 'light');
      found.push(...(await gallery.axe()));
      found.push(...(await gallery.page.evaluate<string[]>(STILL_MOVING)));
      if (isTechnicians(state)) return found;
      found.push(...(await gallery.page.evaluate<string[]>(smallTargets(48))));
      for (const [size, least] of LEAST_LETTERS) {
        await gallery.turn(size);
        found.push(...(await gallery.page.evaluate<string[]>(smallLetters(least))));
      }
      return found;
    });
    expect(found).toEqual({});
  },
  PATIENCE_MS,
);

inBrowser(
  'in every state a tablet shows everything at once, a small window lets everything be scrolled to, and nothing is cut off',
  async () => {
    const gallery = await openGallery(browser());
    const found = await findingsOf(gallery, pageStates, async (state) => {
      const found: string[] = [];
      const look = async (size: (typeof TABLETS)[number], mayScroll: boolean) => {
        await gallery.turn(size);
        found.push(...(await gallery.cutOff({ mayScroll })).map((each) => `${sizeOf(size)}: ${each}`));
      };
      for (const size of SMALL) if (!(isTechnicians(state) && size.width < 390)) await look(size, true);
      for (const size of TABLETS) await look(size, state.isLong ?? false);
      return found;
    });
    expect(found).toEqual({});
  },
  PATIENCE_MS,
);

inBrowser(
  'with letters twice as large everything can be scrolled to, and nothing is cut off',
  async () => {
    const large = await launchChromium(['--blink-settings=defaultFontSize=32']);
    onTestFinished(() => large.close());
    const gallery = await openGallery(large);
    const found = await findingsOf(gallery, pageStates, async () => {
      const found: string[] = [];
      for (const size of [UPRIGHT, ACROSS]) {
        await gallery.turn(size);
        found.push(...(await gallery.cutOff({ mayScroll: true })).map((each) => `${sizeOf(size)}: ${each}`));
      }
      return found;
    });
    expect(await gallery.page.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('32px');
    expect(found).toEqual({});
  },
  PATIENCE_MS,
);

/** Each finding, with the states in which it is found. */
async function findingsOf(
  gallery: Gallery,
  states: readonly PageState[],
  look: (state: PageState) => Promise<string[]>,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const state of states) {
    await gallery.show(state);
    for (const each of new Set(await look(state)))
      found[each] = found[each] === undefined ? state.name : `${found[each]}, ${state.name}`;
  }
  return found;
}
