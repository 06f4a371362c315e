/**
 * A gun in keyboard mode beside a person who types words. Hands are faster at words than at amounts, so only a gun's
 * own pace counts here. Pure: the key listener feeds it and carries out its verdicts.
 */

import { isEndKey, isModifier, isPrintable } from './wedge.ts';

/** That many keys in a row, each within `GUN_GAP_MS` of the last, were not typed by hand. */
const GUN_KEYS = 8;
const GUN_GAP_MS = 35;
/** Once it is known to be a gun, it may falter. */
const BURST_GAP_MS = 120;
/** A wireless gun may send its Enter late. */
const BURST_END_GAP_MS = 500;

export type FieldKeys =
  | { kind: 'quiet' }
  | { kind: 'run'; text: string; lastAt: number }
  | { kind: 'burst'; text: string; lastAt: number };

export interface FieldStroke {
  /** `KeyboardEvent.key` */
  key: string;
  /** Monotonic milliseconds. */
  at: number;
  /** There is a field that takes a whole code. */
  takesCodes: boolean;
}

export type FieldVerdict =
  /** A person's key, or a gun's into a field that takes codes. */
  | { kind: 'ordinary' }
  | { kind: 'swallow' }
  /** The keys before this one were a gun's: the field goes back to what it was before them. */
  | { kind: 'undo' }
  /** A whole code for the field that takes codes. */
  | { kind: 'code'; text: string };

export const NO_KEYS: FieldKeys = { kind: 'quiet' };

/** Takes one key: what the page must do with it, and the state for the next one. */
export function takeFieldStroke(
  keys: FieldKeys,
  { key, at, takesCodes }: FieldStroke,
): { keys: FieldKeys; verdict: FieldVerdict } {
  if (isModifier(key)) return { keys, verdict: { kind: 'ordinary' } };
  const going = goingOn(keys, key, at);
  if (going.kind === 'burst') {
    if (!isEndKey(key)) {
      const burst: FieldKeys = {
        kind: 'burst',
        text: going.text + (isPrintable(key) ? key : ''),
        lastAt: at,
      };
      return { keys: burst, verdict: { kind: takesCodes ? 'ordinary' : 'swallow' } };
    }
    const verdict: FieldVerdict = takesCodes ? { kind: 'code', text: going.text } : { kind: 'swallow' };
    return { keys: NO_KEYS, verdict };
  }
  if (!isPrintable(key)) return { keys: NO_KEYS, verdict: { kind: 'ordinary' } };
  const text = (going.kind === 'run' ? going.text : '') + key;
  if (text.length < GUN_KEYS)
    return { keys: { kind: 'run', text, lastAt: at }, verdict: { kind: 'ordinary' } };
  return { keys: { kind: 'burst', text, lastAt: at }, verdict: { kind: takesCodes ? 'ordinary' : 'undo' } };
}

/** The state before this key, once pauses are accounted for. */
function goingOn(keys: FieldKeys, key: string, at: number): FieldKeys {
  if (keys.kind === 'quiet') return keys;
  const gapMs = at - keys.lastAt;
  if (keys.kind === 'run') return gapMs < GUN_GAP_MS ? keys : NO_KEYS;
  return gapMs < (isEndKey(key) ? BURST_END_GAP_MS : BURST_GAP_MS) ? keys : NO_KEYS;
}
