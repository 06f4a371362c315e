import type { Answer, Gateway } from '../../src/payment/gateway.ts';
import type { Order } from '../../src/payment/order.ts';
import type { Disk } from '../../src/payment/store/disk.ts';
import type { Temper } from './temper.ts';
import type { Planted } from './till.ts';
import type { Promised } from './watch/promises.ts';

/** Wrong edits of the kind that other tills were wounded by, and the promises of which one must be found broken. */
export interface PlantedFault {
  name: string;
  breaks: readonly Promised[];
  planted: Planted;
  /** Default: true. */
  faults?: boolean;
  /** Where what it breaks is rare. */
  temper?: Partial<Temper>;
}

const declined = (answer: Answer): Answer =>
  answer.kind === 'unknown' ? { kind: 'declined', facts: {}, traceId: answer.traceId } : answer;

/** The folder's sync is left out: a rename may then be undone by a power cut. */
const withoutFolderSync = (disk: Disk): Disk => ({
  ...disk,
  open: async (file, flags, mode) => {
    const handle = await disk.open(file, flags, mode);
    return file.endsWith('/open') ? { ...handle, sync: async () => {} } : handle;
  },
});

/** All orders wait behind one that stays silent. */
function oneAtATime(gateway: Gateway): Gateway {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...gateway,
    submit: (request, options) => {
      const answer = last.then(() => gateway.submit(request, options));
      last = answer;
      return answer;
    },
  };
}

const withoutStory = (order: Order): Order => ({ ...order, history: order.history.slice(-1) });

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: 'signatures are not verified',
    breaks: ['a'],
    planted: { verifier: { verify: async () => true } },
  },
  {
    name: 'a submit that stays silent is called declined',
    breaks: ['b'],
    planted: {
      gateway: (gateway) => ({
        ...gateway,
        submit: async (request, options) => declined(await gateway.submit(request, options)),
      }),
    },
  },
  {
    name: 'no record of an order is taken for a no',
    breaks: ['c'],
    temper: { odd: 0.7, network: 0.1 },
    planted: {
      gateway: (gateway) => ({
        ...gateway,
        query: async (orderNo, options) => {
          const answer = await gateway.query(orderNo, options);
          return answer.kind === 'noRecord' ? { ...answer, kind: 'declined', facts: {} } : answer;
        },
      }),
    },
  },
  {
    name: "an order's story begins anew at a restart",
    breaks: ['d'],
    planted: {
      store: (store) => ({
        ...bound(store),
        load: async () => {
          const contents = await store.load();
          return { ...contents, open: contents.open.map(withoutStory) };
        },
      }),
    },
  },
  {
    name: 'a live document goes before its line is kept',
    breaks: ['d', 'i'],
    planted: {
      store: (store) => ({
        ...bound(store),
        finish: async (order, elsewhere) => {
          await store.forget(order.orderNo);
          await store.finish(order, elsewhere);
        },
      }),
    },
  },
  {
    name: 'open orders are forgotten by a restart',
    breaks: ['a', 'b', 'd', 'i'],
    planted: {
      store: (store) => ({ ...bound(store), load: async () => ({ ...(await store.load()), open: [] }) }),
    },
  },
  { name: 'a folder is not synced after a rename', breaks: ['e', 'd'], planted: { disk: withoutFolderSync } },
  {
    name: 'a save is acknowledged before it is on disk',
    breaks: ['e'],
    planted: {
      store: (store) => ({
        ...bound(store),
        saveOpen: async (order) => {
          store.saveOpen(order).catch(() => {});
        },
      }),
    },
  },
  {
    name: 'a submit that stays silent is sent again',
    breaks: ['f'],
    planted: {
      gateway: (gateway) => ({
        ...gateway,
        submit: async (request, options) => {
          const answer = await gateway.submit(request, options);
          return answer.kind === 'unknown' ? gateway.submit(request, options) : answer;
        },
      }),
    },
  },
  {
    name: 'used codes are forgotten by a restart',
    breaks: ['f'],
    planted: {
      store: (store) => ({
        ...bound(store),
        load: async () => ({ ...(await store.load()), recentCodes: [] }),
      }),
    },
  },
  { name: 'a cancel is sent at once', breaks: ['g'], planted: { policy: { cancelNotBeforeMs: 0 } } },
  {
    name: 'a refund is sent without its cents',
    breaks: ['h'],
    planted: {
      gateway: (gateway) => ({
        ...gateway,
        refund: (request, options) =>
          gateway.refund({ ...request, amount: request.amount.replace(/\d\d$/, '00') }, options),
      }),
    },
  },
  {
    name: 'an undecided order holds its lane',
    breaks: ['i'],
    planted: { policy: { releaseLaneMs: 600_000 } },
  },
  { name: 'payments are sent one at a time', breaks: ['j'], planted: { gateway: oneAtATime } },
  {
    name: 'the till gives every customer fifteen seconds',
    breaks: ['k'],
    faults: false,
    planted: { policy: { waitMs: 15_000 } },
  },
  {
    name: 'the amount is sent without its cents',
    breaks: ['l'],
    planted: {
      gateway: (gateway) => ({
        ...gateway,
        submit: (request, options) =>
          gateway.submit({ ...request, amount: request.amount.replace(/\d\d$/, '00') }, options),
      }),
    },
  },
  {
    name: 'what a refund of yesterday’s sale comes to is not told to the open day',
    breaks: ['m'],
    temper: { days: 3, acts: 40 },
    planted: { store: (store) => ({ ...bound(store), finish: (order) => store.finish(order) }) },
  },
  {
    name: "the gateway's words are kept with the code they quote",
    breaks: ['n'],
    planted: {
      gateway: (gateway) => ({
        ...gateway,
        submit: async (request, options) => {
          const answer = await gateway.submit(request, options);
          return { ...answer, message: `no wallet has the code ${request.authCode}` };
        },
      }),
    },
  },
];

/** A store's methods live on its class: they are taken along one by one. */
function bound(store: Parameters<NonNullable<Planted['store']>>[0]) {
  return {
    load: () => store.load(),
    saveOpen: store.saveOpen.bind(store),
    finish: store.finish.bind(store),
    forget: store.forget.bind(store),
    find: store.find.bind(store),
    finishedOn: store.finishedOn.bind(store),
    probe: () => store.probe(),
    close: () => store.close(),
  };
}
