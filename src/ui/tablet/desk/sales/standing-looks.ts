import type { IconName } from '../../views/icons.tsx';
import type { RowTone } from '../parts/rows.tsx';
import type { Standing } from './standing.ts';

/** How a standing is drawn; the word beside it says the same. */
export const STANDINGS: Record<Standing, { icon: IconName; tone: RowTone }> = {
  paid: { icon: 'check', tone: 'good' },
  refunding: { icon: 'hourglass', tone: 'wait' },
  refundedPart: { icon: 'undo', tone: 'good' },
  refunded: { icon: 'undo', tone: 'off' },
  refundFailed: { icon: 'warning', tone: 'bad' },
  refundStuck: { icon: 'question', tone: 'doubt' },
  waiting: { icon: 'hourglass', tone: 'wait' },
  cancelling: { icon: 'hourglass', tone: 'wait' },
  goingBack: { icon: 'undo', tone: 'wait' },
  stuck: { icon: 'question', tone: 'doubt' },
  held: { icon: 'scales', tone: 'doubt' },
  settledPaid: { icon: 'pen', tone: 'off' },
  settledNotPaid: { icon: 'pen', tone: 'off' },
  contradicted: { icon: 'warning', tone: 'doubt' },
  declined: { icon: 'cross', tone: 'bad' },
  cancelled: { icon: 'slash', tone: 'off' },
  notSent: { icon: 'unsent', tone: 'off' },
};
