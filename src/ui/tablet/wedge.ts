/**
 * A gun in keyboard mode types its code into the page. Told apart from fingers by pace and by what the lane waits for.
 * Pure: the key listener feeds it and carries out its verdicts.
 */

/** That many keys in a row, each within `BURST_GAP_MS` of the last, were not typed by hand. */
const BURST_KEYS = 8;
const BURST_GAP_MS = 120;
/** A wireless gun may send its Enter late. */
const BURST_ENTER_GAP_MS = 500;
/** What is left of a code that never ended does not become the head of the next one. */
const SCAN_GAP_MS = 2000;
/** Longer than any payment code; the till refuses such a text anyway. */
const SCAN_KEYS_MAX = 1024;

const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn'];

export type Wedge =
  | { kind: 'quiet' }
  /** Ordinary keys so far; `draftMinor` is the typed amount before the first of them. */
  | { kind: 'run'; keys: number; lastAt: number; draftMinor: number }
  /** A gun at the wrong moment: everything is dropped until it pauses. */
  | { kind: 'burst'; lastAt: number }
  /** A code for the sale that was ready at its first key. */
  | { kind: 'scan'; saleId: string; text: string; lastAt: number };

export interface Stroke {
  /** `KeyboardEvent.key` */
  key: string;
  /** Monotonic milliseconds. */
  at: number;
  /** The sale that waits for a code now. */
  readySaleId: string | undefined;
  /** The typed amount before this key. */
  draftMinor: number;
}

export type Verdict =
  /** A person's key: the page may act on it. */
  | { kind: 'ordinary' }
  | { kind: 'swallow' }
  /** The keys before this one were a gun's: the typed amount goes back to what it was. */
  | { kind: 'undo'; draftMinor: number }
  | { kind: 'scan'; saleId: string; text: string };

export const QUIET: Wedge = { kind: 'quiet' };

type Step = { wedge: Wedge; verdict: Verdict };

/** Takes one key: what the page must do with it, and the state for the next one. */
export function takeStroke(wedge: Wedge, stroke: Stroke): Step {
  if (isModifier(stroke.key)) return { wedge, verdict: { kind: 'ordinary' } };
  const going = goingOn(wedge, stroke);
  if (going.kind === 'burst') return inBurst(stroke);
  return stroke.readySaleId === undefined ? inRun(going, stroke) : inReady(going, stroke, stroke.readySaleId);
}

/** The state before this key, once pauses and changes of the sale are accounted for. */
function goingOn(wedge: Wedge, stroke: Stroke): Wedge {
  const gapMs = wedge.kind === 'quiet' ? Number.POSITIVE_INFINITY : stroke.at - wedge.lastAt;
  switch (wedge.kind) {
    case 'quiet':
      return wedge;
    case 'burst':
      return gapMs < (isEndKey(stroke.key) ? BURST_ENTER_GAP_MS : BURST_GAP_MS) ? wedge : QUIET;
    case 'run':
      if (gapMs >= BURST_GAP_MS) return QUIET;
      // The sale became ready in the middle of these keys: the head of the code is lost, so all of it is.
      return stroke.readySaleId === undefined ? wedge : { kind: 'burst', lastAt: stroke.at };
    case 'scan':
      if (stroke.readySaleId === wedge.saleId) return gapMs < SCAN_GAP_MS ? wedge : QUIET;
      // Its sale is over: the rest of the code is for nobody.
      return gapMs < BURST_ENTER_GAP_MS ? { kind: 'burst', lastAt: stroke.at } : QUIET;
  }
}

function inBurst(stroke: Stroke): Step {
  const wedge: Wedge = isEndKey(stroke.key) ? QUIET : { kind: 'burst', lastAt: stroke.at };
  return { wedge, verdict: { kind: 'swallow' } };
}

function inRun(wedge: Wedge, { key, at, draftMinor }: Stroke): Step {
  if (!isPrintable(key)) return { wedge: QUIET, verdict: { kind: 'ordinary' } };
  const run = wedge.kind === 'run' ? wedge : { keys: 0, draftMinor };
  const keys = run.keys + 1;
  if (keys >= BURST_KEYS) {
    return { wedge: { kind: 'burst', lastAt: at }, verdict: { kind: 'undo', draftMinor: run.draftMinor } };
  }
  return {
    wedge: { kind: 'run', keys, lastAt: at, draftMinor: run.draftMinor },
    verdict: { kind: 'ordinary' },
  };
}

function inReady(wedge: Wedge, { key, at }: Stroke, saleId: string): Step {
  const text = wedge.kind === 'scan' ? wedge.text : '';
  if (isEndKey(key) && text !== '') return { wedge: QUIET, verdict: { kind: 'scan', saleId, text } };
  if (key === 'Enter') return { wedge: QUIET, verdict: { kind: 'swallow' } };
  // No code begins with a blank; a person on the keyboard presses the focused button with it.
  if (!isPrintable(key) || (key === ' ' && text === '')) return { wedge, verdict: { kind: 'ordinary' } };
  if (text.length >= SCAN_KEYS_MAX) {
    return { wedge: { kind: 'burst', lastAt: at }, verdict: { kind: 'swallow' } };
  }
  return { wedge: { kind: 'scan', saleId, text: text + key, lastAt: at }, verdict: { kind: 'swallow' } };
}

/** Keys that only change what another key means. */
export function isModifier(key: string): boolean {
  return MODIFIERS.includes(key);
}

/** A key that types one character. */
export function isPrintable(key: string): boolean {
  return [...key].length === 1;
}

/** Guns end a code with Enter, some with Tab. */
export function isEndKey(key: string): boolean {
  return key === 'Enter' || key === 'Tab';
}
