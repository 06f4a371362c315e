import { effect, type ReadonlySignal } from '@preact/signals';

const MARK = 'scantill-painted';
/** Marks are kept by the browser until cleared; a page that stays open for weeks must not collect them. */
const MARKS_KEPT = 500;

interface Painted<S> {
  screen: ReadonlySignal<S | undefined>;
  connected: ReadonlySignal<boolean>;
  /** Of the window. */
  titleOf(screen: S): string;
  /** Called once the browser has drawn a screen of another mode than the last. */
  onPainted?(screen: S): void;
}

/**
 * Says on the outside what is shown: `data-mode`, `data-rev`, `data-lane` and `data-connected` on the document, and a
 * performance mark `scantill-painted` once the browser has drawn a screen.
 */
export function announcePainting<S extends { mode: string; rev: number; lane: string }>({
  screen: shown,
  connected,
  titleOf,
  onPainted,
}: Painted<S>): void {
  const { dataset } = document.documentElement;
  let marks = 0;
  let told: string | undefined;
  effect(() => {
    dataset.connected = String(connected.value);
  });
  effect(() => {
    const screen = shown.value;
    if (!screen) return;
    const { mode, rev, lane } = screen;
    dataset.mode = mode;
    dataset.rev = String(rev);
    dataset.lane = lane;
    document.title = titleOf(screen);
    // The first frame callback runs before the drawing, the second after it.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        marks += 1;
        if (marks % MARKS_KEPT === 0) performance.clearMarks(MARK);
        performance.mark(MARK, { detail: { rev, mode } });
        // Within a mode nothing changes that anybody waits for.
        if (mode !== told) onPainted?.(screen);
        told = mode;
      }),
    );
  });
}
