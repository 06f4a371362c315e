import { io, type Socket } from 'socket.io-client';
import type { Screen, TabletToTill, TillToTablet } from '../../src/ui/messages.ts';
import { isFinalState, type Told } from './told.ts';

type SaleCommand = 'retry' | 'dismiss' | 'keepWaiting' | 'nextCustomer' | 'paidAnotherWay';

/** A lane's tablet, connected to one life of the till. */
export interface Tablet {
  tap(command: SaleCommand, saleId: string): void;
  dismissNotice(noticeId: string): void;
  close(): void;
}

/** What its screens show is remembered; its taps are not waited for, as a till may die over them. */
export function openTablet(url: string, lane: string, told: Told): Tablet {
  const socket: Socket<TillToTablet, TabletToTill> = io(url, {
    transports: ['websocket'],
    auth: { lane },
    forceNew: true,
    reconnection: false,
  });
  socket.on('screen', (screen) => tellScreen(screen, told));
  const prefix = `${lane}-${Math.round(performance.now())}`;
  let commands = 0;
  const commandId = () => `${prefix}-${++commands}`;
  return {
    tap: (command, saleId) => void socket.emit(command, { commandId: commandId(), saleId }, () => {}),
    dismissNotice: (noticeId) =>
      void socket.emit('dismissNotice', { commandId: commandId(), noticeId }, () => {}),
    close: () => void socket.close(),
  };
}

/** A screen that shows a result has told it. */
export function tellScreen({ lane, mode, order }: Screen, told: Told): void {
  if (order && isFinalState(mode)) {
    told.result(order.orderNo, mode, { by: `the screen of lane ${lane}`, askedAt: performance.now() });
  }
}
