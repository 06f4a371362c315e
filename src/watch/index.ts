import { statfs } from 'node:fs/promises';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { EngineNews, Gateway } from '../payment/index.ts';
import { BoundedReading } from './bounded.ts';
import { createHarmless } from './harmless.ts';
import { createMeterBook } from './meter-book.ts';
import { meteredGateway } from './metered-gateway.ts';
import { countsOf } from './order-counts.ts';
import { createReadings, type TillState } from './readings.ts';
import { SaleTimes } from './sale-times.ts';
import { createTillMeters } from './till-meters.ts';

export interface WatchRequest {
  /** The data folder. */
  folder: string;
  lanes: readonly string[];
  /** When the last good backup was begun, epoch ms; 0 where there was none. */
  backupAt(): Promise<number>;
  version: string;
  nodeVersion: string;
  /** Also what tells of the process: for a till that has its process to itself. */
  ownsProcess: boolean;
}

/** What is asked of the machine at each look. */
type Machine = 'diskFreeBytes' | 'backupAt';

/** Counts and times what the till does. Its parts tell it; none of them knows of metrics, and nothing it throws reaches one. */
export interface TillWatch {
  /** The same gateway, its calls counted. */
  metered(gateway: Gateway): Gateway;
  /** For the payment engine. */
  news: EngineNews;
  requestDone(route: string, status: number): void;
  screenSent(lane: string, rev: number): void;
  painted(lane: string, rev: number): void;
  /** All metrics as of now. */
  metrics(state: Omit<TillState, Machine>): Promise<{ type: string; text: string }>;
}

/** Whoever collects waits some seconds; a disk that does not answer must not cost them everything else. */
const MACHINE_PATIENCE_MS = 1000;

export function createWatch(request: WatchRequest, { clock, log }: { clock: Clock; log: Log }): TillWatch {
  const { version, nodeVersion } = request;
  const book = createMeterBook();
  const meters = createTillMeters(book);
  const harmless = createHarmless(log);
  const times = new SaleTimes((stage, seconds) => meters.stages.seen({ stage }, seconds));
  const read = createReadings(meters);
  const machine = new BoundedReading(() => readMachine(request), { clock, patienceMs: MACHINE_PATIENCE_MS });
  if (request.ownsProcess) book.watchProcess();
  meters.buildInfo.set({ version, node: nodeVersion }, 1);
  // A rate begins with the first change of what was told: states that alerts look at are there from the start.
  for (const lane of request.lanes) meters.sales.add({ lane, state: 'paid' }, 0);
  for (const state of ['done', 'failed', 'stuck']) meters.refunds.add({ state }, 0);
  for (const result of ['closed', 'storeFault']) meters.dayCloses.add({ result }, 0);

  return {
    metered: (gateway) =>
      meteredGateway(
        gateway,
        {
          calling: (method, orderNo) =>
            harmless(() => {
              if (method === 'submit' && orderNo !== undefined) times.sending(orderNo, clock.monotonic());
            }),
          answered: ({ method, outcome, seconds, orderNo }) =>
            harmless(() => {
              meters.gatewayRequests.add({ method, outcome });
              meters.gatewaySeconds.seen({ method }, seconds);
              if (orderNo !== undefined) times.answered(orderNo, clock.monotonic(), method === 'submit');
            }),
        },
        clock,
      ),
    news: {
      order: (order, before) =>
        harmless(() => {
          const { ended, refunds, cases } = countsOf(order, before);
          const how = { isNew: before.state === 'created', hasEnded: ended !== undefined };
          times.saved(order, clock.monotonic(), how);
          if (ended !== undefined) meters.sales.add({ lane: order.lane, state: ended });
          for (const state of refunds) meters.refunds.add({ state });
          for (const kind of cases) meters.cases.add({ kind });
        }),
      scanned: ({ lane, firstByteAt, result }) =>
        harmless(() => {
          meters.scans.add({ lane, result: result.ok ? 'taken' : result.why });
          if (result.ok) times.scanned(lane, clock.monotonic(), firstByteAt);
        }),
      saved: (seconds) => harmless(() => meters.storeWrites.seen({}, seconds)),
      closed: () => harmless(() => meters.dayCloses.add({ result: 'closed' })),
      closeFailed: () => harmless(() => meters.dayCloses.add({ result: 'storeFault' })),
    },
    requestDone: (route, status) =>
      harmless(() => meters.httpRequests.add({ route, status: String(status) })),
    screenSent: (lane, rev) => harmless(() => times.screenSent(lane, rev, clock.monotonic())),
    painted: (lane, rev) => harmless(() => times.painted(lane, rev, clock.monotonic())),
    metrics: async (state) => {
      const facts = await machine.value();
      harmless(() => read({ ...state, ...facts }));
      return { type: book.type, text: await book.text() };
    },
  };
}

/** What cannot be read is not told; an alert looks for what is missing. */
async function readMachine({ folder, backupAt }: WatchRequest): Promise<Pick<TillState, Machine>> {
  const [disk, backup] = await Promise.allSettled([statfs(folder), backupAt()]);
  return {
    ...(disk.status === 'fulfilled' && { diskFreeBytes: disk.value.bavail * disk.value.bsize }),
    ...(backup.status === 'fulfilled' && { backupAt: backup.value }),
  };
}
