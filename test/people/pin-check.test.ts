import { expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { Person } from '../../src/people/person.ts';
import { PinCheck } from '../../src/people/pin-check.ts';
import { PinHasher } from '../../src/people/pin-hash.ts';
import { systemRandom } from '../../src/random.ts';
import { handClock } from '../support/hand-clock.ts';

const costs = { cost: 16, blockSize: 1, parallelization: 1 };

async function mia(pin: string): Promise<Person> {
  const hasher = new PinHasher(systemRandom, costs);
  const made = { createdAt: 0, changedAt: 0 };
  return { id: 'p1', name: 'Mia', role: 'cashier', state: 'active', pin: await hasher.make(pin), ...made };
}

/** Looks at PINs of whoever is on the list at that moment. */
function checkOf(
  list: { person: Person | undefined },
  isSaved = () => true,
  find = (id: string) => (list.person?.id === id ? list.person : undefined),
) {
  return new PinCheck({
    misses: {
      read: async () => undefined,
      write: async () => {
        if (!isSaved()) throw new Error('no space left');
      },
    },
    hasher: new PinHasher(systemRandom, costs),
    clock: handClock(),
    log: silentLog,
    find,
    onWrong: async () => {},
  });
}

const byMia = { id: 'p1', pin: '2718', place: 'here' };

test('a PIN that was changed while it was looked at lets nobody in', async () => {
  const list: { person: Person | undefined } = { person: await mia('2718') };
  const changed = await mia('6180');
  const proof = checkOf(list).prove(byMia);
  list.person = changed;
  expect(await proof).toMatchObject({ ok: false, why: 'wrong' });
});

test('who left while their PIN was looked at is not let in', async () => {
  const list: { person: Person | undefined } = { person: await mia('2718') };
  const proof = checkOf(list).prove(byMia);
  list.person = undefined;
  expect(await proof).toMatchObject({ ok: false, why: 'wrong' });
});

test('where wrong PINs cannot be counted on the disk, nobody is told that theirs is wrong', async () => {
  const check = checkOf({ person: await mia('2718') }, () => false);
  expect(await check.prove({ ...byMia, pin: '5050' })).toEqual({ ok: false, why: 'notSaved' });
  expect(await check.prove(byMia), 'the right one needs no count').toMatchObject({ ok: true });
});

test('with too many PINs waiting the next is told to come again', async () => {
  const person = await mia('2718');
  const check = checkOf({ person }, undefined, (id) => ({ ...person, id }));
  const tries = Array.from({ length: 30 }, (_, at) => check.prove({ ...byMia, id: `p${at}` }));
  const whys = (await Promise.all(tries)).map((proof) => (proof.ok ? 'ok' : proof.why));
  expect(whys.filter((why) => why === 'busy')).toHaveLength(8);
});
