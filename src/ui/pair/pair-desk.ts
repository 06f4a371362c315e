import { type ReadonlySignal, signal } from '@preact/signals';
import type { WirePaired, WireVisitor } from '../pairing-messages.ts';
import type { PairWords } from './words.ts';

/** What the till answered; `unknown`: nothing came. */
export type PairAnswer<T> =
  | { kind: 'done'; body: T }
  | { kind: 'refused'; code: string; waitSeconds?: number }
  | { kind: 'unknown' };

export type Stage =
  | { kind: 'looking' | 'unreachable' }
  /** A code is asked for; `why` is nothing where somebody wants to pair it anew. */
  | { kind: 'asks'; why?: 'notPaired' | 'revoked' | 'tokenUnknown' }
  | { kind: 'paired'; name: string; home: string }
  | { kind: 'machine' };

export interface PairDesk {
  words: PairWords;
  stage: ReadonlySignal<Stage>;
  busy: ReadonlySignal<boolean>;
  /** What is wrong with the last code. */
  problem: ReadonlySignal<string | undefined>;
  /** Asks the till who this is; with a code that the page was opened with, comes in with that first. */
  begin(code?: string): Promise<void>;
  enter(code: string): Promise<void>;
  /** It is to be something else. */
  anew(): void;
}

export interface PairDeskParts {
  words: PairWords;
  ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<PairAnswer<T>>;
  goTo(page: string): void;
}

export function createPairDesk({ words, ask, goTo }: PairDeskParts): PairDesk {
  const stage = signal<Stage>({ kind: 'looking' });
  const busy = signal(false);
  const problem = signal<string | undefined>(undefined);

  async function look(): Promise<void> {
    const answer = await ask<WireVisitor>('GET', '/visitor');
    stage.value = answer.kind === 'done' ? stageOf(answer.body) : { kind: 'unreachable' };
  }

  async function enter(code: string): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    problem.value = undefined;
    const answer = await ask<WirePaired>('POST', '/pairing', { code });
    busy.value = false;
    if (answer.kind === 'done') goTo(answer.body.home);
    else problem.value = answer.kind === 'unknown' ? words.noAnswer : refusalText(answer, words);
  }

  return {
    words,
    stage,
    busy,
    problem,
    begin: async (code) => {
      stage.value = { kind: 'looking' };
      if (code !== undefined) await enter(code);
      if (code === undefined || problem.value !== undefined) await look();
    },
    enter,
    anew: () => {
      stage.value = { kind: 'asks' };
    },
  };
}

/** What the page shows to whom. Pure. */
export function stageOf(visitor: WireVisitor): Stage {
  switch (visitor.kind) {
    case 'local':
      return { kind: 'machine' };
    case 'device':
      return { kind: 'paired', name: visitor.name, home: visitor.home };
    case 'program':
      return { kind: 'asks' };
    case 'nobody':
      return { kind: 'asks', why: visitor.why === 'expired' ? 'tokenUnknown' : visitor.why };
  }
}

function refusalText(refused: { code: string; waitSeconds?: number }, words: PairWords): string {
  const { code, waitSeconds } = refused;
  const text = isProblem(code, words) ? words.problem[code] : words.refused;
  return waitSeconds === undefined ? text : `${text} ${words.wait(waitSeconds)}`;
}

function isProblem(code: string, { problem }: PairWords): code is keyof PairWords['problem'] {
  return Object.hasOwn(problem, code);
}
