/**
 * The one list of what can be done at a till, and who may do it. Every route, socket command and page is one of these acts;
 * nothing is let in that names none.
 */

/** What a device or program off the till's own machine was paired as. */
export const ROLES = ['cashier', 'customer', 'manager', 'technician', 'program'] as const;
export type Role = (typeof ROLES)[number];

/** What a program's token opens; a token has one or more. */
export const SCOPES = [
  'sell',
  'look',
  'refund',
  'settle',
  'days',
  'guns',
  'shop',
  'people',
  'watch',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who stands behind an act, once people work here by name: nobody in particular, or somebody who proves it with a PIN. */
export type Need = 'anybody' | 'technician' | 'manager';

interface ActRule {
  /** Devices it may come from. The till's own machine may do each. A program needs `scope`. */
  roles: readonly Exclude<Role, 'program'>[];
  needs: Need;
  /** Left out: no program does it. */
  scope?: Scope;
  /** Everybody may, paired or not. */
  open?: true;
}

const COUNTERS = ['cashier', 'manager'] as const;
const ALL_BUT_CUSTOMERS = ['cashier', 'manager', 'technician'] as const;
const BENCHES = ['technician', 'manager'] as const;

export const ACTS = {
  /** Asking who one is, and coming in with a pairing code. */
  comeIn: { roles: ['customer', ...ALL_BUT_CUSTOMERS], needs: 'anybody', open: true },
  /** What the REST interface is: the same for every till. */
  readDocs: { roles: ['customer', ...ALL_BUT_CUSTOMERS], needs: 'anybody', open: true },
  /** The customer's screen of a lane. */
  watchLane: { roles: ['customer', ...ALL_BUT_CUSTOMERS], needs: 'anybody', scope: 'look' },
  /** Who works here, by name, to sign in; and signing in and out itself. */
  signIn: { roles: ALL_BUT_CUSTOMERS, needs: 'anybody', scope: 'sell' },
  /** Begins a sale. Where the shop wants its cashiers signed in: a person. */
  sell: { roles: COUNTERS, needs: 'anybody', scope: 'sell' },
  /** The lane's screen, and going on with a sale that is there: its codes, its cancel, its result. Nobody has to have signed in for that. */
  followSale: { roles: COUNTERS, needs: 'anybody', scope: 'sell' },
  look: { roles: COUNTERS, needs: 'anybody', scope: 'look' },
  checkOrder: { roles: COUNTERS, needs: 'anybody', scope: 'sell' },
  /** A one-tap refund of what the same counter has just seen paid against its will. */
  giveBack: { roles: COUNTERS, needs: 'anybody', scope: 'refund' },
  reprint: { roles: COUNTERS, needs: 'anybody', scope: 'look' },
  /** The codes of the sandbox. */
  practise: { roles: ALL_BUT_CUSTOMERS, needs: 'anybody', scope: 'sell' },
  holdCancel: { roles: COUNTERS, needs: 'manager', scope: 'settle' },
  refund: { roles: COUNTERS, needs: 'manager', scope: 'refund' },
  settle: { roles: COUNTERS, needs: 'manager', scope: 'settle' },
  closeDay: { roles: COUNTERS, needs: 'manager', scope: 'days' },
  reconcile: { roles: COUNTERS, needs: 'manager', scope: 'days' },
  /** What is set of the shop. */
  lookShop: { roles: ALL_BUT_CUSTOMERS, needs: 'anybody', scope: 'look' },
  changeShop: { roles: COUNTERS, needs: 'manager', scope: 'shop' },
  changePeople: { roles: COUNTERS, needs: 'manager', scope: 'people' },
  lookGuns: { roles: ALL_BUT_CUSTOMERS, needs: 'anybody', scope: 'guns' },
  /** Binds, tests, names, enables and disables guns. */
  fixGuns: { roles: BENCHES, needs: 'technician', scope: 'guns' },
  /** The log and the doctor. */
  diagnose: { roles: BENCHES, needs: 'technician', scope: 'watch' },
  /** Lets tablets and programs in, and shuts them out. Nobody gives what he may not do himself. */
  pair: { roles: BENCHES, needs: 'technician' },
  /** Metrics, and all that `/healthz` knows. */
  watchTill: { roles: BENCHES, needs: 'anybody', scope: 'watch' },
} as const satisfies Record<string, ActRule>;

export type Act = keyof typeof ACTS;
