import { expect } from 'vitest';
import { pageStates } from '../fixtures/page-states.ts';
import { inBrowser, sharedBrowser } from '../support/browser-till.ts';
import { type Gallery, openGallery } from '../support/gallery.ts';

const browser = sharedBrowser();

for (const look of [
  { scheme: 'light', width: 800, height: 1280 },
  { scheme: 'dark', width: 1280, height: 800 },
] as const) {
  inBrowser(`axe finds nothing wrong in any state, ${look.scheme}, ${look.width}x${look.height}`, async () => {
    const gallery = await openGallery(browser(), look);
    expect(await findingsOf(gallery, gallery.axe)).toEqual({});
  });
}

for (const [width, height, textPercent] of [
  [1280, 800, 100],
  [800, 1280, 100],
  [768, 1024, 100],
  [1920, 1080, 100],
  [390, 844, 100],
  // What is left of a tablet's window where the browser shows everything twice as large.
  [640, 400, 100],
  [400, 640, 100],
  // Where only the letters are.
  [1280, 800, 200],
  [800, 1280, 200],
] as const) {
  inBrowser(`nothing is cut off at ${width}x${height} with letters of ${textPercent} %`, async () => {
    const gallery = await openGallery(browser(), { width, height, textPercent });
    expect(await findingsOf(gallery, gallery.cutOff)).toEqual({});
  });
}

/** Each finding, with the states in which it is found. */
async function findingsOf(
  gallery: Gallery,
  look: () => Promise<string[]>,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const state of pageStates) {
    await gallery.show(state);
    for (const each of new Set(await look()))
      found[each] = found[each] === undefined ? state.name : `${found[each]}, ${state.name}`;
  }
  return found;
}
