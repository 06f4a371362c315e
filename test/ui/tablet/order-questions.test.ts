import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { page as en } from '../../../src/ui/languages/en/page.ts';
import { createOrderQuestions } from '../../../src/ui/tablet/order-questions.ts';
import { createWho, leaving } from '../../../src/ui/tablet/who.ts';
import { scriptedRest } from '../../support/scripted-rest.ts';

test('the manager who gives a customer more time opens nothing else with that PIN', async () => {
  const rest = scriptedRest();
  const who = createWho();
  const remark = signal<string | undefined>(undefined);
  const questions = createOrderQuestions({
    rest,
    words: en,
    orderNo: () => 'P1',
    dropPower: leaving(rest, who).dropPower,
    moves: () => 0,
    checking: signal(false),
    remark,
  });
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
