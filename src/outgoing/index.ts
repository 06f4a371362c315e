import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { EngineNews } from '../payment/index.ts';
import type { Order } from '../payment/order.ts';
import { AlertWatch, type AlertWatchParts, ToldAlerts } from './alert-watch.ts';
import type { Alert } from './alerts.ts';
import { Courier, type CourierHealth, type Post } from './courier.ts';
import { eventsOf, type OutgoingEvent } from './event.ts';
import { Outbox, type OutboxFiles, type Receiver } from './outbox.ts';

export { httpPost } from './http-post.ts';
export type { OutboxFiles, Queued } from './outbox.ts';
export { secretProblem } from './signature.ts';

export interface OutgoingRequest {
  receivers: readonly (Receiver & { url: string; secret: string })[];
  files: OutboxFiles;
  /** What every message carries: which till, which shop. */
  sender(): object;
  post: Post;
  /** An order as programs see it. */
  orderJson(order: Order): object;
  /** A numbered close as programs see it. */
  closeJson(z: Parameters<EngineNews['closed']>[0]): object;
  /** Orders in which something may have ended in the last moments before the till did. */
  recent(): Promise<readonly Order[]>;
  /** How the till stands, for alerts. */
  facts: AlertWatchParts['facts'];
}

export interface Outgoing {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** For the payment engine. */
  news: EngineNews;
  health(): OutgoingHealth;
}

export interface OutgoingHealth {
  receivers: CourierHealth[];
  /** What is wrong as of the last look, five seconds ago at most. */
  alerts: readonly Alert[];
}

/** So long a receiver has to know what it was told: what is older is not told anew because its order has changed. */
const KNOWN_MS = 7 * 24 * 3_600_000;

/** Tells other programs what happened here: signed, in order, again until they have taken it. */
export function createOutgoing(
  request: OutgoingRequest,
  { clock, log }: { clock: Clock; log: Log },
): Outgoing {
  const { receivers, files, sender, post, orderJson, closeJson, recent, facts } = request;
  const outbox = new Outbox(files, receivers);
  let couriers: Courier[] = [];
  let closeFailed: { day: string; since: number; detail: string } | undefined;
  /** What happened before the outbox was read, for an order found at the start may end at once; nothing once it was. */
  let early: (() => void)[] | undefined = [];

  /** A sale must never fail for being told, nor an event get a place that another has on the disk. */
  const once = (told: () => void) => {
    if (early) return void early.push(told);
    try {
      told();
    } catch (error) {
      log.error('an event could not be made', { error: errorText(error) });
    }
  };

  const tell = (event: OutgoingEvent) => {
    outbox
      .put(event)
      .then((full) => {
        for (const receiver of full) log.error('oldest event dropped', { receiver });
      })
      .catch((error) => {
        log.warn('event kept in memory alone', { event: event.id, error: errorText(error) });
      })
      .finally(() => {
        for (const courier of couriers) courier.wake();
      });
    for (const courier of couriers) courier.wake();
  };
  const orderChanged = (order: Order, before?: Order) => {
    const longTold = new Set(
      (before ? eventsOf(before) : []).filter(({ at }) => clock.now() - at > KNOWN_MS).map(({ id }) => id),
    );
    for (const { refundNo, ...head } of eventsOf(order)) {
      if (outbox.has(head.id) || longTold.has(head.id)) continue;
      tell({ ...head, data: { ...(refundNo === undefined ? {} : { refundNo }), order: orderJson(order) } });
    }
  };
  const alerts = new AlertWatch({
    clock,
    facts: async () => ({ ...(await facts()), closeFailed }),
    tell,
    onFault: (error) => log.warn('alerts could not be looked at', { error: errorText(error) }),
  });
  return {
    async start() {
      const toldAlerts = new ToldAlerts();
      const hasTold = await outbox.load((event) => toldAlerts.hear(event));
      const waiting = early ?? [];
      early = undefined;
      for (const told of waiting) once(told);
      // An order that ended just before the till did may not have been told of.
      for (const order of await recent()) {
        if (hasTold) once(() => orderChanged(order));
        else for (const { id } of eventsOf(order)) outbox.skip(id);
      }
      couriers = receivers.map((receiver) => new Courier({ receiver, outbox, sender, post, clock, log }));
      alerts.start(toldAlerts.standing);
    },
    async stop() {
      alerts.stop();
      await Promise.all(couriers.map((courier) => courier.stop()));
      await files.close();
    },
    news: {
      order: (order, before) => once(() => orderChanged(order, before)),
      closed(z) {
        closeFailed = undefined;
        // Every till of a shop counts from 1, and so does the one that a backup became.
        const id = `close.${z.till}.${z.z}`;
        once(() => tell({ id, type: 'day.closed', at: z.closedAt, data: { close: closeJson(z) } }));
      },
      closeFailed(day, detail) {
        closeFailed = { day, since: closeFailed?.since ?? clock.now(), detail };
      },
    },
    health: () => ({ receivers: couriers.map((courier) => courier.health()), alerts: alerts.open }),
  };
}
