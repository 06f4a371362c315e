import { effect } from '@preact/signals';
import type { Till } from './till.ts';

const MARK = 'scantill-painted';
/** Marks are kept by the browser until cleared; a page that stays open for weeks must not collect them. */
const MARKS_KEPT = 500;

/**
 * Says on the outside what is shown: `data-mode`, `data-rev`, `data-lane` and `data-connected` on the document, and a
 * performance mark `scantill-painted` once the browser has drawn a screen.
 */
export function announcePainting(till: Till): void {
  const { dataset } = document.documentElement;
  let marks = 0;
  effect(() => {
    dataset.connected = String(till.connected.value);
  });
  effect(() => {
    const screen = till.screen.value;
    if (!screen) return;
    const { mode, rev, lane } = screen;
    dataset.mode = mode;
    dataset.rev = String(rev);
    dataset.lane = lane;
    document.title = `${screen.laneName} · ${screen.shopName}`;
    // The first frame callback runs before the drawing, the second after it.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        marks += 1;
        if (marks % MARKS_KEPT === 0) performance.clearMarks(MARK);
        performance.mark(MARK, { detail: { rev, mode } });
      }),
    );
  });
}
