import { ACTS, type Act, type Need, SCOPES, type Scope } from './acts.ts';
import { isWithin, type Lanes, type Visitor } from './visitor.ts';

/**
 * Why an act may not be done.
 * - `notPaired`: nobody knows where it comes from
 * - `wrongDevice`: devices paired as that do no such thing
 * - `noScope`: the program was not given it
 * - `otherLane`: it is bound to other lanes
 * - `personNeeded`, `technicianNeeded`, `managerNeeded`: somebody has to sign in first
 * - `consoleNeeded`: nobody may change who works here before there is a manager, and the first is made at the machine
 * - `peopleUnreadable`: the list of people is damaged, so nobody is known to be a manager
 */
export type Barred =
  | 'notPaired'
  | 'wrongDevice'
  | 'noScope'
  | 'otherLane'
  | 'personNeeded'
  | 'technicianNeeded'
  | 'managerNeeded'
  | 'consoleNeeded'
  | 'peopleUnreadable';

/** What there is to know of the people who work here. */
export interface Staff {
  isDamaged: boolean;
  hasAnybody: boolean;
  hasTechnician: boolean;
  hasManager: boolean;
  /** The shop wants who sells to sign in. */
  wantsSellers: boolean;
}

/** Who has signed in there. `isFresh`: has given the PIN a few minutes ago. */
export interface SignedPerson {
  role: 'cashier' | 'technician' | 'manager';
  isFresh: boolean;
}

export interface AskedAct {
  act: Act;
  visitor: Visitor | undefined;
  /** Shows the key that only who reads the data folder has: may do everything. */
  isConsole?: boolean;
  /** The lane it is about. Left out: none, or all. */
  lane?: string | undefined;
  person?: SignedPerson | undefined;
  staff: Staff;
}

/** Whether it may be done: the device or the program first, then the person. Pure; the one place where that is decided. */
export function barred(asked: AskedAct): Barred | undefined {
  const { act, visitor, lane, isConsole = false } = asked;
  const rule = ruleOf(act);
  if (rule.open) return undefined;
  if (!visitor) return 'notPaired';
  if (isConsole && visitor.kind === 'local') return undefined;
  if (visitor.kind === 'device' && !rule.roles.includes(visitor.role)) return 'wrongDevice';
  if (visitor.kind === 'program' && !(rule.scope && visitor.scopes.includes(rule.scope))) return 'noScope';
  if (lane !== undefined && !isWithin(visitor.lanes, lane)) return 'otherLane';
  if (visitor.kind === 'program' && !visitor.atScreen) return byProgram(asked);
  if (rule.needs === 'manager') return byManager(asked, visitor);
  if (rule.needs === 'technician') return byTechnician(asked);
  const { staff, person } = asked;
  return act === 'sell' && staff.wantsSellers && staff.hasAnybody && !person ? 'personNeeded' : undefined;
}

/** The list of people is begun, and mended, at the machine alone. */
function byProgram({ act, staff }: AskedAct): Barred | undefined {
  if (act !== 'changePeople') return undefined;
  if (staff.isDamaged) return 'peopleUnreadable';
  return staff.hasManager ? undefined : 'consoleNeeded';
}

function byManager({ act, staff, person }: AskedAct, visitor: Visitor): Barred | undefined {
  if (staff.isDamaged) return 'peopleUnreadable';
  if (staff.hasManager) return person?.role === 'manager' && person.isFresh ? undefined : 'managerNeeded';
  if (act === 'changePeople') return 'consoleNeeded';
  return visitor.kind === 'device' && visitor.role !== 'manager' ? 'wrongDevice' : undefined;
}

/**
 * A damaged list must not keep a shop from mending its gun; who lets others in has to be known. To let others in the PIN
 * has to be fresh, for a page may have been left open.
 */
function byTechnician({ act, staff, person }: AskedAct): Barred | undefined {
  if (staff.isDamaged) return act === 'pair' ? 'peopleUnreadable' : undefined;
  if (!staff.hasTechnician && !staff.hasManager) return undefined;
  const isOne = person?.role === 'technician' || person?.role === 'manager';
  return isOne && (person.isFresh || act !== 'pair') ? undefined : 'technicianNeeded';
}

interface Rule {
  roles: readonly string[];
  needs: Need;
  scope?: Scope;
  open?: true;
}

const ruleOf = (act: Act): Rule => ACTS[act];

/** Whether who lets somebody in may do what a manager may, or what a technician may. */
export type Power = 'technician' | 'manager';

/** Who lets a device or a program in. */
export interface Giver {
  power: Power;
  lanes: Lanes;
}

/** What a device or a program is to be let in for. */
export interface Wish {
  role: string;
  lanes: Lanes;
  scopes: readonly Scope[];
}

/** Scopes that open an act for which people need a manager's PIN. */
export const MANAGER_SCOPES: readonly Scope[] = SCOPES.filter((scope) =>
  Object.keys(ACTS).some((act) => {
    const rule = ruleOf(act as Act);
    return rule.scope === scope && rule.needs === 'manager';
  }),
);

/** Whether somebody may let it in: nobody gives what he may not do himself. Pure. */
export function mayGive(giver: Giver, { role, lanes, scopes }: Wish): boolean {
  const isWithinOwn =
    giver.lanes === 'all' || (lanes !== 'all' && lanes.every((lane) => isWithin(giver.lanes, lane)));
  const needsManager = role === 'manager' || scopes.some((scope) => MANAGER_SCOPES.includes(scope));
  return isWithinOwn && (giver.power === 'manager' || !needsManager);
}
