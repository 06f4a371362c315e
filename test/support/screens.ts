import type { ScannerStatus } from '../../src/devices/index.ts';
import type { LaneView, Order } from '../../src/payment/index.ts';
import type { Screen } from '../../src/ui/messages.ts';
import { type ScreenSetting, screenOf } from '../../src/ui/screen.ts';
import { orderOf, SENT_AT } from './orders.ts';
import { setting } from './screen-setting.ts';

export interface ScreenFor {
  order?: Partial<Order>;
  view?: Partial<LaneView>;
  scanners?: ScannerStatus[];
  setting?: Partial<ScreenSetting>;
}

/** The screen of a lane with that order, or of an idle one. */
export function screenFor({ order: changes, view, scanners = [], setting: other }: ScreenFor): Screen {
  const order = changes && orderOf(changes);
  const phase: LaneView['phase'] = order
    ? { kind: 'order', sale: { ...order, orderNos: [order.orderNo] }, order }
    : { kind: 'idle' };
  const whole: LaneView = {
    lane: '1',
    phase,
    isBusy: false,
    canRelease: false,
    notices: [],
    otherOpen: [],
    warnings: [],
    ...view,
  };
  return screenOf({ view: whole, scanners, rev: 7, now: SENT_AT + 20_000 }, { ...setting, ...other });
}
