import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import { maskRuns } from '../log.ts';
import type { Check } from './check.ts';

/** One thing to look at. */
export interface Examination {
  /** Stands for it where it cannot be looked at. */
  id: string;
  title: string;
  look(): Promise<readonly Check[]>;
}

export interface ExamineOptions {
  clock: Clock;
  /** Ms for each, all at the same time. */
  limitMs: number;
  /** Texts that may not be told, such as keys and tokens. */
  secrets?: readonly string[];
}

/** Looks at everything at once. Never fails: what cannot be looked at is a finding. In the order given. */
export async function examine(
  examinations: readonly Examination[],
  { clock, limitMs, secrets = [] }: ExamineOptions,
): Promise<Check[]> {
  const found = await Promise.all(examinations.map((each) => lookWithin(each, { clock, limitMs })));
  return found.flat().map((check) => ({
    ...check,
    detail: safe(check.detail, secrets),
    ...(check.cure !== undefined && { cure: safe(check.cure, secrets) }),
  }));
}

async function lookWithin(
  { id, title, look }: Examination,
  { clock, limitMs }: ExamineOptions,
): Promise<readonly Check[]> {
  const ended = new AbortController();
  const late = clock.sleep(limitMs, ended.signal).then((): Check[] => [
    {
      id,
      title,
      outcome: 'fail',
      detail: `It gave no answer within ${limitMs / 1000} s.`,
      cure: 'Something waits for good: a network drive that went away, a device that hangs. Look again; if it stays so, restart the machine.',
    },
  ]);
  try {
    return await Promise.race([Promise.resolve().then(look), late]);
  } catch (error) {
    return [
      {
        id,
        title,
        outcome: 'fail',
        detail: `It could not be looked at: ${errorText(error)}`,
        cure: 'Mend what the message names, and look again. The other checks are not touched by it.',
      },
    ];
  } finally {
    ended.abort();
    late.catch(() => {});
  }
}

/** The last net: no check puts a secret into its words, and none gets out where one does all the same. */
function safe(text: string, secrets: readonly string[]): string {
  const told = secrets.filter(Boolean).reduce((left, secret) => left.replaceAll(secret, '(secret)'), text);
  return maskRuns(told);
}
