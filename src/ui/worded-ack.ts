import type { CommandRefusal } from '../payment/index.ts';
import type { CommandAck } from './commands.ts';
import type { CounterWords } from './languages/counter-words.ts';
import { refusedCommand } from './sentences.ts';

/** An answer as the tablet's language says it. What has no sentence there is a fault of a page, and stays as it came. */
export function wordedAck(ack: CommandAck, words: CounterWords): CommandAck {
  if (ack.ok) return ack;
  const { code, message } = ack.error;
  return { ok: false, error: { code, message: sentenceOf(code, words) ?? message } };
}

function sentenceOf(code: string, words: CounterWords): string | undefined {
  if (code === 'fault') return words.fault;
  if (isIn(words.barred, code)) return words.barred[code];
  return isRefusal(code, words) ? refusedCommand(code, words) : undefined;
}

function isRefusal(code: string, words: CounterWords): code is CommandRefusal {
  return isIn(words.refusedCommand, code) || isIn(words.refusedScan, code);
}

function isIn<T extends object>(texts: T, code: string): code is string & keyof T {
  return Object.hasOwn(texts, code);
}
