import { expect, test } from 'vitest';
import { ACTS, type Act, ROLES, SCOPES } from '../../src/access/acts.ts';
import { type Barred, barred, MANAGER_SCOPES, mayGive, type Staff } from '../../src/access/allowed.ts';
import { LOCAL, type Visitor } from '../../src/access/visitor.ts';
import { OPEN_ACTS, ROLE_ACTS, SCOPE_ACTS } from '../support/access-table.ts';

const acts = Object.keys(ACTS) as Act[];
const NOBODY: Staff = {
  isDamaged: false,
  hasAnybody: false,
  hasTechnician: false,
  hasManager: false,
  wantsSellers: false,
};
const STAFFED: Staff = { ...NOBODY, hasAnybody: true, hasTechnician: true, hasManager: true };
const device = (role: Exclude<(typeof ROLES)[number], 'program'>): Visitor => ({
  kind: 'device',
  id: 'd000000',
  name: 'Tablet',
  role,
  lanes: ['1'],
});
const program = (...scopes: (typeof SCOPES)[number][]): Visitor => ({
  kind: 'program',
  id: 'd000001',
  name: 'Web shop',
  lanes: ['1'],
  scopes,
});
const cashier = { role: 'cashier', isFresh: true } as const;
const technician = { role: 'technician', isFresh: true } as const;
const manager = { role: 'manager', isFresh: true } as const;

test.each(ROLES.filter((role) => role !== 'program'))(
  'a device paired as %s does what is its own, even where somebody gives a PIN, and nothing else',
  (role) => {
    const allowed = acts.filter(
      (act) => !barred({ act, visitor: device(role), person: manager, staff: STAFFED }),
    );
    expect(new Set(allowed)).toEqual(new Set(ROLE_ACTS[role]));
  },
);

test('nobody knows who it is: nothing but coming in', () => {
  const open = acts.filter((act) => !barred({ act, visitor: undefined, person: manager, staff: NOBODY }));
  expect(open).toEqual(OPEN_ACTS);
  expect(barred({ act: 'look', visitor: undefined, staff: NOBODY })).toBe('notPaired');
});

test.each(SCOPES)(
  'a program with %s alone does the acts of that scope, without a PIN, and no other',
  (scope) => {
    const visitor = program(scope);
    for (const act of acts) {
      const isItsOwn = OPEN_ACTS.includes(act) || SCOPE_ACTS[scope].includes(act);
      expect(barred({ act, visitor, staff: STAFFED }), act).toBe(isItsOwn ? undefined : 'noScope');
    }
  },
);

const needed = (needs: 'manager' | 'technician') => acts.filter((act) => ACTS[act].needs === needs);

test('once a manager works here, an act of a manager needs a manager with a fresh PIN, wherever it is', () => {
  for (const act of needed('manager')) {
    for (const visitor of [LOCAL, device('manager'), device('cashier')]) {
      const ask = (person?: object) => barred({ act, visitor, staff: STAFFED, person: person as never });
      for (const person of [undefined, cashier, technician, { ...manager, isFresh: false }])
        expect(ask(person), act).toBe('managerNeeded');
      expect(ask(manager), act).toBeUndefined();
    }
  }
});

test('once a technician or a manager works here, an act of a technician needs one of them', () => {
  for (const act of needed('technician')) {
    for (const visitor of [LOCAL, device('technician'), device('manager')]) {
      const ask = (person?: object) => barred({ act, visitor, staff: STAFFED, person: person as never });
      expect(ask(), act).toBe('technicianNeeded');
      expect(ask(cashier), act).toBe('technicianNeeded');
      expect(ask(technician), act).toBeUndefined();
      expect(ask(manager), act).toBeUndefined();
      // Who lets others in gives the PIN anew.
      expect(ask({ ...technician, isFresh: false }), act).toBe(
        act === 'pair' ? 'technicianNeeded' : undefined,
      );
    }
  }
});

test('while nobody works here by name the machine itself does all but change that', () => {
  const refused = acts.filter((act) => barred({ act, visitor: LOCAL, staff: NOBODY }));
  expect(refused).toEqual(['changePeople']);
  expect(barred({ act: 'changePeople', visitor: LOCAL, staff: NOBODY })).toBe('consoleNeeded');
});

test('while nobody works here by name, a device does acts of a manager or technician only as paired for them', () => {
  const ask = (act: Act, role: 'cashier' | 'technician' | 'manager') =>
    barred({ act, visitor: device(role), staff: NOBODY });
  for (const act of needed('manager')) {
    expect(ask(act, 'cashier'), act).toBe(act === 'changePeople' ? 'consoleNeeded' : 'wrongDevice');
    expect(ask(act, 'technician'), act).toBe('wrongDevice');
    expect(ask(act, 'manager'), act).toBe(act === 'changePeople' ? 'consoleNeeded' : undefined);
  }
  for (const act of needed('technician')) {
    expect(ask(act, 'cashier'), act).toBe('wrongDevice');
    expect(ask(act, 'technician'), act).toBeUndefined();
    expect(ask(act, 'manager'), act).toBeUndefined();
  }
});

test('the console does everything, from the machine alone', () => {
  for (const act of acts) {
    const damaged = { ...STAFFED, isDamaged: true };
    expect(barred({ act, visitor: LOCAL, isConsole: true, staff: damaged }), act).toBeUndefined();
  }
  const far = barred({ act: 'refund', visitor: device('cashier'), isConsole: true, staff: STAFFED });
  expect(far).toBe('managerNeeded');
});

test('what is bound to a lane touches no other, and may do what is about none', () => {
  for (const visitor of [device('cashier'), program('sell', 'look')]) {
    for (const act of ['followSale', 'look', 'sell'] as const) {
      expect(barred({ act, visitor, lane: '1', staff: NOBODY })).toBeUndefined();
      expect(barred({ act, visitor, lane: '2', staff: NOBODY })).toBe('otherLane');
      expect(barred({ act, visitor, lane: '', staff: NOBODY })).toBe('otherLane');
      expect(barred({ act, visitor, staff: NOBODY })).toBeUndefined();
    }
  }
});

test('where sellers sign in, a sale needs somebody; one that began can be ended by anybody, and a program sells by its token', () => {
  const staff = { ...STAFFED, wantsSellers: true };
  const ask = (act: Act, visitor: Visitor, person?: typeof cashier) =>
    barred({ act, visitor, person, staff });
  for (const visitor of [LOCAL, device('cashier')]) {
    expect(ask('sell', visitor)).toBe('personNeeded');
    expect(ask('sell', visitor, cashier)).toBeUndefined();
    expect(ask('followSale', visitor)).toBeUndefined();
  }
  expect(ask('sell', program('sell'))).toBeUndefined();
  expect(barred({ act: 'sell', visitor: LOCAL, staff: { ...staff, hasAnybody: false } })).toBeUndefined();
});

test('a page that shows a program’s token has somebody at its screen: the PINs stay', () => {
  const visitor = { ...program('refund', 'sell', 'guns'), atScreen: true } as Visitor;
  const ask = (act: Act, staff: Staff, person?: typeof manager) => barred({ act, visitor, staff, person });
  expect(ask('refund', STAFFED)).toBe('managerNeeded');
  expect(ask('refund', STAFFED, manager)).toBeUndefined();
  expect(ask('refund', NOBODY)).toBeUndefined();
  expect(ask('fixGuns', STAFFED)).toBe('technicianNeeded');
  expect(ask('settle', NOBODY)).toBe('noScope');
});

test('a damaged list of people opens no act of a manager, lets nobody in, and keeps nobody from mending a gun', () => {
  const staff = { ...NOBODY, isDamaged: true };
  const ask = (act: Act) => barred({ act, visitor: LOCAL, staff });
  for (const act of [...needed('manager'), 'pair'] as Act[]) expect(ask(act), act).toBe('peopleUnreadable');
  expect(ask('fixGuns')).toBeUndefined();
  expect(ask('diagnose')).toBeUndefined();
  expect(ask('sell')).toBeUndefined();
});

test('a program that may change people does so once there is a manager; the first is made at the machine', () => {
  const ask = (staff: Staff): Barred | undefined =>
    barred({ act: 'changePeople', visitor: program('people'), staff });
  expect(ask(STAFFED)).toBeUndefined();
  expect(ask(NOBODY)).toBe('consoleNeeded');
  expect(ask({ ...STAFFED, isDamaged: true })).toBe('peopleUnreadable');
});

test('nobody gives what he may not do himself', () => {
  const wish = (role: string, lanes: 'all' | string[] = ['1'], scopes: (typeof SCOPES)[number][] = []) => ({
    role,
    lanes,
    scopes,
  });
  const bench = { power: 'technician', lanes: 'all' } as const;
  const boss = { power: 'manager', lanes: 'all' } as const;
  for (const role of ['cashier', 'customer', 'technician'])
    expect(mayGive(bench, wish(role)), role).toBe(true);
  expect(mayGive(bench, wish('manager'))).toBe(false);
  expect(mayGive(boss, wish('manager'))).toBe(true);
  expect(MANAGER_SCOPES).toEqual(['refund', 'settle', 'days', 'shop', 'people']);
  for (const scope of SCOPES) {
    expect(mayGive(bench, wish('program', 'all', ['look', scope])), scope).toBe(
      !MANAGER_SCOPES.includes(scope),
    );
    expect(mayGive(boss, wish('program', 'all', [scope])), scope).toBe(true);
  }
  const bound = { power: 'manager', lanes: ['1', '2'] } as const;
  expect(mayGive(bound, wish('cashier', ['2']))).toBe(true);
  expect(mayGive(bound, wish('cashier', ['2', '3']))).toBe(false);
  expect(mayGive(bound, wish('cashier', 'all'))).toBe(false);
});
