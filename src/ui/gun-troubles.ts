import type { ScannerStatus } from '../devices/index.ts';
import type { FindingCode } from '../devices/scan.ts';
import type { CounterWords } from './languages/counter-words.ts';

/** What a cashier can do about a gun, by what was found about it; a technician reads the finding itself. */
const TROUBLES: Record<FindingCode, keyof CounterWords['gun']> = {
  LOST: 'away',
  NOT_FOUND: 'away',
  OPEN_FAILED: 'faulty',
  DOUBTFUL: 'unclear',
  NOT_BOUND: 'unclear',
  NOT_TOLD_APART: 'unclear',
  TWO_CANDIDATES: 'unclear',
  IN_USE: 'forbidden',
  KEYBOARD_MODE_UNSUPPORTED: 'forbidden',
  KEYS_REACH_CONSOLE: 'forbidden',
  LIBRARY_MISSING: 'forbidden',
  PERMISSION_DENIED: 'forbidden',
  GUN_SILENT: 'setWrong',
  KEYBOARD_NOT_NAMED: 'setWrong',
  LINE_UNREADABLE: 'setWrong',
  NOT_REDIRECTED: 'setWrong',
  REDIRECT_REFUSED: 'setWrong',
  WRONG_MODE: 'setWrong',
  NOT_ALLOWED: 'stranger',
  TOO_MANY_CONNECTIONS: 'stranger',
};

/** What is wrong with a gun and what to do, in the cashier's words; nothing where all is well. */
export function gunProblem({ state, finding }: ScannerStatus, { gun }: CounterWords): string | undefined {
  if (state === 'disabled') return gun.switchedOff;
  return finding && gun[TROUBLES[finding.code]];
}
