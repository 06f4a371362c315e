import { expect } from 'vitest';
import { LANGUAGES, type LanguageTag } from '../../src/ui/languages/tags.ts';
import { pageStates } from '../fixtures/page-states.ts';
import { inBrowser, sharedBrowser } from '../support/browser-till.ts';
import { openGallery } from '../support/gallery.ts';

const browser = sharedBrowser();

const PHONE = { width: 390, height: 844 };
const SIZES = [PHONE, { width: 800, height: 1280 }, { width: 1280, height: 800 }];
/** Guards against a browser that hangs; a busy machine takes its time. */
const PATIENCE_MS = 400_000;

/** The technician's page speaks English only. */
const states = pageStates.filter(({ path }) => !path.startsWith('/technician'));

inBrowser(
  'in each language no word is cut off in any state, on a tablet upright and across and on a phone',
  async () => {
    const found = await Promise.all(LANGUAGES.map(cutOffIn));
    expect(found.flat()).toEqual([]);
  },
  PATIENCE_MS,
);

/** One page for each language, which goes from state to state. */
async function cutOffIn(language: LanguageTag): Promise<string[]> {
  const gallery = await openGallery(browser(), { language });
  const found: string[] = [];
  for (const state of states) {
    await gallery.show(state);
    expect(await gallery.page.evaluate('document.documentElement.lang'), state.name).toBe(language);
    for (const size of SIZES) {
      await gallery.turn(size);
      const cut = await gallery.cutOff({ mayScroll: size === PHONE || (state.isLong ?? false) });
      found.push(...cut.map((each) => `${language}, ${state.name}, ${size.width}x${size.height}: ${each}`));
    }
  }
  return found;
}

inBrowser(
  'Arabic runs from right to left, but for the keypad, and an amount stays one piece in its own order',
  async () => {
    const [gallery, english] = [
      await openGallery(browser(), { language: 'ar' }),
      await openGallery(browser(), { language: 'en' }),
    ];
    const leftOf = async (at: typeof gallery, testId: string) =>
      (await at.page.getByTestId(testId).first().boundingBox())?.x ?? Number.NaN;
    const typed = pageStates.find(({ name }) => name === 'typed');
    const paid = pageStates.find(({ name }) => name === 'paid');
    if (typed === undefined || paid === undefined) throw new Error('A state is missing.');
    for (const at of [gallery, english]) await at.show(typed);

    expect(await leftOf(english, 'menu')).toBeLessThan(await leftOf(english, 'sound'));
    expect(await leftOf(gallery, 'menu')).toBeGreaterThan(await leftOf(gallery, 'sound'));
    expect(await leftOf(english, 'amount')).toBeLessThan(await leftOf(english, 'key-1'));
    expect(await leftOf(gallery, 'amount')).toBeGreaterThan(await leftOf(gallery, 'key-1'));
    expect(await leftOf(gallery, 'key-1')).toBeLessThan(await leftOf(gallery, 'key-2'));
    expect(await leftOf(gallery, 'key-2')).toBeLessThan(await leftOf(gallery, 'key-3'));

    const isInOrder = `(() => {
      const amount = document.querySelector('[data-testid=amount]');
      const { data } = amount.firstChild;
      const boxes = [...data].map((letter, place) => {
        const range = document.createRange();
        range.setStart(amount.firstChild, place);
        range.setEnd(amount.firstChild, place + 1);
        return [letter, range.getBoundingClientRect()];
      }).filter(([letter]) => /[\\d.,]/.test(letter));
      return boxes.length >= 4 && boxes.every(([, box], place) => place === 0 || (box.left > boxes[place - 1][1].left && box.top === boxes[0][1].top));
    })()`;
    expect(await gallery.page.evaluate(isInOrder), 'while it is typed').toBe(true);
    await gallery.show(paid);
    expect(await gallery.page.evaluate(isInOrder), 'as a result').toBe(true);
  },
  PATIENCE_MS,
);
