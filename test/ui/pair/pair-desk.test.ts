import { expect, test } from 'vitest';
import { pair as words } from '../../../src/ui/languages/en/pair.ts';
import { createPairDesk, type PairAnswer, stageOf } from '../../../src/ui/pair/pair-desk.ts';

/** The page's desk over a till that gives these answers in turn. */
function desk(...answers: PairAnswer<unknown>[]) {
  const asked: string[] = [];
  const gone: string[] = [];
  const made = createPairDesk({
    words,
    ask: async <T>(method: string, path: string, body?: object) => {
      asked.push(`${method} ${path}${body ? ` ${JSON.stringify(body)}` : ''}`);
      return (answers.shift() ?? { kind: 'unknown' }) as PairAnswer<T>;
    },
    goTo: (page) => gone.push(page),
  });
  return { ...made, asked, gone };
}

const NOBODY = { kind: 'done', body: { kind: 'nobody', why: 'notPaired' } } as const;
const PAIRED = { kind: 'done', body: { home: '/lanes/1' } } as const;

test('a tablet that is not known is asked for a code, and goes on to its page with it', async () => {
  const { begin, enter, stage, asked, gone } = desk(NOBODY, PAIRED);
  await begin();
  expect(stage.value).toEqual({ kind: 'asks', why: 'notPaired' });
  await enter('7K3M-Q0ZP');
  expect(asked).toEqual(['GET /visitor', 'POST /pairing {"code":"7K3M-Q0ZP"}']);
  expect(gone).toEqual(['/lanes/1']);
});

test('a code in the address is tried at once; where it is not good the page says so and asks', async () => {
  const good = desk(PAIRED);
  await good.begin('7K3M-Q0ZP');
  expect(good.gone).toEqual(['/lanes/1']);
  expect(good.asked).toHaveLength(1);
  const over = desk({ kind: 'refused', code: 'codeOver' }, NOBODY);
  await over.begin('7K3M-Q0ZP');
  expect(over.problem.value).toBe(words.problem.codeOver);
  expect(over.stage.value.kind).toBe('asks');
  expect(over.gone).toEqual([]);
});

test('each refusal is said in words, with how long to wait', async () => {
  const { enter, problem } = desk(
    { kind: 'refused', code: 'pairingWait', waitSeconds: 4 },
    { kind: 'refused', code: 'wrongCode' },
    { kind: 'refused', code: 'somethingNew' },
    { kind: 'unknown' },
  );
  const said: (string | undefined)[] = [];
  for (let at = 0; at < 4; at += 1) {
    await enter('7K3M-Q0ZP');
    said.push(problem.value);
  }
  expect(said).toEqual([
    'Too many wrong codes. Try again in 4 seconds.',
    words.problem.wrongCode,
    words.refused,
    words.noAnswer,
  ]);
});

test('who is known is told so and led nowhere by itself', async () => {
  const lanes = ['1'];
  const { begin, stage, anew, gone } = desk({
    kind: 'done',
    body: { kind: 'device', name: 'Front', role: 'cashier', lanes, home: '/lanes/1' },
  });
  await begin();
  expect(stage.value).toEqual({ kind: 'paired', name: 'Front', home: '/lanes/1' });
  expect(gone).toEqual([]);
  anew();
  expect(stage.value).toEqual({ kind: 'asks' });
});

test('the machine, a program, and what was shut out each have a page of their own', async () => {
  expect(stageOf({ kind: 'local' })).toEqual({ kind: 'machine' });
  expect(stageOf({ kind: 'program', name: 'P', lanes: 'all', scopes: ['sell'] })).toEqual({ kind: 'asks' });
  expect(stageOf({ kind: 'nobody', why: 'revoked' })).toEqual({ kind: 'asks', why: 'revoked' });
  expect(stageOf({ kind: 'nobody', why: 'expired' })).toEqual({ kind: 'asks', why: 'tokenUnknown' });
  const silent = desk();
  await silent.begin();
  expect(silent.stage.value).toEqual({ kind: 'unreachable' });
});
