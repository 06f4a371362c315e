import type { Random } from '../../src/random.ts';

/** What stands in front of every code of a wallet, longest first; of all others two digits tell the wallet. */
const SCHEMES = /^(hQVDUFYwM[Q-Za-f]|9000818188|9000000000|90000002|900001|315899)/;
const CLASSES = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'];

/**
 * A code that nobody ever had, of the same length and wallet: digits for digits, capitals for capitals, small letters for
 * small ones; what is neither stays. The last two digits choose the sandbox's outcome. Where two neighbours differ,
 * so do those made up: a keyboard's two keys that are down together stay two keys.
 */
export function madeUpCode(text: string, { outcome, random }: { outcome: string; random: Random }): string {
  const kept = SCHEMES.exec(text)?.[0].length ?? 2;
  const outcomeFrom =
    /\d\d$/.test(text) && text.length > kept + outcome.length ? text.length - outcome.length : text.length;
  let made = '';
  for (const [i, char] of Array.from(text).entries()) {
    const choices = CLASSES.find((all) => all.includes(char));
    // Of each neighbour that is known and differs in the real code.
    const left = text.charAt(i - 1) === char ? '' : made.charAt(i - 1);
    const not = i === outcomeFrom - 1 ? left + outcome.charAt(0) : left;
    if (choices === undefined || i < kept) made += char;
    else if (i >= outcomeFrom) made += outcome.charAt(i - outcomeFrom);
    else made += anotherOf(choices, { not, random });
  }
  return made;
}

function anotherOf(choices: string, { not, random }: { not: string; random: Random }): string {
  const left = Array.from(choices).filter((char) => !not.includes(char));
  return left[Math.floor(random.fraction() * left.length)] ?? choices.charAt(0);
}
