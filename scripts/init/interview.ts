import { existsSync, readFileSync } from 'node:fs';
import { type AnswerName, type Answers, isAsked, problemOf, QUESTIONS, type Question } from './answers.ts';
import type { Asker } from './asker.ts';
import { NotMade } from './not-made.ts';

interface Machine {
  timeZone: string;
}

/** What is known once the usual is taken for what was not given; and each flag that is missing or does not fit. */
export function completed(
  given: Partial<Answers>,
  machine: Machine,
): { answers: Answers; missing: string[]; wrong: string[] } {
  const answers: Partial<Answers> = {};
  const missing: string[] = [];
  const wrong: string[] = [];
  for (const question of QUESTIONS) {
    const { name, flag, text } = question;
    const answer = given[name] ?? question.usual?.(machine) ?? '';
    answers[name] = answer;
    if (!isAsked(question, answers)) continue;
    if (answer === '' && question.mayBeEmpty === undefined) missing.push(`${flag}  ${text}`);
    const problem = answer === '' ? undefined : problemOf(name, answer);
    if (problem !== undefined) wrong.push(`${flag}: ${problem}`);
  }
  return { answers: answers as Answers, missing, wrong };
}

/** Asks for these, as far as they are not known, each until its answer fits. */
export async function asked(
  names: readonly AnswerName[],
  { known, machine, asker }: { known: Partial<Answers>; machine: Machine; asker: Asker },
): Promise<Partial<Answers>> {
  const answers = { ...known };
  for (const question of QUESTIONS) {
    const { name } = question;
    if (!names.includes(name) || answers[name] !== undefined || !isAsked(question, answers)) continue;
    answers[name] = await answerTo(question, { machine, asker });
  }
  return answers;
}

async function answerTo(
  { name, text, usual, mayBeEmpty }: Question,
  { machine, asker }: { machine: Machine; asker: Asker },
): Promise<string> {
  const otherwise = usual?.(machine);
  const hint = otherwise === undefined ? (mayBeEmpty ? ' (Enter: none)' : '') : ` (Enter: ${otherwise})`;
  for (;;) {
    const answer = (await asker.line(`${capital(text)}${hint}\n> `)) || otherwise || '';
    if (answer === '' && mayBeEmpty) return '';
    const problem = answer === '' ? 'an answer is needed' : problemOf(name, answer);
    if (problem === undefined) return answer;
    asker.say(`  ${capital(problem)}.`);
  }
}

/** The gateway's public key, pasted or as the name of a file, until `read` takes it. */
export async function askedKey(asker: Asker, read: (text: string) => string): Promise<string> {
  for (;;) {
    const text = await pastedKey(asker);
    if (text === '') continue;
    try {
      return read(existsSync(text) ? readFileSync(text, 'utf8') : text);
    } catch (error) {
      if (!(error instanceof NotMade)) throw error;
      asker.say(`  ${error.message}`);
    }
  }
}

/** All of what was pasted, so that none of its lines answers the next question: a PEM's up to its end, base64 up to where it ends. */
async function pastedKey(asker: Asker): Promise<string> {
  const first = await asker.line(
    "The gateway's (platform's) public key from the portal: paste it, or type the name of its file\n> ",
  );
  const lines = [first];
  while (isUnfinished(lines)) {
    const next = await asker.line('');
    if (next === '') break;
    lines.push(next);
  }
  return lines.join('\n');
}

function isUnfinished(lines: readonly string[]): boolean {
  const [first = ''] = lines;
  const last = lines.at(-1) ?? '';
  if (first.startsWith('-----BEGIN')) return !last.startsWith('-----END');
  // Base64 in lines of one length ends with a shorter one.
  return /^[A-Za-z0-9+/]{60,80}$/.test(last) && last.length >= first.length;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
