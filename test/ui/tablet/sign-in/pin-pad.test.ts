import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { SessionFacts } from '../../../../src/ui/messages.ts';
import type { Rest, RestAnswer, RestRequest } from '../../../../src/ui/tablet/rest.ts';
import { createPinPad } from '../../../../src/ui/tablet/sign-in/pin-pad.ts';
import type { Wanted } from '../../../../src/ui/tablet/till.ts';
import { handClock } from '../../../support/hand-clock.ts';

const ada = { id: 'p1', name: 'Ada', role: 'manager', state: 'active' };
const mia = { id: 'p2', name: 'Mia', role: 'cashier', state: 'active' };
const jo = { id: 'p3', name: 'Jo', role: 'cashier', state: 'left' };
const session = { token: 't', person: ada, until: 1 };

/** A pad over a till that answers as told; `now` is its time. */
async function pad(need: Wanted['need'], people: object[] = [ada, mia, jo], isDamaged = false) {
  const clock = handClock();
  const nowMs = signal(0);
  const asked: (RestRequest & { path: string })[] = [];
  const answered: (SessionFacts | undefined)[] = [];
  const replies: RestAnswer<unknown>[] = [];
  const rest: Rest = {
    ask: async <T>(path: string, request: RestRequest = {}) => {
      asked.push({ path, ...request });
      const list = { kind: 'done', body: { people, hasManager: true, isDamaged } };
      return (path === '/people' ? list : (replies.shift() ?? { kind: 'unknown' })) as RestAnswer<T>;
    },
  };
  const wanted: Wanted = { need, answer: (given) => void answered.push(given) };
  const made = createPinPad({ wanted, rest, clock, nowMs });
  await clock.advance(0);
  const type = (digits: string) => [...digits].forEach(made.digit);
  return { ...made, clock, nowMs, asked, answered, replies, type, settle: () => clock.advance(0) };
}

test('for a manager’s act only managers are shown, and one alone need not be chosen', async () => {
  const { chosen, people } = await pad('manager');
  expect(people.value).toEqual([ada]);
  expect(chosen.value).toEqual(ada);
});

test('who has left is not shown, and each may be chosen and another again', async () => {
  const { people, choose, chosen, type, digits } = await pad('person');
  expect(people.value).toEqual([ada, mia]);
  type('27');
  expect(digits.value, 'whose PIN?').toBe(0);
  choose(mia as never);
  type('27');
  choose(undefined);
  expect([chosen.value, digits.value]).toEqual([undefined, 0]);
});

test('a PIN goes out once, with the person and what it is for, and its answer closes the pad', async () => {
  const { type, enter, asked, answered, replies, settle, digits } = await pad('manager');
  replies.push({ kind: 'done', body: session });
  type('314159');
  enter();
  enter();
  await settle();
  expect(asked.slice(1)).toEqual([
    { path: '/sessions', method: 'POST', body: { person: 'p1', pin: '314159', kind: 'act' } },
  ]);
  expect(answered).toEqual([session]);
  expect(digits.value).toBe(0);
});

test('nothing is sent below four digits, and nothing is typed beyond eight', async () => {
  const { type, enter, asked, digits, back, mayEnter } = await pad('manager');
  type('123');
  enter();
  expect([asked.length, mayEnter.value]).toEqual([1, false]);
  type('4567890');
  expect(digits.value).toBe(8);
  back();
  expect(digits.value).toBe(7);
});

test('a wrong PIN shakes and is gone; where there is a wait it is counted down, and keys wait too', async () => {
  const { type, enter, replies, settle, remark, shakes, waitSeconds, digits, nowMs, mayEnter } =
    await pad('manager');
  replies.push({ kind: 'refused', status: 403, code: 'wrongPin', detail: '', waitSeconds: 4 });
  type('111111');
  enter();
  await settle();
  expect([remark.value, shakes.value, digits.value, waitSeconds.value]).toEqual(['wrongPin', 1, 0, 4]);
  type('31');
  expect(digits.value).toBe(0);
  nowMs.value = 2500;
  expect(waitSeconds.value).toBe(2);
  nowMs.value = 4000;
  type('314159');
  expect([digits.value, remark.value, mayEnter.value]).toEqual([6, undefined, true]);
});

test('no answer, a busy till and a full disk are each told as what they are', async () => {
  const { type, enter, replies, settle, remark } = await pad('manager');
  const refused = (code: string) => ({ kind: 'refused', status: 503, code, detail: '' }) as const;
  replies.push({ kind: 'unknown' }, refused('busy'), refused('notSaved'), refused('strange'));
  for (const told of ['noAnswer', 'busy', 'notSaved', 'refused']) {
    type('314159');
    enter();
    await settle();
    expect(remark.value).toBe(told);
  }
});

test('with nobody to choose it says why', async () => {
  expect((await pad('manager', [mia])).remark.value).toBe('noManagerHere');
  expect((await pad('person', [])).remark.value).toBe('nobodyHere');
  expect((await pad('person', [], true)).remark.value).toBe('listDamaged');
});

test('a minute without a touch closes it, each touch begins a new one', async () => {
  const { type, clock, answered } = await pad('manager');
  await clock.advance(59_000);
  type('3');
  await clock.advance(59_000);
  expect(answered).toEqual([]);
  await clock.advance(1000);
  expect(answered).toEqual([undefined]);
});

test('an answer that comes when the pad is gone signs nobody in', async () => {
  const { type, enter, end, answered, replies, settle } = await pad('manager');
  replies.push({ kind: 'done', body: session });
  type('314159');
  enter();
  end();
  await settle();
  expect(answered).toEqual([]);
});
