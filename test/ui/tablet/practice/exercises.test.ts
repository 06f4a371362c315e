import { expect, test } from 'vitest';
import { OUTCOMES } from '../../../../src/sandbox/outcomes.ts';
import type { ScreenMode } from '../../../../src/ui/messages.ts';
import {
  type Exercise,
  exercisesDoneBy,
  nextRun,
  type Run,
  type Seen,
} from '../../../../src/ui/tablet/practice/exercises.ts';
import { SITUATIONS, type Situation } from '../../../../src/ui/tablet/practice/situations.ts';

test('each outcome of the sandbox can be practised, in one group', () => {
  const situations = Object.values(SITUATIONS).flat();
  expect(situations.toSorted()).toEqual(OUTCOMES.map(({ id }) => id).toSorted());
});

const seen = (mode: ScreenMode, more: Partial<Seen> = {}): Seen => ({
  saleId: mode === 'idle' ? undefined : 'S1',
  mode,
  asking: undefined,
  hasGun: true,
  practised: undefined,
  ...more,
});
const runOf = (looks: Seen[]): Run | undefined =>
  looks.reduce<Run | undefined>((run, look) => nextRun(run, look), undefined);
const played = (situation: Situation) => ({ practised: { saleId: 'S1', situation } });

const RUNS: [string, Seen[], Exercise[]][] = [
  ['a sale that is paid', [seen('ready'), seen('paying'), seen('paid')], ['sell']],
  ['a password that is entered', [seen('ready'), seen('paid', played('password'))], ['sell', 'password']],
  ['a decline', [seen('ready'), seen('declined', played('declined'))], ['decline']],
  [
    'an amount that was wrong',
    [seen('ready'), seen('ready', { asking: 'cancel' }), seen('idle')],
    ['withdraw'],
  ],
  ['nobody came', [seen('ready'), seen('idle')], []],
  [
    'a gun that is dead',
    [seen('ready', { hasGun: false }), seen('ready', { asking: 'cancel' }), seen('idle')],
    ['gunDead'],
  ],
  [
    'a customer who leaves',
    [
      seen('ready'),
      seen('paying', { ...played('never'), asking: 'cancel' }),
      seen('cancelling'),
      seen('cancelled'),
    ],
    ['leaves'],
  ],
  [
    'a cancel that nobody asked for',
    [seen('ready'), seen('paying', played('never')), seen('cancelling'), seen('cancelled')],
    [],
  ],
  ['an answer that was lost', [seen('ready'), seen('paid', played('no-answer'))], ['sell', 'silent']],
  ['another amount', [seen('ready'), seen('held', played('wrong-amount'))], ['wrongAmount']],
  [
    'the next customer',
    [seen('ready'), seen('unknown', { asking: 'nextCustomer' }), seen('idle')],
    ['nextCustomer'],
  ],
];

test.each(RUNS)('%s ticks what it was', (_, looks, exercises) => {
  const run = runOf(looks);
  expect(run && exercisesDoneBy(run)).toEqual(exercises);
});

test('a new sale begins with nothing of the one before', () => {
  const before = runOf([seen('ready'), seen('paid', played('password'))]);
  const run = nextRun(before, seen('ready', { ...played('password'), saleId: 'S2' }));
  expect(run).toEqual({ saleId: 'S2', situation: undefined, modes: ['ready'], asked: [], hadNoGun: false });
  expect(nextRun(undefined, seen('idle'))).toBeUndefined();
});
