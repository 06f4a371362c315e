import { expect, test } from 'vitest';
import type { SessionFacts } from '../../../src/ui/messages.ts';
import type { Rest } from '../../../src/ui/tablet/rest.ts';
import { createWho, leaving } from '../../../src/ui/tablet/who.ts';

const session = (name: string): SessionFacts => ({
  token: name,
  person: { id: name, name, role: 'manager' },
  until: 1000,
});

/** Mia works here, and Ada came for one thing. */
async function both() {
  const who = createWho();
  for (const [need, name] of [
    ['person', 'Mia'],
    ['manager', 'Ada'],
  ] as const) {
    const asked = who.signIn(need);
    who.wanted.value?.answer(session(name));
    await asked;
  }
  /** Whom the till was told of, each time. */
  const told: (string | undefined)[] = [];
  const rest: Rest = {
    ask: async () => {
      told.push((who.power.value ?? who.session.value)?.token);
      return { kind: 'unknown' };
    },
  };
  return { who, told, ...leaving(rest, who) };
}

test('a manager who comes for one thing does not become the one who sells', async () => {
  const { who } = await both();
  expect(who.session.value?.token).toBe('Mia');
  expect(who.power.value?.token).toBe('Ada');
  expect(who.signedIn(999)?.token).toBe('Mia');
  expect(who.signedIn(1000)).toBeUndefined();
});

test('who goes is forgotten here and at the till, and the other stays', async () => {
  const { who, told, dropPower, signOut } = await both();
  dropPower();
  expect([who.power.value, who.session.value?.token, told]).toEqual([undefined, 'Mia', ['Ada']]);
  dropPower();
  expect(told, 'nobody left to drop').toEqual(['Ada']);
  signOut();
  expect([who.session.value, told]).toEqual([undefined, ['Ada', 'Mia']]);
});

test('who signs out while a manager is there takes the manager along, each by their own session', async () => {
  const { who, told, signOut } = await both();
  signOut();
  expect(told).toEqual(['Ada', 'Mia']);
  expect([who.power.value, who.session.value]).toEqual([undefined, undefined]);
});
