import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { page as en } from '../../../src/ui/languages/en/page.ts';
import { createOrderQuestions } from '../../../src/ui/tablet/order-questions.ts';
import { createWho, leaving } from '../../../src/ui/tablet/who.ts';
import { scriptedRest } from '../../support/scripted-rest.ts';

function bench() {
  const rest = scriptedRest();
  const who = createWho();
  const remark = signal<string | undefined>(undefined);
  const lane = { moves: 0 };
  const questions = createOrderQuestions({
    rest,
    words: en,
    orderNo: () => 'P1',
    dropPower: leaving(rest, who).dropPower,
    moves: () => lane.moves,
    checking: signal(false),
    remark,
  });
  return { rest, who, remark, lane, questions };
}

test('the manager who gives a customer more time opens nothing else with that PIN', async () => {
  const { rest, who, remark, questions } = bench();
  const given = questions.giveTime();
  // The till wants a manager: the PIN is asked for beneath the question.
  const signedIn = who.signIn('manager');
  const ann = { id: 'p1', name: 'Ann', role: 'manager' as const };
  who.wanted.value?.answer({ token: 'M1', person: ann, until: Date.UTC(2100, 0) });
  await signedIn;
  await rest.next('/orders/P1/hold').answer({ kind: 'done', body: {} });
  await given;
  expect(who.power.value).toBeUndefined();
  expect(rest.next('/sessions/current').request.method).toBe('DELETE');
  expect(remark.value).toBe(en.timeGiven);
});

test('a payment that ends while a manager is asked for is not told that there is no more time', async () => {
  const { rest, remark, lane, questions } = bench();
  const given = questions.giveTime();
  lane.moves += 1;
  const refused = { kind: 'refused', status: 403, code: 'managerNeeded', detail: 'A manager may.' } as const;
  await rest.next('/orders/P1/hold').answer(refused);
  await given;
  expect(remark.value).toBeUndefined();
});

test.each([
  ['managerNeeded', undefined],
  ['notPossible', en.noTimeLeft],
  ['notWritten', 'Is the disk full?'],
])('refused with %s it says %s', async (code, said) => {
  const { rest, remark, questions } = bench();
  const given = questions.giveTime();
  await rest.next('/hold').answer({ kind: 'refused', status: 403, code, detail: 'Is the disk full?' });
  await given;
  expect(remark.value).toBe(said);
});
