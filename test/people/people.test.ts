import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ADA_PIN, console, MIA_PIN, openStaff } from '../support/staff.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const from = (person: string, pin: string, place = 'here') => ({
  person,
  pin,
  place,
  kind: 'shift' as const,
});

test('people have numbers that are never given again, also after a restart', async () => {
  const { people, folder, mia } = await openStaff(temporaryFolder());
  await people.change(mia, { state: 'left' }, console);
  await people.add({ name: 'Bo', role: 'cashier', pin: '4071' }, console);
  const again = await openStaff(folder);
  const added = await again.people.add({ name: 'Cy', role: 'cashier', pin: '4071' }, console);
  expect(added).toMatchObject({ ok: true, person: { id: 'p4' } });
  expect(again.people.list().map(({ id, name, state }) => `${id} ${name} ${state}`)).toEqual([
    'p1 Ada active',
    'p2 Mia left',
    'p3 Bo active',
    'p4 Cy active',
  ]);
});

test('the right PIN signs in; a wrong one, nobody’s and one of who left do not', async () => {
  const { people, mia, ada } = await openStaff(temporaryFolder());
  const signedIn = await people.signIn(from(mia, MIA_PIN));
  if (!signedIn.ok) throw new Error(signedIn.why);
  expect(signedIn.person).toEqual({ id: mia, name: 'Mia', role: 'cashier' });
  expect(people.personOf(signedIn.token, 'here')).toEqual(signedIn.person);
  expect(people.personOf(signedIn.token, 'elsewhere')).toBeUndefined();
  for (const [person, pin] of [
    [mia, ADA_PIN],
    [ada, MIA_PIN],
    ['p9', MIA_PIN],
    ['', ''],
  ] as const)
    expect(await people.signIn(from(person, pin))).toMatchObject({ ok: false, why: 'wrong' });
  await people.change(mia, { state: 'left' }, console);
  expect(await people.signIn(from(mia, MIA_PIN))).toMatchObject({ ok: false, why: 'wrong' });
});

test('who guesses waits, over a restart too; the right PIN is not even looked at meanwhile', async () => {
  const folder = temporaryFolder();
  const { people, mia, clock } = await openStaff(folder);
  for (let i = 0; i < 3; i += 1) await people.signIn(from(mia, '0007'));
  expect(await people.signIn(from(mia, MIA_PIN))).toEqual({ ok: false, why: 'wait', waitMs: 2000 });
  const { people: restarted } = await openStaff(folder, clock);
  expect(await restarted.signIn(from(mia, MIA_PIN))).toMatchObject({ why: 'wait' });
  expect(await restarted.signIn(from(mia, MIA_PIN, 'the other lane'))).toMatchObject({ ok: true });
  await clock.advance(2000);
  expect(await restarted.signIn(from(mia, MIA_PIN))).toMatchObject({ ok: true });
});

test('a hundred guesses at once get no further than three', async () => {
  const { people, mia } = await openStaff(temporaryFolder());
  const guesses = Array.from({ length: 100 }, (_, i) => people.signIn(from(mia, String(2650 + i))));
  const answers = await Promise.all(guesses);
  expect(answers.filter(({ ok }) => ok)).toEqual([]);
  expect(answers.filter((answer) => !answer.ok && answer.why === 'wrong')).toHaveLength(3);
});

test('a new PIN, another role and leaving end what was signed in, at once', async () => {
  const { people, mia, ada } = await openStaff(temporaryFolder());
  const tokenOf = async (id: string, pin: string) => {
    const result = await people.signIn(from(id, pin));
    return result.ok ? result.token : '';
  };
  const stolen = await tokenOf(mia, MIA_PIN);
  await people.change(mia, { pin: '6180' }, console);
  expect(people.personOf(stolen, 'here')).toBeUndefined();
  const second = await tokenOf(mia, '6180');
  await people.change(mia, { name: 'Mia B' }, console);
  expect(people.personOf(second, 'here')?.name, 'a name ends nothing').toBe('Mia B');
  await people.change(mia, { state: 'left' }, console);
  expect(people.personOf(second, 'here')).toBeUndefined();
  await people.add({ name: 'Eve', role: 'manager', pin: '161803' }, console);
  const third = await tokenOf(ada, ADA_PIN);
  expect(people.personOf(third, 'here')?.role).toBe('manager');
  await people.change(ada, { role: 'cashier' }, console);
  expect(people.personOf(third, 'here')).toBeUndefined();
});

test('somebody changes their own PIN by the old one, and guessing that one waits like any other', async () => {
  const { people, mia } = await openStaff(temporaryFolder());
  const actor = { person: { id: mia, name: 'Mia', role: 'cashier' as const }, place: 'here' };
  for (let i = 0; i < 3; i += 1)
    expect(await people.changeOwnPin(actor, { oldPin: '0007', pin: '6180' })).toMatchObject({ why: 'wrong' });
  expect(await people.changeOwnPin(actor, { oldPin: MIA_PIN, pin: '6180' })).toMatchObject({ why: 'wait' });
  const elsewhere = { ...actor, place: 'there' };
  expect(await people.changeOwnPin(elsewhere, { oldPin: MIA_PIN, pin: '6180' })).toMatchObject({ ok: true });
  expect(await people.signIn(from(mia, '6180', 'there'))).toMatchObject({ ok: true });
});

test('each act is written down with who did it, and no line, file or log holds a PIN or a token', async () => {
  const { people, folder, mia, clock } = await openStaff(temporaryFolder());
  const result = await people.signIn(from(mia, MIA_PIN));
  const token = result.ok ? result.token : '';
  await people.signIn(from(mia, '5550'));
  await people.wrote({
    person: { id: mia, name: 'Mia' },
    place: 'here',
    act: 'refund',
    what: 'O1',
  });
  await people.signOut(token, 'here');
  const text = readFileSync(join(folder, 'audit.jsonl'), 'utf8');
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { person: 'console', act: 'addPerson', what: 'p1' },
    { person: 'console', act: 'addPerson', what: 'p2' },
    { at: clock.now(), person: mia, name: 'Mia', act: 'signIn', what: 'shift', place: 'here' },
    { person: mia, act: 'wrongPin' },
    { person: mia, act: 'refund', what: 'O1' },
    { person: mia, act: 'signOut' },
  ]);
  for (const name of ['audit.jsonl', 'people.json', 'pin-misses.json']) {
    const held = readFileSync(join(folder, name), 'utf8');
    for (const secret of [`"${MIA_PIN}"`, `"${ADA_PIN}"`, '5550', token])
      expect(held.includes(secret), name).toBe(false);
  }
});

test('a damaged list makes nobody a manager, at each start, until the console begins a new one', async () => {
  const folder = temporaryFolder();
  const first = await openStaff(folder);
  const file = join(folder, 'people.json');
  const whole = readFileSync(file, 'utf8');
  for (const torn of [whole.slice(0, 40), '', '{}', whole.replace('"next":3', '"next":1')]) {
    writeFileSync(file, torn);
    const { people } = await openStaff(folder);
    expect(people.isDamaged, torn).toBe(true);
    expect(people.hasManager).toBe(false);
    expect(await people.signIn(from(first.ada, ADA_PIN))).toMatchObject({ ok: false });
    const manager = { person: { id: 'p1', name: 'Ada', role: 'manager' as const }, place: 'here' };
    expect(await people.add({ name: 'Eve', role: 'manager', pin: '161803' }, manager)).toMatchObject({
      why: 'damaged',
    });
    expect(readFileSync(file, 'utf8'), 'left as it is').toBe(torn);
  }
  const { people } = await openStaff(folder);
  const mended = await people.add({ name: 'Ada', role: 'manager', pin: ADA_PIN }, console);
  expect(mended, 'no number comes again').toMatchObject({ ok: true, person: { id: 'p3' } });
  expect(people.isDamaged).toBe(false);
  expect(existsSync(join(folder, 'quarantine', 'people.unreadable'))).toBe(true);
  expect((await openStaff(folder)).people.list()).toMatchObject([{ id: 'p3', name: 'Ada' }]);
});
