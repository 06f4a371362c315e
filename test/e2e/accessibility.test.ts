import { expect, onTestFinished } from 'vitest';
import { type PageState, pageStates } from '../fixtures/page-states.ts';
import { inBrowser, sharedBrowser } from '../support/browser-till.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Gallery, openGallery } from '../support/gallery.ts';

const browser = sharedBrowser();

for (const look of [
  { scheme: 'light', width: 800, height: 1280 },
  { scheme: 'dark', width: 1280, height: 800 },
] as const) {
  inBrowser(
    `axe finds nothing wrong in any state, ${look.scheme}, ${look.width}x${look.height}`,
    async () => {
      const gallery = await openGallery(browser(), look);
      expect(await findingsOf(gallery, gallery.axe)).toEqual({});
    },
  );
}

for (const [width, height] of [
  [1280, 800],
  [800, 1280],
  [768, 1024],
  [1920, 1080],
] as const) {
  inBrowser(`on a tablet of ${width}x${height} everything is seen at once, and nothing cut off`, async () => {
    const gallery = await openGallery(browser(), { width, height });
    const look = ({ isLong = false }: PageState) => gallery.cutOff({ mayScroll: isLong });
    expect(await findingsOf(gallery, look)).toEqual({});
  });
}

for (const [where, options] of [
  ['on a phone', { width: 390, height: 844 }],
  ['on a tablet whose browser shows everything twice as large', { width: 640, height: 400 }],
  ['on an upright one', { width: 400, height: 640 }],
] as const) {
  inBrowser(`${where} everything can be scrolled to, and nothing is cut off`, async () => {
    const gallery = await openGallery(browser(), options);
    expect(await findingsOf(gallery, () => gallery.cutOff({ mayScroll: true }))).toEqual({});
  });
}

inBrowser('on the smallest phone the till can be used, and the customer reads the screen', async () => {
  const gallery = await openGallery(browser(), { width: 320, height: 568 });
  const states = pageStates.filter(({ path }) => !path.startsWith('/technician'));
  expect(await findingsOf(gallery, () => gallery.cutOff({ mayScroll: true }), states)).toEqual({});
});

inBrowser('with letters twice as large everything can be scrolled to, and nothing is cut off', async () => {
  const large = await launchChromium(['--blink-settings=defaultFontSize=32']);
  onTestFinished(() => large.close());
  for (const size of [
    { width: 1280, height: 800 },
    { width: 800, height: 1280 },
  ]) {
    const gallery = await openGallery(large, size);
    expect(
      await gallery.page.evaluate('parseFloat(getComputedStyle(document.documentElement).fontSize)'),
    ).toBe(32);
    expect(await findingsOf(gallery, () => gallery.cutOff({ mayScroll: true }))).toEqual({});
  }
});

/** Each finding, with the states in which it is found. */
async function findingsOf(
  gallery: Gallery,
  look: (state: PageState) => Promise<string[]>,
  states = pageStates,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const state of states) {
    await gallery.show(state);
    for (const each of new Set(await look(state)))
      found[each] = found[each] === undefined ? state.name : `${found[each]}, ${state.name}`;
  }
  return found;
}
