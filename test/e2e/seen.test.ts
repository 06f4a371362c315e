import { expect } from 'vitest';
import { pageStates } from '../fixtures/page-states.ts';
import { inBrowser, sharedBrowser } from '../support/browser-till.ts';
import { openGallery } from '../support/gallery.ts';
import { FOCUS_SEEN, LOST, MARK_BUTTONS } from '../support/seen.ts';

const browser = sharedBrowser();

const PATIENCE_MS = 120_000;
/** More steps of the tabulator than any of these has places to go. */
const MOST_STEPS = 60;

const named = (...names: string[]) => pageStates.filter(({ name }) => names.includes(name));

inBrowser(
  'whoever goes through the page with the keyboard always sees where they are, by day and by night',
  async () => {
    const states = named(
      ...['idle', 'idle-with-everything', 'paying', 'paid', 'declined', 'unknown', 'asked-to-cancel', 'help'],
      ...['sales', 'sale-given-back', 'sale-settling', 'refund-part', 'day', 'settings-shop', 'person-new'],
      ...['sign-in-pin', 'practice', 'customer-welcome'],
    );
    const gallery = await openGallery(browser());
    const unseen = new Set<string>();
    for (const state of states) {
      await gallery.show(state);
      const walked = new Set<string>();
      for (const scheme of ['light', 'dark'] as const) {
        await gallery.turn({ width: 1280, height: 800 }, scheme);
        for (let step = 0; step < MOST_STEPS; step += 1) {
          await gallery.page.keyboard.press('Tab');
          const focus = await gallery.page.evaluate<{ name: string; wrong?: string } | undefined>(FOCUS_SEEN);
          // Past the last one, the browser's own bar has its turn.
          if (focus === undefined) break;
          walked.add(focus.name);
          if (focus.wrong !== undefined) unseen.add(`${state.name}, ${scheme}: ${focus.name} ${focus.wrong}`);
        }
      }
      expect(walked.size, `${state.name} can be walked through`).toBeGreaterThan(2);
    }
    expect([...unseen]).toEqual([]);
  },
  PATIENCE_MS,
);

inBrowser(
  'in the reader’s own colours icons, words, and the borders of what can be pressed stay',
  async () => {
    const states = named(
      ...[
        'idle-with-everything',
        'typed',
        'ready',
        'paying',
        'paid',
        'declined',
        'unknown',
        'blocked',
        'offline',
      ],
      ...['sales', 'sale-given-back', 'refund-part', 'day', 'settings-shop', 'sign-in-pin', 'person-wrong'],
      ...['practice', 'customer-welcome', 'customer-show', 'customer-confirm', 'customer-paid'],
    );
    const gallery = await openGallery(browser());
    const lost: string[] = [];
    for (const state of states) {
      await gallery.page.emulateMedia({ forcedColors: 'none' });
      await gallery.show(state);
      await gallery.page.evaluate<number>(MARK_BUTTONS);
      for (const colorScheme of ['light', 'dark'] as const) {
        await gallery.page.emulateMedia({ forcedColors: 'active', colorScheme });
        await gallery.turn({ width: 1280, height: 800 });
        const found = await gallery.page.evaluate<string[]>(LOST);
        lost.push(...found.map((each) => `${state.name}, ${colorScheme}: ${each}`));
      }
    }
    expect(lost).toEqual([]);
  },
  PATIENCE_MS,
);
