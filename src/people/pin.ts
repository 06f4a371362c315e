import type { Role } from './person.ts';

/** Digits a PIN has at least; a manager's moves money and a technician's lets others in, so they are longer. */
export const SHORTEST_PIN: Record<Role, number> = { cashier: 4, technician: 6, manager: 6 };
const LONGEST_PIN = 8;

/** What is wrong with a PIN that somebody wants. `length`: too few digits for the role, too many, or no digits at all. */
export type PinProblem = 'length' | 'sameDigits' | 'run' | 'repeated';

/** Pure. The order matters: what is said is the first thing to mend. */
export function pinProblem(pin: string, role: Role): PinProblem | undefined {
  if (!/^\d+$/.test(pin) || pin.length < SHORTEST_PIN[role] || pin.length > LONGEST_PIN) return 'length';
  if (/^(\d)\1*$/.test(pin)) return 'sameDigits';
  if (isRun(pin, 1) || isRun(pin, -1)) return 'run';
  return isRepeated(pin) ? 'repeated' : undefined;
}

/** Such as 4567 or 9876; 7890 goes on over the nine, as keys on a pad do. */
function isRun(pin: string, step: 1 | -1): boolean {
  const digits = [...pin].map(Number);
  return digits.every((digit, at) => at === 0 || digit === ((digits[at - 1] ?? 0) + step + 10) % 10);
}

/** Such as 1212 or 123123. */
function isRepeated(pin: string): boolean {
  const half = pin.slice(0, pin.length / 2);
  return /^(\d\d)\1+$/.test(pin) || (pin.length % 2 === 0 && half + half === pin);
}
