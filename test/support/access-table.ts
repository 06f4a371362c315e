import type { Act, Scope } from '../../src/access/acts.ts';
import type { DeviceRole } from '../../src/access/visitor.ts';

/** Who may do what, written out by hand beside the list of acts: a change of that list has to be meant. */

export const OPEN_ACTS: readonly Act[] = ['comeIn', 'readDocs'];

const COUNTER: readonly Act[] = [
  ...OPEN_ACTS,
  'watchLane',
  'signIn',
  'sell',
  'followSale',
  'look',
  'checkOrder',
  'giveBack',
  'reprint',
  'practise',
  'holdCancel',
  'refund',
  'settle',
  'closeDay',
  'reconcile',
  'lookShop',
  'changeShop',
  'changePeople',
  'lookGuns',
];
const BENCH: readonly Act[] = ['fixGuns', 'diagnose', 'pair', 'watchTill'];

/** What a device of that role may at most, whoever gives a PIN at it. */
export const ROLE_ACTS: Record<DeviceRole, readonly Act[]> = {
  customer: [...OPEN_ACTS, 'watchLane'],
  cashier: COUNTER,
  manager: [...COUNTER, ...BENCH],
  technician: [...OPEN_ACTS, 'watchLane', 'signIn', 'practise', 'lookShop', 'lookGuns', ...BENCH],
};

/** What a program of that scope may. */
export const SCOPE_ACTS: Record<Scope, readonly Act[]> = {
  sell: ['signIn', 'sell', 'followSale', 'checkOrder', 'practise'],
  look: ['watchLane', 'look', 'reprint', 'lookShop'],
  refund: ['giveBack', 'refund'],
  settle: ['holdCancel', 'settle'],
  days: ['closeDay', 'reconcile'],
  guns: ['lookGuns', 'fixGuns'],
  shop: ['changeShop'],
  people: ['changePeople'],
  watch: ['diagnose', 'watchTill'],
};

/** Once people work here, these need a manager's PIN … */
export const MANAGER_ACTS: readonly Act[] = [
  'holdCancel',
  'refund',
  'settle',
  'closeDay',
  'reconcile',
  'changeShop',
  'changePeople',
];
/** … and these a technician's or a manager's. */
export const TECHNICIAN_ACTS: readonly Act[] = ['fixGuns', 'diagnose', 'pair'];

/** The routes of each act; one that is in none fails the test that asks them all. */
export const ROUTES: Record<Act, readonly string[]> = {
  comeIn: ['get /visitor', 'post /pairing'],
  readDocs: ['get /openapi.json', 'get /docs', 'get /docs.css'],
  watchLane: [],
  signIn: ['post /sessions', 'delete /sessions/current', 'get /people'],
  sell: ['post /lanes/{lane}/charge'],
  followSale: ['post /lanes/{lane}/cancel', 'post /lanes/{lane}/scan', 'get /sales/{saleId}'],
  look: [
    'get /lanes/{lane}',
    'get /orders',
    'get /orders/{orderNo}',
    'get /orders/{orderNo}/refunds',
    'get /days/{day}.csv',
    'get /days/{day}',
    'get /days/{day}/reconcile',
    'post /lanes/{lane}/read',
  ],
  checkOrder: ['post /orders/{orderNo}/check'],
  giveBack: [],
  reprint: ['post /orders/{orderNo}/receipts', 'post /days/{day}/report'],
  practise: ['post /lanes/{lane}/practise'],
  holdCancel: ['post /orders/{orderNo}/hold'],
  refund: ['post /orders/{orderNo}/refunds'],
  settle: ['post /orders/{orderNo}/resolve', 'post /orders/{orderNo}/refunds/{refundNo}/resolve'],
  closeDay: ['post /days/{day}/close'],
  reconcile: ['post /days/{day}/reconcile'],
  lookShop: ['get /lanes', 'get /settings'],
  changeShop: ['post /printer/test', 'put /settings'],
  changePeople: ['post /people', 'put /people/{id}'],
  lookGuns: ['get /scanners', 'get /scanners/{id}/health'],
  fixGuns: [
    'post /scanners/{id}/bind',
    'post /scanners/{id}/name',
    'post /scanners/{id}/enable',
    'post /scanners/{id}/disable',
    'post /scanners/{id}/test',
    'post /scanners/{id}/test/end',
    'post /scanners/{id}/sound',
    'post /lanes/{lane}/bind-by-scan',
    'post /lanes/{lane}/bind-by-scan/cancel',
    'post /candidates/adopt',
  ],
  diagnose: ['get /log', 'get /doctor'],
  pair: [
    'post /pairing/codes',
    'get /pairing/codes/{id}',
    'delete /pairing/codes/{id}',
    'get /devices',
    'post /programs',
    'put /devices/{id}',
    'delete /devices/{id}',
  ],
  watchTill: [],
};
