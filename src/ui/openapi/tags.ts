import type { Act } from '../../access/acts.ts';
import type { RouteSpec } from '../route.ts';

/** The chapters of the documentation, in its order. */
export const tags = [
  { name: 'Sales', description: 'Lanes, and the sale on each: charging, scanning, calling off, the result' },
  {
    name: 'Orders',
    description: 'What was sent to the gateway: finding it, asking, refunds, decisions, receipts',
  },
  { name: 'Days', description: 'Totals, export, the numbered close, and whether the gateway agrees' },
  { name: 'Guns', description: 'The scan guns, and all that can be changed of them' },
  { name: 'Shop', description: 'Settings, and who works here' },
  { name: 'Till', description: 'Who may talk to it, what it logs, how it is' },
];

const TAGS: Partial<Record<Act, string>> = {
  sell: 'Sales',
  followSale: 'Sales',
  practise: 'Sales',
  watchLane: 'Sales',
  look: 'Orders',
  checkOrder: 'Orders',
  holdCancel: 'Orders',
  refund: 'Orders',
  settle: 'Orders',
  reprint: 'Orders',
  closeDay: 'Days',
  reconcile: 'Days',
  lookGuns: 'Guns',
  fixGuns: 'Guns',
  lookShop: 'Shop',
  changeShop: 'Shop',
  changePeople: 'Shop',
  signIn: 'Shop',
};

/** Whoever may look at orders may look at lanes and days: the act does not tell them apart. */
export function tagOf({ act, path }: RouteSpec): string {
  if (path.startsWith('/lanes') && act !== 'fixGuns') return 'Sales';
  return path.startsWith('/days/') ? 'Days' : (TAGS[act] ?? 'Till');
}
