import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { io, type Socket as TabletSocket } from 'socket.io-client';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import type { CustomerScreen, Screen, TabletToTill, TillToTablet } from '../../src/ui/messages.ts';

/** Moments of one sale, `performance.now()` here. */
export interface SaleTimes {
  orderNo: string;
  saleId: string;
  amountMinor: number;
  chargedAt: number;
  ackedAt: number;
  scannedAt: number;
  paidShownAt: number;
  customerShownAt: number;
  longPollAt: number;
}

/** One counter: a gun, a cashier's tablet, a customer's screen, and a cash register that waits for results over REST. */
export interface LoadLane {
  id: string;
  sell(amountMinor: number): Promise<SaleTimes>;
  close(): void;
}

/** Nothing of a sale may take longer, ms. */
const GIVE_UP_MS = 20_000;

export async function openLane(url: string, id: string): Promise<LoadLane> {
  const open = <S>(view: 'cashier' | 'customer'): Promise<Shown<S>> => openPage(url, id, view);
  const cashier = await open<Screen>('cashier');
  const customer = await open<CustomerScreen>('customer');
  const gun = await openGun(url, id);
  let commands = 0;
  return {
    id,
    sell: async (amountMinor) => {
      await cashier.until((screen) => screen.actions.includes('charge'));
      commands += 1;
      const commandId = `load-${id}-${commands}-${Math.round(performance.now())}`;
      const chargedAt = performance.now();
      const ack = await cashier.socket.timeout(GIVE_UP_MS).emitWithAck('charge', { commandId, amountMinor });
      const ackedAt = performance.now();
      if (!ack.ok) throw new Error(`lane ${id}: ${ack.error.message}`);
      const { saleId = '' } = ack;
      const longPoll = resultOf(url, saleId);
      await cashier.until((screen) => screen.saleId === saleId && screen.mode === 'ready');
      await customer.until(({ mode, amount }) => mode === 'show' && amount?.minor === amountMinor);
      const code = makeCode({ wallet: 'alipay', outcome: 'paid' }, systemRandom);
      const scannedAt = performance.now();
      gun.write(`${code}\r`);
      const atCustomer = customer.until(({ mode }) => mode === 'paid');
      const { screen, at } = await cashier.until(
        (each) => each.saleId === saleId && !['ready', 'paying', 'cancelling'].includes(each.mode),
      );
      if (screen.mode !== 'paid') throw new Error(`lane ${id}: a sale ended ${screen.mode}`);
      return {
        orderNo: screen.order?.orderNo ?? '',
        saleId,
        amountMinor,
        chargedAt,
        ackedAt,
        scannedAt,
        paidShownAt: at,
        customerShownAt: (await atCustomer).at,
        longPollAt: await longPoll,
      };
    },
    close: () => {
      cashier.socket.close();
      customer.socket.close();
      gun.destroy();
    },
  };
}

interface Shown<S> {
  socket: TabletSocket<TillToTablet, TabletToTill>;
  /** The first screen that is so, from the one it shows now on, and when it came. */
  until(isIt: (screen: S) => boolean): Promise<{ screen: S; at: number }>;
}

async function openPage<S>(url: string, lane: string, view: 'cashier' | 'customer'): Promise<Shown<S>> {
  const socket: Shown<S>['socket'] = io(url, {
    transports: ['websocket'],
    auth: { lane, view },
    forceNew: true,
  });
  let shown: { screen: S; at: number } | undefined;
  const watchers = new Set<() => void>();
  const show = (screen: unknown) => {
    shown = { screen: screen as S, at: performance.now() };
    for (const watch of [...watchers]) watch();
  };
  if (view === 'cashier') socket.on('screen', show);
  else socket.on('customer', show);
  const until: Shown<S>['until'] = (isIt) =>
    new Promise((resolve, reject) => {
      const giveUp = setTimeout(
        () => reject(new Error(`lane ${lane}: the ${view}'s screen stays ${JSON.stringify(shown?.screen)}`)),
        GIVE_UP_MS,
      );
      const watch = () => {
        if (!shown || !isIt(shown.screen)) return;
        clearTimeout(giveUp);
        watchers.delete(watch);
        resolve(shown);
      };
      watchers.add(watch);
      watch();
    });
  await until(() => true);
  return { socket, until };
}

/** When the long poll of a sale was answered; it is paid then. */
async function resultOf(url: string, saleId: string): Promise<number> {
  for (;;) {
    const answer = await fetch(`${url}/api/v1/sales/${saleId}?waitSeconds=30`);
    const { sale } = (await answer.json()) as { sale?: { state: string } };
    if (sale?.state === 'paid') return performance.now();
    if (answer.status !== 200 || ['declined', 'cancelled', 'notSent'].includes(sale?.state ?? ''))
      throw new Error(`sale ${saleId}: ${answer.status} ${sale?.state}`);
  }
}

async function openGun(url: string, lane: string): Promise<Socket> {
  const answer = await fetch(`${url}/api/v1/lanes/${lane}`);
  const { scanners } = (await answer.json()) as { scanners: { address?: string }[] };
  const gun = connect(Number(scanners[0]?.address?.split(':').at(-1)), '127.0.0.1');
  gun.setNoDelay(true);
  await once(gun, 'connect');
  return gun;
}
