import { expect, test } from 'vitest';
import type { PeopleDocument } from '../../src/people/person.ts';
import { Roster } from '../../src/people/roster.ts';
import { handClock } from '../support/hand-clock.ts';
import { quickHasher } from '../support/staff.ts';

const told: string[] = [];
const tell = async (act: string, person: string) => void told.push(`${act} ${person}`);
const ada = { name: 'Ada', role: 'manager' as const, pin: '314159' };
const mia = { name: 'Mia', role: 'cashier' as const, pin: '2718' };

function rosterOn(write: (document: PeopleDocument) => Promise<void> = async () => {}) {
  return new Roster({
    file: { look: async () => ({ kind: 'none' }), setAside: async () => {}, write },
    hasher: quickHasher(),
    clock: handClock(),
    highestNumber: async () => 0,
  });
}

test('the last manager neither leaves nor becomes a cashier, also when two would in one moment', async () => {
  const roster = rosterOn();
  await roster.add(ada, tell);
  expect(await roster.change('p1', { state: 'left' }, tell)).toMatchObject({ why: 'lastManager' });
  expect(await roster.change('p1', { role: 'cashier' }, tell)).toMatchObject({ why: 'lastManager' });
  await roster.add({ ...ada, name: 'Eve' }, tell);
  const both = await Promise.all([
    roster.change('p1', { state: 'left' }, tell),
    roster.change('p2', { role: 'cashier' }, tell),
  ]);
  expect(both.map(({ ok }) => ok)).toEqual([true, false]);
  expect(roster.has('manager')).toBe(true);
});

test('a new manager needs a new PIN, as long as a manager’s', async () => {
  const roster = rosterOn();
  await roster.add(mia, tell);
  expect(await roster.change('p1', { role: 'manager' }, tell)).toMatchObject({ why: 'pinNeeded' });
  expect(await roster.change('p1', { role: 'manager', pin: '2719' }, tell)).toMatchObject({
    why: 'pin',
    problem: 'length',
  });
  expect(await roster.change('p1', { role: 'manager', pin: '271828' }, tell)).toMatchObject({ ok: true });
});

test('names are clean and tell people apart; who left gives theirs free', async () => {
  const roster = rosterOn();
  expect(await roster.add({ ...mia, name: '  Mia \t B ' }, tell)).toMatchObject({
    person: { name: 'Mia B' },
  });
  for (const name of ['', '   ', 'x'.repeat(41), 'a\u0000b'])
    expect(await roster.add({ ...mia, name }, tell)).toMatchObject({ why: 'name' });
  expect(await roster.add({ ...mia, name: 'MIA b' }, tell)).toMatchObject({ why: 'nameTaken' });
  await roster.change('p1', { state: 'left' }, tell);
  expect(await roster.add({ ...mia, name: 'Mia B' }, tell)).toMatchObject({ person: { id: 'p2' } });
  expect(await roster.change('p1', { state: 'active' }, tell), 'back, but the name is gone').toMatchObject({
    why: 'nameTaken',
  });
  expect(await roster.change('p7', { state: 'left' }, tell)).toMatchObject({ why: 'noSuchPerson' });
});

test('a change that the disk did not take has not been made, and the next is tried', async () => {
  let isFull = true;
  const roster = rosterOn(async () => {
    if (isFull) throw new Error('no space');
  });
  await expect(roster.add(ada, tell)).rejects.toThrow('no space');
  expect(roster.all).toEqual([]);
  isFull = false;
  expect(await roster.add(ada, tell)).toMatchObject({ ok: true, person: { id: 'p1' } });
});

test('nothing is changed before it is written down who changes it', async () => {
  let writes = 0;
  const roster = rosterOn(async () => {
    writes += 1;
  });
  const refuse = async () => {
    throw new Error('no line');
  };
  await expect(roster.add(ada, refuse)).rejects.toThrow('no line');
  expect(writes).toBe(0);
  told.length = 0;
  await roster.add(ada, tell);
  await roster.add(mia, tell);
  await roster.change('p2', { pin: '6180' }, tell);
  await roster.change('p2', { name: 'Mia B' }, tell);
  await roster.change('p2', { state: 'left' }, tell);
  expect(told).toEqual(['addPerson p1', 'addPerson p2', 'changePin p2', 'changePerson p2', 'personLeft p2']);
});

test('a list that the disk does not give is taken for a damaged one, not for none', async () => {
  const roster = new Roster({
    file: {
      look: async () => {
        throw new Error('EIO');
      },
      setAside: async () => {},
      write: async () => {},
    },
    hasher: quickHasher(),
    clock: handClock(),
    highestNumber: async () => 0,
  });
  await roster.load();
  expect(roster.isDamaged).toBe(true);
});
