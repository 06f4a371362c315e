/** The keypad's rules: digits come in from the right, as on a pocket till. Whole minor units only. */

export const KEYPAD_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0', 'back'] as const;
export type KeypadKey = (typeof KEYPAD_KEYS)[number] | 'clear';

export interface Pressed {
  minor: number;
  /** The key would have gone past the limit: nothing was changed, and the cashier must be told. */
  refused: boolean;
}

/** The typed amount after one more key. `maxMinor` is the shop's limit per sale. */
export function press(minor: number, key: KeypadKey, maxMinor: number): Pressed {
  if (key === 'clear') return { minor: 0, refused: false };
  if (key === 'back') return { minor: Math.floor(minor / 10), refused: false };
  const next = minor * 10 ** key.length + Number(key);
  return next > maxMinor ? { minor, refused: true } : { minor: next, refused: false };
}

/** Which keypad key a hardware key stands for, by `KeyboardEvent.key`. */
export function keypadKey(key: string): KeypadKey | undefined {
  if (key === 'Backspace') return 'back';
  if (key === 'Escape' || key === 'Delete' || key === 'Clear') return 'clear';
  return KEYPAD_KEYS.find((candidate) => candidate === key);
}
