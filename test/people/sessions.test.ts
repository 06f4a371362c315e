import { expect, test } from 'vitest';
import { Sessions } from '../../src/people/sessions.ts';
import { systemRandom } from '../../src/random.ts';
import { handClock } from '../support/hand-clock.ts';

const MINUTE = 60_000;

function begun(kind: 'shift' | 'act') {
  const clock = handClock();
  const sessions = new Sessions(clock, systemRandom);
  const { token } = sessions.begin({ person: 'p1', place: 'here', kind });
  const find = () => sessions.find(token, 'here');
  const hasPower = () => {
    const session = find();
    return session !== undefined && sessions.usePower(session);
  };
  return { clock, sessions, token, find, hasPower };
}

test('a token is long, never twice the same, and counts from where it was made alone', () => {
  const { sessions, token, find } = begun('shift');
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(sessions.begin({ person: 'p1', place: 'here', kind: 'shift' }).token).not.toBe(token);
  expect(find()).toMatchObject({ person: 'p1' });
  expect(sessions.find(token, 'elsewhere')).toBeUndefined();
  expect(sessions.find(`${token}x`, 'here')).toBeUndefined();
});

test('a shift lasts for twelve hours, its manager’s power for five minutes without use', async () => {
  const { clock, find, hasPower } = begun('shift');
  await clock.advance(4 * MINUTE);
  expect(hasPower()).toBe(true);
  await clock.advance(4 * MINUTE);
  expect(hasPower(), 'used since').toBe(true);
  await clock.advance(5 * MINUTE);
  expect(hasPower()).toBe(false);
  expect(find(), 'still at work').toBeDefined();
  await clock.advance(11 * 60 * MINUTE + 46 * MINUTE);
  expect(find()).toBeDefined();
  await clock.advance(MINUTE);
  expect(find()).toBeUndefined();
});

test('a manager’s power ends fifteen minutes after the PIN, however much it is used', async () => {
  const { clock, hasPower } = begun('act');
  for (let minute = 1; minute < 15; minute += 1) {
    await clock.advance(MINUTE);
    expect(hasPower(), `minute ${minute}`).toBe(true);
  }
  await clock.advance(MINUTE);
  expect(hasPower()).toBe(false);
});

test('a session for one act is over with its power, and setting the clock prolongs nothing', async () => {
  const { clock, find } = begun('act');
  clock.setWall(0);
  await clock.advance(5 * MINUTE - 1);
  expect(find()).toBeDefined();
  await clock.advance(1);
  expect(find()).toBeUndefined();
});

test('signing out ends one session, a new PIN all of a person, a closed day all', () => {
  const { sessions, token } = begun('shift');
  const other = sessions.begin({ person: 'p1', place: 'here', kind: 'shift' }).token;
  const ofMia = sessions.begin({ person: 'p2', place: 'here', kind: 'shift' }).token;
  sessions.end(token);
  expect([token, other, ofMia].map((one) => sessions.find(one, 'here')?.person)).toEqual([
    undefined,
    'p1',
    'p2',
  ]);
  sessions.endOf('p1');
  expect([other, ofMia].map((one) => sessions.find(one, 'here')?.person)).toEqual([undefined, 'p2']);
  sessions.endAll();
  expect(sessions.find(ofMia, 'here')).toBeUndefined();
});

test('a program that signs in for ever fills no memory: the oldest go', () => {
  const { sessions, find } = begun('shift');
  for (let i = 0; i < 1000; i += 1) sessions.begin({ person: 'p2', place: 'here', kind: 'shift' });
  expect(find()).toBeUndefined();
});
